"""Short ways to write a value in the rule file: one text for a list, a label for an answer, a list for French."""

from collections.abc import Callable
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema


class OrAlone:
    """Marks a list that may be written as one text alone; the JSON Schema says so too."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(as_list, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        listed = handler(schema)
        return {"anyOf": [listed["items"], listed]}


def as_list(value: Any) -> Any:
    """
    >>> as_list("oui"), as_list(["oui", "non"])
    (['oui'], ['oui', 'non'])
    """
    return [value] if isinstance(value, str) and value.strip() else value


def as_french(value: Any) -> Any:
    """
    >>> as_french(["j'ai faim"])
    {'fr': ["j'ai faim"]}
    """
    return {"fr": value} if isinstance(value, list) or (isinstance(value, str) and value.strip()) else value


def as_tests(value: Any) -> Any:
    """
    >>> as_tests({"age": "jeune"})
    [{'age': 'jeune'}]
    """
    return [value] if isinstance(value, dict) else value


def as_block(key: str) -> Callable[[Any], Any]:
    """
    >>> as_block("libelle")("Pour moi")
    {'libelle': 'Pour moi'}
    """

    def written(value: Any) -> Any:
        return {key: value} if isinstance(value, str) and value.strip() else value

    return written
