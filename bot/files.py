"""Write a file whole, or not at all."""

import os
import tempfile
from pathlib import Path

import click


def write_whole(path: Path, content: bytes) -> None:
    """Put a file in place in one step; what was there stays when it cannot be written.

    Raises click.ClickException with a French sentence.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as draft:
            try:
                draft.write(content)
                draft.flush()
                os.fsync(draft.fileno())
                Path(draft.name).chmod(0o644)
                Path(draft.name).replace(path)
            except BaseException:
                Path(draft.name).unlink(missing_ok=True)
                raise
    except OSError as error:
        raise click.ClickException(
            f"« {path} » ne s'écrit pas ({error.strerror}). Choisissez un autre dossier."
        ) from error
