"""A file that is no directory, or not a whole one: told in French, with the command that builds it again."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from knowledge.directory import schema
from knowledge.errors import DirectoryCorrupt, DirectoryMissing


def check(path: Path) -> None:
    """Refuse what cannot be a directory before SQLite guesses."""
    try:
        with path.open("rb") as file:
            header = file.read(100)
            size = path.stat().st_size
    except FileNotFoundError as error:
        raise DirectoryMissing(f"Il n'y a pas d'annuaire à cet endroit : « {path} ». {_command(path)}") from error
    except OSError as error:
        raise DirectoryMissing(
            f"L'annuaire « {path} » ne se lit pas ({error.strerror}). Vérifiez ses droits."
        ) from error
    if not header:
        raise DirectoryCorrupt(corrupt(path, "il est vide"))
    if header[:16] != b"SQLite format 3\0":
        raise DirectoryCorrupt(corrupt(path, "ce fichier n'est pas un annuaire"))
    if len(header) < 100 or size < _page_size(header) * int.from_bytes(header[28:32], "big"):
        raise DirectoryCorrupt(corrupt(path, "il est tronqué"))
    if int.from_bytes(header[68:72], "big") != schema.APPLICATION_ID:
        raise DirectoryCorrupt(corrupt(path, "c'est une base SQLite, mais pas un annuaire"))


def _page_size(header: bytes) -> int:
    # 65,536 does not fit in two bytes and is written 1 (SQLite, « Database File Format », 1.3.2).
    return 65536 if (size := int.from_bytes(header[16:18], "big")) == 1 else size


def corrupt(path: Path, cause: str) -> str:
    """Why a directory cannot serve, and what to do."""
    return f"L'annuaire « {path} » ne peut pas servir : {cause}. {_command(path)}"


def _command(path: Path) -> str:
    return f"Construisez-le : aiguilleur importer FICHIER… --directory {path}"


@contextmanager
def damage_told(path: Path) -> Iterator[None]:
    """What SQLite finds damaged within, as DirectoryCorrupt."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise DirectoryCorrupt(corrupt(path, "il est abîmé")) from error
