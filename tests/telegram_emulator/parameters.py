"""What a program sent: query, form, JSON or multipart, as Telegram accepts them all."""

import json
from dataclasses import dataclass, field
from typing import Any

from starlette.requests import Request


@dataclass(frozen=True, slots=True)
class File:
    name: str
    content: bytes
    mime_type: str


@dataclass(frozen=True, slots=True)
class Parameters:
    """Values by name, JSON decoded where it is an object or a list; files by the name of their part."""

    values: dict[str, Any] = field(default_factory=dict)
    files: dict[str, File] = field(default_factory=dict)

    def file(self, name: str) -> File | None:
        """The file of a parameter, attached under its own name or by reference."""
        reference = str(self.values.get(name, "")).removeprefix("attach://")
        return self.files.get(name) or self.files.get(reference)

    def flag(self, name: str) -> bool:
        return str(self.values.get(name, "")).lower() == "true"


async def read(request: Request) -> Parameters:
    values: dict[str, Any] = dict(request.query_params)
    files: dict[str, File] = {}
    if "json" in request.headers.get("content-type", ""):
        values |= await request.json()
    elif request.method == "POST":
        async with request.form() as form:
            for name, value in form.multi_items():
                if isinstance(value, str):
                    values[name] = value
                else:
                    files[name] = File(value.filename or "", await value.read(), value.content_type or "")
    return Parameters({name: _decoded(value) for name, value in values.items()}, files)


def _decoded(value: Any) -> Any:
    if isinstance(value, str) and value[:1] in ("{", "["):
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value
