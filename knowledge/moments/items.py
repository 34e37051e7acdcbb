"""A message cut into what may say a moment: figures, clocks, dates, known phrases, other words."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from knowledge.moments.vocabulary import Signs, Vocabulary, alike

Kind = Literal["number", "clock", "date", "dotted", "phrase", "word", "figures"]

_CUT = re.compile(
    r"(?<![\d.:/-])(?P<clock>\d{1,2}\s?:\s?[0-5]\d(?![\d:])|\d{1,2}\s?[hH]\s?[0-5]\d(?![\d:]|\s?[hH]\b))"
    r"|(?P<figures>\d+(?:(?:\s?[/:]\s?|[.-])\d+)*)"
    r"|(?P<words>[^\W\d_]+(?:['’ʼ][^\W\d_]+)*)"
)
_DATE = re.compile(r"(?P<day>\d{1,2})(?P<sign>\s?/\s?|[.-])(?P<month>\d{1,2})(?:(?P=sign)(?P<year>\d{4}|\d{2}))?")
_ISO_DATE = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})")


@dataclass(frozen=True, slots=True)
class Item:
    """One part of a message; `figures` are those that are neither a number, a clock nor a date."""

    kind: Kind
    numbers: tuple[int, ...] = ()
    """Of a number: itself; of a clock: hour, minute; of a date: day, month, and the year where it is said."""
    padded: bool = False
    """Written « 02 »: on a clock of 24 hours."""
    signs: Signs = field(default_factory=dict)
    slip: bool = False
    """A phrase recognised in spite of a slip."""


def items(text: str, vocabulary: Vocabulary) -> list[Item]:
    """The parts of a message, in order; punctuation only parts words.

    >>> [item.kind for item in items("Jeudi, le 12/12 à 9h15 svp", Vocabulary.load("fr"))]
    ['phrase', 'phrase', 'date', 'phrase', 'clock', 'phrase']
    """
    return list(_items(_bare(unicodedata.normalize("NFKC", text)), vocabulary))


def _items(text: str, vocabulary: Vocabulary) -> Iterator[Item]:
    pending: list[str] = []
    for found in _CUT.finditer(text):
        if found["words"]:
            pending += alike(found["words"])
            continue
        yield from _phrases(tuple(pending), vocabulary)
        pending.clear()
        yield _clock(found["clock"]) if found["clock"] else _figures(found["figures"])
    yield from _phrases(tuple(pending), vocabulary)


def _phrases(said: tuple[str, ...], vocabulary: Vocabulary) -> Iterator[Item]:
    while said:
        length, signs = vocabulary.longest(said)
        if length:
            yield Item("phrase", signs=signs)
        elif signs := vocabulary.nearly(said[0]):
            yield Item("phrase", signs=signs, slip=True)
        else:
            yield Item("word")
        said = said[length or 1 :]


def _clock(text: str) -> Item:
    hour, minute = map(int, re.findall(r"\d+", text))
    return Item("clock", (hour, minute), padded=text.startswith("0"))


def _figures(text: str) -> Item:
    if text.isdecimal():
        return Item("number", (int(text),), padded=text.startswith("0")) if len(text) <= 4 else Item("figures")
    if found := _ISO_DATE.fullmatch(text):
        return Item("date", (int(found["day"]), int(found["month"]), int(found["year"])))
    if found := _DATE.fullmatch(text):
        day, month, year = int(found["day"]), int(found["month"]), found["year"]
        if year:
            return Item("date", (day, month, int(year) if len(year) == 4 else 2000 + int(year)))
        # « 9.15 » is a day or a time; « 9-15 » may be two times.
        kind: Kind = "date" if "/" in found["sign"] else "dotted"
        return Item(kind, (day, month), padded=text.startswith("0"))
    return Item("figures")


def _bare(text: str) -> str:
    """The figures of any script as ASCII ones, without vowel marks and hidden directions."""
    kept = (sign for sign in text if unicodedata.category(sign) not in ("Mn", "Cf"))
    return "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in kept)
