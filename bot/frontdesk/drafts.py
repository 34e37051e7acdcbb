"""A draft, changed: one entry more, moved, taken away. Whatever is done in whatever order, no other entry is lost."""

from collections.abc import Mapping
from dataclasses import replace
from hashlib import blake2b

from bot.frontdesk.work import Draft, Entry
from knowledge.handed import MOST
from knowledge.keys import key_of


def key_of_entry(entry: Entry) -> str:
    """What a button about an entry carries: a line by hand is told by its digest, so that no button repeats it.

    >>> key_of_entry(Entry("demo--ccas")), len(key_of_entry(Entry(line="rapporter l'attestation")))
    ('demo--ccas', 17)
    """
    if entry.service_id:
        return key_of(entry.service_id)
    return "=" + blake2b(entry.line.encode(), digest_size=8).hexdigest()


def holds(draft: Draft, entry: Entry) -> bool:
    """Whether the same service, or the same line, is there already."""
    return place_of(draft, key_of_entry(entry)) is not None


def full(draft: Draft) -> bool:
    return len(draft.entries) >= MOST


def place_of(draft: Draft, key: str) -> int | None:
    """Where the entry of a key stands, from 0."""
    return next((place for place, entry in enumerate(draft.entries) if key_of_entry(entry) == key), None)


def added(draft: Draft, *entries: Entry) -> Draft:
    """With these entries last; one that is there already stays where it is, and what is over MOST is left out."""
    for entry in entries:
        if not holds(draft, entry) and not full(draft):
            draft = replace(draft, entries=(*draft.entries, entry))
    return draft


def moved(draft: Draft, key: str, by: int) -> Draft | None:
    """With one entry moved by so many places, as far as the list goes; None where there is no such entry."""
    place = place_of(draft, key)
    if place is None:
        return None
    entries = list(draft.entries)
    entry = entries.pop(place)
    entries.insert(max(0, place + by), entry)
    return replace(draft, entries=tuple(entries))


def without(draft: Draft, key: str) -> Draft | None:
    """Without one entry; None where there is no such entry."""
    place = place_of(draft, key)
    if place is None:
        return None
    return replace(draft, entries=(*draft.entries[:place], *draft.entries[place + 1 :]))


def told(draft: Draft, needs: tuple[str, ...], answers: Mapping[str, str]) -> Draft:
    """With what a look-up, or the person's own pathway, tells of them besides; what was known stays."""
    return replace(draft, needs=tuple(dict.fromkeys((*draft.needs, *needs))), answers={**answers, **draft.answers})
