"""Cut a message into the things it says: at the end of a sentence, and where another thing is added."""

import re
from collections.abc import Iterable, Iterator

from knowledge.text import words

SHORTEST = 2
"""Words under which a part says nothing by itself, and stays with what comes before."""

MOST = 12
"""Parts that are looked at; a message of more has said its needs by then."""

_END = re.compile(r"(?<=[.!?…;\n؟])\s+|\n+")
_PAUSE = re.compile(r"(?<=[.!?…;\n؟])\s+|\n+|،\s*|,\s+")
_ADDED = re.compile(
    r"(?<!\s)\s+(?="
    r"(?:et(?: puis| aussi| en plus)?|puis|aussi|en plus|de plus|par ailleurs|sinon|mais|ou sinon|"
    r"and(?: also)?|also|but|besides|y(?: también| además)?|además|pero|e(?: também)?|além disso|mas|"
    r"ve|ayrıca|bir de|ama|и(?: ещё| еще)?|а ещё|а еще|также|но|і|та|й|а також|ще|але)\s)"
    r"|(?<!\s)\s+(?=(?:وكذلك|وأيضا|ولكن|و)\s)",
    re.IGNORECASE,
)


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a message, cut at what ends one; too short a one stays with what comes before.

    >>> sentences("Mon bail finit en mai. Mon mari m'a encore frappée dimanche !")
    ('Mon bail finit en mai.', "Mon mari m'a encore frappée dimanche !")
    """
    return _joined(part.strip() for part in _END.split(text) if part.strip())


def segments(text: str) -> tuple[str, ...]:
    """The parts of a message, in order; a message that says one thing is one part.

    >>> segments("J'ai perdu mon travail et je ne peux plus payer le loyer")
    ("J'ai perdu mon travail", 'et je ne peux plus payer le loyer')
    >>> segments("bonjour, besoin d'un logement")
    ("bonjour besoin d'un logement",)
    """
    return _joined(_parts(text))


def _joined(parts: Iterable[str]) -> tuple[str, ...]:
    found: list[str] = []
    for part in parts:
        if found and min(len(words(part)), len(words(found[-1]))) < SHORTEST:
            found[-1] = f"{found[-1]} {part}"
        elif len(found) == MOST:
            break
        else:
            found.append(part)
    return tuple(found)


def _parts(text: str) -> Iterator[str]:
    for sentence in _PAUSE.split(text):
        for part in _ADDED.split(sentence):
            if part.strip():
                yield part.strip()
