"""Words and signs of French hours. One that is not known, and nothing is read."""

import re
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

import yaml

from knowledge.hours.french.cleaning import cleaned
from knowledge.hours.french.model import Unread
from knowledge.hours.syntax import DAYS

_WEEKDAYS = (
    (r"lundis?", r"lun", r"lu"),
    (r"mardis?", r"mar", r"ma"),
    (r"mercredis?", r"merc?", r"me"),
    (r"jeudis?", r"jeu", r"je"),
    (r"vendredis?", r"vend?", r"ve"),
    (r"samedis?", r"sam", r"sa"),
    (r"dimanches?", r"dim", r"di"),
)
_STYLES = ("full", "three", "two")
"""Ways of writing a weekday; two letters stand alone: « sa », « me », « je » are words too."""

BY_APPOINTMENT = "sur rendez-vous"
"""The remark, among those of `remarks.yaml`, that can hold for the rest of the time: « ou sur rendez-vous »."""

_MONTHS = (
    r"janvier|janv|jan",
    r"fevrier|fevr|fev",
    r"mars",
    r"avril|avr",
    r"mai",
    r"juin",
    r"juillet|juil",
    r"aout",
    r"septembre|sept",
    r"octobre|oct",
    r"novembre|nov",
    r"decembre|dec",
)
_RANKS = {
    1: r"1 ?ers?|1 ?eres?|premiers?|premieres?",
    2: r"2 ?(?:ndes?|nds?|emes?|es?|d)|deuxiemes?|seconds?",
    3: r"3 ?(?:emes?|es?)|troisiemes?",
    4: r"4 ?(?:emes?|es?)|quatriemes?",
    5: r"5 ?(?:emes?|es?)|cinquiemes?",
    -1: r"derniers?",
}
_H = r"(?:heures?|hrs?|h)"
_SPACED = r"(?:00|05|15|30|35|40|45|50|55)"  # « 9h 12 » may be two hours that lost a sign
_PATTERNS = (
    ("day_and_night", rf"\b24 ?{_H} ?(?:/|sur) ?24(?: ?{_H})?|\b24 ?/ ?24(?: ?h)?(?!\d)|\bjour et nuit"),
    ("always", rf"\b24 ?{_H}? ?/ ?7 ?(?:j(?:ours?)?)?(?![a-z\d/])"),
    ("every_day", r"\b7 ?(?:j(?:ours?)?)? ?(?:/|sur) ?7(?: ?j(?:ours?)?)?(?![a-z\d/])|\btous les jours|\bchaque jour"),
    ("date", r"(?<![\d/])\d{1,2}/\d{1,2}(?:/\d{4})?(?![\d/]| ?h| ?:)"),
    ("rank", "|".join(rf"\b(?:{words})(?![a-z\d])" for words in _RANKS.values())),
    (
        "time",
        rf"\b\d{{1,2}} ?:\d\d(?: ?h)?(?![\d:a-z])"
        rf"|\b\d{{1,2}} ?{_H} ?\d\d ?(?:mn|min|minutes)(?![a-z\d])"
        rf"|\b\d{{1,2}} ?{_H}\d\d(?![\d:a-z])"
        rf"|\b\d{{1,2}} ?{_H} {_SPACED}(?![\d:/.]| ?{_H}|[a-z])"
        rf"|\b\d{{1,2}} ?{_H}(?![a-z\d])"
        r"|(?<![.\d:])\d{1,2}\.(?:00|15|30|45)(?![\d.:a-z])"
        r"|\bminuit\b|\bmidi\b",
    ),
    ("number", r"\b\d{1,4}(?![a-z\d])"),
    ("half", r"\bapres[- ]?midis?(?:-s)?\b|\bmatin(?:ee)?s?\b|\bsoir(?:ee)?s?\b"),
    ("half_mark", r"\bl'(?=apres)"),
    ("every", r"\btous les\b|\bchaque\b"),
    ("of_month", r"\bdu mois\b|\bde chaque mois\b|\bde tous les mois\b|\bchaque mois\b"),
    ("even", r"\b(?:des |les |en )?semaines? paires?\b"),
    ("odd", r"\b(?:des |les |en )?semaines? impaires?\b"),
    ("weekend", r"\bweek ?-? ?ends?\b"),
    ("holidays", r"\bjours? feries?\b|\bferies\b"),
    ("included", r"\by compris\b|\bcompris\b|\binclus\b"),
    ("uninterrupted", r"\b(?:en )?journee continue\b|\bsans interruption\b|\bnon[- ]stop\b|\ben continu\b"),
    ("elsewhen", r"\ben dehors de ces horaires\b"),
    ("closed", r"\bferme(?:e|s|es|ture)?(?:\(e\)|\(s\))*(?: annuelle| estivale)?(?: au public)?\b|(?-i:\boff\b|\bclosed\b)"),
    ("heading", r"\b(?:nos |les )?(?:jours et )?(?:heures|horaires?)(?:(?: d'| de )(?:ouvertures?|accueil|permanences?))?"
                r"(?: au public| du public)?\b|\baccueil(?: du public| physique)?\b|\bpermanences?(?: d'accueil)?\b"),
    ("open", r"\bouvert(?:e|s|es|ure|ures)?(?:\(e\)|\(s\))*(?: au public)?\b"),
    ("except", r"\bsauf\b|\bexcepte\b|\bhormis\b|\bhors\b|\ba l'exception (?=d(?:u|es) )"),
    ("from", r"\ba partir de\b|\bdes (?=\d|midi)"),
    ("until", r"\bjusqu'(?:a|au)\b"),
    ("between", r"\bentre\b"),
    ("season", r"\b(?:d'|en |l')?(?:hiver|ete)\b"),
    ("in", r"\b(?:en|pendant|durant|tout)? ?(?:au mois|le mois) (?:de |d')|\ben\b"),
    ("month", "|".join(rf"\b(?:{words})\b\.?" for words in _MONTHS)),
    ("initials", r"\bl ?(?:-|/|au) ?[vsd]\b(?![.'])"),
    ("day_osm", rf"(?-i:\b(?:{'|'.join(DAYS)})\b)"),
    *((f"day_{style}", "|".join(rf"\b{day[place]}\b{'[.]?' if place else ''}" for day in _WEEKDAYS))
      for place, style in enumerate(_STYLES)),
    ("and", r"\bet\b|&|\+|\bpuis\b|\bainsi que\b"),
    ("or", r"\bou\b"),
    ("until_day", r"\bau\b"),
    ("of", r"\bdu\b|\bdes\b|\bde\b|\bd'"),
    ("the", r"\bles?\b|\bl'"),
    ("at", r"\ba(?![a-z'])"),
    ("stop", r"-{2,}|/{2,}|[;.!]"),
    ("comma", r","),
    ("colon", r":"),
    ("bar", r"\|"),
    ("line", r"\n"),
    ("dash", r"-"),
    ("slash", r"/"),
    ("arrow", r">"),
    ("lost", "\ufffd"),
    ("opening", r"\("),
    ("closing", r"\)"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Token:
    """`number` is minutes of a time, a weekday from 0, a rank, a month, a bare number; `text` the word or the remark."""

    kind: str
    number: int = 0
    text: str = ""


def tokens(text: str) -> tuple[Token, ...]:
    """The tokens of a text.

    Raises Unread for anything that is not known, and for weekdays written in two styles.

    >>> [(token.kind, token.number) for token in tokens("Mardi 9h30-12h")]
    [('day', 1), ('time', 570), ('dash', 0), ('time', 720)]
    """
    plain = cleaned(text)
    pattern, remarks = _lexer()
    found: list[Token] = []
    styles: set[str] = set()
    at = 0
    while at < len(plain):
        match = pattern.match(plain, at)
        if not match or not match.lastgroup or match.end() == at:
            raise Unread
        kind, word = match.lastgroup, match[0].lower()
        if kind in remarks:
            found.append(Token("remark", text=remarks[kind]))
        elif kind.startswith("day_") and kind != "day_and_night":
            styles.add("" if match[0] == "Sa" else kind)
            found.append(Token("day", _weekday(word, kind)))
        elif kind != "space":
            found.append(Token(kind, _number(kind, word), word))
        at = match.end()
    styles -= {""}
    if len(styles) > 1 and styles != {"day_full", "day_three"}:
        raise Unread
    return _english(found) if "day_osm" in styles else tuple(found)


@cache
def _lexer() -> tuple[re.Pattern[str], dict[str, str]]:
    text = files("knowledge.hours.french").joinpath("remarks.yaml").read_text(encoding="utf-8")
    remarks = {f"remark_{place}": (remark, ways) for place, (remark, ways) in enumerate(yaml.safe_load(text).items())}
    # The longest first: « sur rendez-vous uniquement » begins like « sur rendez-vous ».
    ordered = sorted(((name, way) for name, (_, ways) in remarks.items() for way in ways), key=lambda way: -len(way[1]))
    named = [(f"{name}_{place}", way) for place, (name, way) in enumerate(ordered)]
    groups = [f"(?P<{name}>\\b(?:{pattern})\\b)" for name, pattern in named]
    groups += ["(?P<space> +)", *(f"(?P<{name}>{pattern})" for name, pattern in _PATTERNS)]
    return re.compile("|".join(groups), re.IGNORECASE | re.ASCII), {
        name: remarks[name.rsplit("_", 1)[0]][0] for name, _ in named
    }


def _number(kind: str, word: str) -> int:
    if kind == "time":
        return _minutes(word)
    if kind == "number":
        return int(word)
    if kind == "month":
        return 1 + next(place for place, words in enumerate(_MONTHS) if re.fullmatch(words, word.rstrip(".")))
    if kind == "rank":
        return next(rank for rank, words in _RANKS.items() if re.fullmatch(words, word))
    return 0


def _minutes(word: str) -> int:
    if word in ("midi", "minuit"):
        return 12 * 60 if word == "midi" else 24 * 60
    hours, *rest = re.findall(r"\d+", word)
    minutes = int(rest[0]) if rest else 0
    if int(hours) > 24 or minutes > 59 or (int(hours) == 24 and minutes):
        raise Unread
    return 60 * int(hours) + minutes


def _weekday(word: str, kind: str) -> int:
    if kind == "day_osm":
        return DAYS.index(word.capitalize())
    place = _STYLES.index(kind.removeprefix("day_"))
    return next(day for day, words in enumerate(_WEEKDAYS) if re.fullmatch(words[place], word.rstrip(".")))


_ENGLISH = frozenset({"day", "time", "dash", "slash", "comma", "stop", "bar", "line", "colon", "closed"})


def _english(found: list[Token]) -> tuple[Token, ...]:
    """The tokens, their days marked « osm »: the abbreviations of the grammar stand for days only among themselves.

    « We » alone may be a week-end.
    """
    days = {token.number for token in found if token.kind == "day"}
    if days == {DAYS.index("We")} or not all(token.kind in _ENGLISH for token in found):
        raise Unread
    return tuple(replace(token, text="osm") if token.kind == "day" else token for token in found)
