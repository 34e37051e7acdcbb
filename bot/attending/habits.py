"""Habits kept and recalled; the look-up of a habit is made again, on the directory as it is now."""

from dataclasses import replace
from hashlib import blake2b
from json import JSONDecodeError, dumps, loads

from bot.attending.looking import contacts as contacts_of
from bot.attending.looking import found
from bot.attending.remembering import favourites, let_go, recalled, remember
from bot.attending.showing import shown
from bot.attending.tools import Acted, Tools
from bot.frontdesk.replies import Reply
from bot.frontdesk.replies.habits import (
    DropSearch,
    GoBack,
    KeepSearch,
    RunSearch,
    ShowContacts,
    ShowSearches,
    ToggleFavourite,
)
from bot.frontdesk.replies.looking import Found
from bot.frontdesk.seen.habits import Contacts, Marked, Saved, Searches
from bot.frontdesk.work import Work
from bot.store.habits import Habit
from knowledge.lookup import Lookup, from_json, kept, nothing_left, to_json


def act(tools: Tools, reply: Reply, work: Work) -> Acted | None:
    """What a reply of this room asks for; None for the replies of other rooms."""
    match reply:
        case GoBack():
            return _last(tools, work)
        case ShowContacts(kind):
            seen = Contacts(contacts_of(tools, kind))
            return Acted(seen, replace(work, shown=tuple(each.id for each in seen.listed)))
        case ShowSearches():
            return Acted(_searches(tools), replace(work, shown=()))
        case RunSearch(id):
            return _run(tools, id, work)
        case DropSearch(id):
            let_go(tools, "search", id)
            return Acted(_searches(tools), work)
        case KeepSearch(lookup):
            return Acted(_saved(tools, lookup), work)
        case ToggleFavourite(key):
            return _toggled(tools, key, work)
        case _:
            return None


def _last(tools: Tools, work: Work) -> Acted:
    """The look-up and the card of another day."""
    look = next((lookup for habit in recalled(tools, "last") if (lookup := _lookup(habit))), None)
    if look is None or nothing_left(look):
        return Acted(Contacts(contacts_of(tools, "recent")), work)
    last = next((each.id for each in recalled(tools, "recent")), "")
    return found(tools, Found(look, card=last), work)


def _run(tools: Tools, id: str, work: Work) -> Acted:
    habit = next((each for each in recalled(tools, "search") if each.id == id), None)
    look = _lookup(habit) if habit else None
    if habit is None or look is None:
        return Acted(None, work)
    remember(tools, "search", id, habit.content)  # used: its time begins anew
    return found(tools, Found(look), work)


def _searches(tools: Tools, *, added: bool = False) -> Searches:
    saved = ((habit.id, _lookup(habit)) for habit in recalled(tools, "search"))
    return Searches(tuple(Saved(id, lookup) for id, lookup in saved if lookup), added)


def _saved(tools: Tools, lookup: Lookup) -> Searches | None:
    """None where nothing of it can be kept: it was words only."""
    reduced = kept(lookup)
    if nothing_left(reduced):
        return None
    content = dumps(to_json(reduced), sort_keys=True)
    id = blake2b(content.encode(), digest_size=8).hexdigest()
    return _searches(tools, added=remember(tools, "search", id, content))


def _toggled(tools: Tools, key: str, work: Work) -> Acted:
    offer = tools.offer(key)
    if offer is None:
        return Acted(None, work)
    id = offer.service.id
    done = let_go(tools, "favourite", id) if id in favourites(tools) else remember(tools, "favourite", id)
    return Acted(Marked(shown(tools, offer), done), replace(work, card=id))


def _lookup(habit: Habit) -> Lookup | None:
    """A look-up as it was kept; None for one that another version wrote and this one cannot read."""
    try:
        told = loads(habit.content)
    except JSONDecodeError:
        return None
    return from_json(told) if isinstance(told, dict) else None
