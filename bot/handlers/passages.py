"""A message as Telegram takes it: plain text of at most 4,096 characters, its bold parts counted in UTF-16 units.

Bold is sent as entities, not as HTML: nothing has to be escaped, and no text of a coordinator can break a message.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate, groupby

from telegram import MessageEntity
from telegram.constants import MessageLimit

from bot.screen import Span


@dataclass(frozen=True, slots=True)
class Passage:
    text: str
    entities: tuple[MessageEntity, ...] = ()


def passages(spans: Iterable[Span], limit: int = MessageLimit.MAX_TEXT_LENGTH) -> tuple[Passage, ...]:
    """The spans in as few messages as Telegram allows, cut at the end of a line where there is one, else at a space.

    The limit is counted in UTF-16 units, the strictest way to count (core.telegram.org/bots/api#sendmessage).

    >>> [passage.text for passage in passages([Span("un deux\\ntrois", bold=True)], limit=9)]
    ['un deux', 'trois']
    >>> passages([Span("😀 "), Span("115", bold=True)])[0].entities[0].offset
    3
    """
    letters = [(letter, span.bold) for span in spans for letter in span.text]
    text = "".join(letter for letter, _ in letters)
    return tuple(_passage(letters[start:end]) for start, end in _cuts(text, limit) if text[start:end].strip())


def units(text: str) -> int:
    """UTF-16 code units, in which Telegram counts.

    >>> units("né 😀")
    5
    """
    return len(text) + sum(letter > "\uffff" for letter in text)


def _cuts(text: str, limit: int) -> Iterator[tuple[int, int]]:
    start = 0
    while start < len(text):
        end = start + _longest(text[start : start + limit], limit)
        if end < len(text):
            end = _good_end(text, start, end)
        yield start, end
        start = end
        while start < len(text) and text[start] in "\n ":
            start += 1


def _longest(text: str, limit: int) -> int:
    return sum(1 for used in accumulate(units(letter) for letter in text) if used <= limit)


def _good_end(text: str, start: int, end: int) -> int:
    for mark in "\n ":
        found = text.rfind(mark, start + 1, end + 1)
        if found > start:
            return found
    return end


def _passage(letters: list[tuple[str, bool]]) -> Passage:
    entities, offset = [], 0
    for bold, run in groupby(letters, key=lambda pair: pair[1]):
        length = units("".join(letter for letter, _ in run))
        if bold:
            entities.append(MessageEntity(MessageEntity.BOLD, offset, length))
        offset += length
    return Passage("".join(letter for letter, _ in letters), tuple(entities))
