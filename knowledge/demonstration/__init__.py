"""The demonstration territory: invented addresses around real facts, so that a newcomer needs no configuration."""

import os
import tempfile
from datetime import UTC, datetime
from hashlib import blake2b
from importlib.resources import files
from pathlib import Path

from knowledge.directory import replacing
from knowledge.directory.schema import VERSION, describe
from knowledge.importers.load import load
from knowledge.search import index
from knowledge.search.vocabulary import VERSION as SEARCH

FILES = ("structures.json", "services.json")


def demonstration_directory() -> Path:
    """The directory of the demonstration territory, built the first time and whenever its sources have changed."""
    sources = [Path(str(files("knowledge.demonstration"))) / name for name in FILES]
    digest = blake2b(b"".join(source.read_bytes() for source in sources) + f"{VERSION}.{SEARCH}".encode(), digest_size=6).hexdigest()
    path = _cache() / f"demonstration-{digest}.db"
    if not path.is_file():
        with replacing(path) as database:
            load(sources, database)
            index(database)
            describe(database, built_at=datetime.now(UTC), demonstration=True)
    return path


def _cache() -> Path:
    """A folder of the XDG Base Directory Specification, or a temporary one where that cannot be written."""
    base = os.environ.get("XDG_CACHE_HOME", "")
    folder = (Path(base) if base else Path.home() / ".cache") / "aiguilleur"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return Path(tempfile.gettempdir())
    return folder if os.access(folder, os.W_OK) else Path(tempfile.gettempdir())
