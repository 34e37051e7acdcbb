"""Questions and their answers."""

from collections.abc import Iterator
from itertools import combinations

from knowledge.rules.mistakes import Mistake
from knowledge.rules.model import COMMUNE, UNKNOWN
from knowledge.rules.passage import Passage
from knowledge.text import fold


def questions_have_answers(file: Passage) -> Iterator[Mistake]:
    for id, question in file.get("questions").entries():
        answers = question.get("reponses")
        if question.get("type").text == COMMUNE:
            if answers.value is not None:
                cause = f"« {id} » est de type commune : elle n'a pas de réponses à toucher"
                yield answers.mistake(cause, "Retirez « reponses », ou « type: commune ».")
        elif answers.value is None and isinstance(question.value, dict) and question.get("type").text in ("", "choix"):
            fix = "Ajoutez « reponses: », ou « type: commune » si l'on répond par une ville."
            yield question.mistake(f"« {id} » n'a pas de réponses", fix)
        elif len(answers.names()) == 1:
            yield answers.mistake(f"« {id} » n'a qu'une réponse", "Ajoutez-en une : on choisit entre deux au moins.")


def not_knowing_is_reserved(file: Passage) -> Iterator[Mistake]:
    for _, question in file.get("questions").entries():
        answer = question.get("reponses", UNKNOWN)
        if answer.value is not None:
            cause = f"« {UNKNOWN} » existe déjà partout : c'est le bouton « Je ne sais pas »"
            yield answer.mistake(cause, "Retirez cette réponse.")


def labels_differ(file: Passage) -> Iterator[Mistake]:
    for _, question in file.get("questions").entries():
        seen: dict[str, str] = {}
        for id, answer in question.get("reponses").entries():
            label = answer.get("libelle") if isinstance(answer.value, dict) else answer
            first = seen.setdefault(fold(label.text) or id, id)
            if first != id:
                cause = f"« {label.text} » est déjà le bouton de la réponse « {first} »"
                yield label.mistake(cause, "Dites ce qui les distingue.")


def ages_are_in_order(file: Passage) -> Iterator[Mistake]:
    for _, question in file.get("questions").entries():
        for _, (written, first, last) in _ages(question):
            if first > last:
                yield written.mistake("le premier âge est plus grand que le second", "Écrivez le plus petit d'abord.")


def ages_do_not_overlap(file: Passage) -> Iterator[Mistake]:
    for _, question in file.get("questions").entries():
        for (one, (_, *before)), (other, (written, *after)) in combinations(_ages(question), 2):
            shared = max(before[0], after[0])
            if shared <= min(before[1], after[1]):
                cause = f"l'âge de {shared:g} ans est dans deux réponses : « {one} » et « {other} »"
                yield written.advice(cause, "La première des deux sera choisie.")


def _ages(question: Passage) -> Iterator[tuple[str, tuple[Passage, float, float]]]:
    """The answers that have two ages, with the place where they are written."""
    for id, answer in question.get("reponses").entries():
        ages = [_number(age.text) for age in answer.get("age").items()]
        if len(ages) == 2 and ages[0] is not None and ages[1] is not None:
            yield id, (answer.get("age"), ages[0], ages[1])


def _number(text: str) -> float | None:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return None


MISTAKES = (questions_have_answers, not_knowing_is_reserved, labels_differ, ages_are_in_order)
ADVICE = (ages_do_not_overlap,)
