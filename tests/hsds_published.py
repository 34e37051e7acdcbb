"""What HSDS 3.0 asks of a file: the facts of tests/imports/hsds/published.json as a JSON Schema, and as checks of tables."""

import csv
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from jsonschema import Draft202012Validator, FormatChecker

Object = dict[str, Any]

FACTS = Path(__file__).parent / "imports" / "hsds" / "published.json"


@cache
def published() -> dict[str, Object]:
    """The tables of HSDS 3.0 by name."""
    found: dict[str, Object] = json.loads(FACTS.read_text(encoding="utf-8"))["tables"]
    return found


def _uri(value: str) -> bool:
    return bool(urlsplit(value).scheme) and value.isascii() and " " not in value


def _mail(value: str) -> bool:
    return "@" in value.strip("@")


FORMATS: dict[str, Callable[[str], object]] = {
    "uuid": UUID,
    "uri": _uri,
    "email": _mail,
    "date": date.fromisoformat,
    "time": time.fromisoformat,
    "datetime": datetime.fromisoformat,
    "number": float,
    "string": bool,
}


@cache
def validator(entity: str) -> Draft202012Validator:
    """The validator of a full object. A field that HSDS does not have is a mistake here."""
    checker = FormatChecker(())
    for name, check in FORMATS.items():
        checker.checks(name, raises=ValueError)(lambda value, check=check: not isinstance(value, str) or check(value))
    schema = {"$ref": f"#/$defs/{entity}", "$defs": {name: _object(facts) for name, facts in published().items()}}
    return Draft202012Validator(schema, format_checker=checker)


def _object(facts: Object) -> Object:
    properties: Object = {name: _column(kind) for name, kind in facts["columns"].items()}
    for name, table in facts.get("lists", {}).items():
        properties[name] = {"type": "array", "items": {"$ref": f"#/$defs/{table}"}}
    for name, table in facts.get("objects", {}).items():
        properties[name] = {"$ref": f"#/$defs/{table}"}
    return {"type": "object", "properties": properties, "required": facts["required"], "additionalProperties": False}


def _column(kind: str | list[str]) -> Object:
    if isinstance(kind, list):
        return {"type": "string", "enum": kind}
    return {"type": "number"} if kind == "number" else {"type": "string", "format": kind}


def mistakes(archive: Path) -> Iterator[str]:
    """What is wrong with a tabular data package, by the published tables and by what it says of itself."""
    with zipfile.ZipFile(archive) as packed:
        package = json.loads(packed.read("datapackage.json"))
        lines = {each["name"]: _lines(packed.read(each["path"]).decode()) for each in package["resources"]}
    ids = {table: [line["id"] for line in found] for table, found in lines.items()}
    for resource in package["resources"]:
        table = resource["name"]
        yield from _resource(table, resource, lines[table])
        for key in resource["schema"].get("foreignKeys", ()):
            there = set(ids[key["reference"]["resource"]])
            for line in lines[table]:
                if line[key["fields"]] and line[key["fields"]] not in there:
                    yield f"{table}.{key['fields']} points nowhere: {line}"
        if len(set(ids[table])) < len(ids[table]):
            yield f"{table}.id is not unique"


def _lines(text: str) -> list[dict[str, str]]:
    csv.field_size_limit(1 << 20)
    return list(csv.DictReader(io.StringIO(text, newline="")))


def _resource(table: str, resource: Object, lines: list[dict[str, str]]) -> Iterator[str]:
    facts = published()[table]
    fields = {field["name"]: field for field in resource["schema"]["fields"]}
    asked = {*facts["required"], *facts.get("tabular", ())}
    if resource["path"] != facts["file"] or not asked <= fields.keys() <= facts["columns"].keys():
        yield f"{table}: {resource['path']}, {sorted(fields)}"
    if lines and lines[0].keys() != fields.keys():
        yield f"{table}: the header is not that of datapackage.json"
    for name, field in fields.items():
        kind = facts["columns"][name]
        yield from _described(f"{table}.{name}", field, kind, name in asked)
        for line in lines:
            if not _holds(line[name], kind, name in asked):
                yield f"{table}.{name}: {line[name]!r}"
    for name in facts.get("unique", ()):
        given = [line[name] for line in lines]
        if len(set(given)) < len(given):
            yield f"{table}.{name} is not unique"


def _described(where: str, field: Object, kind: str | list[str], asked: bool) -> Iterator[str]:
    form = kind if isinstance(kind, str) and kind in ("uuid", "uri", "email") else None
    wanted = "string" if isinstance(kind, list) or form else kind
    if field["type"] != wanted or field["constraints"]["required"] != asked:
        yield f"{where}: described as {field}"
    if isinstance(kind, list) and field["constraints"].get("enum") != kind:
        yield f"{where}: described without its list"
    if field.get("format") != form:
        yield f"{where}: described with the format {field.get('format')}"


def _holds(value: str, kind: str | list[str], asked: bool) -> bool:
    if not value:
        return not asked
    if isinstance(kind, list):
        return value in kind
    try:
        return FORMATS[kind](value) is not False
    except ValueError:
        return False
