"""What is noted of a structure that was named: what and until when, never by whom."""

from collections.abc import Iterator

from bot.rendering.blocks import Line, line
from bot.rendering.language import Language
from knowledge.card import Card
from knowledge.reasons import Reason, unanswered, worded


def noted(to: Language, cards: tuple[Card, ...]) -> Iterator[Line]:
    """What is noted of all that a structure does: until when, and never by whom."""
    shared = [note for note in dict.fromkeys(cards[0].notes) if all(note in card.notes for card in cards)]
    for note in shared:
        match note.kind:
            case "injoignable":
                reason = unanswered(note)
            case "complet":
                reason = Reason("notes.full_until", {"day": note.until})
            case "ferme":
                reason = Reason("reasons.closed_until", {"day": note.until})
        yield line("⚠️ ", to.say("warning", warnings=worded(reason, to.wording)))
