"""What is refused of a correction. No message repeats what was typed."""

from typing import Literal

from knowledge.errors import AiguilleurError

Why = Literal[
    "telephone", "telephones", "courriel", "courriels", "site_web", "horaires", "long", "short", "nothing"
]  # fmt: skip
"""No number, several numbers; no address, several; no page; hours that are not read with certainty; too long, too short."""


class AmendmentError(AiguilleurError):
    """A correction that cannot be taken or decided."""


class Unreadable(AmendmentError, ValueError):
    """What was typed is no value of this field; `why` names the sentence that says so."""

    def __init__(self, why: Why) -> None:
        super().__init__(f"a value that cannot be taken: {why}")
        self.why = why


class NotYours(AmendmentError):
    """Only the partner of a structure corrects it."""

    def __init__(self) -> None:
        super().__init__("an account may correct the record of its own structure only")


class UnknownAmendment(AmendmentError):
    """There is no such correction; the sentence is for the coordinator."""

    def __init__(self, number: int) -> None:
        super().__init__(
            f"Il n'y a pas de correction n° {number}. « aiguilleur corrections lister » donne les numéros."
        )
        self.number = number
