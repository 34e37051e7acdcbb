"""Replies as a person reads them: order of buttons, length, what is shown of a pathway, what is said when nothing is found."""

import asyncio
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.assistant import Answer, Assistant
from bot.conversation.events import Chose, Event, Said
from bot.conversation.replies import GiveSheet, LanguageChanged, Menu, Orient, ShowStructures, Understood
from bot.rendering import Found
from bot.rendering.blocks import Block, line, parts, rows
from bot.rendering.documents import without_repeats
from bot.rendering.doors import A_SCREEN, view
from bot.rendering.language import short_name
from bot.screen import Button, ContactCard, Message, Screen, Venue
from bot.served import Served
from bot.store import MemoryStore
from bot.terminal_screen import buttons_of, text_of
from knowledge.pathway import Pathway
from tests.conftest import serving, sheets

MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=ZoneInfo("Europe/Paris"))

BABY = "cherche nounou pour mon bb de 8 mois a caluire"


def said(*events: Event | str) -> Answer:
    """The answer to the last of these events."""
    assistant = Assistant(serving(), MemoryStore(), lambda: MONDAY, sheets=sheets())

    async def played() -> Answer:
        answer = None
        for event in events:
            answer = await assistant.answer("somebody", Said(event) if isinstance(event, str) else event)
        assert answer is not None
        return answer

    return asyncio.run(played())


def data(screen: Screen) -> list[str]:
    return [button.data for button in buttons_of(screen)]


@pytest.fixture
def served() -> Served:
    return serving().now()


@pytest.fixture
def pathway(served) -> Pathway:
    return served.orienter.pathway(("alimentation",), {"repas_quand": "aujourdhui", "commune": "69034"}, MONDAY)


# blocks


def test_answers_come_first_then_what_stands_beside_then_the_ways_out():
    first = Block((line("a"),), aside=((Button("voir", "v:1"),),), controls=((Button("sortie", "s:1"),),))
    second = Block((line("b"),), ((Button("oui", "q:1"),),), controls=((Button("retour", "r:1"),),))
    (message,) = parts([first, second])
    assert isinstance(message, Message)
    assert message.text == "a\n\nb"
    assert [button.data for row in message.buttons for button in row] == ["q:1", "v:1", "r:1"]


def test_short_labels_share_a_row_and_long_ones_do_not():
    short, long = Button("🧒 Enfants", "a"), Button("👩‍🍼 Une assistante maternelle", "b")
    assert rows([short, short, long, short]) == ((short, short), (long,), (short,))


def test_a_block_alone_shares_no_message():
    assert (
        len(parts([Block((line("a"),)), Block((line("b"),), alone=True), Block((line("c"),)), Block((line("d"),))]))
        == 3
    )


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Centre communal d’action sociale (CCAS) de Caluire-et-Cuire", "CCAS"),
        ("Secours populaire, antenne de Caluire-et-Cuire", "Secours populaire"),
        ("Relais petite enfance itinérant", "Relais petite…"),
        ("Anticonstitutionnellement", "Anticonstitutionnel…"),
    ],
)
def test_a_structure_has_a_short_name_for_a_button(name, short):
    assert short_name(name) == short


def test_a_document_is_asked_once():
    asked = [
        "une pièce d’identité",
        "pièce d'identité si vous en avez une",
        "le livret de famille",
        "livret de famille ou acte",
    ]
    assert without_repeats(asked) == ["une pièce d’identité", "le livret de famille"]


# questions


@pytest.mark.parametrize("before", [("jai faim",), ("jai faim", "non"), ("jai faim", "non", "caluir")])
def test_skip_back_and_emergency_are_always_last_at_the_same_place(before):
    last = [[button.data for button in row] for row in said(*before).screen.messages[-1].buttons[-2:]]
    assert last[0][0] == "geste:passer"
    assert last[1] == ["geste:retour", "geste:urgence"]


def test_there_is_something_to_correct_once_something_is_noted():
    assert "geste:corriger" in data(said("jai faim").screen)
    assert "geste:corriger" not in data(said(Chose("besoin", "logement")).screen)


def test_what_was_understood_is_shown_with_its_question():
    text = text_of(said("jai perdu mon travaille et jarrive plus a payer le loyer jai 2 enfant").screen)
    assert "Je comprends 2 choses" in text
    assert "✓ Avez-vous des enfants avec vous ? Oui" in text


@pytest.mark.parametrize(
    ("events", "told"),
    [
        ((Chose("besoin", "logement"),), "questions au plus après celle-ci"),
        (("jai faim",), "Encore 1 question après celle-ci."),
        (("jai faim", "non"), "C'est la dernière question."),
    ],
)
def test_what_is_still_to_come_is_told(events, told):
    assert told in text_of(said(*events).screen)


def test_the_summary_shows_each_answer_with_its_question_and_changes_it():
    screen = said("jai faim", "oui", "corriger").screen
    assert "✓ Avez-vous des enfants avec vous ? Oui" in text_of(screen)
    assert {"changer:repas_quand", "changer:enfants", "geste:continuer"} <= set(data(screen))


def test_the_choice_of_language_is_shown_in_both():
    screen = said("ليس لدي ما آكله اليوم").screen
    labels = {button.label for button in buttons_of(screen)}
    assert {"🌐 العربية", "🌐 Français"} <= labels
    assert "Pour revenir au français" in text_of(screen)
    assert screen.right_to_left


def test_a_language_without_a_catalogue_stays_in_french(served):
    screen = served.renderer.screen([LanguageChanged("xx", "fr"), Menu()], Found(), "xx")
    assert screen.language == "fr"
    assert "On continue" not in text_of(screen)


# dangers


def test_an_alert_gives_each_number_on_its_line_first_and_is_alone():
    screen = said("jai faim", "non", "il est rentré il me frappe").screen
    alert, question = screen.messages
    lines = alert.text.splitlines()
    assert lines[0].startswith("☎️ 17 ")
    assert all(each.startswith("☎️") for each in lines[:3])
    assert [span.text for span in alert.spans if span.bold][:2] == ["17", "114"]
    assert "effacer cette conversation" in alert.text
    assert question.text.startswith("J'ai compris")


def test_who_cannot_speak_is_given_the_number_to_write_to_first_and_loses_none():
    alert = said("je suis sourde il y a le feu").screen.messages[0]
    assert [span.text for span in alert.spans if span.bold][:4] == ["114", "17", "18", "112"]
    texts = [text for text in alert.text.splitlines() if "☎" not in text]
    assert texts[0].startswith("Pas besoin de parler")
    assert texts[1].startswith("Mettez-vous à l'abri")
    spoken = said("il y a le feu").screen.messages[0]
    assert [span.text for span in spoken.spans if span.bold][:2] == ["17", "18"]
    assert "Pas besoin de parler" not in spoken.text


def test_the_list_of_emergency_numbers_says_when_to_call_which():
    text = text_of(said("urgence").screen)
    assert "gratuit, jour et nuit" not in text.lower().partition("\n")[2]
    assert "Samu social" in text


# results


def test_three_doors_at_first_with_name_reason_telephone_and_place():
    screen = said(BABY).screen
    text = screen.messages[-1].text
    assert 1 <= text.count("📞") <= A_SCREEN
    assert "Pourquoi :" in text
    assert data(screen)[:1] == ["geste:fiche"]
    assert len(text) < 2500


def test_the_doors_of_all_screens_are_each_shown_once(served, pathway):
    seen: list[str] = []
    for more in range(6):
        answers = {"repas_quand": "aujourdhui", "commune": "69034"}
        found = served.orienter.pathway(("alimentation",), answers, MONDAY, more=more)
        doors = view(found, served.rules.routes, more).doors
        seen += [door.contact.card.service_id for door in doors if door.contact and not door.again]
    assert len(seen) == len(set(seen))
    assert {contact.card.service_id for contact in pathway.contacts()} <= set(seen)


def test_the_last_screen_says_that_there_is_no_more(served):
    screen = said(BABY, *["encore"] * 8).screen
    assert "C'est tout ce que je connais" in text_of(screen)
    assert "geste:suite" not in data(screen)
    assert "geste:continuer" in data(screen)


def test_the_card_of_a_contact_has_its_map_its_number_and_the_way_back():
    shown = said(BABY)
    card = next(each for each in data(shown.screen) if each.startswith("carte:"))
    screen = said(BABY, Chose(*card.split(":", 1))).screen
    assert any(isinstance(part, Venue) for part in screen.parts)
    assert any(isinstance(part, ContactCard) for part in screen.parts)
    assert "geste:continuer" in data(screen)


def test_nobody_who_speaks_the_language_is_said_plainly():
    text = text_of(said("médecin qui parle tigrinya", "caluire").screen)
    assert "Je n'ai trouvé personne qui parle tigrigna." in text
    assert "Caluire-et-Cuire et à 10 km autour" in text
    assert "📞" in text


def test_nothing_near_is_said_with_what_was_searched_the_nearest_and_the_doors_for_all():
    text = text_of(said("jai faim", "non", "villeurbanne").screen)
    assert "Je n'ai trouvé personne pour : " in text
    assert "Villeurbanne et à 10 km autour" in text
    assert "km du centre de Villeurbanne" in text
    assert "Ces lieux reçoivent tout le monde" in text


def test_a_commune_far_from_here_is_said_plainly():
    text = text_of(said("jai faim", "non", "marseille").screen)
    assert "pas celles de Marseille" in text
    assert "Je n'ai trouvé personne pour" not in text


def test_without_a_directory_the_numbers_and_the_advice_remain(served):
    alone = replace(served.orienter, directory=None)
    answers = {"repas_quand": "aujourdhui", "commune": "69034"}
    found = Found(alone.pathway(("alimentation",), answers, MONDAY), directory_down=True)
    text = text_of(served.renderer.screen([Orient(("alimentation",), answers)], found, "fr"))
    assert "L'annuaire ne répond pas" in text
    assert "115" in text
    assert "Je n'ai trouvé personne" not in text


# what was looked up and is not there


def test_a_sheet_that_could_not_be_made_is_told(served):
    text = text_of(served.renderer.screen([GiveSheet(Orient((), {}))], Found(), "fr"))
    assert "La fiche n'a pas pu être faite" in text


def test_a_structure_that_is_gone_is_not_a_failure_of_the_directory(served):
    text = text_of(served.renderer.screen([ShowStructures(("x",))], Found(), "fr"))
    assert "Je n'ai plus cette adresse" in text
    assert "ne répond pas" not in text


def test_nothing_understood_says_nothing(served):
    assert served.renderer.screen([Understood((), {})], Found(), "fr").parts == ()


def test_the_screen_for_when_all_else_failed_has_somebody_to_call(served):
    assert "112" in text_of(served.renderer.trouble("fr"))
