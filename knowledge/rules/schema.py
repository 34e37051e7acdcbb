"""The JSON Schema of the rule file, from its models: an editor completes and checks while the coordinator types."""

import json
from enum import Enum
from typing import Any

from data_inclusion.schema import v1

from knowledge.rules.document import Document

TITLE = "Règles d'orientation d'Aiguilleur"

_CODES: tuple[type[Enum], ...] = (v1.Public, v1.Thematique, v1.Categorie, v1.ReseauPorteur, v1.TypeService)


def json_schema() -> str:
    """JSON Schema (draft 2020-12), always the same bytes; each code of data·inclusion with its French label."""
    schema = _tidy(Document.model_json_schema(mode="validation"))
    for codes in _CODES:
        schema["$defs"][codes.__name__]["enumDescriptions"] = [_label(code) for code in codes]
    whole = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": TITLE, **schema}
    return json.dumps(whole, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _tidy(schema: Any) -> Any:
    """Without titles made of Python names, without « null », which the rules refuse, and with no key but the known ones."""
    if isinstance(schema, list):
        return [_tidy(each) for each in schema if each != {"type": "null"}]
    if not isinstance(schema, dict):
        return schema
    tidy = {key: _tidy(value) for key, value in schema.items() if not (key == "title" and isinstance(value, str))}
    if tidy.get("default", "") is None:
        del tidy["default"]
    if "patternProperties" in tidy:
        tidy["additionalProperties"] = False
    if len(tidy.get("anyOf", ())) == 1:
        (only,) = tidy.pop("anyOf")
        tidy = {**only, **tidy}
    return tidy


def _label(code: Any) -> str:
    return str(code.description or code.label)
