"""What is wrong with a code. The sentence is for an agent or a coordinator.

No message quotes a code: who reads a log could use it.
"""

from typing import Literal

from knowledge.errors import AiguilleurError

Slip = Literal["length", "character", "check"]
"""How a code was mistyped: too short or long, with a character that codes do not have, or with one for another."""

_SLIPS: dict[Slip, str] = {
    "length": "Ce code n'est pas entier : il a 9 caractères, comme K7PM-4XQ8-R.",
    "character": "Ce code a été mal recopié : il n'a ni voyelle, ni L, ni 0, ni 1. Un exemple : K7PM-4XQ8-R.",
    "check": "Ce code a été mal recopié : un caractère est faux, ou deux sont inversés. Relisez-le sur la fiche.",
}


class CodeError(AiguilleurError):
    """This code opens nothing."""


class MistypedCode(CodeError):
    """It cannot be a code: its check character does not agree. Nothing was looked up."""

    def __init__(self, slip: Slip) -> None:
        super().__init__(_SLIPS[slip])
        self.slip = slip
