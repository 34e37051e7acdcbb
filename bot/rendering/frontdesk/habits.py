"""Recent contacts, favourites, saved look-ups."""

from collections.abc import Iterator

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
from bot.frontdesk.seen.habits import Contacts, Marked, Searches
from bot.frontdesk.seen.looking import Cards
from bot.rendering.blocks import Block, bold, line
from bot.rendering.frontdesk.card import brief, keyboard
from bot.rendering.frontdesk.lists import LABEL, numbered
from bot.rendering.frontdesk.looking import found
from bot.rendering.frontdesk.saying import Saying
from bot.rendering.frontdesk.understood import labelled
from bot.screen import Button


def view(to: Saying, reply: Reply, seen: object) -> Iterator[Block] | None:
    """The blocks of a reply of this room; None for the replies of other rooms."""
    match reply, seen:
        case ((GoBack() | RunSearch()), Cards() as cards):
            return found(to, cards)
        case RunSearch(), _:
            return iter((Block((line(to.say("habits.search_gone")),)),))
        case GoBack(), Contacts() as contacts:
            return iter((_contacts(to, "recent", contacts),))
        case ShowContacts(kind), Contacts() as contacts:
            return iter((_contacts(to, kind, contacts),))
        case ((ShowSearches() | DropSearch() | KeepSearch()), Searches() as searches):
            return iter((_searches(to, searches),))
        case KeepSearch(), _:
            return iter((Block((line(to.say("habits.words_only")),)),))
        case ToggleFavourite(), Marked() as marked:
            return iter((_marked(to, marked),))
        case ToggleFavourite(), _:
            return iter((Block((line(to.say("looking.card_gone")),)),))
        case _:
            return None


def _contacts(to: Saying, kind: str, contacts: Contacts) -> Block:
    told = f"habits.{kind}" if contacts.listed else f"habits.no_{kind}"
    return Block((line(to.say(told)),), numbered(contacts.listed), alone=True)


def _searches(to: Saying, searches: Searches) -> Block:
    lines = [line(to.say("habits.search_kept"))] if searches.added else []
    lines.append(line(to.say("habits.searches" if searches.saved else "habits.no_searches")))
    rows = tuple(
        (
            Button(f"🔎 {_short(labelled(to, each.lookup)) or to.say('habits.unnamed')}", f"relancer:{each.id}"),
            Button("🗑", f"oublier:{each.id}"),
        )
        for each in searches.saved
    )
    return Block(tuple(lines), rows, alone=True)


def _marked(to: Saying, marked: Marked) -> Block:
    name = "unfavourite" if not marked.shown.favourite else "favourite"
    told = f"habits.{name}_done" if marked.done else "habits.not_kept"
    return Block((brief(marked.shown), line(bold(to.say(told)))), keyboard(to, marked.shown), alone=True)


def _short(text: str) -> str:
    return text if len(text) <= LABEL else f"{text[: LABEL - 1].rstrip()}…"
