"""Free text: a danger first; then a gesture, an answer, a change of mind, a need, a name, a place."""

from collections.abc import Mapping
from dataclasses import replace

from bot.conversation import appointments, flow, papers, ticking
from bot.conversation.chose import need_chosen
from bot.conversation.gestured import gestured
from bot.conversation.heard import BESIDE, facts_told, likely_needs, new_needs, told_apart
from bot.conversation.places import place_answer, place_guessed, place_told
from bot.conversation.replies import (
    Alert,
    AlsoMeant,
    Changed,
    LanguageChanged,
    PickLanguage,
    PickNeed,
    Reply,
    ShowStructures,
    Understood,
    Unreadable,
)
from bot.conversation.state import APART, APPOINTMENT, NEED, TICKS, WORDS, State
from bot.conversation.tongues import wished
from bot.conversation.world import Turn, World
from knowledge.dangers import Alarm
from knowledge.text import words
from knowledge.understanding import SURE, Reading

ANSWERS_WHAT_WAITS = frozenset({"oui", "non", "passer"})
"""Gestures that a question may take for its answer."""

CERTAIN = 0.99
"""Probability of being out of scope from which a message tells nothing of the person either."""

SIGNS = {"👍": "oui", "👌": "oui", "✅": "oui", "👎": "non", "❌": "non", "🙏": "merci", "❤": "merci", "👋": "bonjour"}
"""Signs that say a gesture without a word."""


def said(world: World, state: State, text: str) -> Turn:
    """One message of free text."""
    reading = world.understanding.read(text, prior=state.language)
    if state.asked in APART and not reading.alarms and (turn := _beside(world, state, text)):
        return turn
    state, heard = _language(world, state, reading.language)
    if reading.alarms:
        turn = _alarmed(world, state, reading, text)
        turn = replace(turn, replies=(turn.replies[0], *heard, *turn.replies[1:]))  # the numbers come before all else
    else:
        turn = _said(world, state, reading, text).after(*heard)
    return replace(turn, heard=reading)


def _said(world: World, state: State, reading: Reading, text: str) -> Turn:
    gesture = world.understanding.gestures.gesture(text) or _signed(text)
    if state.asked == TICKS and (turn := ticking.typed(world, state, gesture)):
        return turn
    if gesture and gesture not in ANSWERS_WHAT_WAITS and (turn := gestured(world, state, gesture)):
        return turn
    if gesture in ("oui", "non") and state.offered and world.is_place(state.asked):
        return gestured(world, state, gesture) or flow.missed(world, state)
    if state.asked and state.asked not in (NEED, TICKS, *APART) and (turn := _answered(world, state, reading, text)):
        return turn
    if gesture == "oui" and state.asked == NEED and len(state.offered) == 1:
        return need_chosen(world, state, state.offered[0])
    if gesture and (turn := gestured(world, state, gesture)):
        return turn
    if not words(text):
        return Turn(state, (Unreadable(), *flow.below(world, state)))
    return (
        _told(world, state, reading, text)
        or (None if world.is_place(state.asked) or state.asked in APART else place_guessed(world, state, text))
        or _missed(world, state, reading, text)
    )


def _beside(world: World, state: State, text: str) -> Turn | None:
    """A message to a question beside the pathway: words to print, a moment; None where it says something else.

    It is no message of the conversation: the language does not follow it, and how it was read is not explained.
    """
    gesture = world.understanding.gestures.gesture(text) or _signed(text)
    if state.asked == WORDS and papers.to_print(gesture, words(text)):
        return papers.worded(world, state, text)
    if gesture in ("oui", "non"):
        return gestured(world, state, gesture)
    return appointments.read(world, state, text) if state.asked == APPOINTMENT and not gesture else None


def _missed(world: World, state: State, reading: Reading, text: str) -> Turn:
    """Not understood, or not what this is for; languages are offered where the message is in one not spoken here."""
    if state.asked == APPOINTMENT:
        return appointments.missed(world, state)
    outside = reading.decision == "hors_sujet" and reading.outside >= SURE and len(words(text)) > 1
    turn = flow.missed(world, state, likely_needs(state, reading), outside=outside)
    spoken = reading.language in world.rules.territory.languages
    return turn if spoken else replace(turn, replies=(turn.replies[0], PickLanguage(), *turn.replies[1:]))


def _answered(world: World, state: State, reading: Reading, text: str) -> Turn | None:
    """The message answers what was asked, and perhaps more: other answers, other needs."""
    question = state.asked
    if world.is_place(question):
        turn = place_answer(world, state, text)
        if turn is None or turn.state.asked == question:
            return turn
        answered = turn.state
    else:
        # « un médecin qui parle tigrinya » wishes for a language: it is no « en parler ».
        option = None if wished(text) else world.answers.answer(question, text)
        if option is None:
            return None
        answered = state.answered(question, option)
    new = tuple(each.need for each in new_needs(state, reading) if told_apart(world, state, each, text))
    facts = facts_told(world, (*state.needs, *new), text)
    facts = {each: value for each, value in facts.items() if each not in answered.answers}
    answered = flow.add_needs(world, answered, new)
    turn = flow.go_on(world, replace(answered, answers={**facts, **answered.answers}))
    return turn.after(Understood(new, facts)) if new or facts else turn


def _told(world: World, state: State, reading: Reading, text: str) -> Turn | None:
    """The message says something by itself: new needs, other answers, a language, the name of a structure."""
    here = place_told(world, text) is not None  # « j'habite à Caluire » is no need by itself
    new = tuple(each.need for each in new_needs(state, reading) if each.found or each.score >= BESIDE or not here)
    spoken = wished(text)
    facts = facts_told(world, new if spoken else (*state.needs, *new), text)
    named = tuple(each.structure_id for each in reading.named)
    state = flow.mention(replace(state, spoken=spoken or state.spoken), named)
    if turn := ticking.told(world, state, reading, text, new):
        return turn.after(PickLanguage()) if not state.needs and _foreign(world, state, reading) else turn
    if new:
        first = not state.needs
        state = flow.add_needs(world, state, new)
        state = replace(state, answers={**state.answers, **facts}) if first else state.noted(facts)
        foreign = (PickLanguage(),) if first and _foreign(world, state, reading) else ()
        understood = Understood(world.rules.in_order(new), facts, named, spoken)
        return flow.go_on(world, state).after(understood, *ticking.more(world, state, reading), *foreign)
    changed = {question: value for question, value in facts.items() if state.answers.get(question) != value}
    if reading.decision == "hors_sujet" and reading.outside >= CERTAIN and not state.needs and not spoken:
        return None  # « quel temps à Lyon » says nothing of where somebody lives
    if changed or spoken:
        return _changed(world, state, changed, spoken, likely_needs(state, reading, SURE))
    if named and (reading.decision == "structure" or not reading.needs):
        return Turn(replace(state, misses=0), (ShowStructures(named), *flow.below(world, state)))
    if set(reading.sure) & set(state.needs):
        return Turn(replace(state, misses=0), flow.below(world, state))
    if reading.decision == "demander" and not state.needs and likely_needs(state, reading):
        offered = likely_needs(state, reading)
        return Turn(replace(state, asked=NEED, offered=offered, misses=0), (PickNeed(offered),))
    return None


def _changed(world: World, state: State, changed: Mapping[str, str], spoken: str, likely: tuple[str, ...]) -> Turn:
    """Answers that were given or changed outside their question; what waits still waits, if nobody answered it."""
    told: tuple[Reply, ...] = tuple(Changed(question, value) for question, value in changed.items())
    if spoken:
        told = (*told, Understood((), {}, (), spoken))
    if likely and state.needs:
        told = (*told, AlsoMeant(likely))
    state = state.noted(changed)
    waits = bool(state.asked) and state.asked not in changed
    turn = Turn(state, flow.below(world, state)) if waits else flow.go_on(world, state)
    return turn.after(*told)


def _alarmed(world: World, state: State, reading: Reading, text: str) -> Turn:
    """A danger: its numbers first. What else the message tells is noted; the place in the conversation is kept."""
    dangers = _dangers(reading.alarms)
    needs = tuple(dict.fromkeys(need for id in dangers if (need := world.rules.dangers[id].need)))
    if state.as_given:  # what an agent gave is not left because of a danger: its need is one tap away
        offered = tuple(need for need in needs if need not in state.needs)
        return Turn(replace(state, misses=0), (Alert(dangers, offered, reading.written), *flow.below(world, state)))
    begun = bool(state.needs or state.asked)
    new = tuple(each.need for each in new_needs(state, reading) if each.found)  # next to a danger nothing is guessed
    told = world.rules.in_order(new if begun else (*needs, *new))
    facts = facts_told(world, (*state.needs, *told), text)
    facts = {question: value for question, value in facts.items() if state.answers.get(question) != value}
    waits = state.asked not in ("", NEED) and state.asked not in facts
    if not told and not facts:
        alert = Alert(dangers, needs if begun else (), reading.written)
        return Turn(replace(state, misses=0), (alert, *flow.below(world, state)))
    state = ticking.also(state, told) if state.asked == TICKS else flow.add_needs(world, state, told)
    state = state.noted(facts) if begun else replace(state, answers={**state.answers, **facts})
    offered = tuple(need for need in needs if need not in (*state.needs, *state.ticked))
    waits = waits or (begun and not told and not state.asked)  # a pathway on the screen is not shown again
    turn = Turn(state, flow.below(world, state)) if waits else flow.go_on(world, state)
    foreign = (PickLanguage(),) if not begun and _foreign(world, state, reading) else ()
    return turn.after(Alert(dangers, offered, reading.written), Understood(told, facts), *foreign)


def _foreign(world: World, state: State, reading: Reading) -> bool:
    """It is understood, and written in a language that is not answered in."""
    return not state.chosen and reading.language not in world.rules.territory.languages


def _dangers(alarms: tuple[Alarm, ...]) -> tuple[str, ...]:
    """The two gravest: more numbers than can be read help nobody."""
    return tuple(alarm.danger for alarm in alarms[:2])


def _signed(text: str) -> str | None:
    """The gesture of a message that is one sign."""
    return SIGNS.get(text.strip().rstrip("\ufe0f")[:1]) if not words(text) else None


def _language(world: World, state: State, language: str) -> tuple[State, tuple[Reply, ...]]:
    """Follow the language that a person writes, unless they chose one."""
    if state.chosen or language == state.language or language not in world.rules.territory.languages:
        return state, ()
    return replace(state, language=language), (LanguageChanged(language, state.language),)
