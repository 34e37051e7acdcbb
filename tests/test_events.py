"""Life events: what is recognised, what else the message says, and what the conversation makes of it."""

from dataclasses import replace

import pytest

from bot.conversation.engine import step
from bot.conversation.events import Chose, Event, Said
from bot.conversation.replies import Alert, Ask, Menu, MoreToTick, PickEvent, Stale, Tick, Understood
from bot.conversation.state import TICKS, State
from bot.conversation.world import World
from bot.rendering import Found
from knowledge.rules import loads
from knowledge.rules.model import LifeEvent
from knowledge.rules.texts import texts
from knowledge.understanding import Understanding
from tests.broken_rules import completed
from tests.conftest import serving


@pytest.fixture(scope="module")
def world() -> World:
    return serving().now().world


@pytest.fixture(scope="module")
def understanding(world: World) -> Understanding:
    return world.understanding


def after(world: World, *events: Event, state: State | None = None) -> tuple[State, tuple[object, ...]]:
    """The state and the last replies; the state goes through JSON between any two events."""
    state, replies = state or State(), ()
    for event in events:
        turn = step(world, state, event)
        state, replies = State.from_json(turn.state.to_json()), turn.replies
        assert state == turn.state
    return state, replies


def listed(replies: tuple[object, ...]) -> Tick:
    return next(reply for reply in replies if isinstance(reply, Tick))


def has(replies: tuple[object, ...], kind: type) -> bool:
    return any(isinstance(reply, kind) for reply in replies)


SEPARATED = Said("je me sépare")


# what is recognised


def test_an_event_told_alone_is_alone(understanding: Understanding) -> None:
    event = understanding.read("on vient de divorcer, c'est dur").event
    assert event
    assert (event.event, event.alone, event.beside) == ("separation", True, ())


def test_a_need_told_with_other_words_stands_beside_the_event(understanding: Understanding) -> None:
    event = understanding.read("j'ai perdu mon travail et je n'arrive plus à payer le loyer").event
    assert event
    assert (event.event, event.alone, event.beside) == ("perte_emploi", False, ("logement",))


def test_a_long_message_is_not_an_event_alone(understanding: Understanding) -> None:
    event = understanding.read(
        "on divorce et je me demande comment sera partagée la vieille caravane de mon oncle"
    ).event
    assert event
    assert not event.alone


def test_what_is_denied_or_excepted_is_no_event(understanding: Understanding) -> None:
    assert understanding.read("rien à voir avec mon mari qui est décédé").event is None
    assert understanding.read("mon père part en maison de retraite").event is None


def test_one_telling_word_is_not_enough(understanding: Understanding) -> None:
    assert understanding.read("mon bébé ne dort pas").event is None
    assert understanding.read("les jours me tuent d'ennui depuis la reforma").event is None


def test_bereavement_is_no_wish_to_die_but_a_trigger_beside_it_is(understanding: Understanding) -> None:
    assert understanding.alarms("ma mère vient de mourir") == ()
    assert [alarm.danger for alarm in understanding.alarms("mon mari est mort, je veux mourir aussi")] == ["suicide"]


def test_rules_without_events_work_as_before(world: World) -> None:
    alone = replace(world.rules, events={})
    without = replace(world, rules=alone, understanding=Understanding(alone, lambda text: ()))
    assert without.understanding.read("je me sépare").event is None
    state, replies = after(without, Said("j'ai perdu mon travail"))
    assert state.needs == ("emploi",)
    assert not has(replies, MoreToTick)
    state, replies = after(without, Chose("geste", "evenements"))
    assert has(replies, Stale)


# the list


def test_ticking_twice_is_not_ticking(world: World) -> None:
    once, replies = after(world, SEPARATED, Chose("cocher", "logement"))
    assert (once.asked, listed(replies).ticked) == (TICKS, ("logement",))
    twice, replies = after(world, Chose("cocher", "logement"), state=once)
    assert (twice.ticked, listed(replies).ticked) == ((), ())
    assert twice.needs == ()


def test_the_needs_ticked_are_asked_about_in_one_conversation(world: World) -> None:
    state, replies = after(
        world, SEPARATED, Chose("cocher", "droits"), Chose("cocher", "logement"), Chose("continuer", "separation")
    )
    assert state.needs == ("logement", "droits"), "the pressing one first"
    assert state.answers == {"sujet_droits": "justice"}, "what the event tells, for what was ticked only"
    assert has(replies, Understood)
    assert has(replies, Ask)


def test_going_on_with_nothing_ticked_says_so_and_loses_nothing(world: World) -> None:
    state, replies = after(world, SEPARATED, Chose("continuer", "separation"))
    assert state.asked == TICKS
    assert listed(replies).missing


@pytest.mark.parametrize("text", ["oui", "continuer", "👍", "je ne sais pas"])
def test_what_is_typed_goes_on_too(world: World, text: str) -> None:
    state, _ = after(world, SEPARATED, Chose("cocher", "logement"), Said(text))
    assert state.needs == ("logement",)


def test_no_leaves_the_list(world: World) -> None:
    state, replies = after(world, SEPARATED, Chose("cocher", "logement"), Said("non"))
    assert (state.asked, state.event, state.ticked, state.needs) == ("", "", (), ())
    assert has(replies, Menu)


def test_a_need_typed_or_tapped_elsewhere_is_ticked_even_out_of_the_list(world: World) -> None:
    state, replies = after(world, SEPARATED, Said("je veux apprendre le français"), Chose("besoin", "mobilite"))
    assert state.ticked == ("francais", "mobilite")
    assert {"francais", "mobilite"} <= set(listed(replies).needs)
    assert state.needs == ()


def test_a_list_never_has_more_than_eight_lines_and_hides_nothing_ticked(world: World) -> None:
    others = ("francais", "mobilite", "numerique", "formation", "lien_social")
    _, replies = after(world, SEPARATED, *(Chose("besoin", need) for need in others))
    assert len(listed(replies).needs) == 8
    assert set(others) <= set(listed(replies).needs)


def test_a_danger_keeps_the_list_and_ticks_its_need(world: World) -> None:
    state, replies = after(world, SEPARATED, Chose("cocher", "logement"), Said("il me frappe"))
    assert isinstance(replies[0], Alert)
    assert state.asked == TICKS
    assert listed(replies).ticked == ("logement", "violences")


def test_buttons_of_a_list_that_is_over_explain_themselves(world: World) -> None:
    over, _ = after(world, SEPARATED, Chose("cocher", "logement"), Chose("continuer", "separation"))
    for button in (Chose("cocher", "droits"), Chose("continuer", "separation")):
        state, replies = after(world, button, state=over)
        assert has(replies, Stale)
        assert state == over


def test_back_from_the_first_question_shows_the_list_as_it_was(world: World) -> None:
    state, replies = after(
        world, SEPARATED, Chose("cocher", "sante_mentale"), Chose("continuer", "separation"), Said("retour")
    )
    assert (state.asked, state.needs) == (TICKS, ())
    assert listed(replies).ticked == ("sante_mentale",)


def test_a_question_that_waited_comes_again_after_the_list(world: World) -> None:
    asking, replies = after(world, Said("j'ai perdu mon travail"))
    assert has(replies, MoreToTick)
    state, _ = after(world, Chose("evenement", "perte_emploi"), Chose("cocher", "mobilite"), state=asking)
    assert (state.asked, state.needs) == (TICKS, ("emploi",))
    state, _ = after(world, Chose("geste", "retour"), state=state)
    assert (state.asked, state.needs) == (asking.asked, ("emploi",))


def test_a_commune_told_while_ticking_brings_back_the_list(world: World) -> None:
    state, replies = after(world, SEPARATED, Chose("cocher", "logement"), Said("caluir"), Said("oui"))
    assert state.asked == TICKS
    assert state.answers == {"commune": "69034"}
    assert listed(replies).ticked == ("logement",)


def test_a_state_of_other_rules_forgets_an_event_that_they_do_not_know(world: World) -> None:
    state, replies = after(world, Said("retour"), state=State(asked=TICKS, event="demenagement", ticked=("logement",)))
    assert (state.asked, state.event, state.ticked) == ("", "", ())
    assert has(replies, Menu)


def test_the_events_are_one_tap_from_the_menu_and_every_list_can_be_opened(world: World) -> None:
    renderer = serving().now().renderer
    _, replies = after(world, Chose("geste", "evenements"))
    assert replies == (PickEvent(),)
    screen = renderer.screen(replies, Found(), "fr")
    buttons = [button.data for row in screen.messages[0].buttons for button in row]
    assert [f"evenement:{id}" for id in world.rules.events] == buttons[: len(world.rules.events)]
    for id, event in world.rules.events.items():
        _, replies = after(world, Chose("evenement", id))
        assert listed(replies).needs == event.needs
        assert max(len(f"continuer:{id}".encode()), len(f"evenement:{id}".encode())) <= 64


def test_the_text_changes_with_every_tick_so_that_no_tap_is_taken_for_the_one_before(world: World) -> None:
    renderer = serving().now().renderer
    for language in ("fr", "en", "ar"):
        texts = []
        for ticked in ((), ("logement",), ("logement", "droits")):
            (message,) = renderer.screen(
                (Tick("separation", ("logement", "droits"), ticked),), Found(), language
            ).messages
            texts.append(message.text)
        assert len(set(texts)) == 3


def test_the_answers_that_events_give_exist(world: World) -> None:
    for event in world.rules.events.values():
        for question, option in event.known.items():
            assert world.takes(question, option), (event.id, question)


# the rule file


def test_an_event_is_read_with_all_that_it_says() -> None:
    event = loads(
        completed(
            "evenements:\n"
            '  separation: { libelle: "Séparation", icone: "💔", texte: "Cela arrive.", besoins: [logement, emploi],\n'
            "    commencer_par: logement, deja_dit: { courrier: non }, phrases: { fr: [on se sépare], en: [we split up] },\n"
            "    sauf: [se sépare de] }\n"
        )
    ).events["separation"]
    assert event == LifeEvent(
        id="separation",
        label="Séparation",
        icon="💔",
        phrases={"fr": ("on se sépare",), "en": ("we split up",)},
        exceptions={"fr": ("se sépare de",)},
        needs=("logement", "emploi"),
        text="Cela arrive.",
        begin="logement",
        known={"courrier": "non"},
    )
    assert ("evenements.separation", "Cela arrive.") in texts(replace(loads(completed("")), events={event.id: event}))


def test_the_section_may_be_left_out() -> None:
    assert loads(completed("")).events == {}
