"""The French sentences of the product: `messages/<room>.yaml`, which are translated, and `agents/<room>.yaml`, which are not:
whoever works at a front desk reads French."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

import yaml

_TEXT_ONLY = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A French sentence; `many` is its plural where it counts something."""

    one: str
    many: str = ""


@cache
def sentences() -> Mapping[str, Sentence]:
    """All sentences by id: `room.name`, the room being the file; `agents.room.name` for those of agents.

    >>> "chat.not_understood" in sentences(), "agents.looking.greeting" in sentences()
    (True, True)
    """
    return MappingProxyType({**translatable(), **_read("agents", "agents.")})


@cache
def translatable() -> Mapping[str, Sentence]:
    """The sentences that are said in every language."""
    return MappingProxyType(_read("messages", ""))


def _read(folder: str, before: str) -> dict[str, Sentence]:
    found: dict[str, Sentence] = {}
    for file in sorted(files("knowledge.wording").joinpath(folder).iterdir(), key=lambda f: f.name):
        room = before + file.name.removesuffix(".yaml")
        for name, value in yaml.load(file.read_text(encoding="utf-8"), _TEXT_ONLY).items():  # noqa: S506
            found[f"{room}.{name}"] = _sentence(value)
    return found


def _sentence(value: str | dict[str, str]) -> Sentence:
    return Sentence(value.strip()) if isinstance(value, str) else Sentence(value["un"].strip(), value["autres"].strip())
