"""The days of a clause: « du lundi au vendredi », « les mardis et jeudis », « les 1er et 3e mercredis du mois »."""

from collections.abc import Iterable

from knowledge.hours.french.cursor import Cursor
from knowledge.hours.french.model import Half, Unread, When
from knowledge.hours.syntax import EVERY_DAY

_ARTICLES = ("the", "of", "every")
_WEEKEND = frozenset({5, 6})
_INITIALS = {"v": 4, "s": 5, "d": 6}
_SURE_RANGE = 5
"""Days from which « lundi-vendredi » can only be a range; « mardi-jeudi » may be two days, or three."""


def starts_days(cursor: Cursor) -> bool:
    """True where days may come."""
    ahead = 0
    while cursor.kind(ahead) in (*_ARTICLES, "half"):
        ahead += 1
    return cursor.kind(ahead) in ("day", "every_day", "weekend", "holidays", "initials", "rank")


def when(cursor: Cursor) -> When:
    """The days that come, with « sauf le … », « le matin » and « semaines paires » where they follow.

    Raises Unread for what may mean two things.
    """
    if cursor.kind() == "holidays" or cursor.kind(1) == "holidays":
        cursor.skip(*_ARTICLES)
        cursor.take("holidays")
        return When(holidays=True)
    early: Half = ""
    if cursor.kind() == "every" and cursor.kind(1) == "half":
        cursor.take("every")
        early = half(cursor.take("half").text)
    cursor.skip(*_ARTICLES)
    if cursor.kind() == "rank":
        nth = _nth(cursor)
        return When(nth=nth, half=early or _half_of_day(cursor))
    found, holidays = _listed(cursor)
    away, never_on_holidays = _but(cursor)
    if not away <= found or away == found:
        raise Unread
    found -= away
    if cursor.kind() == "included":
        holidays = _included(cursor, found) or holidays
    parity = cursor.accept("even", "odd")
    in_brackets = cursor.kind() == "opening" and cursor.kind(1) in ("even", "odd") and cursor.kind(2) == "closing"
    if not parity and in_brackets:
        cursor.take("opening")
        parity = cursor.take("even", "odd")
        cursor.take("closing")
    return When(
        frozenset(found),
        holidays=holidays,
        never_on_holidays=never_on_holidays,
        parity="" if parity is None else "even" if parity.kind == "even" else "odd",
        half=early or _half_of_day(cursor),
    )


def half(text: str) -> Half:
    """The half of a day that a word names."""
    return "apres-midi" if text.startswith("apres") else "matin" if text.startswith("matin") else "soir"


def _half_of_day(cursor: Cursor) -> Half:
    """« lundi matin », « le mercredi après-midi »."""
    return half(cursor.take("half").text) if cursor.kind() == "half" else ""


def _but(cursor: Cursor) -> tuple[frozenset[int], bool]:
    """« sauf le dimanche », « (hors jours fériés) »: the days that are not meant, and whether public holidays are not."""
    place = cursor.place
    bracket = cursor.accept("opening") or cursor.accept("comma")
    if cursor.kind() != "except" or cursor.kind(1) not in ("the", "of", "day", "weekend", "holidays"):
        cursor.place = place
        return frozenset(), False
    cursor.take("except")
    cursor.skip(*_ARTICLES)
    if cursor.accept("holidays"):
        away, holidays = frozenset[int](), True
    else:
        away, holidays = _listed(cursor)
    if bracket and bracket.kind == "opening":
        cursor.take("closing")
    return away, holidays


def _included(cursor: Cursor, found: frozenset[int]) -> bool:
    """« inclus », which changes nothing, or « y compris les jours fériés », of all days of the week only."""
    alone = not cursor.take("included").text.startswith("y")
    place = cursor.place
    cursor.skip(*_ARTICLES)
    if alone and cursor.kind() != "holidays":
        cursor.place = place
        return False
    cursor.take("holidays")
    if found != EVERY_DAY:
        raise Unread
    return True


def _listed(cursor: Cursor) -> tuple[frozenset[int], bool]:
    """Days and ranges of days, one after the other; and whether public holidays are among them."""
    found: list[int] = []
    holidays = False
    loose = False
    items = 0
    while True:
        if cursor.accept("holidays"):
            holidays = True
        else:
            found.extend(_item(cursor))
            items += 1
        place = cursor.place
        signs = cursor.skip("comma", "and", "slash")
        cursor.skip(*_ARTICLES)
        if cursor.kind() not in ("day", "weekend", "holidays") or holidays:
            cursor.place = place
            break
        if not signs and cursor.kind() == "holidays":
            raise Unread
        loose = loose or not signs or signs == {"slash"}
    if len(set(found)) < len(found) or not found:
        raise Unread
    if loose and (items < len(found) or (items == 2 and not _neighbours(*found))):
        raise Unread  # « lundi vendredi » lost the word between: « et », or « au »?
    return frozenset(found), holidays


def _item(cursor: Cursor) -> Iterable[int]:
    if cursor.accept("every_day"):
        return EVERY_DAY
    if cursor.accept("weekend"):
        return _WEEKEND
    if initials := cursor.accept("initials"):
        return range(_INITIALS[initials.text[-1]] + 1)
    first = cursor.take("day")
    if cursor.kind() in ("until_day", "at", "until") and "day" in (cursor.kind(1), cursor.kind(2)):
        cursor.take("until_day", "at", "until")
        cursor.skip("the")
        return _range(first.number, cursor.take("day").number)
    chain = [first.number]
    while cursor.kind() == "dash" and cursor.kind(1) == "day":
        cursor.take("dash")
        chain.append(cursor.take("day").number)
    if len(chain) != 2:
        return chain
    between = _range(*chain)
    forward = chain[0] < chain[1] and (len(between) >= _SURE_RANGE or len(between) == 2)
    if first.text == "osm" or forward:
        return between
    raise Unread


def _range(first: int, last: int) -> list[int]:
    if first == last:
        raise Unread
    return [(first + step) % 7 for step in range((last - first) % 7 + 1)]


def _neighbours(one: int, other: int) -> bool:
    return abs(one - other) in (1, 6)


def _nth(cursor: Cursor) -> tuple[tuple[int, tuple[int, ...]], ...]:
    """« 1er et 3e mardi du mois », « 1er mardi et 3e jeudi du mois ». « du mois » has to be written."""
    found: dict[int, tuple[int, ...]] = {}
    while True:
        ranks = [cursor.take("rank").number]
        while cursor.kind() in ("and", "comma", "dash", "slash"):
            cursor.skip("and", "comma", "dash", "slash")
            cursor.skip("the")
            ranks.append(cursor.take("rank").number)
        day = cursor.take("day").number
        if day in found or len(set(ranks)) < len(ranks):
            raise Unread
        found[day] = tuple(ranks)
        place = cursor.place
        cursor.skip("and", "comma")
        cursor.skip("the")
        if cursor.kind() != "rank":
            cursor.place = place
            break
    cursor.take("of_month")
    return tuple(sorted(found.items()))
