"""Write a file beside the one that it replaces, and put it in its place in one move."""

import errno
import fcntl
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex
from tempfile import TemporaryFile
from typing import IO

from knowledge.errors import ExportError

_WRITING = ".ecriture"
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})

_CAUSES: Mapping[int, str] = {
    errno.EACCES: "vous n'en avez pas le droit",
    errno.EPERM: "vous n'en avez pas le droit",
    errno.EROFS: "ce disque est en lecture seule",
    errno.ENOENT: "ce dossier n'existe pas",
    errno.ENOTDIR: "un fichier porte le nom de ce dossier",
    errno.ENAMETOOLONG: "ce nom est trop long",
}
"""What the system says in English."""


@contextmanager
def replacing_file(target: Path, *, private: bool = False) -> Iterator[IO[bytes]]:
    """An empty file to fill, which takes the place of `target` when the block ends well.

    Built in a temporary file of the same folder, written to the disk, then renamed: whoever reads `target` sees the old
    file or the new one, never a half. After an error, a full disk or a kill the old one is untouched; what a killed export
    leaves behind is removed by the next one. `private`: only the owner may read it (mode 0600), even while it is written.

    Raises ExportError, in French, when the folder or the disk does not let it.
    """
    _check(target)
    _sweep(target)
    writing = target.with_name(f".{target.name}.{token_hex(4)}{_WRITING}")
    with _told(target):
        handle = os.open(writing, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600 if private else 0o666)
    try:
        # The lock says « still at work » to the sweep of another export; the kernel drops it when this process dies.
        fcntl.flock(handle, fcntl.LOCK_EX)
        with _told(target):
            with os.fdopen(handle, "w+b", closefd=False) as file:
                yield file
            if target.exists() and not private:
                os.fchmod(handle, target.stat().st_mode & 0o777)
            os.fsync(handle)
            writing.replace(target)
            _settle(target.parent)
    finally:
        writing.unlink(missing_ok=True)
        os.close(handle)


@contextmanager
def aside(target: Path) -> Iterator[IO[bytes]]:
    """A nameless file on the disk of `target`, for what has to wait; nobody else can open it, and nothing is left of it."""
    with _told(target), TemporaryFile(dir=target.parent) as file:
        yield file


def _check(target: Path) -> None:
    if not target.parent.is_dir():
        raise ExportError(f"Le dossier « {target.parent} » n'existe pas. Créez-le, ou choisissez un autre endroit.")
    if target.is_dir():
        raise ExportError(
            f"« {target} » est un dossier. Donnez le nom d'un fichier, par exemple « {target}/annuaire.csv »."
        )


def _sweep(target: Path) -> None:
    """Remove what dead exports to this file left; one still at work keeps its lock and its file."""
    for left in target.parent.glob(f".{target.name}.*{_WRITING}"):
        try:
            with left.open("rb") as file:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                left.unlink(missing_ok=True)
        except OSError:
            continue  # at work, or not ours to remove: it harms nobody


def _settle(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _told(target: Path) -> Iterator[None]:
    """Tell in French what the disk refused."""
    try:
        yield
    except OSError as error:
        kept = "Le fichier précédent n'a pas été touché." if target.exists() else "Rien n'a été écrit."
        if error.errno in _FULL:
            raise ExportError(f"Le disque est plein : « {target} » n'a pas pu être écrit. {kept}") from error
        cause = _CAUSES.get(error.errno or 0, error.strerror or str(error))
        raise ExportError(
            f"« {target} » ne peut pas être écrit ({cause}). Vérifiez les droits du dossier. {kept}"
        ) from error
