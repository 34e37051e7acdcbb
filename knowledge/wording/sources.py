"""The French sentences of the product: `messages/<room>.yaml`, id → sentence."""

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
    """All sentences by id: `room.name`, the room being the file.

    >>> "chat.not_understood" in sentences()
    True
    """
    found: dict[str, Sentence] = {}
    for file in sorted(files("knowledge.wording").joinpath("messages").iterdir(), key=lambda f: f.name):
        room = file.name.removesuffix(".yaml")
        for name, value in yaml.load(file.read_text(encoding="utf-8"), _TEXT_ONLY).items():  # noqa: S506
            found[f"{room}.{name}"] = _sentence(value)
    return MappingProxyType(found)


def _sentence(value: str | dict[str, str]) -> Sentence:
    return Sentence(value.strip()) if isinstance(value, str) else Sentence(value["un"].strip(), value["autres"].strip())
