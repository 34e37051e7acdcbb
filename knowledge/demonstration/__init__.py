"""The demonstration territory: invented addresses around real facts, so that a newcomer needs no configuration."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from hashlib import blake2b
from importlib.resources import files
from pathlib import Path

from knowledge.directory import Directory, describe, replacing, schema
from knowledge.errors import DirectoryError
from knowledge.search import index, vocabulary

FILES = ("structures.json", "services.json")
WORDS = ("mots.yaml", "sigles.yaml")
"""What the search index is made with, beside them."""


def demonstration_directory() -> Path:
    """The directory of the demonstration territory; built the first time, when its sources have changed, when it is damaged.

    Raises DirectoryError, in French, when it cannot be built.
    """
    sources = [Path(str(files("knowledge.demonstration"))) / name for name in FILES]
    words = [Path(str(files("knowledge.search"))) / name for name in WORDS]
    content = b"".join(source.read_bytes() for source in (*sources, *words))
    tables = f"{schema.VERSION}.{vocabulary.VERSION}".encode()
    path = _cache() / f"demonstration-{blake2b(content, salt=tables, digest_size=6).hexdigest()}.db"
    if not _serves(path):
        from knowledge.importers.load import load  # heavy, and needed once

        with replacing(path) as database:
            load(sources, database)
            index(database)
            describe(database, built_at=datetime.now(UTC), demonstration=True)
    return path


def _serves(path: Path) -> bool:
    try:
        Directory.open(path).close()
    except DirectoryError:
        return False
    return True


def _cache() -> Path:
    """The first folder of ours that can be written."""
    for folder in _folders():
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if folder.stat().st_uid == os.getuid() and os.access(folder, os.W_OK):
                return folder
        except OSError:
            continue
    return Path(tempfile.mkdtemp(prefix="aiguilleur-"))


def _folders() -> Iterator[Path]:
    """A folder of the XDG Base Directory Specification, then a temporary one."""
    base = Path(os.environ.get("XDG_CACHE_HOME", ""))
    if base.is_absolute():
        yield base / "aiguilleur"
    with suppress(RuntimeError):  # a user who has no home
        yield Path.home() / ".cache" / "aiguilleur"
    yield Path(tempfile.gettempdir()) / f"aiguilleur-{os.getuid()}"
