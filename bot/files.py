"""Write a file whole, or not at all."""

import errno
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

import click

PRIVATE = 0o600
"""A sheet tells what somebody came for: on a shared computer it is nobody else's business."""


CAUSES: Mapping[int, str] = {
    errno.EACCES: "vous n'en avez pas le droit",
    errno.EPERM: "vous n'en avez pas le droit",
    errno.ENOENT: "ce dossier n'existe pas et ne se crée pas",
    errno.ENOTDIR: "un fichier porte le nom de ce dossier",
    errno.EEXIST: "un fichier porte le nom de ce dossier",
    errno.EISDIR: "c'est un dossier",
    errno.ENOSPC: "le disque est plein",
    errno.EDQUOT: "votre espace sur le disque est plein",
    errno.EROFS: "ce disque est en lecture seule",
    errno.ENAMETOOLONG: "ce nom est trop long",
}
"""Why a file cannot be written, where the system says it in English; what is not here is said as the system does."""


def write_whole(path: Path, content: bytes) -> None:
    """Put a file in place in one step; what was there stays when it cannot be written.

    A new file can be read by its owner only; one that is replaced keeps its permissions. Raises click.ClickException with
    a French sentence.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        mode = path.stat().st_mode & 0o777 if path.is_file() else PRIVATE
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name[:40]}.", delete=False) as draft:
            try:
                draft.write(content)
                draft.flush()
                os.fsync(draft.fileno())
                os.fchmod(draft.fileno(), mode)
                Path(draft.name).replace(path)
            except BaseException:
                Path(draft.name).unlink(missing_ok=True)
                raise
    except OSError as error:
        cause = CAUSES.get(error.errno or 0, error.strerror)
        raise click.ClickException(f"« {path} » ne s'écrit pas ({cause}). Choisissez un autre dossier.") from error
