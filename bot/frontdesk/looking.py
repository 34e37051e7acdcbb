"""Any text is a look-up first: one line in, one card out. What was understood is changed by buttons."""

from collections.abc import Callable
from dataclasses import replace

from bot.deeplinks import Target, target_of
from bot.frontdesk.chips import MARK, filter_named, mark_of, taken
from bot.frontdesk.replies import Reply
from bot.frontdesk.replies.looking import (
    AskCommune,
    Danger,
    Found,
    GiveHotline,
    GiveLink,
    GiveNumbers,
    GivePlace,
    Greeting,
    Moved,
    OpenStructure,
    PickCommune,
    ShowButtons,
    ShowCard,
    ShowSiblings,
)
from bot.frontdesk.room import Room, Takes
from bot.frontdesk.turn import Turn
from bot.frontdesk.work import Work
from bot.frontdesk.world import World
from knowledge.keys import key_of
from knowledge.lookup import Lookup, nothing_left, with_commune, with_filter

ASKED_COMMUNE = "looking.commune"
"""`Work.asked` while another commune is awaited."""

CHOICES = 4
"""Communes among which one is chosen."""


def looked_up(world: World, work: Work, text: str) -> Turn:
    """A line that was typed: a number of the list on the screen, else a look-up."""
    if (picked := _picked(work, text)) is not None:
        return Turn(work.free, (ShowCard(key_of(picked)),))
    lookup = world.read(text)
    alarms = world.understanding.alarms(text)
    turn = _found(work, lookup)
    return turn.after(Danger(tuple(alarm.danger for alarm in alarms[:2]))) if alarms else turn


def greeted(world: World, work: Work, _: str = "") -> Turn:
    """The chat is opened, or started again: the draft and the last look-up stay."""
    return Turn(work.free, (Greeting(),))


def located(world: World, work: Work, latitude: float, longitude: float) -> Turn | None:
    """A position that was shared: look-ups are around its commune from now on; the position itself is not kept."""
    commune = world.communes.nearest(latitude, longitude)
    if commune is None:
        return None
    return _around(replace(work, here=commune.code), commune.code)


def linked(world: World, work: Work, payload: str) -> Turn | None:
    """A link to a service, a structure or a need; None for a payload that opens nothing here."""
    target = target_of(payload)
    match target:
        case Target("service", key):
            return Turn(work.free, (ShowCard(key),))
        case Target("structure", key):
            return Turn(work.free, (OpenStructure(key),))
        case Target("need", need) if need in world.rules.needs:
            return _found(work, Lookup(needs=(need,), home=world.home))
        case _:
            return None


def carded(world: World, work: Work, key: str) -> Turn | None:
    """One of what was found."""
    return Turn(work.free, (ShowCard(key),)) if key else None


def read_whole(world: World, work: Work, key: str) -> Turn | None:
    """The same, nothing cut."""
    return Turn(work.free, (ShowCard(key, whole=True),)) if key else None


def _current(work: Work, carried: str) -> tuple[Lookup | None, str]:
    """The look-up on the screen and what a button of its list carried; no look-up where the button is of an older list."""
    option, _, mark = carried.rpartition(MARK)
    return (work.lookup, option) if work.lookup and mark == mark_of(work.lookup) else (None, option)


def chip_taken(world: World, work: Work, carried: str) -> Turn | None:
    """A part of what was understood is taken away."""
    current, part = _current(work, carried)
    lookup = taken(current, part) if current else None
    if lookup is None:
        return None
    return Turn(replace(work.free, lookup=None), (Greeting(),)) if nothing_left(lookup) else _found(work, lookup)


def filter_tapped(world: World, work: Work, carried: str) -> Turn | None:
    """A filter is put, or taken away."""
    lookup, name = _current(work, carried)
    filter = filter_named(name)
    return _found(work, with_filter(lookup, filter)) if lookup and filter else None


def paged(world: World, work: Work, carried: str) -> Turn | None:
    """More of what was found."""
    lookup, page = _current(work, carried)
    if lookup is None or not (page.isascii() and page.isdigit() and len(page) < 3):
        return None
    return Turn(work.free, (Found(lookup, page=int(page)),))


def commune_asked(world: World, work: Work, words: str = "") -> Turn | None:
    """Around another commune: which one is typed next, or was with the command."""
    if words and (turn := commune_told(world, work, words)):
        return turn
    return Turn(replace(work.free, asked=ASKED_COMMUNE), (AskCommune(),))


def commune_told(world: World, work: Work, text: str) -> Turn | None:
    """The commune that was typed; None where none is named: the text is a look-up."""
    near = (*world.rules.territory.communes, *world.rules.territory.neighbours)
    found = world.communes.found(text, near=near)
    if not found.communes:
        return None
    if found.sure or len(found.communes) == 1:
        return _around(work, found.communes[0].code)
    return Turn(work.free, (PickCommune(tuple(each.code for each in found.communes[:CHOICES])),))


def commune_picked(world: World, work: Work, code: str) -> Turn | None:
    """One of the communes that were offered."""
    return _around(work, code) if world.communes.commune(code) else None


def _found(work: Work, lookup: Lookup) -> Turn:
    return Turn(replace(work.free, lookup=lookup), (Found(lookup),))


def _around(work: Work, code: str) -> Turn:
    """What was looked for, around another commune; where nothing was, what comes next."""
    if work.lookup is None or nothing_left(work.lookup):
        return Turn(replace(work.free, here=code), (Moved(code),))
    return _found(work, with_commune(work.lookup, code))


def _picked(work: Work, text: str) -> str | None:
    """The id of the service whose number in the list was typed."""
    typed = text.strip().rstrip(".")
    if len(typed) != 1 or typed not in "123456789":
        return None
    place = int(typed) - 1
    return work.shown[place] if place < len(work.shown) else None


def _of_card(reply: Callable[[str], Reply]) -> Takes:
    """A button of a card."""

    def taken(world: World, work: Work, key: str) -> Turn | None:
        return Turn(work.free, (reply(key),)) if key else None

    return taken


def _of_this(reply: Callable[[str], Reply]) -> Takes:
    """A command about the card on the screen; words after it are a look-up."""

    def taken(world: World, work: Work, words: str) -> Turn | None:
        if words:
            return looked_up(world, work, words)
        return Turn(work.free, (reply(key_of(work.card)),)) if work.card else None

    return taken


def results(world: World, work: Work, _: str = "") -> Turn | None:
    """The results again, with the first card as they came."""
    return Turn(work.free, (Found(work.lookup),)) if work.lookup else None


def command_searched(world: World, work: Work, words: str) -> Turn:
    """/chercher and words: as if only the words were typed."""
    return looked_up(world, work, words) if words else greeted(world, work)


ROOM = Room(
    taps={
        "voir": carded,
        "lire": read_whole,
        "maison": _of_card(ShowSiblings),
        "plus": _of_card(ShowButtons),
        "appeler": _of_card(GiveNumbers),
        "numero": _of_card(GiveHotline),
        "plan": _of_card(GivePlace),
        "lien": _of_card(GiveLink),
        "oter": chip_taken,
        "filtre": filter_tapped,
        "suite": paged,
        "ailleurs": commune_asked,
        "la": commune_picked,
    },
    answers={ASKED_COMMUNE: commune_told},
    commands={
        "start": greeted,
        "chercher": command_searched,
        "resultats": results,
        "commune": commune_asked,
        "appeler": _of_this(GiveNumbers),
        "plan": _of_this(GivePlace),
        "lien": _of_this(GiveLink),
        "lire": _of_this(lambda key: ShowCard(key, whole=True)),
    },
)
