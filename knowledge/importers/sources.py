"""The files that were given: which they are, of what kind, how they are encoded; a French sentence for what is not one."""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from knowledge.errors import InputError
from knowledge.importers.archives import unpacked, workbook
from knowledge.importers.encodings import encoding

Kind = Literal["json", "jsonl", "csv", "xlsx", "tables"]

EXPECTED = "On attend un export data·inclusion (JSON, CSV ou ZIP) ou un tableau (CSV ou XLSX)."
KINDS: Mapping[str, Kind] = {"json": "json", "jsonl": "jsonl", "ndjson": "jsonl", "csv": "csv", "xlsx": "xlsx"}
"""Kinds by the ending of a name, those that say most first: of two files with one name, the first of these is read."""

_FIRST_LINE = 1 << 22
_OTHER_KINDS = (
    (b"%PDF", "un PDF", "Demandez le fichier d'origine : un PDF ne s'importe pas."),
    (b"\x89PNG", "une image", "Demandez le fichier d'origine : une image ne s'importe pas."),
    (b"\xff\xd8\xff", "une image", "Demandez le fichier d'origine : une image ne s'importe pas."),
    (b"GIF8", "une image", "Demandez le fichier d'origine : une image ne s'importe pas."),
    (b"\xd0\xcf\x11\xe0", "un ancien fichier Excel ou Word", "Ouvrez-le et enregistrez-le en .xlsx ou en CSV."),
    (b"\x1f\x8b", "un fichier compressé", "Décompressez-le, puis donnez ce qu'il contient."),
    (b"7z\xbc\xaf", "un fichier compressé", "Décompressez-le, puis donnez ce qu'il contient."),
    (b"Rar!", "un fichier compressé", "Décompressez-le, puis donnez ce qu'il contient."),
    (b"SQLite format 3", "une base SQLite", "Un annuaire se donne à --directory, il ne s'importe pas."),
    (b"PAR1", "un fichier Parquet", "Téléchargez le même jeu de données en JSON ou en CSV."),
)


@dataclass(slots=True)
class Source:
    """One file to read, or a folder of tables that belong together.

    `done` is how many of its bytes were read so far, for a progress bar; `shown` is what it is called in a message;
    `members` are the files of a folder, by name without ending, in lower case.
    """

    path: Path
    kind: Kind
    size: int
    encoding: str = "utf-8-sig"
    done: int = 0
    shown: str = ""
    members: Mapping[str, "Source"] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.shown = self.shown or str(self.path)

    @property
    def name(self) -> str:
        return self.path.name


@contextmanager
def opened(paths: Iterable[Path]) -> Iterator[list[Source]]:
    """What stands at these paths: a file each, a folder as one source of kind « tables », a zip file as its folders.

    What had to be unpacked is removed at the end. Raises InputError for a path that gives nothing to read.
    """
    with TemporaryDirectory(prefix="aiguilleur-") as scratch:
        yield [source for number, path in enumerate(paths) for source in _at(path, Path(scratch) / str(number))]


@contextmanager
def reading(path: Path, shown: str | None = None) -> Iterator[None]:
    """Tell in French what the disk refused."""
    try:
        yield
    except FileNotFoundError as error:
        raise InputError(f"« {shown or path} » n'existe pas. Vérifiez le chemin.") from error
    except OSError as error:
        raise InputError(
            f"« {shown or path} » ne se lit pas ({error.strerror or error}). Vérifiez ses droits."
        ) from error


def _at(path: Path, scratch: Path) -> list[Source]:
    if path.is_dir():
        return [_folder(path, str(path))]
    if not _is_zip(path) or workbook(path, str(path)):
        return [_file(path, str(path))]
    with reading(path):
        folders = unpacked(path, str(path), scratch, KINDS, EXPECTED)
    return [_folder(folder, str(path)) for folder in folders]


def _is_zip(path: Path) -> bool:
    with reading(path), path.open("rb") as file:
        return file.read(4) == b"PK\x03\x04"


def _folder(folder: Path, shown: str) -> Source:
    with reading(folder, shown):
        there = sorted(path for path in folder.iterdir() if path.suffix.lower().lstrip(".") in KINDS)
    found: dict[str, Path] = {}
    for path in sorted(there, key=lambda path: list(KINDS).index(path.suffix.lower().lstrip("."))):
        found.setdefault(path.stem.lower(), path)
    if not found:
        raise InputError(f"« {shown} » est un dossier sans fichier JSON, CSV ou XLSX. {EXPECTED}")
    members = {stem: _file(path, f"{shown}/{path.name}") for stem, path in found.items() if path.stat().st_size}
    return Source(folder, "tables", sum(one.size for one in members.values()), shown=shown, members=members)


def _file(path: Path, shown: str) -> Source:
    with reading(path, shown), path.open("rb") as file:
        head = file.read(4096)
        size = path.stat().st_size
    if not head.strip(b" \t\r\n\0\xef\xbb\xbf"):
        raise InputError(f"« {shown} » est vide. {EXPECTED}")
    for start, what, advice in _OTHER_KINDS:
        if head.startswith(start):
            raise InputError(f"« {shown} » est {what}. {EXPECTED} {advice}")
    if head.startswith(b"PK\x03\x04"):
        if workbook(path, shown):
            return Source(path, "xlsx", size, shown=shown)
        raise InputError(f"« {shown} » est un fichier compressé dans un autre. Décompressez-le d'abord. {EXPECTED}")
    with reading(path, shown):
        found = encoding(path, shown, EXPECTED)
    text = head.decode(found, errors="ignore").lstrip().lower()
    if text.startswith(("<!doctype", "<html", "<?xml", "<rss")):
        raise InputError(
            f"« {shown} » est une page web ou du XML, pas des données. {EXPECTED} Téléchargez l'export lui-même."
        )
    return Source(path, _kind(path, text, found), size, found, shown=shown)


def _kind(path: Path, text: str, found: str) -> Kind:
    if not text.startswith(("{", "[")):
        return "csv"
    if KINDS.get(path.suffix.lower().lstrip(".")) == "jsonl":
        return "jsonl"
    return "jsonl" if text.startswith("{") and _an_object_a_line(path, found) else "json"


def _an_object_a_line(path: Path, found: str) -> bool:
    """Whether the first line is a whole object and the next one begins another."""
    with path.open(encoding=found) as file:
        first, after = file.readline(_FIRST_LINE), file.readline(_FIRST_LINE)
    try:
        return after.lstrip().startswith("{") and isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return False
