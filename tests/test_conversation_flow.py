"""What comes next: questions, the way back, several needs, what is said out of turn. Steps alone: no directory, no words."""

from dataclasses import replace

import pytest

from bot.conversation.engine import step
from bot.conversation.events import Chose, Event, Located, Said, Sent, Started
from bot.conversation.flow import left
from bot.conversation.replies import (
    Agreed,
    Alert,
    AlsoMeant,
    Ask,
    Changed,
    Goodbye,
    Human,
    LanguageChanged,
    Menu,
    NotUnderstood,
    NotYet,
    Onward,
    Orient,
    OutOfScope,
    PickLanguage,
    PickNeed,
    PickPlace,
    ShowStructures,
    Stale,
    Summary,
    Understood,
    Unreadable,
    Unsure,
)
from bot.conversation.state import NEED, State
from bot.conversation.tongues import wished
from bot.conversation.world import Turn, World
from knowledge.rules.model import UNKNOWN
from tests.conftest import serving


@pytest.fixture
def world() -> World:
    return serving().now().world


def after(world: World, *events: Event | str, state: State | None = None) -> Turn:
    """The last turn of a conversation; the state goes through JSON between two of them."""
    turn = Turn(state or State(), ())
    for event in events:
        turn = step(world, State.from_json(turn.state.to_json()), Said(event) if isinstance(event, str) else event)
    return turn


def kinds(turn: Turn) -> list[type]:
    return [type(reply) for reply in turn.replies]


def tap(data: str) -> Chose:
    asked, _, option = data.partition(":")
    return Chose(asked, option)


def test_the_same_step_gives_the_same_turn(world):
    state = after(world, "jai faim").state
    assert step(world, state, Said("non")) == step(world, state, Said("non"))


def test_what_a_message_tells_is_not_asked(world):
    turn = after(world, "cherche nounou pour mon bb de 8 mois a caluire")
    assert turn.state.answers == {"mode_garde": "nounou", "age_enfant": "moins_3", "commune": "69034"}
    assert kinds(turn) == [Understood, Orient]


def test_questions_are_counted_for_certain_and_at_most(world):
    state = after(world, tap("besoin:logement")).state
    certain, most = left(world, state)
    assert certain < most
    asked = next(reply for reply in after(world, tap("besoin:logement")).replies if isinstance(reply, Ask))
    assert (asked.left, asked.at_most, asked.noted) == (most, True, False)


def test_the_count_goes_down_with_each_answer(world):
    turn = after(world, "jai perdu mon travaille et jarrive plus a payer le loyer")
    counts = []
    while isinstance(asked := turn.replies[-1], Ask):
        counts.append(asked.left)
        turn = after(world, tap("geste:passer"), state=turn.state)
    assert counts == sorted(set(counts), reverse=True)
    assert counts[-1] == 1
    assert kinds(turn) == [Orient]


def test_back_passes_by_every_answer_and_ends_at_the_menu(world):
    turn = after(world, "jai faim", "oui", "69300", "retour")
    assert turn.replies[-1] == Ask("commune", 1, noted=True)
    turn = after(world, "retour", state=turn.state)
    assert turn.state.asked == "enfants"
    turn = after(world, "retour", state=turn.state)
    assert (kinds(turn), turn.state.needs) == ([Menu], ())


def test_back_from_the_first_of_several_needs_shows_what_was_noted(world):
    turn = after(world, "jai perdu mon travaille et jarrive plus a payer le loyer", "retour")
    assert kinds(turn) == [Summary]
    assert len(turn.state.needs) == 2


def test_back_does_not_stop_at_a_question_that_is_not_asked_any_more(world):
    turn = after(world, tap("besoin:logement"), tap("sujet_logement:impaye"), tap("courrier_huissier:non"))
    turn = after(
        world, tap("changer:sujet_logement"), tap("sujet_logement:mal_loge"), "retour", "retour", state=turn.state
    )
    assert turn.state.asked != "courrier_huissier"


def test_back_while_an_answer_is_changed_leaves_it_as_it_was(world):
    turn = after(world, "jai faim", "oui", "69300", tap("changer:enfants"), "retour")
    assert kinds(turn) == [Orient]
    assert turn.state.answers["enfants"] == "oui"


def test_one_answer_is_changed_without_repeating_the_rest(world):
    turn = after(world, "jai faim", "oui", "69300", tap("changer:repas_quand"), tap("repas_quand:regulier"))
    assert kinds(turn) == [Orient]
    assert turn.state.answers == {"repas_quand": "regulier", "enfants": "oui", "commune": "69034"}


def test_a_question_that_is_skipped_is_not_asked_again(world):
    turn = after(world, "jai faim", "je sais pas", "passer")
    assert kinds(turn) == [Orient]
    assert turn.state.answers["commune"] == UNKNOWN


def test_several_needs_are_one_queue_and_one_pathway(world):
    turn = after(world, "cherche nounou pour mon bb de 8 mois a caluire", "et aussi jai faim", "oui")
    assert isinstance(turn.replies[-1], Orient)
    assert turn.replies[-1].needs == world.rules.in_order(("garde_enfants", "alimentation"))


def test_the_last_need_is_not_taken_away(world):
    state = after(world, "jai faim").state
    assert after(world, tap("retirer:alimentation"), state=state).state == state


@pytest.mark.parametrize(
    "data",
    ["mode_garde:creche", "geste:inconnu", "besoin:inconnu", "changer:commune", "carte:x", "structure:x", "x", ""],
)
def test_a_button_that_does_nothing_here_explains_itself_and_changes_nothing(world, data):
    state = after(world, "jai faim").state
    turn = after(world, tap(data), state=state)
    assert kinds(turn) == [Stale, Ask]
    assert turn.state == state


def test_a_button_tapped_twice_is_harmless(world):
    once = after(world, "jai faim", tap("enfants:oui"))
    twice = after(world, tap("enfants:oui"), state=once.state)
    assert (twice.state, kinds(twice)) == (once.state, [Ask])


def test_a_need_tapped_twice_is_harmless(world):
    state = after(world, "jai faim").state
    turn = after(world, tap("besoin:alimentation"), state=state)
    assert (turn.state, kinds(turn)) == (state, [Ask])


def test_the_menu_can_be_opened_and_left_without_losing_the_question(world):
    state = after(world, "jai faim").state
    opened = after(world, tap("geste:menu"), tap("menu:logement"), state=state)
    assert kinds(opened) == [PickNeed]
    assert after(world, tap("geste:continuer"), state=opened.state).replies[-1].question == "enfants"


@pytest.mark.parametrize("before", [(), ("jai faim",), ("jai faim", "non"), ("jai faim", "non", "caluir"), ("santé",),
                                    ("cherche nounou pour mon bb de 8 mois a caluire",)])  # fmt: skip
@pytest.mark.parametrize("danger", ["il y a le feu", "il me frappe", "je veux mourir"])
def test_a_danger_is_first_in_every_state_and_loses_nothing(world, before, danger):
    state = after(world, *before).state
    turn = after(world, danger, state=state)
    assert isinstance(turn.replies[0], Alert)
    assert set(state.needs) <= set(turn.state.needs)
    assert state.answers.items() <= turn.state.answers.items()
    if state.asked not in ("", NEED):
        assert (turn.state.asked, turn.state.offered) == (state.asked, state.offered)
    assert isinstance(turn.replies[-1], Ask | PickPlace | PickNeed | Menu | Onward)


def test_a_danger_that_also_answers_the_question_is_heard_twice(world):
    turn = after(world, tap("besoin:hebergement_urgence"), "non je dors dehors")
    assert isinstance(turn.replies[0], Alert)
    assert turn.state.answers["ce_soir"] == "non"


def test_a_need_said_with_a_danger_is_queued(world):
    turn = after(world, "jai faim", "il me frappe et je peux plus payer le loyer")
    assert {"alimentation", "logement", "violences"} == set(turn.state.needs)


def test_the_numbers_come_before_the_change_of_language(world):
    assert kinds(after(world, "زوجي يضربني"))[:2] == [Alert, LanguageChanged]


def test_a_language_that_was_chosen_stays(world):
    turn = after(world, tap("langue:fr"), "I lost my job and I need help")
    assert LanguageChanged not in kinds(turn)
    assert turn.state.language == "fr"


def test_a_language_that_is_not_answered_in_is_understood_and_offers_those_that_are(world):
    turn = after(world, "hola necesito comida para mis hijos")
    assert kinds(turn) == [Understood, PickLanguage, Ask]
    assert turn.state.needs == ("alimentation",)
    turn = after(world, "qué tiempo hace mañana por favor")
    assert kinds(turn)[1:] == [PickLanguage, Menu]


def test_what_is_out_of_scope_is_said_so_and_notes_nothing(world):
    turn = after(world, "quel temps fait il demain a lyon")
    assert kinds(turn) == [OutOfScope, Menu]
    assert not turn.state.answers


def test_where_somebody_lives_is_noted_and_is_no_need(world):
    turn = after(world, "j'habite à caluire")
    assert turn.replies[0] == Changed("commune", "69034")
    assert not turn.state.needs


def test_a_danger_in_a_language_that_is_not_answered_in_offers_those_that_are(world):
    assert kinds(after(world, "no tengo donde dormir esta noche con mi hijo"))[:3] == [Alert, Understood, PickLanguage]


def test_two_misses_in_a_row_offer_a_human_and_an_answer_between_them_forgives(world):
    assert after(world, "asdf").replies[0] == NotUnderstood(False)
    assert after(world, "asdf", "qwerty").replies[0] == NotUnderstood(True)
    assert after(world, "asdf", "merci", "qwerty").replies[0] == NotUnderstood(False)


def test_a_need_that_may_have_been_meant_is_offered_while_the_question_waits(world):
    turn = after(world, "jai faim", "non", "ma fille de 15 ans voudrait arrêter")
    assert turn.replies[:2] == (Changed("enfants", "oui"), AlsoMeant(("parentalite",)))
    assert turn.state.asked == "commune"
    turn = after(world, tap("besoin:parentalite"), state=turn.state)
    assert turn.state.needs == ("alimentation", "parentalite")
    assert turn.state.asked == "commune"


def test_a_need_that_is_sure_is_added_while_the_question_waits(world):
    turn = after(world, "jai faim", "non", "ma fille de 15 ans ne va plus à l'école")
    assert turn.replies[0] == Understood(("scolarite",), {"enfants": "oui", "age_enfant": "de_12_a_17"})
    assert turn.state.needs == ("alimentation", "scolarite")


def test_not_knowing_what_one_needs_is_no_fault_and_the_second_time_somebody_is_called(world):
    assert kinds(after(world, "je ne sais pas")) == [Unsure, Menu]
    assert kinds(after(world, "je ne sais pas", "je ne sais pas")) == [Unsure, Human, Menu]


@pytest.mark.parametrize("text", ["ok", "oui", "non", "👍"])
def test_a_nod_where_nothing_was_asked_is_answered(world, text):
    assert kinds(after(world, text)) == [Agreed, Menu]
    assert kinds(after(world, "cherche nounou pour mon bb de 8 mois a caluire", text)) == [Agreed, Onward]


@pytest.mark.parametrize(("nod", "kind"), [("oui", Orient), ("👍", Orient), ("ok", Orient), ("non", Ask), ("👎", Ask)])
def test_a_nod_confirms_a_commune_or_not(world, nod, kind):
    assert isinstance(after(world, "jai faim", "non", "caluir", nod).replies[-1], kind)


def test_the_sheet_and_more_results_wait_for_the_pathway(world):
    assert kinds(after(world, "jai faim", "ma fiche")) == [NotYet, Ask]
    assert kinds(after(world, "encore")) == [NotYet, Menu]


def test_a_farewell_in_the_middle_does_not_insist(world):
    turn = after(world, "jai faim", "au revoir")
    assert turn.replies == (Goodbye(waiting=True),)
    assert turn.state.asked == "enfants"


def test_a_structure_is_shown_over_what_waits(world):
    turn = after(world, "jai faim", "mission local")
    assert kinds(turn) == [ShowStructures, Ask]
    assert turn.state.asked == "enfants"


def test_the_card_of_a_structure_named_before_is_one_tap_away_still(world):
    turn = after(world, "la caf", "mission local", tap("structure:demo--caf"))
    assert turn.replies[0] == ShowStructures(("demo--caf",))


def test_a_place_said_before_any_need_is_kept_for_later(world):
    turn = after(world, "69300", "jai faim")
    assert turn.state.answers["commune"] == "69034"


def test_a_position_is_kept_as_a_commune_only(world):
    turn = after(world, "jai faim", Located(45.795, 4.847))
    assert turn.replies[0] == Changed("commune", "69034")
    assert "45" not in turn.state.to_json()
    assert turn.state.asked == "enfants"


def test_a_position_at_sea_is_no_commune(world):
    assert after(world, "jai faim", "non", Located(0.0, 0.0)).state.asked == "commune"


def test_a_photograph_keeps_the_place(world):
    assert kinds(after(world, "jai faim", Sent())) == [Unreadable, Ask]


def test_starting_again_forgets_all_but_the_language(world):
    turn = after(world, tap("langue:ar"), "jai faim", Started())
    assert turn.state == State(language="ar", chosen=True)


def test_a_state_saved_under_other_rules_is_fitted_to_these(world):
    old = State(
        needs=("alimentation", "disparu"), answers={"enfants": "oui", "disparue": "x", "age": "x"}, asked="disparue"
    )
    turn = after(world, "ok", state=old)
    assert turn.state.needs == ("alimentation",)
    assert turn.state.answers == {"enfants": "oui"}
    old = replace(State(), asked=NEED, offered=("disparu",))
    assert kinds(after(world, "ok", state=old)) == [Agreed, Menu]


def test_a_state_of_another_version_loses_what_this_one_does_not_know():
    assert State.from_json('{"language": "ar", "needs": ["sante"], "humeur": "bonne"}') == State("ar", needs=("sante",))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("médecin qui parle tigrinya", "ti"),
        ("un avocat parlant russe", "ru"),
        ("a doctor who speaks Arabic", "ar"),
        ("طبيب يتكلم العربية", "ar"),
        ("un interprète en dari", "fa_AF"),
        ("je parle pas français", ""),
        ("je veux parler à quelqu'un", ""),
        ("apprendre à parler anglais", ""),
    ],
)
def test_the_language_wished_for_at_the_desk(text, code):
    assert wished(text) == code
