"""A sentence in French that somebody who does not speak it can show at the desk."""

from babel import Locale

from knowledge.pathway import Pathway
from knowledge.wording import SOURCE, Wording


def french_sentence(pathway: Pathway, language: str) -> str:
    """Who reads another language shows this; empty for who reads French.

    It names what the person came for in the words of the rules, and their language: no name, no story. Without needs, as on
    a discreet sheet, it says only that they were sent.
    """
    if language == SOURCE:
        return ""
    return _said(pathway.need_labels, language, Wording.load(SOURCE))


def meaning(pathway: Pathway, wording: Wording) -> str:
    """What that sentence says, in the language of the person, so that nobody shows what they cannot read."""
    return _said(tuple(wording.translate(label) for label in pathway.need_labels), wording.language, wording)


def _said(needs: tuple[str, ...], language: str, wording: Wording) -> str:
    tongue = Locale.parse(wording.language).languages.get(language, language)
    if not needs:
        return wording.say("desk.sentence_discreet", language=tongue)
    return wording.say("desk.sentence", needs=" · ".join(needs), language=tongue)
