"""A place in the tokens of a text, which only goes forward unless it is put back."""

from knowledge.hours.french.model import Unread
from knowledge.hours.french.tokens import Token

_END = Token("end")


class Cursor:
    """Reads tokens one by one. `place` can be kept, and given back to start again from there."""

    __slots__ = ("_tokens", "place")

    def __init__(self, tokens: tuple[Token, ...]) -> None:
        self._tokens = tokens
        self.place = 0

    def kind(self, ahead: int = 0) -> str:
        """What comes; « end » after the last."""
        return self.peek(ahead).kind

    def peek(self, ahead: int = 0) -> Token:
        place = self.place + ahead
        return self._tokens[place] if place < len(self._tokens) else _END

    def take(self, *kinds: str) -> Token:
        """The next token, which has to be of one of these kinds.

        Raises Unread for another.
        """
        found = self.peek()
        if found.kind not in kinds:
            raise Unread
        self.place += 1
        return found

    def accept(self, *kinds: str) -> Token | None:
        """The next token if it is of one of these kinds, else None and nothing moves."""
        return self.take(*kinds) if self.kind() in kinds else None

    def skip(self, *kinds: str) -> frozenset[str]:
        """Go past all the tokens of these kinds; which of them there were."""
        seen = set()
        while self.kind() in kinds:
            seen.add(self.take(*kinds).kind)
        return frozenset(seen)

    @property
    def ended(self) -> bool:
        return self.kind() == "end"
