"""Build a directory beside the one in service, and put it in its place in one move."""

import errno
import fcntl
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from secrets import token_hex

from sqlite_utils import Database

from knowledge.directory import schema
from knowledge.errors import DirectoryError

SUFFIXES = frozenset({".db", ".sqlite", ".sqlite3"})
"""A damaged file with one of these names may be replaced; any other file that is no directory is somebody's work."""

_BUILDING = ".building"
_HEADER = 100
"""Bytes of the header of an SQLite file (SQLite, « Database File Format », 1.3)."""


@contextmanager
def replacing(path: Path) -> Iterator[Database]:
    """An empty directory to fill, which takes the place of `path` when the block ends well.

    Built in a temporary file of the same folder, written to the disk, then renamed: whoever reads `path` sees the old
    directory or the new one, never a half. After an error, a full disk or a kill the old one is untouched; what a killed
    build leaves behind is removed by the next one.

    Raises DirectoryError, in French, when the folder or the disk does not let it, or when `path` is not a directory.
    """
    _check(path)
    _sweep(path)
    building = path.with_name(f".{path.name}.{token_hex(4)}{_BUILDING}")
    with _told(path):
        handle = os.open(building, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o666)
    try:
        # The lock says « still at work » to the sweep of another build; the kernel drops it when this process dies.
        fcntl.flock(handle, fcntl.LOCK_EX)
        with _told(path), closing(sqlite3.connect(building)) as connection:
            # Nothing here needs to survive a crash: the whole file is thrown away unless everything went well.
            connection.execute("PRAGMA journal_mode = MEMORY")
            connection.execute("PRAGMA synchronous = OFF")
            db = Database(connection)
            schema.create(db)
            yield db
            db.analyze()
            connection.commit()
        with _told(path):
            _take_the_place(building, handle, path)
    finally:
        building.unlink(missing_ok=True)
        os.close(handle)


def is_directory(path: Path) -> bool:
    """Whether the header of a file says that Aiguilleur made it, of whatever version and even if it is damaged since."""
    with path.open("rb") as file:
        header = file.read(_HEADER)
    return header[:16] == b"SQLite format 3\0" and int.from_bytes(header[68:72], "big") == schema.APPLICATION_ID


def _check(path: Path) -> None:
    if not path.parent.is_dir():
        raise DirectoryError(f"Le dossier « {path.parent} » n'existe pas. Créez-le, ou choisissez un autre endroit.")
    if path.is_dir():
        raise DirectoryError(
            f"« {path} » est un dossier. Donnez le nom d'un fichier, par exemple « {path}/directory.db »."
        )
    if not path.exists():
        return
    with _told(path):
        if path.stat().st_size == 0 or is_directory(path):
            return
        with path.open("rb") as file:
            foreign = file.read(16) == b"SQLite format 3\0"
    if foreign or path.suffix.lower() not in SUFFIXES:
        raise DirectoryError(
            f"« {path} » existe déjà et n'est pas un annuaire : il n'a pas été remplacé. "
            "Choisissez un autre nom, par exemple « directory.db »."
        )


def _sweep(path: Path) -> None:
    """Remove what dead builds of this directory left; a build still at work keeps its lock and its file."""
    for left in path.parent.glob(f".{path.name}.*{_BUILDING}"):
        try:
            with left.open("rb") as file:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                left.unlink(missing_ok=True)
        except OSError:
            continue  # at work, or not ours to remove: it harms nobody


def _take_the_place(building: Path, handle: int, path: Path) -> None:
    if path.exists():
        os.fchmod(handle, path.stat().st_mode & 0o777)
    os.fsync(handle)
    building.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Tell in French what the disk refused."""
    try:
        yield
    except (OSError, sqlite3.OperationalError) as error:
        code = error.errno if isinstance(error, OSError) else None
        kept = "L'annuaire précédent n'a pas été touché." if path.exists() else "Rien n'a été écrit."
        if code in _FULL or getattr(error, "sqlite_errorname", "") in {"SQLITE_FULL", "SQLITE_IOERR_WRITE"}:
            raise DirectoryError(f"Le disque est plein : « {path} » n'a pas pu être écrit. {kept}") from error
        if isinstance(error, OSError):
            raise DirectoryError(
                f"« {path} » ne peut pas être écrit ({error.strerror}). Vérifiez les droits du dossier. {kept}"
            ) from error
        raise DirectoryError(f"« {path} » n'a pas pu être construit ({error}). {kept}") from error
