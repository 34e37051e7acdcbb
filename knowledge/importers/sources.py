"""The files that were given: which they are, of what kind, how they are encoded; a French sentence for what is not one."""

import codecs
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from knowledge.errors import InputError

Kind = Literal["json", "csv", "xlsx"]

EXPECTED = "On attend un export data·inclusion (JSON ou CSV) ou un tableau (CSV ou XLSX)."
_ORDER: tuple[Kind, ...] = ("json", "csv", "xlsx")
_BLOCK = 1 << 20
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
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
    """One file to read. `done` is how many of its bytes were read so far, for a progress bar."""

    path: Path
    kind: Kind
    size: int
    encoding: str = "utf-8-sig"
    done: int = 0

    @property
    def name(self) -> str:
        return self.path.name


def sources(paths: Iterable[Path]) -> list[Source]:
    """The files at these paths; of a folder, the JSON, CSV and XLSX files, and of two with one name the first of these.

    Raises InputError for a path that gives nothing to read.
    """
    return [_source(path) for given in paths for path in (_in_folder(given) if given.is_dir() else [given])]


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Tell in French what the disk refused."""
    try:
        yield
    except FileNotFoundError as error:
        raise InputError(f"« {path} » n'existe pas. Vérifiez le chemin.") from error
    except OSError as error:
        raise InputError(f"« {path} » ne se lit pas ({error.strerror or error}). Vérifiez ses droits.") from error


def _in_folder(folder: Path) -> list[Path]:
    with reading(folder):
        found: dict[str, Path] = {}
        for suffix in _ORDER:
            for path in sorted(folder.glob(f"*.{suffix}")):
                found.setdefault(path.stem, path)
    if not found:
        raise InputError(f"« {folder} » est un dossier sans fichier JSON, CSV ou XLSX. {EXPECTED}")
    return list(found.values())


def _source(path: Path) -> Source:
    with reading(path), path.open("rb") as file:
        head = file.read(4096)
        size = path.stat().st_size
    if not head.strip(b" \t\r\n\0\xef\xbb\xbf"):
        raise InputError(f"« {path} » est vide. {EXPECTED}")
    for start, what, advice in _OTHER_KINDS:
        if head.startswith(start):
            raise InputError(f"« {path} » est {what}. {EXPECTED} {advice}")
    if head.startswith(b"PK\x03\x04"):
        return Source(path, _zipped(path), size)
    encoding = _encoding(path)
    text = head.decode(encoding, errors="ignore").lstrip().lower()
    if text.startswith(("<!doctype", "<html", "<?xml", "<rss")):
        raise InputError(
            f"« {path} » est une page web ou du XML, pas des données. {EXPECTED} Téléchargez l'export lui-même."
        )
    return Source(path, "json" if text.startswith(("{", "[")) else "csv", size, encoding)


def _zipped(path: Path) -> Kind:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except zipfile.BadZipFile as error:
        raise InputError(f"« {path} » est abîmé ou tronqué. Téléchargez-le ou enregistrez-le à nouveau.") from error
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "content.xml" in names:
        raise InputError(f"« {path} » est un fichier LibreOffice. {EXPECTED} Enregistrez-le en .xlsx ou en CSV.")
    raise InputError(f"« {path} » est un fichier compressé. {EXPECTED} Décompressez-le, puis donnez ce qu'il contient.")


def _encoding(path: Path) -> str:
    """UTF-8, UTF-16 with its mark, or Windows-1252 where nothing shows that it is a damaged UTF-8."""
    with reading(path), path.open("rb") as file:
        if file.read(2) in _UTF16:
            return "utf-16"
        file.seek(0)
        decoder = codecs.getincrementaldecoder("utf-8-sig")()
        line = 1
        try:
            while block := file.read(_BLOCK):
                if b"\0" in block:
                    raise InputError(f"« {path} » n'est pas du texte. {EXPECTED}")
                decoder.decode(block)
                line += block.count(b"\n")
            decoder.decode(b"", final=True)
        except UnicodeDecodeError as error:
            line += error.object[: error.start].count(b"\n")
        else:
            return "utf-8-sig"
    return _windows(path, line)


def _windows(path: Path, line: int) -> str:
    advice = "Enregistrez-le à nouveau en « CSV UTF-8 »."
    with reading(path):
        content = path.read_bytes()
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError as error:
        raise InputError(
            f"« {path} », ligne {line} : cet encodage n'est ni de l'UTF-8 ni du Windows-1252. {advice}"
        ) from error
    # « Ã© » is what é written in UTF-8 looks like in Windows-1252: no French text has it.
    if "Ã©" in text or "Ã¨" in text:
        raise InputError(
            f"« {path} », ligne {line} : des caractères sont abîmés, deux encodages s'y mélangent. {advice}"
        )
    return "cp1252"
