"""What becomes of a liaison sheet: followed by its code, answers of the telephone noted, guesses stopped."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.codes import new_code, typed
from bot.conversation.events import Chose
from bot.entrance import Opening
from bot.following import Following
from bot.liaison.counter import Counter
from bot.people import Account, Everybody
from bot.settings import Settings
from knowledge.card import card
from knowledge.keys import key_of
from knowledge.liaison import Appointed, Arrived, Refused
from knowledge.wording import Wording
from tests.conftest import serving
from tests.samples_counter import CCAS, NOW, Chat, chat
from tests.samples_handing import AGENT, Town


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Chat]:
    found = chat(tmp_path)
    yield found
    found.closed()


def ordinary(desk: Chat) -> None:
    """A sheet without identity."""
    desk.presses(f"liaison:{key_of(CCAS)}")
    desk.presses("liaison_dit:consent=non")
    desk.presses("liaison_dit:request=")
    desk.presses("liaison_dit:urgency=week")
    desk.presses("liaison_geste:resume")
    desk.presses("liaison_geste:faire")


def code_of(desk: Chat) -> str:
    return next(button.data for button in desk.buttons if "Suivre" in button.label).removeprefix("geste:liaison ")


def test_a_sheet_is_followed_and_the_answers_of_the_telephone_are_noted(desk: Chat) -> None:
    ordinary(desk)
    code = code_of(desk)
    desk.taps_on("Suivre")
    assert "Pas encore de réponse" in desk.text
    desk.taps_on("Rendez-vous")
    desk.says("jeudi 14h30")
    assert "Rendez-vous le 26 novembre" in desk.text
    desk.taps_on("Refus")
    desk.taps_on("Plus de place")
    assert "Plus de place" in desk.text and "Avant : Rendez-vous" in desk.text
    desk.presses(f"suivi:{code}=venu")
    case = desk.counter.desk().look(code)
    assert [type(answer.outcome) for answer in case.answers] == [Appointed, Refused, Arrived]
    assert {answer.by for answer in case.answers} == {"expediteur"}


def test_a_partner_answers_for_their_own_structure(desk: Chat, tmp_path: Path) -> None:
    ordinary(desk)
    code = code_of(desk)
    partner = chat(tmp_path, role="partner", person="telegram:8")
    partner.presses(f"suivi:{code}=venu")
    assert [answer.by for answer in desk.counter.desk().look(code).answers] == ["partenaire"]
    partner.closed()


def test_a_moment_that_cannot_be_is_asked_again(desk: Chat) -> None:
    ordinary(desk)
    desk.taps_on("Suivre")
    desk.taps_on("Rendez-vous")
    desk.says("31/02/2027 14:30")
    assert "⚠️" in desk.text and desk.work.asked == "following.moment"
    desk.says("24/11/2026 14:30")
    assert "24 novembre" in desk.text and desk.work.asked == ""


def test_the_command_follows_asks_or_begins(desk: Chat) -> None:
    ordinary(desk)
    code = code_of(desk)
    desk.presses(f"geste:liaison {code.lower().replace('-', ' ')}")
    assert code in desk.text
    desk.presses("geste:suivre")
    desk.says(code)
    assert "Pas encore de réponse" in desk.text
    desk.presses("geste:liaison")
    assert "dit de vive voix" in desk.text  # the card is still there: a new sheet for it


def test_a_mistyped_code_says_how_and_an_unknown_one_says_no_more(desk: Chat) -> None:
    desk.presses("geste:suivre K7PM-4XQ8")
    assert "pas entier" in desk.text
    ordinary(desk)
    code = code_of(desk)
    desk.now = NOW + timedelta(days=61)
    desk.presses(f"geste:suivre {code}")
    assert "n'ouvre aucune fiche" in desk.text


def test_guesses_are_stopped(desk: Chat) -> None:
    for _ in range(12):
        desk.presses(f"suivi:{new_code()}=venu")
    assert "Trop de codes faux" in desk.text


def test_a_code_asked_for_by_the_desk_is_its_own_and_one_of_wrong_letters_is_no_look_up(tmp_path: Path) -> None:
    town = Town(tmp_path / "state.db")
    unknown = Wording.load("fr").say("access.unknown")
    assert town.says(AGENT, new_code()) == unknown
    town.presses(AGENT, "geste:suivre")
    assert unknown not in town.says(AGENT, new_code())
    town.presses(AGENT, "geste:suivre")
    for wrong in ("ABCD-EFGH-J", "K7PM4XQ8"):
        assert "annuaire" not in town.says(AGENT, wrong)
    assert unknown not in town.says(AGENT, new_code()), "copied wrong, it is asked for still"
    town.presses(AGENT, "geste:suivre")
    assert "nounou" in town.says(AGENT, "nounou 2 ans")
    town.presses(AGENT, "geste:suivre")
    assert "Compris" in town.says(AGENT, "ccas caluire"), "what is no code is looked up"
    town.assistant.close()


def test_the_words_of_a_button_do_what_it_does(tmp_path: Path) -> None:
    town = Town(tmp_path / "state.db")
    town.says(AGENT, "ccas caluire")
    assert "dit de vive voix" in town.says(AGENT, "fiche de liaison")
    town.says(AGENT, "annuler")
    town.build()
    assert town.says(AGENT, "Parcours").startswith("Parcours : 3 lignes")
    town.says(AGENT, "donner un code")
    assert len(town.code(AGENT)) == 9
    assert "Tapez une ligne" in town.says(AGENT, "Bonjour") and "annuaire" not in town.says(AGENT, "aide")
    town.assistant.close()


def test_a_code_typed_alone_follows_its_sheet_for_who_works_here_and_is_nothing_to_a_resident(tmp_path: Path) -> None:
    liaisons = Counter(Settings.read({"AIGUILLEUR_STATE": str(tmp_path / "state.db")}), lambda: NOW)
    directory = serving().now().directory
    offer = directory.offer(CCAS) if directory else None
    assert offer is not None
    code = liaisons.desk().open(card(offer), "week").code
    since = Account(role="agent", name="Camille V.", structure_id=None, since=NOW)
    compact = typed(code)
    opened = Following(liaisons, Everybody(since)).open(compact, AGENT, NOW)
    assert opened == Opening(event=Chose("geste", f"liaison {code}"))
    assert Following(liaisons, Everybody(None)).open(compact, AGENT, NOW) == "unknown"
    assert Following(liaisons, Everybody(since)).open(new_code(), AGENT, NOW) == "unknown"
    liaisons.close()
