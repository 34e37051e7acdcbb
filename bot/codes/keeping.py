"""The keys of digests: files beside state.db, each made once.

They are not in state.db, so that a copy of that file alone opens nothing and names nobody. They are not the token of the bot
either: who works on the command line often does not have the token, and a token that is changed must not end the codes that
people carry.
"""

import os
import secrets
from pathlib import Path

from knowledge.errors import StateError

BYTES = 32


def kept_key(path: Path, keys: str, lost: str) -> tuple[bytes, bool]:
    """The key in this file, which is made where there is none; and whether it was made now.

    Two processes that make it at once get the same. `keys` says in French what it is the key of; `lost`, what is lost with
    it. Raises StateError.
    """
    try:
        made = not path.exists() and _make(path)
        key = path.read_bytes()
    except OSError as error:
        raise StateError(
            f"« {path} » (la clé {keys}) ne se lit pas ou ne s'écrit pas : vérifiez le disque et les droits."
        ) from error
    if len(key) != BYTES:
        raise StateError(
            f"« {path} » n'est pas la clé {keys}, ou elle est abîmée : remettez-la d'une sauvegarde. Effacer ce "
            f"fichier en fait une neuve, et {lost}."
        )
    return key, made


def _make(path: Path) -> bool:
    """Put a new key in place whole, unless another process was first."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    try:
        with os.fdopen(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
            file.write(secrets.token_bytes(BYTES))
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(draft, path)
        except FileExistsError:
            return False
        return True
    finally:
        draft.unlink(missing_ok=True)
