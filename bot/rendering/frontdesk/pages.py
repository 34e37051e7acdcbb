"""Long texts: cut where a sentence ends, or over several messages."""

from collections.abc import Iterable, Iterator

from bot.rendering.blocks import Block, Line, Rows, line

PAGE = 3500
"""Letters of a message, below the 4,096 of Telegram (Bot API, sendMessage)."""


def shortened(text: str, most: int) -> str:
    """A text cut where a sentence ends, else where a word does; as it is when it has at most so many letters.

    >>> shortened("Ouvert à tous. Sur rendez-vous le matin.", 30)
    'Ouvert à tous. …'
    >>> shortened("un deux trois", 9)
    'un deux …'
    """
    if len(text) <= most:
        return text
    kept = text[: most - 1]
    sentences, end, _ = kept.rpartition(". ")
    if len(sentences) >= most // 3:
        return f"{sentences}{end.rstrip()} …"
    words, _, rest = kept.rpartition(" ")
    return f"{(words or rest).rstrip()} …" if words else f"{rest}…"


def paged(lines: Iterable[Line], buttons: Rows, *, controls: Rows = ()) -> Iterator[Block]:
    """The lines in as few messages as hold them, the buttons under the last."""
    page: list[Line] = []
    for each in (part for whole in lines for part in _parts(whole)):
        if page and _letters(page) + _letters([each]) > PAGE:
            yield Block(tuple(page), alone=True)
            page = []
        page.append(each)
    yield Block(tuple(page), buttons, controls=controls, alone=True)


def _parts(whole: Line) -> Iterator[Line]:
    """A line that is longer than a message, in pieces that end with a sentence, else with a word."""
    if _letters([whole]) <= PAGE:
        yield whole
        return
    left = "".join(span.text for span in whole)
    while _letters([line(left)]) > PAGE:
        sentences, end, _ = left[:PAGE].rpartition(". ")
        kept = sentences + end if len(sentences) > PAGE // 2 else left[:PAGE].rpartition(" ")[0] or left[:PAGE]
        yield line(kept)
        left = left[len(kept) :].lstrip()
    if left:
        yield line(left)


def _letters(lines: Iterable[Line]) -> int:
    """As Telegram counts them: in UTF-16 code units, and one for the end of each line."""
    return sum(len(span.text.encode("utf-16-le")) // 2 for each in lines for span in each) + len(list(lines))
