"""Are the coordinator's phrases understood as they mean? Each is tried on the whole understanding, as a person would type it."""

from collections.abc import Iterator
from pathlib import Path

from knowledge.lexicon import Lexicon
from knowledge.matching import Exceptions, Phrasebook, taken_away
from knowledge.rules.mistakes import Mistake, shortened
from knowledge.rules.model import Rules, every
from knowledge.rules.passage import Passage
from knowledge.rules.reader import read
from knowledge.text import words
from knowledge.understanding import Understanding

MOST_INNOCENTS = 3
"""Innocent phrases that are quoted for one trigger."""


def proofread(path: Path, rules: Rules, lexicon: Lexicon, understanding: Understanding) -> tuple[Mistake, ...]:
    """Advice, down the file: phrases that another need or event wins or that set an alarm off, triggers that innocent ones do."""
    file = Passage.whole(read(path))
    told = [
        *_claimed(file, rules, lexicon),
        *_lost(file, rules, understanding),
        *_set_off(file, rules, lexicon, understanding),
        *_untold(file, rules, understanding),
    ]
    return tuple(sorted(told, key=lambda mistake: (mistake.line, mistake.column)))


def _claimed(file: Passage, rules: Rules, lexicon: Lexicon) -> Iterator[Mistake]:
    """A phrase that the common lexicon gives to another need."""
    owners = {words(expression): id for id, entry in lexicon.needs.items() for expression in every(entry.expressions)}
    for id in rules.needs:
        for phrase in _texts(file, "besoins", id, "phrases"):
            owner = owners.get(words(phrase.text), id)
            if owner != id and owner in rules.needs:
                cause = f"{_said(phrase)} dit aussi « {owner} » dans le lexique commun"
                yield phrase.advice(cause, f"Ici, elle dira « {id} » seulement : retirez-la si ce n'est pas voulu.")


def _lost(file: Passage, rules: Rules, understanding: Understanding) -> Iterator[Mistake]:
    """A phrase that, typed alone, is first understood as another need."""
    for id in rules.needs:
        for phrase in _texts(file, "besoins", id, "phrases"):
            reading = understanding.read(phrase.text.strip("«» "))
            first = reading.needs[0].need if reading.needs and reading.decision != "hors_sujet" else ""
            if first != id:
                taken = f"est comprise « {first} » au lieu de « {id} »" if first else "n'est pas comprise"
                cause = f"{_said(phrase)}, écrite seule, {taken}"
                yield phrase.advice(cause, "Ajoutez les mots qui vont avec, ou mettez-la dans le besoin compris.")


def _set_off(file: Passage, rules: Rules, lexicon: Lexicon, understanding: Understanding) -> Iterator[Mistake]:
    """A trigger that innocent phrases of the lexicon set off."""
    innocents = [phrase for pairs in lexicon.innocents.values() for _, phrase in pairs]
    for id, danger in rules.dangers.items():
        exceptions = Exceptions({id: (*every(danger.exceptions), *every(_exceptions(lexicon, id)))})
        for trigger in _texts(file, "urgences", id, "declencheurs"):
            book = Phrasebook([(id, trigger.text)], loose=True)
            caught = [each for each in innocents if _catches(book, exceptions, each) and understanding.alarms(each)]
            if caught:
                quoted = ", ".join(f"« {shortened(phrase, 50)} »" for phrase in caught[:MOST_INNOCENTS])
                cause = f"{_said(trigger)} alerte sur {len(caught)} phrase{'s' if len(caught) > 1 else ''} sans danger : {quoted}"
                exact = "" if trigger.text.startswith("«") else "mettez-la entre « guillemets », "
                yield trigger.advice(cause, f"Précisez-la, {exact}ou ajoutez un « sauf ».")


def _untold(file: Passage, rules: Rules, understanding: Understanding) -> Iterator[Mistake]:
    """A phrase of a life event that, typed alone, sets an alarm off or tells another event."""
    for id in rules.events:
        for phrase in _texts(file, "evenements", id, "phrases"):
            typed = phrase.text.strip("«» ")
            event = understanding.event(typed)
            told = event.event if event else ""
            if alarms := understanding.alarms(typed):
                cause = f"{_said(phrase)}, écrite seule, déclenche l'urgence « {alarms[0].danger} »"
                yield phrase.advice(cause, "L'urgence passe toujours la première : dites l'événement autrement.")
            elif told != id:
                taken = f"est comprise « {told} » au lieu de « {id} »" if told else "n'est pas comprise"
                yield phrase.advice(f"{_said(phrase)}, écrite seule, {taken}", "Ajoutez les mots qui vont avec.")


def _catches(book: Phrasebook, exceptions: Exceptions, phrase: str) -> bool:
    typed = words(phrase)
    covered = exceptions.covered(typed)
    return any(not taken_away(match, covered) for match in book.find(typed))


def _exceptions(lexicon: Lexicon, id: str) -> dict[str, tuple[str, ...]]:
    entry = lexicon.dangers.get(id)
    return dict(entry.exceptions) if entry else {}


def _texts(file: Passage, *keys: str) -> list[Passage]:
    return file.get(*keys).texts()


def _said(text: Passage) -> str:
    return f"« {shortened(text.text.strip('«» '), 40)} »"
