"""What a message tells beside what it answers: needs, answers to questions that nobody asked yet."""

from bot.conversation import flow
from bot.conversation.places import place_questions, place_told
from bot.conversation.state import State
from bot.conversation.world import World
from knowledge.text import words
from knowledge.understanding import POSSIBLE, SURE, Reading
from knowledge.weighing import Weighed

LIKELY = 3
"""Needs that are offered when none is sure."""

BESIDE = 0.8
"""Probability from which a need is added to a conversation that began about something else, no phrase telling it."""


def new_needs(state: State, reading: Reading) -> tuple[Weighed, ...]:
    """The needs that a message tells for certain and that are not in the queue yet."""
    new = [each for each in reading.needs if each.need in reading.sure and each.need not in state.needs]
    if reading.event and reading.event.beside:  # what is only heard in the event itself is for its list
        new = [each for each in new if each.found or each.need in reading.event.beside]
    return tuple(each for each in new if not state.needs or each.found or each.score >= BESIDE)


def told_apart(world: World, state: State, need: Weighed, text: str) -> bool:
    """Whether the words of a need are others than those that answered the question: « 2 ans, et je cherche du travail »."""
    if need.score < SURE or not need.found:
        return False
    used = {place for found in need.found for place in found.places}
    rest = " ".join(word for place, word in enumerate(words(text)) if place not in used)
    if world.is_place(state.asked):
        return place_told(world, rest) is not None
    return world.answers.answer(state.asked, rest) is not None


def likely_needs(state: State, reading: Reading, least: float = POSSIBLE) -> tuple[str, ...]:
    """Needs that a message may speak of: offered when it was not understood."""
    likely = [each for each in reading.needs if each.need not in state.needs and (each.found or each.score >= least)]
    return tuple(each.need for each in likely)[:LIKELY]


def facts_told(world: World, needs: tuple[str, ...], text: str) -> dict[str, str]:
    """What a message tells of the person: answers to the questions of these needs, and to those that many needs share."""
    asked = flow.questions_of(world, needs)
    facts = dict(world.answers.facts((each for each in asked if not world.is_place(each)), text))
    publics = {public for question, option in facts.items() for public in world.publics(question, option)}
    shared = [each for each in world.shared if each not in asked] if needs else []
    facts |= {  # what tells something new of the person
        question: option
        for question, option in world.answers.facts(shared, text).items()
        if not publics.issuperset(world.publics(question, option))
    }
    if code := place_told(world, text):
        facts.update(dict.fromkeys(place_questions(world, needs), code))
    return facts
