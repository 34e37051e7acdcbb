"""What a need asks, and what conditions test: a question that is known, asked before, with one of its answers."""

from collections.abc import Iterator, Mapping

from knowledge.rules.checks.naming import known
from knowledge.rules.checks.territory import commune_exists
from knowledge.rules.mistakes import Mistake, meant
from knowledge.rules.model import COMMUNE, UNKNOWN
from knowledge.rules.passage import Passage

SITUATIONS = ("territoire", "voisine", "ailleurs")
"""What a rule may test of a commune, beside INSEE codes."""

MOST_ASKED = 5
"""Questions that everybody is asked for one need: more, and people leave."""


def asked_by(need: Passage) -> list[Passage]:
    """The names of the questions of a need, in their order; an item that names none is empty."""
    return [asked if asked.text else asked.get("question") for asked in need.get("demander").items()]


def needs_ask_known_questions(file: Passage) -> Iterator[Mistake]:
    for _, need in file.get("besoins").entries():
        yield from known(asked_by(need), file.get("questions"))
        first: dict[str, Passage] = {}
        for asked in asked_by(need):
            if asked.text and first.setdefault(asked.text, asked) is not asked:
                yield asked.mistake(f"« {asked.text} » est demandée deux fois", "Gardez la première.")


def conditions_test_what_was_asked(file: Passage) -> Iterator[Mistake]:
    for _, need in file.get("besoins").entries():
        asked = asked_by(need)
        places = {each.text: each for each in reversed(asked)}
        if not all(each.text for each in asked):
            continue
        for index, each in enumerate(need.get("demander").items()):
            before = {question.text for question in asked[:index]}
            for clause in ("si", "sauf"):
                yield from _tested(file, each.get(clause), before, places, itself=asked[index].text)
        for branch in need.get("orienter").items():
            for clause in ("si", "sauf"):
                yield from _tested(file, branch.get(clause), set(places), places)


def conversations_stay_short(file: Passage) -> Iterator[Mistake]:
    for id, need in file.get("besoins").entries():
        always = [asked for asked in need.get("demander").items() if asked.get("si").value is None]
        if len(always) > MOST_ASKED:
            cause = f"« {id} » pose {len(always)} questions à tout le monde"
            fix = f"Au-delà de {MOST_ASKED}, les gens partent : gardez l'utile, ou ajoutez des « si »."
            yield need.get("demander").advice(cause, fix)


def questions_are_used(file: Passage) -> Iterator[Mistake]:
    used = {asked.text for _, need in file.get("besoins").entries() for asked in asked_by(need)}
    for id, question in file.get("questions").entries():
        if id not in used:
            yield question.advice(f"aucun besoin ne pose la question « {id} »", "Utilisez-la ou retirez-la.")


def tests_of(condition: Passage) -> Iterator[tuple[str, Passage]]:
    """Question and values of each test, whether a map alone or a list of maps is written."""
    for test in condition.items():
        yield from test.entries()


def _tested(
    file: Passage, condition: Passage, before: set[str], places: Mapping[str, Passage], itself: str = ""
) -> Iterator[Mistake]:
    questions = file.get("questions")
    for question, values in tests_of(condition) if isinstance(questions.value, dict) else ():
        if question not in questions.names():
            fix = meant(question, before or questions.names())
            yield values.mistake(f"« {question} » n'est pas dans « questions »", fix)
        elif question == itself and question not in before:
            yield values.mistake(
                f"« {question} » ne peut pas dépendre de sa propre réponse", "Retirez cette condition."
            )
        elif question in before:
            yield from answers_fit(questions.get(question), values)
        elif question in places:
            fix = f"Elle l'est plus bas, ligne {places[question].line} : déplacez-la."
            yield values.mistake(f"« {question} » est testée avant d'être demandée", fix)
        else:
            fix = "Ajoutez-la dans « demander », plus haut."
            yield values.mistake(f"« {question} » est testée ici sans être demandée", fix)


def answers_fit(question: Passage, values: Passage) -> Iterator[Mistake]:
    """A mistake for each value that is no answer of a question."""
    place = question.get("type").text == COMMUNE
    answers = list(SITUATIONS) if place else question.get("reponses").names()
    for value in values.items():
        if not value.text or not answers or value.text in answers or value.text == UNKNOWN:
            continue
        if place and value.text[:1].isdigit():
            yield from commune_exists(value)
        else:
            cause = f"« {value.text} » n'est pas une réponse de « {question.name} »"
            yield value.mistake(cause, meant(value.text, [*answers, UNKNOWN]))


MISTAKES = (needs_ask_known_questions, conditions_test_what_was_asked)
ADVICE = (conversations_stay_short, questions_are_used)
