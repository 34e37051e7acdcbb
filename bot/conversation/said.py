"""Free text: a danger first; then a gesture, an answer, a change of mind, a need, a name."""

from collections.abc import Mapping
from dataclasses import replace

from bot.conversation import flow
from bot.conversation.gestured import gestured
from bot.conversation.places import place_answer, place_told
from bot.conversation.replies import Alert, Changed, LanguageChanged, Menu, PickNeed, Reply, ShowStructures, Understood
from bot.conversation.state import NEED, State
from bot.conversation.world import Turn, World
from knowledge.dangers import Alarm
from knowledge.understanding import Reading

ANSWERS_WHAT_WAITS = frozenset({"oui", "non", "passer"})
"""Gestures that a question may take for its answer."""


def said(world: World, state: State, text: str) -> Turn:
    """One message of free text."""
    reading = world.understanding.read(text, prior=state.language)
    state, heard = _language(world, state, reading.language)
    if reading.alarms:
        turn = _alarmed(world, state, reading, text)
    else:
        turn = _said(world, state, reading, text)
    return replace(turn.after(*heard), heard=reading)


def _said(world: World, state: State, reading: Reading, text: str) -> Turn:
    gesture = world.understanding.gestures.gesture(text)
    if gesture and gesture not in ANSWERS_WHAT_WAITS:
        return gestured(world, state, gesture)
    if state.asked and state.asked != NEED and (turn := _answered(world, state, text)):
        return turn
    if gesture and state.asked:
        return gestured(world, state, gesture)
    return _told(world, state, reading, text) or flow.missed(world, state)


def _answered(world: World, state: State, text: str) -> Turn | None:
    """The message answers what was asked, and perhaps more; « non, plutôt une nounou » changes an earlier answer."""
    question = state.asked
    if world.is_place(question):
        return place_answer(world, state, text)
    option = world.answers.answer(question, text)
    if option is None:
        return None
    more = {each: value for each, value in _facts(world, state.needs, text).items() if each not in state.answers}
    more.pop(question, None)
    state = state.answered(question, option)
    return flow.go_on(world, replace(state, answers={**more, **state.answers}))


def _told(world: World, state: State, reading: Reading, text: str) -> Turn | None:
    """The message says something by itself: new needs, other answers, the name of a structure."""
    new = tuple(need for need in reading.sure if need not in state.needs)
    facts = _facts(world, (*state.needs, *new), text)
    changed = {question: value for question, value in facts.items() if state.answers.get(question) != value}
    named = tuple(each.structure_id for each in reading.named)
    if new:
        state = flow.add_needs(world, state, new)
        state = replace(state, answers={**state.answers, **facts}, mentioned=named)
        return flow.go_on(world, state).after(Understood(world.rules.in_order(new), facts, named))
    if changed and state.needs:
        return _changed(world, state, changed)
    if reading.decision == "structure" or (named and not reading.needs):
        return Turn(replace(state, misses=0, mentioned=named), (ShowStructures(named), *_waiting(world, state)))
    if state.needs and set(reading.sure) & set(state.needs):
        return Turn(replace(state, misses=0), flow.again(world, state))
    if reading.needs and not state.needs:
        offered = tuple(each.need for each in reading.needs[:3])
        return Turn(replace(state, asked=NEED, offered=offered, misses=0), (PickNeed(offered),))
    return None


def _changed(world: World, state: State, changed: Mapping[str, str]) -> Turn:
    told: tuple[Reply, ...] = tuple(Changed(question, value) for question, value in changed.items())
    answers = {**state.answers, **changed}
    return flow.go_on(world, replace(state, answers=answers, misses=0, more=0)).after(*told)


def _alarmed(world: World, state: State, reading: Reading, text: str) -> Turn:
    """A danger: its numbers first. The place in the conversation is kept; where there is none yet, one begins."""
    dangers = _dangers(reading.alarms)
    needs = tuple(dict.fromkeys(need for id in dangers if (need := world.rules.dangers[id].need)))
    if state.needs or state.asked:
        offered = tuple(need for need in needs if need not in state.needs)
        return Turn(replace(state, misses=0), (Alert(dangers, offered), *flow.again(world, state)))
    told = world.rules.in_order((*needs, *reading.sure))
    if not told:
        return Turn(state, (Alert(dangers), Menu()))
    facts = _facts(world, told, text)
    state = replace(flow.add_needs(world, state, told), answers={**state.answers, **facts})
    return flow.go_on(world, state).after(Alert(dangers), Understood(told, facts))


def _dangers(alarms: tuple[Alarm, ...]) -> tuple[str, ...]:
    """The two gravest: more numbers than can be read help nobody."""
    return tuple(alarm.danger for alarm in alarms[:2])


def _facts(world: World, needs: tuple[str, ...], text: str) -> dict[str, str]:
    """What a message tells of the questions that these needs ask."""
    questions = flow.questions_of(world, needs)
    facts = dict(world.answers.facts((each for each in questions if not world.is_place(each)), text))
    places = [each for each in questions if world.is_place(each)]
    if places and (code := place_told(world, text)):
        facts.update(dict.fromkeys(places, code))
    return facts


def _waiting(world: World, state: State) -> tuple[Reply, ...]:
    """What waits, shown again under something else; the pathway is on the screen already."""
    return flow.again(world, state) if state.asked else ()


def _language(world: World, state: State, language: str) -> tuple[State, tuple[Reply, ...]]:
    """Follow the language that a person writes, unless they chose one."""
    if state.chosen or language == state.language or language not in world.rules.territory.languages:
        return state, ()
    return replace(state, language=language), (LanguageChanged(language),)
