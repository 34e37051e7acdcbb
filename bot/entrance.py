"""The door for codes: by a link, typed alone, or after the word « code ». What each opens is known to its opener.

Guesses are stopped before anything is digested or read from a disk, by who guesses and over all.
"""

import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock
from typing import Final, Literal, Protocol

from bot.codes import Attempts, MistypedCode, typed
from bot.conversation.events import Chose, Event, Linked, Said
from bot.conversation.state import State
from bot.deeplinks import Kind, target_of
from bot.mishaps import described

log = logging.getLogger(__name__)

Told = tuple[str, Mapping[str, str]]
"""A sentence: its id, and what it quotes."""

Refused = Literal["unknown", "expired", "used", "revoked", "kept"]
"""Why a code opens nothing; `unknown` also for a code of another kind."""

WORD: Final = "code"
"""Before a code, or alone to be asked for one: « code K7PM-4XQ8-R », « /code »."""

_LONGEST: Final = 200
_KINDS: Final = frozenset[Kind]({"invitation", "pathway"})
_LINK = re.compile(r"(?:https?://)?(?:t|telegram)\.me/\w{1,64}/?\?start=([\w-]{1,64})", re.ASCII)
_AFTER_WORD = re.compile(rf"/?{WORD}\b[\s:]*(.*)", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Opening:
    """What came of a code: what is said; then, where there are any, the conversation to go on with, and the event that it goes
    on by, as though the person had done it. Whoever has an account has the event answered at the front desk."""

    says: tuple[Told, ...] = ()
    state: State | None = None
    event: Event | None = None


class Opener(Protocol):
    """What one kind of code opens."""

    @property
    def kind(self) -> Kind | None:
        """The kind of link that carries such a code; None where none does."""

    def open(self, code: str, person: str, now: datetime) -> Opening | Refused:
        """Open a compact code for a person, the opaque key of a channel. Raises StateError."""


@dataclass(frozen=True, slots=True)
class Given:
    """A code as somebody gave it. `kind` where a link tells; no `code`: it was mistyped, or none was given."""

    code: str = field(default="", repr=False)
    kind: Kind | None = None
    mistyped: bool = False


def given(event: Event) -> Given | None:
    """The code that an event carries; None for an ordinary message: also one that merely looks like a code, is longer, or says
    something beside, for a danger may be in it.

    >>> given(Said("k7pm 4xq8-r")).code
    'K7PM4XQ8R'
    >>> given(Said("il me frappe K7PM-4XQ8-R")) is given(Said("K7PM-4XQ8-S")) is None
    True
    """
    match event:
        case Linked(payload):
            return _linked(payload)
        case Said(text) | Chose("geste", text):
            return _said(text.strip())
        case _:
            return None


def _linked(payload: str) -> Given | None:
    target = target_of(payload)
    if target is None or target.kind not in _KINDS:
        return None
    try:
        return Given(typed(target.id), target.kind)
    except MistypedCode:
        return Given(kind=target.kind, mistyped=True)


def _said(text: str) -> Given | None:
    if not text or len(text) > _LONGEST:
        return None
    if link := _LINK.fullmatch(text):
        return _linked(link[1])
    after = _AFTER_WORD.fullmatch(text)
    if after and not after[1]:
        return Given()
    words = after[1] if after else text
    if "/" in words:
        return None
    try:
        code = typed(words)
    except MistypedCode as error:
        return Given(mistyped=True) if after and error.slip == "check" else None
    return Given(code) if after or not code.isdigit() else None


STOPPED: Final = Opening((("access.stopped", {}),))
_ASKED: Final = Opening((("access.ask", {}),))
_MISTYPED: Final = Opening((("access.mistyped", {}),))
_TROUBLE: Final = Opening((("access.trouble", {}),))

_NOTHING: Final[Mapping[str, str]] = {"revoked": "unknown"}
"""What is told in the words of something else: for a guesser, a code that was taken back is no code."""


@dataclass(frozen=True, slots=True)
class Entrance:
    """For one process and any of its threads."""

    openers: tuple[Opener, ...]
    attempts: Attempts = field(default_factory=Attempts)
    _opening: Lock = field(default_factory=Lock, init=False, repr=False)

    def stops(self, event: Event, person: str) -> bool:
        """Whether a code is given by somebody who has guessed too often: it is not looked at. From memory alone."""
        code = given(event)
        return code is not None and bool(code.code) and not self.attempts.may(person)

    def opened(self, event: Event, person: str, now: datetime) -> Opening | None:
        """What comes of a code; None where the event is none. There is always something to say, whatever fails."""
        code = given(event)
        if code is None:
            return None
        if not code.code:
            return _MISTYPED if code.mistyped else _ASKED
        with self._opening:  # of many at once, all would be let in before the first is counted
            if not self.attempts.may(person):
                return STOPPED
            try:
                return self._tried(code, person, now)
            except Exception as error:
                log.error("Un code n'a pas pu être ouvert : %s", described(error))
                return _TROUBLE

    def _tried(self, code: Given, person: str, now: datetime) -> Opening:
        why: Refused = "unknown"
        for opener in self.openers:
            if code.kind is None or opener.kind == code.kind:
                found = opener.open(code.code, person, now)
                if isinstance(found, Opening):
                    self.attempts.right(person)
                    return found
                why = found if why == "unknown" else why
        if why != "kept":
            self.attempts.wrong(person)
        return Opening(((f"access.{_NOTHING.get(why, why)}", {}),))
