"""An account and an invitation in one line, and as JSON."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from bot.liaison.appointments import local
from bot.liaison.around import directory_of
from bot.people import Account, Invitation
from bot.people.words import ROLE_WORDS, STANDINGS
from bot.settings import Settings
from knowledge.errors import DirectoryError
from knowledge.hours.calendar_words import day_words
from knowledge.wording import SOURCE, Wording


def account_line(account: Account, names: Mapping[str, str], timezone: str) -> str:
    """`2. Samira, CCAS · agent · Centre communal… · depuis le lundi 23 novembre 2026`"""
    return f"{account.number}. {_who(account, names)} · depuis le {_day(account.since, timezone)}"


def invitation_line(invitation: Invitation, names: Mapping[str, str], timezone: str, now: datetime) -> str:
    """`i3. Samira, CCAS · agent · Centre communal… · en attente, jusqu'au lundi 30 novembre 2026`"""
    standing = invitation.standing(now)
    until = f", jusqu'au {_day(invitation.expires, timezone)}" if standing == "open" else ""
    return f"i{invitation.number}. {_who(invitation, names)} · {STANDINGS[standing]}{until}"


def account_dict(account: Account, names: Mapping[str, str]) -> dict[str, Any]:
    return {"numero": str(account.number), **_as_dict(account, names), "depuis": account.since.isoformat()}


def invitation_dict(invitation: Invitation, names: Mapping[str, str], now: datetime) -> dict[str, Any]:
    return {
        "numero": f"i{invitation.number}",
        **_as_dict(invitation, names),
        "etat": STANDINGS[invitation.standing(now)],
        "par": invitation.made_by or None,
        "faite": invitation.made_at.isoformat(),
        "jusqu_a": invitation.expires.isoformat(),
    }


def names_of(settings: Settings, listed: Iterable[Account | Invitation]) -> dict[str, str]:
    """The names of the structures, by id; without those that the directory cannot tell."""
    ids = {each.structure_id for each in listed if each.structure_id}
    if not ids:
        return {}
    try:
        with directory_of(settings) as directory:
            found = [directory.structure(id) for id in ids] if directory else []
    except DirectoryError:
        return {}
    return {structure.id: structure.nom for structure in found if structure}


def _who(listed: Account | Invitation, names: Mapping[str, str]) -> str:
    parts = (listed.name, ROLE_WORDS[listed.role], names.get(listed.structure_id or "", listed.structure_id))
    return " · ".join(part for part in parts if part)


def _as_dict(listed: Account | Invitation, names: Mapping[str, str]) -> dict[str, Any]:
    return {
        "nom": listed.name,
        "role": ROLE_WORDS[listed.role],
        "structure_id": listed.structure_id,
        "structure": names.get(listed.structure_id or ""),
    }


def _day(moment: datetime, timezone: str) -> str:
    return day_words(local(moment, timezone).date(), Wording.load(SOURCE))
