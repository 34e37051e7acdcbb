"""A pathway built at the desk, from several look-ups, in the agent's order; then given."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.conversation.events import Chose, Said
from bot.frontdesk import drafts
from bot.frontdesk.work import Draft, Entry, Work
from knowledge.handed import LONGEST, MOST
from knowledge.wording import Wording
from tests.samples_handing import (
    AGENT,
    CCAS,
    FOOD,
    LINE,
    Town,
    desk,
)
from tests.samples_handing import cleared_town as cleared_town
from tests.samples_handing import one_town as one_town

FRENCH = Wording.load("fr")


def test_contacts_of_several_look_ups_and_a_line_make_one_pathway(town: Town) -> None:
    town.says(AGENT, "ccas caluire")
    said = town.taps(AGENT, f"parcours_plus:{CCAS}")
    assert said.startswith("➕") and "(1)" in said
    assert "Ligne directe" in said, "the card is there again, so that the agent goes on"
    town.says(AGENT, "restos du coeur")
    town.says(AGENT, "+")
    town.says(AGENT, f"ligne: {LINE}")
    assert town.entries() == [CCAS, FOOD, LINE]


def test_one_tap_moves_an_entry_or_takes_it_away(town: Town) -> None:
    town.build()
    town.presses(AGENT, "parcours:voir")
    town.taps(AGENT, f"monter:{FOOD}")
    assert town.entries() == [FOOD, CCAS, LINE]
    said = town.taps(AGENT, f"descendre:{FOOD}")
    assert town.entries() == [CCAS, FOOD, LINE]
    assert said.index("1. Centre communal") < said.index("2. Restos") < said.index(f"3. ✍️ {LINE}")
    town.taps(AGENT, f"enlever:{CCAS}")
    assert town.entries() == [FOOD, LINE]
    assert FRENCH.say("agents.looking.stale") in town.presses(AGENT, f"monter:{CCAS}"), "an old button says so"
    assert town.entries() == [FOOD, LINE]


def test_the_same_contact_and_the_same_line_are_there_once(town: Town) -> None:
    town.build()
    assert "(3)" in town.presses(AGENT, f"parcours_plus:{CCAS}").partition("\n")[0]
    assert desk("line_known") in town.says(AGENT, f"Ligne :  {LINE} ")
    assert town.entries() == [CCAS, FOOD, LINE]


def test_a_line_is_asked_for_then_typed_and_one_that_a_sheet_would_cut_is_refused(town: Town) -> None:
    town.build()
    town.presses(AGENT, "parcours:voir")
    town.taps(AGENT, "parcours:ligne")
    assert desk("line_long", most=LONGEST) in town.says(AGENT, "x" * (LONGEST + 1))
    town.says(AGENT, "passer à la mairie\navant midi")
    assert town.entries()[-1] == "passer à la mairie avant midi"


def test_a_danger_in_a_line_is_told_first(town: Town) -> None:
    said = town.says(AGENT, "ligne: il me frappe, appeler l'avocate")
    assert said.startswith("🆘")
    assert town.entries() == ["il me frappe, appeler l'avocate"]


def test_plus_without_a_card_says_what_to_do(town: Town) -> None:
    assert desk("no_card") in town.says(AGENT, "+")


def test_what_is_full_loses_nothing(town: Town) -> None:
    lines = tuple(Entry(line=f"chose {number}") for number in range(MOST))
    town.works.save(AGENT, Work(draft=Draft(entries=lines)), town.now)
    assert desk("full", most=MOST) in town.says(AGENT, "ligne: une de trop")
    assert len(town.entries()) == MOST
    assert len(town.offered(AGENT)) <= 100, "what Telegram takes under a message"


def test_the_look_up_tells_of_the_person_and_each_of_it_is_one_tap_from_being_taken_away(town: Town) -> None:
    town.says(AGENT, "mon mari me frappe")
    town.says(AGENT, "+")
    said = town.presses(AGENT, "parcours:voir")
    assert town.draft().needs == ("violences",)
    assert "🔒" in said
    town.taps(AGENT, "parcours_besoin:violences")
    assert town.draft().needs == ()


def test_a_contact_that_the_last_look_up_did_not_find_brings_none_of_it(town: Town) -> None:
    town.says(AGENT, "mon mari me frappe")
    town.presses(AGENT, f"parcours_plus:{CCAS}")
    assert (town.entries(), town.draft().needs) == ([CCAS], ())


def test_the_commune_of_the_person_is_typed_and_what_depends_on_it_is_on_the_sheet(town: Town) -> None:
    town.build()
    town.presses(AGENT, "parcours:voir")
    assert FRENCH.say("reasons.zone_unknown") in town.taps(AGENT, "parcours:apercu")
    town.presses(AGENT, "parcours:commune")
    assert desk("place_unknown") in town.says(AGENT, "xyzabc")
    town.says(AGENT, "caluir")
    assert town.draft().answers == {"commune": "69034"}
    assert FRENCH.say("reasons.zone_unknown") not in town.presses(AGENT, "parcours:apercu")
    town.presses(AGENT, "parcours_reponse:commune")
    assert not town.draft().answers


def test_to_empty_is_asked_once(town: Town) -> None:
    town.build()
    town.presses(AGENT, "parcours:voir")
    assert desk("ask_empty", 3) in town.taps(AGENT, "parcours:vider")
    assert town.entries() == [CCAS, FOOD, LINE]
    town.taps(AGENT, "parcours:vider_oui")
    assert town.entries() == []
    assert desk("nothing") in town.presses(AGENT, "parcours:pdf")


def test_every_gesture_has_a_command(town: Town) -> None:
    town.build()
    assert desk("title", 3) in town.presses(AGENT, "geste:parcours")
    town.presses(AGENT, "geste:ligne demander un rendez-vous")
    assert town.entries()[-1] == "demander un rendez-vous"
    assert desk("preview", language="français") in town.presses(AGENT, "geste:apercu")
    town.presses(AGENT, "geste:donner")
    assert len(town.given(AGENT)) == 1
    town.presses(AGENT, "geste:donner_code")
    assert town.code(AGENT)
    assert desk("ask_empty", 4) in town.presses(AGENT, "geste:vider")


def test_every_button_fits_in_what_telegram_carries(town: Town) -> None:
    town.build()
    for data in ("parcours:voir", "parcours:code", "parcours:apercu"):
        town.presses(AGENT, data)
        assert all(len(each.encode()) <= 64 for each in town.offered(AGENT))


NAMES = st.sampled_from(
    [Entry(f"demo--{letter}", name=letter) for letter in "abcd"] + [Entry(line=each) for each in "xyz"]
)
ACTS = st.one_of(
    st.tuples(st.just("add"), NAMES),
    st.tuples(st.sampled_from(["up", "down"]), NAMES),
    st.tuples(st.just("remove"), NAMES),
)


@given(st.lists(ACTS, max_size=40))
@settings(max_examples=200, deadline=None)
def test_in_any_order_of_additions_moves_and_removals_no_other_entry_is_lost(acts: list[tuple[str, Entry]]) -> None:
    now, wanted = Draft(), []
    for act, entry in acts:
        key = drafts.key_of_entry(entry)
        if act == "add":
            now = drafts.added(now, entry)
            wanted += [] if entry in wanted else [entry]
        elif act == "remove":
            now = drafts.without(now, key) or now
            wanted = [each for each in wanted if each != entry]
        else:
            place = wanted.index(entry) if entry in wanted else None
            now = drafts.moved(now, key, -1 if act == "up" else 1) or now
            if place is not None:
                other = place + (-1 if act == "up" else 1)
                if 0 <= other < len(wanted):
                    wanted[place], wanted[other] = wanted[other], wanted[place]
    assert list(now.entries) == wanted


@given(
    st.lists(st.one_of(st.sampled_from(["+", "ligne: a", "ligne: b", "ccas caluire"]), st.integers(0, 99)), max_size=6)
)
@settings(max_examples=8, deadline=None)
def test_every_button_of_every_screen_of_the_draft_works(clean: Town, acts: list[str | int]) -> None:
    clean.works.forget(AGENT, clean.now)
    clean.last.clear()
    for act in acts:
        if isinstance(act, str):
            clean.does(AGENT, Said(act))
            clean.does(AGENT, Chose("parcours", "voir"))
        elif AGENT in clean.last and (
            offered := [d for d in clean.offered(AGENT) if not d.endswith(("pdf", "les_deux"))]
        ):
            assert FRENCH.say("agents.looking.stale") not in clean.presses(AGENT, offered[act % len(offered)])
