"""What the document expects at a place of the file, found by walking its models."""

from collections.abc import Iterator
from enum import Enum
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from knowledge.rules.document import Document
from knowledge.rules.source import Where


def model_at(where: Where) -> type[BaseModel] | None:
    """The model of a block, or None where no block is expected.

    >>> model_at(("besoins", "logement")).__name__
    'Besoin'
    """
    return next((each for each in _at(where) if isinstance(each, type) and issubclass(each, BaseModel)), None)


def fields_at(where: Where) -> list[str]:
    """The keys that may stand in a block."""
    model = model_at(where)
    return list(model.model_fields) if model else []


def choices_at(where: Where) -> list[str]:
    """The values among which one is chosen, empty where the text is free.

    >>> choices_at(("orientations", "pmi", "quand"))
    ['aujourdhui', 'semaine', 'ensuite']
    """
    found: list[str] = []
    for each in _at(where):
        if get_origin(each) is Literal:
            found += get_args(each)
        elif isinstance(each, type) and issubclass(each, Enum):
            found += [choice.value for choice in each]
    return found


def required_at(where: Where) -> bool:
    """Whether a key must be written in its block."""
    model = model_at(where[:-1])
    return model is not None and where[-1] in model.model_fields and model.model_fields[str(where[-1])].is_required()


def holds_lines(where: Where) -> bool:
    """Whether a list or a block of lines may stand there, and not only a text."""
    return any(get_origin(each) in (list, dict) for each in _at(where)) or model_at(where) is not None


def _at(where: Where) -> list[Any]:
    """The types that may stand at a place; a list stands for its items, since one of them may be written alone."""
    kinds: list[Any] = [Document]
    for part in where:
        kinds = [below for kind in kinds for each in _opened(kind) for below in _step(each, part)]
    return [each for kind in kinds for each in _opened(kind)]


def _opened(kind: Any) -> Iterator[Any]:
    """A type without its annotations; each member of a union, each list and what it holds."""
    origin = get_origin(kind)
    if origin is Annotated:
        yield from _opened(get_args(kind)[0])
    elif origin in (Union, UnionType):
        for member in get_args(kind):
            yield from _opened(member)
    elif origin is list:
        yield kind
        yield from _opened(get_args(kind)[0])
    else:
        yield kind


def _step(kind: Any, part: str | int) -> Iterator[Any]:
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        if part in kind.model_fields:
            yield kind.model_fields[str(part)].annotation
    elif get_origin(kind) is dict and isinstance(part, str):
        yield get_args(kind)[1]
    elif get_origin(kind) is list and isinstance(part, int):
        yield get_args(kind)[0]
