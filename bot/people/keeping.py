"""The key of the digests of people and of invitations: a file beside state.db, made once.

It is not the token of the bot: the coordinator who invites on the command line often does not have it, and a token that is
renewed must not take everybody's access away.
"""

from pathlib import Path

from bot.codes.keeping import kept_key


def key_path(state: Path) -> Path:
    """Where the key of the accesses in this state.db is kept."""
    return state.with_name(f"{state.name}.acces")


def access_key(state: Path) -> tuple[bytes, bool]:
    """The key, and whether it was made now. Raises StateError."""
    return kept_key(key_path(state), "des accès", "plus personne n'a d'accès : il faut inviter de nouveau")
