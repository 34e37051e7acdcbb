"""The key of the digests of codes of liaison: a file beside state.db, made once."""

from pathlib import Path

from bot.codes.keeping import kept_key


def key_path(state: Path) -> Path:
    """Where the key of the liaisons in this state.db is kept."""
    return state.with_name(f"{state.name}.liaison")


def liaison_key(state: Path) -> tuple[bytes, bool]:
    """The key, and whether it was made now. Raises StateError."""
    return kept_key(key_path(state), "des codes de liaison", "les codes déjà donnés n'ouvriront plus rien")
