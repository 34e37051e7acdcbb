"""Labelled phrases, one JSON object a line: `text`, `lang`, `need`, `also`, `emergency`, `kind`."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from knowledge.errors import InputError

DANGER, NONE = "danger", "none"
"""Labels beside the needs: a danger that fits no need, and what is out of scope."""


@dataclass(frozen=True, slots=True)
class Row:
    """A phrase and what it should be understood as.

    `also`: other labels that are right too; `emergency`: a danger must be recognised; `kind`: how real the wording is.
    """

    text: str
    language: str
    need: str
    also: frozenset[str]
    emergency: bool
    kind: str

    @property
    def accepted(self) -> frozenset[str]:
        return self.also | {self.need}


def read_rows(path: Path, needs: Collection[str]) -> tuple[Row, ...]:
    """Raises InputError with file, line and cause on the first line that is none."""
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"« {path} » ne peut pas être lu : un fichier JSON Lines en UTF-8 est attendu.") from error
    rows = tuple(_row(path, number, line, needs) for number, line in enumerate(lines, 1) if line.strip())
    if not rows:
        raise InputError(f"« {path} » est vide : un objet JSON par ligne est attendu.")
    return rows


def _row(path: Path, number: int, line: str, needs: Collection[str]) -> Row:
    where = f"« {path.name} », ligne {number}"
    try:
        given: Any = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{where} : ce n'est pas du JSON ; un objet par ligne est attendu.") from error
    if not isinstance(given, dict) or not all(isinstance(given.get(key), str) for key in ("text", "need")):
        raise InputError(f"{where} : un objet avec les clés « text » et « need » est attendu.")
    also = given.get("also") or []
    if not isinstance(also, list):
        raise InputError(f"{where} : « also » est une liste de besoins.")
    labels = [given["need"], *map(str, also)]
    wrong = next((label for label in labels if label not in needs and label not in (DANGER, NONE)), None)
    if wrong is not None:
        raise InputError(f"{where} : « {wrong} » n'est ni un besoin des règles, ni « {DANGER} », ni « {NONE} ».")
    return Row(
        given["text"],
        str(given.get("lang") or "fr"),
        given["need"],
        frozenset(map(str, also)),
        given.get("emergency") is True,
        str(given.get("kind") or "sans genre"),
    )
