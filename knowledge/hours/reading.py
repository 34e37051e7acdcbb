"""Read an opening_hours value, and refuse what would be read wrongly without a word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from itertools import takewhile
from zoneinfo import ZoneInfo

from opening_hours import OpeningHours
from opening_hours import ParserError as LibraryError  # type: ignore[attr-defined]  # left out of its stub
from opening_hours import State as LibraryState

from knowledge.errors import HoursError
from knowledge.hours.syntax import DAYS, Rule, parse, split, write
from knowledge.hours.week import is_usual, usual_week

PARIS = "Europe/Paris"


@dataclass(frozen=True, slots=True)
class Hours:
    """Opening hours that could be read. Immutable, made by `read`."""

    text: str
    """As it was written."""
    canonical: str
    """The same, in the one spelling of opening-hours-py; nights and comments as `read` understands them."""
    rules: tuple[Rule | None, ...]
    timezone: str
    holidays_said: bool
    """The value says what happens on public holidays; most say nothing."""
    closed_on_holidays: bool
    """The last word on public holidays is that it is closed."""
    approximate: bool
    """An end is not written (`10:00+`) or follows the sun: open then means perhaps open."""
    otherwise: str | None
    """What holds at other times by a fallback rule (`|| "sur rendez-vous"`): its comment; None without one."""
    parsed: OpeningHours = field(repr=False, compare=False)

    def intervals(self, start: datetime, end: datetime) -> Iterator[tuple[datetime, datetime, LibraryState, str]]:
        """Successive intervals of one state and comment between two aware moments, in this time zone."""
        zone = ZoneInfo(self.timezone)
        return self.parsed.intervals(start.astimezone(zone), end.astimezone(zone))


@lru_cache(maxsize=16384)
def read(text: str, timezone: str = PARIS) -> Hours:
    """Read an OpenStreetMap opening_hours value; public holidays are those of France.

    Raises HoursError, with a French sentence for a coordinator, for what cannot be read with certainty: a blank text
    (opening-hours-py: always open), school holidays `SH` (silently ignored by it), the public holidays of certain
    weekdays (`PH Mo-Fr`, which it reads as `PH,Mo-Fr`), points in time (`10:00-16:00/01:30`: buses, not doors), a span of
    no length (`00:00-00:00`, which some exports write for a closed day and the grammar reads as a whole one), and what
    is not in the grammar.

    Three readings are ours. A rule with neither time nor state (`Mo-Fr`, `"sur rendez-vous"`) says nothing of when it is
    open: unknown, as the specification has it for a comment alone. A night goes on until its morning, even where
    another rule speaks of the next day: `Mo-Fr 20:00-08:00; Sa-Su 18:00-10:00` is open on Saturday at 7. An end that is
    open (`18:00-22:00+`) stays open, as the specification has it: the library takes 22:00 for the end.

    >>> read("mo-fr 9:00-12:00").canonical
    'Mo-Fr 09:00-12:00'
    >>> read("Mo-Fr 09:00-12:00; SH off")
    Traceback (most recent call last):
        ...
    knowledge.errors.HoursError: « Mo-Fr 09:00-12:00; SH off » : « SH » (vacances scolaires) n'est pas pris en compte. \
Écrivez les dates, par exemple « Jul 10-Aug 31 off ».
    """
    if not text.strip(" ;\t\r\n"):
        raise HoursError("Horaires vides. Laissez le champ absent si les horaires ne sont pas connus.")
    _refuse(text)
    parsed = _parse(_ends_opened(_doubts_said(text)), text, timezone)
    nights = _nights_kept(str(parsed))
    if nights != str(parsed):
        parsed = _parse(nights, text, timezone)
    return _hours(text, parsed, timezone)


def _hours(text: str, parsed: OpeningHours, timezone: str) -> Hours:
    canonical = str(parsed)
    bare = _unquoted(canonical)
    on_holidays = [rule for _, rule in split(bare) if re.search(r"\bPH\b", rule)]
    *_, (separator, last) = split(canonical)
    fallback = separator == "||" and not re.search(r"\bclosed\b", _unquoted(last))
    return Hours(
        text,
        canonical,
        parse(canonical),
        timezone,
        holidays_said=bool(on_holidays),
        closed_on_holidays=bool(on_holidays) and bool(re.match(r"[\w,\[\]-]* closed", on_holidays[-1])),
        approximate=bool(re.search(r"\d\d:\d\d\+|\b(dawn|dusk|sunrise|sunset)\b", bare)),
        otherwise="".join(re.findall(r'"([^"]*)"', last)[:1]) if fallback else None,
        parsed=parsed,
    )


_HOLIDAYS_OF_WEEK = re.compile(rf"\bPH +(?:{'|'.join(DAYS)})\b|\b(?:{'|'.join(DAYS)}) +PH\b", re.IGNORECASE)


def _refuse(text: str) -> None:
    bare = _unquoted(text)
    if re.search(r"\bSH\b", bare, re.IGNORECASE):
        raise HoursError(
            f"« {_short(text)} » : « SH » (vacances scolaires) n'est pas pris en compte. "
            "Écrivez les dates, par exemple « Jul 10-Aug 31 off »."
        )
    if both := _HOLIDAYS_OF_WEEK.search(bare):
        raise HoursError(
            f"« {_short(text)} » : « {both[0]} » (les jours fériés qui tombent ces jours-là) n'est pas pris en compte. "
            "Avec une virgule, « PH,Mo-Fr », ce sont les jours fériés et ces jours."
        )
    if repeated := re.search(r"\d:\d\d\s*/\s*\d{1,2}(:\d\d)?(?!\s*-|[\d:])", bare):
        raise HoursError(
            f"« {_short(text)} » : « {repeated[0]} » (toutes les tant de minutes) n'est pas pris en compte. "
            "Écrivez le début et la fin de chaque plage : « 09:00-12:00,14:00-17:00 »."
        )
    if late := next((span for span in _OPEN_END.finditer(bare) if span[1] and not _same_day(span)), None):
        raise HoursError(
            f"« {_short(text)} » : « {late[0]} », une fin ouverte après minuit, n'est pas pris en compte. "
            f"Écrivez seulement le début : « {late[1]}+ »."
        )
    if same := re.search(r"\b0?(\d{1,2}:\d\d)\s*-\s*0?\1(?!\d)", bare):
        raise HoursError(
            f"« {_short(text)} » : « {same[0]} » commence et finit à la même heure. "
            "Écrivez « 00:00-24:00 » pour jour et nuit, « off » pour fermé."
        )


_OPEN_END = re.compile(r'"[^"]*"|(\d{1,2}:\d\d)\s*-\s*(\d{1,2}:\d\d)\s*\+')


def _ends_opened(text: str) -> str:
    """`18:00-22:00+` as the span and what may follow it: `18:00-22:00,22:00+`."""
    return _OPEN_END.sub(lambda found: f"{found[1]}-{found[2]},{found[2]}+" if found[1] else found[0], text)


def _same_day(span: re.Match[str]) -> bool:
    """True for a span that ends on the day on which it starts."""
    return span[1].zfill(5) < span[2].zfill(5) < "24:00"


def _parse(value: str, text: str, timezone: str) -> OpeningHours:
    try:
        return OpeningHours(value, timezone=ZoneInfo(timezone), country="FR", max_interval_days=366)
    except LibraryError as error:
        raise HoursError(f"« {_short(text)} » : horaires illisibles{_place(value, error)}. {_fix(text)}") from error


def _place(value: str, error: LibraryError) -> str:
    found = re.search(r"--> (\d+):(\d+)", str(error))
    rest = value[int(found[2]) - 1 :].replace(" unknown", "").strip() if found and found[1] == "1" else ""
    return f" à partir de « {_short(rest, 20)} »" if rest else ""


def _short(text: str, size: int = 120) -> str:
    return text if len(text) <= size else f"{text[:size]}…"


_FIXES = (
    (r"24 ?h? ?/ ?24", "Écrivez « 24/7 » pour jour et nuit, sept jours sur sept."),
    (r"\|(?!\|)|\d\s*/\s*\d", "Séparez les jours par « ; » et les plages d'un jour par « , »."),
    (r"\d\s*[hH]", "Écrivez les heures avec deux-points : « 09:30 », et non « 9h30 »."),
    (
        r"(?i)\b(lu|ma|me|je|ve|sa|di)\b|\b(lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\b",
        "Les jours s'écrivent Mo, Tu, We, Th, Fr, Sa, Su.",
    ),
    (r"\d\d:\d\d-\d\d:\d\d-\d\d:\d\d", "Séparez deux plages par une virgule : « 09:00-12:00,14:00-17:00 »."),
    (r"\b\d\d?:\d\d\b(?!\s*[-+])(?<!-\d\d:\d\d)", "Écrivez le début et la fin : « 09:00-12:00 »."),
)
"""What coordinators and exports really write, and what to write instead."""


def _fix(text: str) -> str:
    example = "Exemple : « Mo-Fr 08:30-12:00,13:30-17:00; Sa 09:00-12:00; PH off »."
    return next((f"{fix} {example}" for pattern, fix in _FIXES if re.search(pattern, _unquoted(text))), example)


_SAYS_WHEN = re.compile(r"\d:\d|24/7|\b(open|closed|off|unknown|dawn|dusk|sunrise|sunset)\b", re.IGNORECASE)


def _doubts_said(text: str) -> str:
    """Write `unknown` in each rule that has neither time nor state, unless its times follow: `Mo, Tu 09:00-12:00`.

    An empty rule (a `;` too many) is left out.
    """
    rules = [(separator, rule) for separator, rule in split(text) if rule or separator == "||"]
    said = ""
    listed = False
    for place, (separator, rule) in enumerate(rules):
        head, quote, comment = rule.partition('"')
        head = " ".join(head.split())
        timeless = not _SAYS_WHEN.search(head)
        said += "," if listed else f"{separator} " if said else ""
        listed = timeless and not quote and [after for after, _ in rules[place + 1 : place + 2]] == [","]
        said += " ".join(filter(None, (head, "unknown" if timeless and not listed else "", quote + comment)))
    return said


def _nights_kept(canonical: str) -> str:
    """Write the week as rules that only add to each other: where one replaces another, it cuts a night at midnight."""
    rules = parse(canonical)
    week = list(takewhile(is_usual, rules))
    if not any(rule and rule.overnight for rule in week):
        return canonical
    added = ", ".join(write(rule) for rule in usual_week(rule for rule in week if rule))
    others = [f"{separator} {text}" for separator, text in list(split(canonical))[len(week) :]]
    return "".join([added or "off", *others])


def _unquoted(text: str) -> str:
    return re.sub(r'"[^"]*"', '""', text)
