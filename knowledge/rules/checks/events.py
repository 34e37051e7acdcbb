"""Life events: needs to tick that exist, answers that some of them ask for, phrases that are told apart."""

from collections.abc import Iterator

from knowledge.rules.checks.asking import answers_fit, asked_by
from knowledge.rules.checks.naming import known, once
from knowledge.rules.mistakes import Mistake, meant, shortened
from knowledge.rules.model import COMMUNE
from knowledge.rules.passage import Passage
from knowledge.text import fold


def events_lead_to_needs(file: Passage) -> Iterator[Mistake]:
    for _, event in file.get("evenements").entries():
        yield from known(event.get("besoins").items(), file.get("besoins"))
        yield from once(event.get("besoins").items(), "est déjà dans la liste")


def events_begin_with_one_of_theirs(file: Passage) -> Iterator[Mistake]:
    for _, event in file.get("evenements").entries():
        first, ticked = event.get("commencer_par"), [each.text for each in event.get("besoins").items()]
        if first.text and ticked and first.text not in ticked:
            fix = meant(first.text, ticked) or "Ajoutez-le à la liste, ou retirez cette ligne."
            yield first.mistake(f"« {first.text} » n'est pas dans les « besoins » de cet événement", fix)


def events_answer_what_is_asked(file: Passage) -> Iterator[Mistake]:
    """An answer that no need of the list asks for would never serve; where somebody lives, no event tells."""
    questions = file.get("questions")
    for _, event in file.get("evenements").entries():
        needs = [file.get("besoins", each.text) for each in event.get("besoins").items() if each.text]
        asked = {each.text for need in needs for each in asked_by(need) if each.text}
        for question, answer in event.get("deja_dit").entries():
            if isinstance(questions.value, dict) and question not in questions.names():
                yield answer.mistake(f"« {question} » n'est pas dans « questions »", meant(question, sorted(asked)))
            elif questions.get(question, "type").text == COMMUNE:
                yield answer.mistake("un événement ne dit pas où l'on habite", "Retirez cette ligne.")
            elif asked and question not in asked:
                fix = f"Possible ici : {', '.join(sorted(asked))}."
                yield answer.mistake(f"aucun besoin de cette liste ne demande « {question} »", fix)
            else:
                yield from answers_fit(questions.get(question), answer)


def events_are_told_apart(file: Passage) -> Iterator[Mistake]:
    """A phrase written twice: whoever types it alone is answered in one way only."""
    owners = {
        fold(phrase.text): (f"la phrase du besoin « {id} »", phrase.line, "la liste à cocher passera devant ce besoin")
        for id, need in file.get("besoins").entries()
        for phrase in need.get("phrases").texts()
    }
    owners |= {
        fold(phrase.text): (f"un déclencheur de « {id} »", phrase.line, "l'urgence passera toujours la première")
        for id, danger in file.get("urgences").entries()
        for phrase in danger.get("declencheurs").texts()
    }
    for id, event in file.get("evenements").entries():
        for phrase in event.get("phrases").texts():
            own = (f"une phrase de l'événement « {id} »", phrase.line, "la première liste servira")
            what, line, then = owners.setdefault(fold(phrase.text), own)
            if what != own[0]:
                cause = f"« {shortened(phrase.text.strip('«» '), 40)} » est aussi {what}, ligne {line}"
                yield phrase.advice(cause, f"Écrite seule, {then} : gardez-la d'un seul côté.")


MISTAKES = (events_lead_to_needs, events_begin_with_one_of_theirs, events_answer_what_is_asked)
ADVICE = (events_are_told_apart,)
