"""Make the sheet that was asked for, in its form: content once, then a PDF, messages, a page, cards or a calendar."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from bot.conversation.replies import GiveSheet
from bot.rendering import Paper
from knowledge.keys import key_of
from knowledge.pathway import Contact, Pathway
from knowledge.rules.model import Look
from knowledge.sheets import Choices, SheetMaker
from knowledge.sheets.forms import as_calendar, as_page, as_text, as_vcards
from knowledge.sheets.pathway import pathway_content
from knowledge.sheets.pathway.content import WORDS
from knowledge.wording import SOURCE, Wording


def printed(
    maker: SheetMaker, pathway: Pathway, reply: GiveSheet, wording: Wording, *, look: Look, link: str | None
) -> Paper:
    """The sheet of a pathway in the form that a reply asks for.

    Raises SheetError or ValueError with its cause when it cannot be made.
    """
    choices = Choices(
        link=link,
        bilingual=reply.form == "deux_langues" and wording.language != SOURCE,
        discreet=reply.discreet,
        words=reply.words,
        appointments=dict(_appointments(pathway, reply.orient.appointments)),
    )
    told = Paper(
        form=reply.form,
        discreet=pathway.discreet if reply.discreet is None else reply.discreet,
        bilingual=choices.bilingual,
        cut=len(" ".join(reply.words.split())) > WORDS,
    )
    if reply.form in ("fiche", "deux_langues", "mots"):
        return told.holding(maker.pathway(pathway, wording, choices, look=look))
    sheet = pathway_content(pathway, wording, choices)
    match reply.form:
        case "texte":
            return told.holding(as_text(sheet).encode())
        case "page":
            return told.holding(as_page([sheet], look).encode())
        case "contacts":
            return told.holding(as_vcards(sheet))
        case _:
            return told.holding(as_calendar(sheet) or b"")


def shown(pathway: Pathway) -> Iterator[Contact]:
    """Every contact that a sheet of this pathway shows."""
    yield from pathway.contacts()
    yield from pathway.annex


def _appointments(pathway: Pathway, noted: Mapping[str, str]) -> Iterator[tuple[str, datetime]]:
    """Service → moment, for the contacts that are shown."""
    for contact in shown(pathway):
        if moment := noted.get(key_of(contact.card.service_id)):
            yield contact.card.service_id, datetime.fromisoformat(moment)
