"""Zipped files: what they hold, unpacked within limits, so that a few kilobytes never fill a disk."""

import shutil
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from knowledge.errors import InputError

MOST_FILES = 200
"""Files of data in one archive at most; a release of open data has a dozen."""

MOST_BYTES = 4 << 30
"""Bytes, once unpacked, at most: ten times the services of all of France in JSON."""

PACKED_TIMES = 200
"""How many times smaller than its content an archive may be, from `WORTH_CHECKING` bytes on: JSON and CSV of a directory
pack 8 to 30 times, a bomb of zeros a thousand."""

WORTH_CHECKING = 64 << 20
"""Bytes, once unpacked, under which no content can harm."""


def workbook(path: Path, shown: str) -> bool:
    """Whether a zip file is an XLSX. Raises InputError for a damaged file, a bomb, or a LibreOffice document."""
    with _opened(path, shown) as archive:
        names = set(archive.namelist())
        if "content.xml" in names:
            raise InputError(f"« {shown} » est un fichier LibreOffice. Enregistrez-le en .xlsx ou en CSV.")
        if "xl/workbook.xml" not in names:
            return False
        _check(archive, archive.infolist(), path, shown)
        return True


def unpacked(path: Path, shown: str, scratch: Path, suffixes: Mapping[str, object], expected: str) -> list[Path]:
    """The folders, inside `scratch`, that hold the files of data of a zip file: one for each folder of the archive.

    Names from the archive never make a path. Raises InputError for what is damaged, locked, too large or empty of data.
    """
    with _opened(path, shown) as archive:
        wanted = [info for info in archive.infolist() if _is_data(info, suffixes)]
        if not wanted:
            raise InputError(f"« {shown} » est un fichier compressé sans JSON, CSV ni XLSX. {expected}")
        if len(wanted) > MOST_FILES:
            raise InputError(
                f"« {shown} » contient {len(wanted)} fichiers de données, {MOST_FILES} au plus sont lus. "
                "Décompressez-le, puis donnez ceux qu'il faut."
            )
        _check(archive, wanted, path, shown)
        folders: dict[str, Path] = {}
        for info in wanted:
            inside = PurePosixPath(info.filename)
            if (folder := folders.get(str(inside.parent))) is None:
                folder = folders[str(inside.parent)] = scratch / str(len(folders))
                folder.mkdir(parents=True)
            _unpack(archive, info, folder / inside.name, shown)
        return list(folders.values())


def _is_data(info: zipfile.ZipInfo, suffixes: Mapping[str, object]) -> bool:
    inside = PurePosixPath(info.filename)
    hidden = any(part.startswith((".", "__MACOSX")) for part in inside.parts)
    return not info.is_dir() and not hidden and inside.suffix.lower().lstrip(".") in suffixes


def _opened(path: Path, shown: str) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise InputError(f"« {shown} » est abîmé ou tronqué. Téléchargez-le ou enregistrez-le à nouveau.") from error


def _check(archive: zipfile.ZipFile, wanted: list[zipfile.ZipInfo], path: Path, shown: str) -> None:
    if any(info.flag_bits & 1 for info in wanted):
        raise InputError(f"« {shown} » est protégé par un mot de passe. Enregistrez-le sans mot de passe.")
    size, packed = sum(info.file_size for info in wanted), max(path.stat().st_size, 1)
    if size > MOST_BYTES or (size > WORTH_CHECKING and size > PACKED_TIMES * packed):
        raise InputError(
            f"« {shown} » se décompresserait en {size / (1 << 20):,.0f} Mo : ".replace(",", " ")
            + "ce n'est pas un annuaire, ou il est piégé. Il n'a pas été ouvert."
        )


def _unpack(archive: zipfile.ZipFile, info: zipfile.ZipInfo, to: Path, shown: str) -> None:
    try:
        # Never more bytes come out than the archive announced: `zipfile` stops there.
        with archive.open(info) as packed, to.open("xb") as file:
            shutil.copyfileobj(packed, file)
    except FileExistsError as error:
        raise InputError(f"« {shown} » contient deux fois « {info.filename} ». Gardez-en un seul.") from error
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise InputError(
            f"« {shown} » : « {info.filename} » est abîmé ou tronqué. Téléchargez-le à nouveau."
        ) from error
