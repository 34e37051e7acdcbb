"""Blocks of a screen: paragraphs and buttons that may share a message with their neighbours."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.screen import Button, Message, Part, Span

Line = tuple[Span, ...]
Rows = tuple[tuple[Button, ...], ...]

AT_ONCE = 8
"""Answers and offers of one message, ways out left aside: as many as a question of the rule file may have."""

TWO_A_ROW = 19
"""Letters of a label up to which two buttons share a row on a telephone."""


@dataclass(frozen=True, slots=True)
class Block:
    """Lines, each a sequence of spans, then buttons. `alone`: in a message of its own, never merged.

    Blocks that share a message show first their answers (`buttons`), then what stands beside (`aside`), then the ways
    out (`controls`), which are so always at the same place: last.
    """

    lines: tuple[Line, ...]
    buttons: Rows = ()
    aside: Rows = ()
    controls: Rows = ()
    alone: bool = False
    asks_place: bool = False
    extra: tuple[Part, ...] = ()
    """What follows the message: a place, a number, a file."""


def line(*texts: str | Span) -> Line:
    """A line of plain texts and spans."""
    return tuple(text if isinstance(text, Span) else Span(text) for text in texts)


def bold(text: str) -> Span:
    return Span(text, bold=True)


def rows(buttons: Iterable[Button]) -> Rows:
    """Buttons in rows: two short ones side by side, a long one alone."""
    found: list[tuple[Button, ...]] = []
    for button in buttons:
        last = found[-1] if found else ()
        if len(last) == 1 and _short(last[0]) and _short(button):
            found[-1] = (last[0], button)
        else:
            found.append((button,))
    return tuple(found)


def parts(blocks: Iterable[Block]) -> tuple[Part, ...]:
    """The blocks as messages: neighbours that may share one do."""
    return tuple(part for group in _groups(blocks) for part in _message(group))


def _groups(blocks: Iterable[Block]) -> Iterator[Sequence[Block]]:
    group: list[Block] = []
    for block in blocks:
        if group and (block.alone or group[-1].alone or group[-1].extra or _crowded(group, block)):
            yield group
            group = []
        group.append(block)
    if group:
        yield group


def _crowded(group: Sequence[Block], block: Block) -> bool:
    """Whether one message would offer more than can be read at once; a list that is long by itself stays whole."""
    before, own = sum(map(_offered, group)), _offered(block)
    return bool(before and own) and before + own > AT_ONCE


def _offered(block: Block) -> int:
    return sum(map(len, (*block.buttons, *block.aside)))


def _message(group: Sequence[Block]) -> Iterator[Part]:
    spans: list[Span] = []
    for block in group:
        for index, each in enumerate(block.lines):
            if spans:
                spans.append(Span("\n\n" if index == 0 else "\n"))
            spans.extend(each)
    tiers = ([block.buttons for block in group], [block.aside for block in group], [group[-1].controls])
    buttons = tuple(row for tier in tiers for listed in tier for row in listed)
    if spans:
        yield Message(tuple(spans), buttons, any(block.asks_place for block in group))
    for block in group:
        yield from block.extra


def _short(button: Button) -> bool:
    return not button.wide and len(button.label) <= TWO_A_ROW
