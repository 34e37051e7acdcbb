"""The parts of a look-up as the data of buttons: `kind` or `kind.id`, ids only."""

from hashlib import blake2b
from json import dumps

from knowledge.lookup import FILTERS, Filter, Lookup, Part, to_json, without
from knowledge.lookup.editing import KINDS

MARK = "#"
"""Before the mark of its look-up, at the end of what a button carries."""

_UNSAID = ("name", "left")
"""Parts whose id is what was typed: no button carries it."""


def carried(part: Part) -> str:
    """What the button that takes a part away carries.

    >>> carried(Part("need", "logement", "Logement")), carried(Part("name", "ccas", "« ccas »"))
    ('need.logement', 'name')
    """
    return part.kind if part.kind in _UNSAID else f"{part.kind}.{part.id}"


def taken(lookup: Lookup, carried: str) -> Lookup | None:
    """The look-up without what a button carried; None where that is not part of it: the button is old.

    >>> taken(Lookup(needs=("logement",)), "need.logement") == Lookup()
    True
    """
    kind, _, id = carried.partition(".")
    known = next((each for each in KINDS if each == kind), None)
    if known is None:
        return None
    left = lookup
    for each in lookup.left if known == "left" else (id,):
        left = without(left, Part(known, each, ""))
    return left if left != lookup else None


def mark_of(lookup: Lookup) -> str:
    """Tells one look-up from another: a button of an older list would otherwise change what is on the screen now.

    >>> len(mark_of(Lookup(needs=("logement",))))
    6
    """
    return blake2b(dumps(to_json(lookup), sort_keys=True).encode(), digest_size=3).hexdigest()


def filter_named(name: str) -> Filter | None:
    """The filter with this id."""
    return next((each for each in FILTERS if each == name), None)
