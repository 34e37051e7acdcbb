"""Phrases that are recognised, and texts that are shown: words that say nothing, texts cut in two."""

from collections.abc import Iterator

from knowledge.lexicon import load
from knowledge.matching import FILLERS
from knowledge.rules.mistakes import Mistake, meant, shortened
from knowledge.rules.model import WRITTEN
from knowledge.rules.passage import Passage
from knowledge.rules.trouble import QUOTE_IT
from knowledge.text import fold

_PAIRS = (("(", ")", "la parenthèse fermante"), ("«", "»", "le guillemet fermant"), ("“", "”", "le guillemet fermant"))
_RECOGNISED = {"phrases", "declencheurs", "sauf", "abreviations"}


def phrases_say_something(file: Passage) -> Iterator[Mistake]:
    """A phrase of a need, an event or a danger that is one common word would be found in every message."""
    for phrase in _recognised(file):
        folded = fold(phrase.text)
        if not folded:
            yield phrase.mistake(f"{_said(phrase)} n'a aucun mot à reconnaître", "Écrivez des mots, ou retirez-la.")
        elif folded in FILLERS or len(folded) == 1:
            cause = f"{_said(phrase)} est trop courant : presque tous les messages le contiennent"
            yield phrase.mistake(cause, "Ajoutez les mots qui vont avec.")


def dangers_are_recognised(file: Passage) -> Iterator[Mistake]:
    """A danger whose words are written nowhere is never found, and nobody would know."""
    common = load().dangers.keys() - {WRITTEN}
    dangers = file.get("urgences")
    for id, danger in dangers.entries():
        if id == WRITTEN:
            cause = f"« {id} » n'est pas une urgence : c'est une partie du fichier"
            yield danger.mistake(cause, "Ramenez-la au bord de la page, à la suite d'« urgences ».")
        elif isinstance(danger.value, dict) and danger.get("declencheurs").value is None and id not in common:
            cause = f"« {id} » ne sera jamais reconnu : aucun déclencheur, ni ici ni dans le lexique commun"
            near = meant(id, sorted(common - set(dangers.names())))
            fix = (
                f"{near} Sinon, ajoutez « declencheurs: … »." if near.endswith("?") else "Ajoutez « declencheurs: … »."
            )
            yield danger.mistake(cause, fix)


def exceptions_leave_phrases(file: Passage) -> Iterator[Mistake]:
    for part, key in _recognising(file):
        excluded = {fold(text.text): text for text in part.get("sauf").texts()}
        for phrase in part.get(key).texts():
            exception = excluded.get(fold(phrase.text))
            if exception is not None:
                cause = (
                    f"{_said(exception)} est aussi dans « {key} », ligne {phrase.line} : cette phrase ne servirait plus"
                )
                yield exception.mistake(cause, "Gardez-la d'un seul côté.")


def phrases_belong_to_one_need(file: Passage) -> Iterator[Mistake]:
    owners: dict[str, tuple[str, int]] = {}
    for id, need in file.get("besoins").entries():
        for phrase in need.get("phrases").texts():
            owner, line = owners.setdefault(fold(phrase.text), (id, phrase.line))
            if owner != id and fold(phrase.text):
                cause = f"{_said(phrase)} est aussi une phrase de « {owner} », ligne {line}"
                yield phrase.advice(cause, "L'assistant devra demander : gardez-la à un seul endroit, ou précisez-la.")


def lists_are_not_cut(file: Passage) -> Iterator[Mistake]:
    """A comma inside a text without quotes cuts it in two: a parenthesis or « that stays open tells."""
    for text in file.texts():
        if text.where and isinstance(text.where[-1], int):
            for opening, closing, name in _PAIRS:
                if text.text.count(opening) > text.text.count(closing):
                    cause = f"il manque {name} après {_said(text)}"
                    yield text.advice(cause, f"Une virgule coupe sans doute le texte. {QUOTE_IT}")


def quotes_are_straight(file: Passage) -> Iterator[Mistake]:
    """Word processors bend quotes; YAML then takes them for letters, and people would see them."""
    recognised = {phrase.where for phrase in file.texts() if _RECOGNISED & set(phrase.where)}
    for text in file.texts():
        if text.where not in recognised and text.text[0] in "“”" and text.text[-1] in "“”":
            cause = f"les guillemets courbes de {shortened(text.text, 40)} seront affichés"
            yield text.advice(cause, 'Remplacez-les par des guillemets droits : "…".')


def _said(text: Passage) -> str:
    """In guillemets, once."""
    return f"« {shortened(text.text.strip('«» '), 40)} »"


def _recognised(file: Passage) -> Iterator[Passage]:
    for part, key in _recognising(file):
        yield from part.get(key).texts()


def _recognising(file: Passage) -> Iterator[tuple[Passage, str]]:
    for danger in (*(part for _, part in file.get("urgences").entries()), file.get(WRITTEN)):
        yield danger, "declencheurs"
    for section in ("besoins", "evenements"):
        for _, part in file.get(section).entries():
            yield part, "phrases"


MISTAKES = (phrases_say_something, dangers_are_recognised, exceptions_leave_phrases)
ADVICE = (phrases_belong_to_one_need, lists_are_not_cut, quotes_are_straight)
