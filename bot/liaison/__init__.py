"""The desk behind the liaison sheets: codes, what partners answer, and for how short a time any of it is kept.

with Desk.of(settings) as desk:
    opened = desk.open(card, "week")
    desk.answer(opened.code, Arrived(), "partenaire")
"""

from bot.liaison.cases import Answer, By, Case, Opened, Reader
from bot.liaison.desk import Desk
from bot.liaison.errors import IdentityError, LiaisonError, UnknownCode

__all__ = [
    "Answer",
    "By",
    "Case",
    "Desk",
    "IdentityError",
    "LiaisonError",
    "Opened",
    "Reader",
    "UnknownCode",
]
