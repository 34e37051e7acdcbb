"""Inviting and revoking, by coordinators: /inviter, then a role, a structure, a name; /acces."""

from dataclasses import replace
from typing import cast

from bot.frontdesk.replies import Reply
from bot.frontdesk.replies.inviting import (
    AskName,
    AskRevoke,
    AskRole,
    AskStructure,
    ChooseStructure,
    FindStructure,
    Invite,
    InvitingLeft,
    ListAccesses,
    NotYours,
    Revoke,
)
from bot.frontdesk.room import Room, Takes
from bot.frontdesk.turn import Turn
from bot.frontdesk.work import Work
from bot.frontdesk.world import World
from bot.people import Role
from bot.people.words import ROLES
from knowledge.text import fold

ROLE, STRUCTURE, NAME = "inviting.role", "inviting.structure", "inviting.name"
"""What waits for an answer."""

CANCELLED = frozenset({"annuler", "retour", "stop"})
WITHOUT = frozenset({"sans", "aucune", "passer", "sans structure"})


def begun(world: World, work: Work, _: str = "") -> Turn:
    """/inviter."""
    return Turn(replace(work.free, asked=ROLE), (AskRole(),))


def left(world: World, work: Work, _: str = "") -> Turn | None:
    return Turn(work.free, (InvitingLeft(),)) if work.asked in ROOM.answers else None


def role_given(world: World, work: Work, text: str) -> Turn | None:
    """A button, or the word on it; another text is a look-up."""
    word = fold(text)
    if word in CANCELLED:
        return left(world, work)
    if word not in ROLES:
        return None
    role = ROLES[word]
    return Turn(replace(work, asked=STRUCTURE, form={"role": role}), (AskStructure(role == "partner"),))


def structure_typed(world: World, work: Work, text: str) -> Turn | None:
    """A name, an id, or that there is none."""
    word = fold(text)
    if word in CANCELLED:
        return left(world, work)
    if word in WITHOUT:
        return without_structure(world, work, "")
    return Turn(work, (FindStructure(text),))


def structure_tapped(world: World, work: Work, key: str) -> Turn | None:
    """One of those that were proposed; the button of another invitation is old."""
    return Turn(work, (ChooseStructure(key),)) if key and work.asked in (STRUCTURE, NAME) else None


def without_structure(world: World, work: Work, _: str) -> Turn | None:
    """Somebody who works for no structure of the directory; a partner does."""
    if work.asked != STRUCTURE:
        return None
    if work.form.get("role") == "partner":
        return Turn(work, (AskStructure(True),))
    return Turn(replace(work, asked=NAME), (AskName(),))


def name_typed(world: World, work: Work, text: str) -> Turn | None:
    """The last answer: the invitation is made."""
    if fold(text) in CANCELLED:
        return left(world, work)
    role = cast(Role, work.form.get("role", "agent"))
    return Turn(work, (Invite(role, work.form.get("structure", ""), text),))


def _shows(reply: Reply) -> Takes:
    return lambda world, work, _: Turn(work.free, (reply,))


def revoke_asked(world: World, work: Work, id: str) -> Turn | None:
    return Turn(work.free, (AskRevoke(id),)) if id else None


def revoked(world: World, work: Work, id: str) -> Turn | None:
    return Turn(work.free, (Revoke(id), ListAccesses())) if id else None


def _by_coordinator(takes: Takes) -> Takes:
    """The same, for coordinators; to others, that it is not theirs to do."""

    def taken(world: World, work: Work, given: str) -> Turn | None:
        if world.account.role != "coordinator":
            return Turn(work.free, (NotYours(),))
        return takes(world, work, given)

    return taken


ROOM = Room(
    taps={
        "inviter_role": _by_coordinator(role_given),
        "inviter_structure": _by_coordinator(structure_tapped),
        "inviter_sans": _by_coordinator(without_structure),
        "inviter_annuler": _by_coordinator(left),
        "acces": _by_coordinator(revoke_asked),
        "acces_retirer": _by_coordinator(revoked),
    },
    answers={
        ROLE: _by_coordinator(role_given),
        STRUCTURE: _by_coordinator(structure_typed),
        NAME: _by_coordinator(name_typed),
    },
    commands={"inviter": _by_coordinator(begun), "acces": _by_coordinator(_shows(ListAccesses()))},
)
