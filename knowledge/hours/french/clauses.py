"""The clauses of a text, one after the other: days and hours, closed days, exceptions, remarks."""

from dataclasses import replace

from knowledge.hours.french.cursor import Cursor
from knowledge.hours.french.days import starts_days, when
from knowledge.hours.french.draft import APART, Draft
from knowledge.hours.french.exclusions import brackets, closed, excepted, must_break
from knowledge.hours.french.model import WHOLE_YEAR, Clause, Schedule, Slot, Unread, When
from knowledge.hours.french.periods import period, starts_period
from knowledge.hours.french.times import check_half, slots, starts_times
from knowledge.hours.french.tokens import BY_APPOINTMENT
from knowledge.hours.syntax import EVERY_DAY, WHOLE_DAY

_HALTED = frozenset({"and", "comma", "dash", "slash"})
_STRONG = frozenset({"stop", "line", "bar"})


def schedule(cursor: Cursor) -> Schedule:
    """Everything that the tokens say.

    Raises Unread as soon as one of them is not understood where it stands.
    """
    text = Draft(cursor)
    _heading(text)
    text.hours_first = starts_times(cursor)
    while True:
        signs = cursor.skip(*APART)
        if cursor.kind() == "colon" and cursor.kind(1) == "end":
            cursor.take("colon")
        if cursor.ended:
            if signs & _HALTED:
                raise Unread  # « lundi 9h-12h et »: the rest was cut off
            break
        _clause(text, signs)
    if text.prefix and (not text.usual or (len(text.usual) > 1 and not text.shared_prefix)):
        raise Unread
    if not _whole_year(text):
        raise Unread
    return Schedule(tuple(text.clauses), tuple(text.shut), text.otherwise)


def _whole_year(text: Draft) -> bool:
    """False where only some months are told of, unless it is « ouvert du 1er novembre au 31 mars »."""
    seasons = {clause.season for clause in text.usual}
    told = {day for season in seasons if season for day in season.days()}
    return None in seasons or not seasons or text.opened or told == WHOLE_YEAR.days()


def _heading(text: Draft) -> None:
    """« Horaires d'ouverture : », « Ouvert », « Sur rendez-vous : »."""
    cursor = text.cursor
    if cursor.accept("heading"):
        text.opened = cursor.accept("open") is not None
        cursor.skip("colon", "line", "comma", "dash")
    else:
        text.opened = cursor.accept("open") is not None
        cursor.accept("colon")
    if remark := cursor.accept("remark"):
        text.prefix = remark.text
        text.shared_prefix = cursor.accept("colon") is not None
        cursor.skip("comma", "line", "stop")
        if cursor.kind() in ("and", "or"):
            raise Unread
        if cursor.ended:
            text.otherwise, text.prefix = text.prefix, ""


def _clause(text: Draft, signs: frozenset[str]) -> None:
    cursor = text.cursor
    if cursor.kind() == "opening":
        brackets(text)
    elif cursor.kind() == "closed":
        closed(text)
    elif cursor.kind() == "except":
        excepted(text)
    elif cursor.kind() in ("remark", "or", "elsewhen"):
        _remark(text, signs)
    elif cursor.kind() == "included" or (cursor.kind() == "holidays" and cursor.kind(1) == "included"):
        _holidays_too(text)
    elif cursor.kind() == "uninterrupted":
        cursor.take("uninterrupted")
    elif cursor.kind() == "always" and not text.clauses:
        cursor.take("always")
        text.clauses.append(Clause(When(EVERY_DAY), (Slot(WHOLE_DAY),)))
    elif starts_period(cursor) or (cursor.kind() == "heading" and cursor.kind(1) == "season"):
        _season(text, signs)
    else:
        cursor.accept("open")
        _usual(text, signs)


def _usual(text: Draft, signs: frozenset[str]) -> None:
    """Days and their hours, in the order of the whole text."""
    cursor = text.cursor
    article = cursor.kind() in ("the", "of", "every")
    if text.season and signs & _STRONG and any(clause.season is None for clause in text.clauses):
        raise Unread  # of the season still, or of the whole year again?
    if text.hours_first:
        found = slots(cursor)
        cursor.skip("colon", "comma")
        if cursor.kind(1) == "every_day":
            cursor.skip("and", "dash", "slash")
        cursor.accept("uninterrupted")
        days = when(cursor)
        for slot in found:
            check_half(days.half, slot.span)
        remark = ""
    else:
        english = cursor.peek().text == "osm"
        days = when(cursor)
        if english and cursor.kind() == "dash" and cursor.kind(1) in ("bar", "stop", "line", "end"):
            cursor.take("dash")
            text.clauses.append(Clause(days, kind="blank"))
            return
        if cursor.kind() == "of" and cursor.kind(1) == "colon":
            cursor.take("of")
        told = cursor.skip("colon", "line", "comma", "dash", "bar")
        cursor.accept("open")
        remark_token = cursor.accept("remark")
        remark = remark_token.text if remark_token else ""
        if remark:
            told |= cursor.skip("colon", "comma")
        if _alone(text, days, remark):
            return
        if text.clauses and article and not (signs or told):
            _refuse_run_on(text.clauses[-1])
        cursor.accept("uninterrupted")
        found = slots(cursor, days.half, repeats=english)
        if "line" in told and len(found) == len(days.days) > 1:
            raise Unread  # days on a line and as many hours on the next: a column a day?
    if [bool(remark), bool(text.prefix), any(slot.remark for slot in found)].count(True) > 1:
        raise Unread
    if len(found) > 1 and found[-1].remark and not any(slot.remark for slot in found[:-1]):
        raise Unread  # « 9h-12h et 14h-17h sur rendez-vous »: the afternoon, or both?
    cursor.accept("uninterrupted")
    remark = remark or text.prefix
    text.clauses.append(Clause(days, found, remark, season=text.season))


def _alone(text: Draft, days: When, remark: str) -> bool:
    """Days without hours: « samedi : fermé », « vendredi sur rendez-vous », and a dash in a table."""
    cursor = text.cursor
    if cursor.kind() == "closed":
        cursor.take("closed")
        if cursor.kind() in ("the", "of", "every"):
            raise Unread  # « mardi fermé le lundi … »: which of them is?
        text.clauses.append(Clause(days, kind="closed", season=text.season))
        return True
    if remark and not starts_times(cursor):
        if days.half or text.prefix:
            raise Unread  # « mardi matin sur rendez-vous »: no hours say what a morning is
        text.clauses.append(Clause(days, remark=remark, season=text.season))
        return True
    return False


def _refuse_run_on(before: Clause) -> None:
    """« lundi 9h-12h, 14h-17h le mardi et … »: whose are the last hours?"""
    if len(before.slots) > 1:
        raise Unread


def _remark(text: Draft, signs: frozenset[str]) -> None:
    """A remark after the hours: on all of them, or (« ou sur rendez-vous ») on the rest of the time."""
    cursor = text.cursor
    rest = cursor.skip("or", "elsewhen")
    cursor.accept("comma")
    remark = cursor.take("remark").text
    cursor.skip("stop", "line")
    usual = text.usual
    if not cursor.ended or not usual or text.prefix or "and" in signs:
        raise Unread  # « 9h-12h et sur rendez-vous »: then, or at other times?
    if rest:
        if remark != BY_APPOINTMENT or not any(clause.slots for clause in usual):
            raise Unread
        text.otherwise = remark
        return
    if (len(usual) > 1 or text.clauses[-1] is not usual[-1]) and not signs & _STRONG:
        raise Unread  # « lundi 9h-12h, mardi 14h-17h, sur rendez-vous »: Tuesday, or both?
    if any(clause.remark or any(slot.remark for slot in clause.slots) for clause in usual):
        raise Unread
    text.clauses = [replace(clause, remark=remark) if clause.kind == "open" else clause for clause in text.clauses]


def _holidays_too(text: Draft) -> None:
    """« tous les jours de 10h à 18h, y compris les jours fériés »."""
    cursor = text.cursor
    if cursor.accept("included"):
        cursor.skip("the")
        cursor.take("holidays")
    else:
        cursor.take("holidays")
        cursor.take("included")
    [*usual] = text.usual
    if len(usual) != 1 or not usual[0].when.every_day:
        raise Unread
    text.clauses.append(replace(usual[0], when=When(holidays=True)))


def _season(text: Draft, signs: frozenset[str]) -> None:
    """A period of the year: before its clauses, or after the only one."""
    cursor = text.cursor
    cursor.accept("heading")
    found = period(cursor)
    told = cursor.skip("colon", "comma", "line")
    if cursor.accept("closed"):
        text.shut.append(found)
        must_break(cursor)
        return
    if cursor.ended or not (starts_days(cursor) or starts_times(cursor)):
        if len(text.clauses) != 1 or text.season or signs - {"comma"} or told - {"line"}:
            raise Unread
        text.clauses = [replace(clause, season=found) for clause in text.clauses]
        return
    if text.hours_first or starts_times(cursor):
        raise Unread
    if text.clauses and not text.season and not signs & _STRONG:
        raise Unread
    text.season = found
    _usual(text, frozenset())
