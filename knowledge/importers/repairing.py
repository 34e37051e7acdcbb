"""Letters that an export lost or mixed up, put right where there is only one word that it can be."""

import re
from functools import cache
from importlib.resources import files

from knowledge.places.table import Table

LOST = "\ufffd"
"""What a program writes in the place of a letter that it could not read: always one that is not ASCII."""

_MIXED = re.compile("[ÃÂ][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")
_WORD = re.compile(rf"[\w{LOST}]+(?:-[\w{LOST}]+)*")
_ELIDED = re.compile(rf"\b([ld]){LOST}(?=[aeiouyh][\w{LOST}]{{3}})", re.IGNORECASE)
_SPAN = re.compile(rf"(?<=\d)([hH]?\d{{0,2}})\s*{LOST}\s*(?=\d)")
_DAYS = re.compile(
    rf"\b((?:lun|mar|mercre|jeu|vendre|same)di) {LOST} (?=(?:mar|mercre|jeu|vendre|same)di)", re.IGNORECASE
)


def unmixed(text: str) -> str:
    """A text in UTF-8 that was read as Windows-1252, as it was; any other as it is.

    >>> unmixed("MÃ©diathÃ¨que"), unmixed("Âge et Ãge")
    ('Médiathèque', 'Âge et Ãge')
    """
    if not _MIXED.search(text):
        return text
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return text


def restored(text: str) -> str:
    """A text whose lost letters are found again, word by word, where only one common word or name of commune fits.

    Between two hours or two days, the lost sign is taken for a dash: whichever it was, it means the same.

    >>> restored("Biblioth\\ufffdque de l\\ufffdarrondissement, 9h \\ufffd 12h"), restored("Sal\\ufffd")
    ('Bibliothèque de l’arrondissement, 9h-12h', 'Sal�')
    """
    if LOST not in text:
        return text
    text = _DAYS.sub(r"\1-", _SPAN.sub(r"\1-", text))
    return _WORD.sub(
        lambda found: _whole(found[0]), _ELIDED.sub("\\1’", _WORD.sub(lambda found: _whole(found[0]), text))
    )


def _whole(word: str) -> str:
    """A word of one or more parts: the whole of it if it is known, else each of its parts that is."""
    if LOST not in word:
        return word
    found = _found(word)
    return found if LOST not in found else "-".join(map(_found, word.split("-")))


def _found(word: str) -> str:
    if LOST not in word:
        return word
    known = _words().get(word.lower(), frozenset())
    if len(known) != 1:
        return word
    letters = list(word)
    loud = word.replace(LOST, "").isupper() and len(word) > 2
    for place, letter in enumerate(next(iter(known))):
        if letters[place] == LOST:
            letters[place] = letter.upper() if loud or (place == 0 and not word[1:].islower()) else letter
    return "".join(letters)


@cache
def _words() -> dict[str, frozenset[str]]:
    """Words by what is left of them when every letter that is not ASCII is lost."""
    common = files("knowledge.importers").joinpath("accented_words.txt").read_text(encoding="utf-8").split()
    towns = (part.lower() for _, name in Table.packaged().named() for part in (name, *_WORD.findall(name)))
    found: dict[str, set[str]] = {}
    for word in (*common, *towns):
        if (left := re.sub(r"[^\x00-\x7f]", LOST, word)) != word:
            found.setdefault(left, set()).add(word)
    return {left: frozenset(words) for left, words in found.items()}
