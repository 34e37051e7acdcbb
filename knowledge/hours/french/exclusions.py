"""What takes hours away or changes them for some days: closed days, « sauf le … », and what stands in brackets."""

from dataclasses import replace

from knowledge.hours.french.cursor import Cursor
from knowledge.hours.french.days import half, starts_days, when
from knowledge.hours.french.draft import APART, Draft
from knowledge.hours.french.model import Clause, Slot, Unread, When
from knowledge.hours.french.periods import period, starts_period
from knowledge.hours.french.times import one_time, slots, starts_times
from knowledge.hours.syntax import Span


def closed(text: Draft) -> None:
    """« fermé le mercredi », « fermé en août », « fermé le samedi et du 1er au 15 août »."""
    cursor = text.cursor
    cursor.take("closed")
    cursor.skip("colon")
    if text.season:
        raise Unread
    while True:
        if starts_period(cursor):
            text.shut.append(period(cursor))
        else:
            found = when(cursor)
            if cursor.kind() in ("the", "half_mark") and cursor.kind(1) == "half":
                cursor.skip("the", "half_mark")
                found = replace(found, half=half(cursor.take("half").text))
            _close(text, found)
        place = cursor.place
        if cursor.skip("and", "comma") and (starts_days(cursor) or starts_period(cursor)) and not _has_hours(cursor):
            continue
        cursor.place = place
        break
    must_break(cursor)


def _close(text: Draft, found: When) -> None:
    """Weekdays and public holidays closed, each by itself: they are written apart."""
    if found.weekdays:
        text.clauses.append(Clause(replace(found, holidays=False), kind="closed"))
    if found.holidays:
        text.clauses.append(Clause(When(holidays=True), kind="closed"))


def _has_hours(cursor: Cursor) -> bool:
    """True when what comes is a clause of its own: « fermé le lundi, le mardi 9h-12h »."""
    place = cursor.place
    try:
        period(cursor) if starts_period(cursor) else when(cursor)
        cursor.skip("colon", "line", "comma", "dash")
        return starts_times(cursor) or cursor.kind() in ("closed", "remark", "open")
    finally:
        cursor.place = place


def excepted(text: Draft) -> None:
    """« sauf le mercredi », « sauf le vendredi 9h-12h », « sauf le vendredi jusqu'à 16h », « sauf jours fériés »."""
    cursor = text.cursor
    cursor.take("except")
    if not text.usual:
        raise Unread
    if starts_period(cursor):
        text.shut.append(period(cursor))
        must_break(cursor)
        return
    found = when(cursor)
    if not found.weekdays:
        _close(text, found)
        must_break(cursor)
        return
    if text.season:
        raise Unread
    if found.never_on_holidays:
        raise Unread
    covered = frozenset(day for clause in text.usual for day in clause.when.days)
    if found.nth or not found.days <= covered:
        raise Unread
    cursor.accept("colon")
    if cursor.kind() == "until" and len(found.days) == 1 and not found.half:
        cursor.take("until")
        text.clauses.append(_until(found, one_time(cursor)))
    elif starts_times(cursor):
        if len(found.days) > 1 or found.half or found.holidays:
            raise Unread
        text.clauses.append(Clause(found, slots(cursor), exception=True))
    else:
        _close(text, found)
    must_break(cursor)


def must_break(cursor: Cursor) -> None:
    """What was said of closed days has to end here; raises Unread where hours follow that could be theirs."""
    if not cursor.ended and cursor.kind() not in (*APART, "closing"):
        raise Unread
    ahead = 0
    while cursor.kind(ahead) in ("comma", "dash", "slash", "and"):
        ahead += 1
    if starts_times(cursor, ahead):
        raise Unread


def _until(days: When, end: int) -> Clause:
    return Clause(days, (Slot(Span(0, end)),), kind="until", exception=True)


def brackets(text: Draft) -> None:
    """« (16h30 le vendredi) », « (sauf le mercredi) », « (fermé en août) », « (1er et 3e du mois) », « (sur rdv) »."""
    cursor = text.cursor
    cursor.take("opening")
    if not text.clauses:
        raise Unread
    if cursor.kind() == "except":
        excepted(text)
    elif cursor.kind() == "closed":
        closed(text)
    elif cursor.kind() in ("time", "until") or (cursor.kind() == "at" and cursor.kind(1) == "time"):
        said = cursor.accept("until") is not None
        end = one_time(cursor)
        days = when(cursor)
        if days.nth or days.holidays or days.half or not days.days:
            raise Unread
        if not said and not _surely_an_end(text, days, end):
            raise Unread
        text.clauses.append(_until(days, end))
    elif cursor.kind() == "rank":
        _ranks(text)
    elif cursor.kind() == "uninterrupted":
        cursor.take("uninterrupted")
    else:
        raise Unread
    cursor.take("closing")


def _surely_an_end(text: Draft, days: When, end: int) -> bool:
    """« 8h30-12h, 13h30-17h (16h30 le vendredi) »: nearer to the end of the day than to anything else by far."""
    bounds = [
        (slot.span.start, slot.span.end or 0)
        for clause in text.usual
        if clause.when.days >= days.days
        for slot in clause.slots
    ]
    if not bounds:
        return False
    others = [minutes for bound in bounds for minutes in bound][:-1]
    away = abs(end - bounds[-1][1])
    return away <= 90 and all(abs(end - other) >= 2 * away and other < end for other in others)


def _ranks(text: Draft) -> None:
    """« samedi 10h-12h (2e et 4e du mois) »."""
    cursor = text.cursor
    ranks = [cursor.take("rank").number]
    while cursor.skip("and", "comma"):
        cursor.skip("the")
        ranks.append(cursor.take("rank").number)
    cursor.take("of_month")
    before = text.clauses.pop()
    if len(before.when.days) != 1 or before.when != When(before.when.days) or before.exception:
        raise Unread
    if len(set(ranks)) < len(ranks):
        raise Unread
    [day] = before.when.days
    text.clauses.append(replace(before, when=When(nth=((day, tuple(ranks)),))))
