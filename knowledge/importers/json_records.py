"""Objects of a JSON file one after the other, so that a national export does not have to fit in memory."""

import codecs
import json
from collections.abc import Iterator
from typing import IO, Any

from knowledge.errors import InputError
from knowledge.importers.sources import EXPECTED, Source, reading

LONGEST = 1 << 26
"""Characters of one value at most: a record of a directory has a few thousand."""

_BLOCK = 1 << 18
_SPACE = " \t\r\n"


def objects(source: Source) -> Iterator[dict[str, Any]]:
    """The objects of a list, of every list of objects inside one object, or one a line (JSON Lines).

    `[{…}]`, `{"structures": [{…}], …}`, or `{…}` on each line. What is not an object comes as an empty one, so that
    its place is counted. Raises InputError, with the line, for what is not JSON, or is cut short; what came before was
    given already.
    """
    with reading(source.path, source.shown), source.path.open("rb") as raw:
        window = _Window(raw, source)
        opening = window.skip()
        if source.kind == "jsonl":
            yield from _lines(window)
        elif opening == "[":
            yield from _items(window)
        elif opening == "{":
            yield from _lists(window)
        else:
            raise window.unreadable()
        if window.skip():
            raise window.unreadable("du texte suit la fin des données")


def whole(source: Source) -> dict[str, Any]:
    """The one object of a small file; empty when the file holds something else, or goes on after it."""
    with reading(source.path, source.shown), source.path.open("rb") as raw:
        window = _Window(raw, source)
        value = window.value()
        return value if isinstance(value, dict) and not window.skip() else {}


def _lines(window: "_Window") -> Iterator[dict[str, Any]]:
    while window.skip():
        item = window.value()
        yield item if isinstance(item, dict) else {}


def _lists(window: "_Window") -> Iterator[dict[str, Any]]:
    window.expect("{")
    if window.skip() == "}":
        window.expect("}")
        return
    while True:
        window.value()
        window.skip()
        window.expect(":")
        if window.skip() == "[":
            yield from filter(None, _items(window))
        else:
            window.value()
        if not window.another("}"):
            return


def _items(window: "_Window") -> Iterator[dict[str, Any]]:
    window.expect("[")
    if window.skip() == "]":
        window.expect("]")
        return
    while True:
        item = window.value()
        yield item if isinstance(item, dict) else {}
        if not window.another("]"):
            return


class _Window:
    """The part of the text that is in memory, and where reading stands in it."""

    def __init__(self, raw: IO[bytes], source: Source) -> None:
        self._raw = raw
        self._source = source
        self._text = ""
        self._at = 0
        self._line = 1
        self._ended = False
        self._decode = codecs.getincrementaldecoder(source.encoding)().decode
        self._scan = json.JSONDecoder().raw_decode

    def skip(self) -> str:
        """The next sign that is not a space; an empty text at the end."""
        while True:
            while self._at < len(self._text):
                if self._text[self._at] not in _SPACE:
                    return self._text[self._at]
                self._at += 1
            if not self._more():
                return ""

    def expect(self, sign: str) -> None:
        if self._text[self._at : self._at + 1] != sign:
            raise self.unreadable()
        self._at += 1

    def another(self, end: str) -> bool:
        """Whether a comma follows; otherwise the end must."""
        if self.skip() == ",":
            self._at += 1
            self.skip()
            return True
        self.expect(end)
        return False

    def value(self) -> Any:
        """The next value, whole: read more of the file until it is."""
        self.skip()
        while True:
            try:
                value, end = self._scan(self._text, self._at)
            except ValueError as error:
                self._check_length(len(self._text))
                if not self._more():
                    raise self.unreadable() from error
            except RecursionError as error:
                raise self.unreadable("des données sont imbriquées trop profondément") from error
            else:
                self._check_length(end)
                # A number may go on in the next block; anything else has its own end.
                if end < len(self._text) or not self._more():
                    self._at = end
                    return value

    def _check_length(self, end: int) -> None:
        if end - self._at > LONGEST:
            raise self.unreadable("une seule valeur dépasse 64 millions de caractères")

    def unreadable(self, cause: str = "") -> InputError:
        line = self._line + self._text.count("\n", 0, self._at)
        if not cause:
            cause = "le fichier est tronqué" if self._ended and not self._text[self._at :].strip() else ""
        cause = cause or ("le fichier est tronqué ou mal écrit" if self._ended else "ce n'est pas du JSON valide")
        return InputError(
            f"« {self._source.shown} », vers la ligne {line} : {cause}. Téléchargez-le à nouveau. {EXPECTED}"
        )

    def _more(self) -> bool:
        if self._ended:
            return False
        # Reading twice as much each time keeps a long value from being scanned again and again.
        block = self._raw.read(max(_BLOCK, len(self._text) - self._at))
        self._line += self._text.count("\n", 0, self._at)
        self._text = self._text[self._at :] + self._decode(block, not block)
        self._at = 0
        self._ended = not block
        self._source.done = self._raw.tell()
        return True
