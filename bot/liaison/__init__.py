"""The desk behind the liaison sheets: codes, what partners answer, and for how short a time any of it is kept.

with Desk.of(settings) as desk:
    opened = desk.open(card, "week")
    desk.answer(opened.code, Arrived(), "partenaire")
"""

from bot.liaison.attempts import Attempts
from bot.liaison.cases import Answer, By, Case, Opened, Reader
from bot.liaison.codes import shown
from bot.liaison.desk import Desk
from bot.liaison.errors import CodeError, IdentityError, LiaisonError, MistypedCode, UnknownCode

__all__ = [
    "Answer",
    "Attempts",
    "By",
    "Case",
    "CodeError",
    "Desk",
    "IdentityError",
    "LiaisonError",
    "MistypedCode",
    "Opened",
    "Reader",
    "UnknownCode",
    "shown",
]
