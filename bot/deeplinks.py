"""What a link to this chat opens: the payload that Telegram hands over with /start.

A payload is a letter, `_`, then the id in URL-safe base64 without padding, or a code as it is: Telegram takes 64 characters
of A-Z, a-z, 0-9, `_` and `-` (Bot API, « Deep linking »).
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from typing import Final, Literal, get_args

from knowledge.keys import key_of

Kind = Literal["service", "structure", "need", "pathway", "invitation"]

_LETTERS: Final[dict[Kind, str]] = {"service": "c", "structure": "s", "need": "b", "pathway": "p", "invitation": "i"}
_CODES: Final = frozenset[Kind]({"pathway", "invitation"})
_LONGEST: Final = 64

assert set(_LETTERS) == set(get_args(Kind))


@dataclass(frozen=True, slots=True)
class Target:
    """`id` is the key of a service or a structure (`knowledge.keys`), the id of a need, or a code as it was given."""

    kind: Kind
    id: str


def payload_of(kind: Kind, id: str) -> str:
    """The payload for the id of a service, a structure or a need, or for a code.

    >>> payload_of("need", "logement"), payload_of("pathway", "K7PM4XQ8R")
    ('b_bG9nZW1lbnQ', 'p_K7PM4XQ8R')
    """
    return f"{_LETTERS[kind]}_{id if kind in _CODES else _encoded(key_of(id))}"


def target_of(payload: str) -> Target | None:
    """What a payload opens; None for one that is not ours.

    >>> target_of("b_bG9nZW1lbnQ")
    Target(kind='need', id='logement')
    >>> target_of("fiche-12") is None
    True
    """
    letter, _, rest = payload.partition("_")
    kind = next((kind for kind, own in _LETTERS.items() if own == letter), None)
    if kind is None or not rest or len(payload) > _LONGEST:
        return None
    if kind in _CODES:
        return Target(kind, rest)
    try:
        id = urlsafe_b64decode(rest + "=" * (-len(rest) % 4)).decode()
    except ValueError:
        return None
    return Target(kind, id)


def _encoded(id: str) -> str:
    return urlsafe_b64encode(id.encode()).decode().rstrip("=")
