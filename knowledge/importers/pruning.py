"""Validate with a pydantic model, and leave aside only what does not validate."""

from collections.abc import Callable
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

Model = TypeVar("Model", bound=BaseModel)
Where = tuple[str | int, ...]

ROUNDS = 8
"""Removing a value can leave its parent wrong (a place without its name), and so on up: never deeper than this."""


def pruned(
    model: type[Model], values: dict[str, Any], tell: Callable[[Where, Any, ErrorDetails], None]
) -> Model | None:
    """The model of these values; what is wrong is removed from `values` and told, one call a value, deepest first.

    None when nothing valid is left.
    """
    for _ in range(ROUNDS):
        try:
            return model.model_validate(values)
        except ValidationError as error:
            wrong = {where: detail for detail in error.errors() if (where := _in(values, detail))}
        for where in sorted(wrong, key=_deepest_and_last_first):
            tell(where, _remove(values, where), wrong[where])
        if not wrong:
            break
    return None


def _in(values: dict[str, Any], detail: ErrorDetails) -> Where:
    """The place of an error in the values: pydantic adds the names of union members, and points at what is missing."""
    where: list[str | int] = []
    here: Any = values
    for step in detail["loc"]:
        try:
            here = here[step]
        except (KeyError, IndexError, TypeError):
            break
        where.append(step)
    return tuple(where)


def _deepest_and_last_first(where: Where) -> tuple[int, list[int]]:
    return -len(where), [-step for step in where if isinstance(step, int)]


def _remove(values: dict[str, Any], where: Where) -> Any:
    here: Any = values
    for step in where[:-1]:
        try:
            here = here[step]
        except (KeyError, IndexError):
            return None
    try:
        return here.pop(where[-1])
    except (KeyError, IndexError):
        return None
