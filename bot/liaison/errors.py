"""What the desk refuses. The sentence is for an agent or a coordinator; a partner reads those of `reply.yaml`.

No message quotes a code: who reads a log could answer with it.
"""

from bot.codes import CodeError
from knowledge.errors import AiguilleurError


class LiaisonError(AiguilleurError):
    """Something that the desk behind the liaison sheets refuses."""


class UnknownCode(CodeError, LiaisonError):
    """It could be a code, and there is none, or none any more. Which of the two is told to nobody."""

    def __init__(self) -> None:
        super().__init__(
            "Ce code n'ouvre aucune fiche liaison : elle a expiré, ou elle a été retirée, ou ce code vient d'un autre "
            "service. Vérifiez la date de la fiche."
        )


class IdentityError(LiaisonError):
    """The identity was not kept, is kept no more, or cannot be read with this key."""
