"""The sheet as a person receives it: the file and its name, what is said of it, what else there is, what fails."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.assistant import Answer, Assistant
from bot.conversation.events import Chose, Event, Said
from bot.conversation.replies import GiveSheet, Orient, SheetForms
from bot.conversation.state import State
from bot.printing import printed
from bot.rendering import Found, Paper
from bot.rendering.papers import LONGEST, messages
from bot.screen import Document, Screen
from bot.served import Served
from bot.store import MemoryStore
from bot.terminal_screen import buttons_of, text_of
from knowledge.errors import SheetError
from knowledge.keys import key_of
from knowledge.rules.model import Look
from knowledge.sheets import SheetMaker
from knowledge.sheets.pathway.content import WORDS
from knowledge.wording import Wording
from tests.conftest import serving, sheets
from tests.samples_pathway import contact_of, pathway_of, pathway_with, step_of
from tests.samples_services import MONDAY
from tests.test_papers_conversation import KEY, NOTED, READY, THURSDAY, WRITING

PDF, PAGE = b"%PDF-", b"<!doctype html>"


class Clock:
    def __init__(self) -> None:
        self.now = MONDAY

    def __call__(self):
        return self.now


def done(state: State, *events: Event, maker: SheetMaker | None = None, clock: Clock | None = None) -> Answer:
    """The answer to the last of these events, from a state."""
    store = MemoryStore()
    store.save("anne", state, MONDAY)
    assistant = Assistant(serving(), store, clock or Clock(), sheets=maker or sheets(), link="https://t.me/exemple_bot")

    async def played() -> Answer:
        answer = None
        for event in events:
            answer = await assistant.answer("anne", event)
        assert answer is not None
        return answer

    return asyncio.run(played())


def document(screen: Screen) -> Document:
    return next(part for part in screen.parts if isinstance(part, Document))


def data(screen: Screen) -> set[str]:
    return {button.data for button in buttons_of(screen)}


@pytest.fixture
def served() -> Served:
    return serving().now()


@pytest.mark.parametrize(
    ("form", "name", "start"),
    [
        ("fiche", "mes-demarches.pdf", PDF),
        ("discrete", "mes-demarches.pdf", PDF),
        ("complete", "mes-demarches.pdf", PDF),
        ("page", "mes-demarches.html", PAGE),
        ("contacts", "mes-demarches.vcf", b"BEGIN:VCARD"),
        ("agenda", "mes-demarches.ics", b"BEGIN:VCALENDAR"),
    ],
)
def test_each_form_is_a_file_whose_name_tells_nothing(form, name, start):
    given = document(done(NOTED, Chose("fiche", form)).screen)
    assert given.name == name
    assert given.content.lower().startswith(start.lower())
    assert given.caption.count(".") <= 3


def test_the_file_comes_first_then_its_other_forms_and_the_way_back():
    screen = done(READY, Chose("geste", "fiche")).screen
    assert [type(part).__name__ for part in screen.parts] == ["Document", "Message"]
    assert data(screen) == {
        "fiche:discrete", "fiche:mots", "fiche:texte", "fiche:page", "fiche:contacts", "geste:continuer", "geste:urgence",
    }  # fmt: skip


def test_two_languages_are_offered_to_who_does_not_read_french():
    screen = done(replace(READY, language="ar"), Chose("geste", "fiche")).screen
    assert "fiche:deux_langues" in data(screen)
    caption = document(done(replace(READY, language="ar"), Chose("fiche", "deux_langues")).screen).caption
    assert caption != document(screen).caption


def test_there_are_eight_forms_at_most_on_a_screen():
    for language in ("fr", "ar"):
        screen = done(replace(NOTED, language=language), Chose("geste", "fiche")).screen
        assert len([each for each in data(screen) if each.startswith("fiche:")]) <= 8


def test_what_a_person_must_hide_is_discreet_of_itself_and_can_be_had_whole(served):
    state = replace(READY, needs=("violences",), answers={"commune": "69034"})
    screen = done(state, Chose("geste", "fiche")).screen
    assert "Rien dessus ne dit pourquoi vous venez." in document(screen).caption
    assert "fiche:complete" in data(screen)
    assert "fiche:discrete" not in data(screen)
    whole = done(state, Chose("fiche", "complete")).screen
    assert "pourquoi" not in document(whole).caption
    assert {"fiche:discrete"} <= data(whole)
    assert "fiche:complete" in data(done(state, Chose("fiche", "complete"), Chose("fiche", "page")).screen)


def test_words_are_printed_and_told_to_be_nowhere_else(served):
    answer = done(WRITING, Said("maman seule"))
    assert "gardés que sur ce papier" in document(answer.screen).caption
    assert "maman seule" not in repr(answer)


@pytest.mark.parametrize(("length", "told"), [(WORDS, False), (WORDS + 1, True), (5000, True)])
def test_a_sentence_that_is_too_long_is_cut_and_that_is_said(length, told):
    caption = document(done(WRITING, Said("a" * length)).screen).caption
    assert ("la fiche en garde le début" in caption) is told


class Noted(SheetMaker):
    """Remembers what it was asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.choices, self.looks = [], []

    def pathway(self, pathway, wording, choices, *, look):  # type: ignore[no-untyped-def, override]
        self.choices.append(choices)
        self.looks.append(look)
        return PDF


def test_what_was_chosen_reaches_the_sheet(served):
    maker = Noted()
    arabic = replace(NOTED, language="ar")
    done(
        arabic,
        Chose("fiche", "deux_langues"),
        Chose("fiche", "discrete"),
        Chose("fiche", "mots"),
        Said("maman seule"),
        maker=maker,
    )
    two, discreet, words = maker.choices
    assert (two.bilingual, discreet.bilingual) == (True, False)
    assert (two.discreet, discreet.discreet, words.discreet) == (None, True, False)
    assert (two.words, words.words) == ("", "maman seule")
    assert two.link == "https://t.me/exemple_bot"
    assert {service: f"{at:%d %H:%M}" for service, at in two.appointments.items()} == {KEY: "26 14:30"}
    assert maker.looks == [served.rules.look] * 3


def test_a_second_face_in_french_is_not_made_of_a_french_sheet():
    maker = Noted()
    answer = done(READY, Chose("fiche", "deux_langues"), maker=maker)
    assert not maker.choices[0].bilingual
    assert document(answer.screen).caption == "Votre fiche. Elle ne porte pas votre nom."


def test_words_are_not_offered_where_nothing_must_tell_and_who_asks_for_them_is_told():
    hidden = replace(READY, needs=("violences",), answers={"commune": "69034"})
    for state in (hidden, replace(READY, plain=True)):
        assert "fiche:mots" not in data(done(state, Chose("geste", "fiche")).screen)
        assert "fiche:mots" in data(done(state, Chose("fiche", "complete")).screen)
        assert "Cette fiche dira aussi pourquoi vous venez." in text_of(done(state, Chose("fiche", "mots")).screen)
        maker = Noted()
        done(state, Chose("fiche", "mots"), Said("un avocat pour ma fille"), maker=maker)
        assert (maker.choices[0].discreet, maker.choices[0].words) == (False, "un avocat pour ma fille")
    assert "pourquoi" not in text_of(done(READY, Chose("fiche", "mots")).screen)


def test_the_words_that_were_written_are_on_the_sheet():
    for state in (WRITING, replace(WRITING, plain=True)):
        reply = next(each for each in done(state, Said("maman seule")).turn.replies if isinstance(each, GiveSheet))
        pathway = serving().now().orienter.pathway(state.needs, state.answers, MONDAY)
        paper = printed(SheetMaker(), pathway, replace(reply, form="texte"), Wording.load("fr"), look=Look(), link=None)
        assert "maman seule" in paper.content.decode()


# text


@pytest.mark.parametrize("contacts", [0, 1, 30])
def test_the_text_is_messages_that_end_where_a_contact_ends(contacts):
    pathway = pathway_with(contacts)
    paper = printed(
        SheetMaker(), pathway, GiveSheet(Orient((), {}), "texte"), Wording.load("fr"), look=Look(), link=None
    )
    told = list(messages(paper.content.decode()))
    assert "\n\n".join(told) == paper.content.decode().strip()
    assert all(len(each.encode("utf-16-le")) // 2 <= LONGEST for each in told)
    for contact in pathway.contacts():
        name = f"{contact.card.structure} – "
        (message,) = (each for each in told if contact.card.telephone and contact.card.telephone in each)
        assert name in message
    assert len(told) > 1 or contacts < 30


def test_a_contact_longer_than_a_message_is_not_lost():
    assert list(messages("a" * 9000 + "\n\n" + "b")) == ["a" * 9000, "b"]


# appointments


def test_an_appointment_is_on_the_card_and_on_the_pathway():
    card = done(NOTED, Chose("carte", KEY)).screen
    assert "Rendez-vous : jeudi 26 novembre à 14 h 30" in text_of(card)
    assert {f"rdv:{KEY}", f"sans_rdv:{KEY}"} <= data(card)
    assert "Rendez-vous : jeudi 26 novembre à 14 h 30" in text_of(done(NOTED, Chose("geste", "continuer")).screen)
    assert f"sans_rdv:{KEY}" not in data(done(READY, Chose("carte", KEY)).screen)


def test_an_appointment_with_a_contact_found_among_the_others_is_on_the_sheet(served):
    first = served.orienter.pathway(READY.needs, READY.answers, MONDAY)
    wider = served.orienter.pathway(READY.needs, READY.answers, MONDAY, more=2)
    known = {each.card.service_id for each in first.contacts()}
    service = next(each.card.service_id for each in wider.contacts() if each.card.service_id not in known)
    maker = Noted()
    answer = done(replace(READY, appointments={key_of(service): THURSDAY}), Chose("geste", "fiche"), maker=maker)
    assert list(maker.choices[0].appointments) == [service]
    assert service in {each.card.service_id for each in answer.found.pathway.contacts()}


def test_an_old_card_of_somebody_who_is_not_offered_any_more_explains_itself():
    answer = done(READY, Chose("rdv", "demo--nobody"))
    assert "Cette question est passée" in text_of(answer.screen)
    assert answer.turn.state == READY


def test_an_appointment_can_be_noted_while_the_directory_fails(served):
    screen = served.renderer.screen(done(READY, Chose("rdv", KEY)).turn.replies, Found(directory_down=True), "fr")
    assert "Quel jour et à quelle heure ?" in text_of(screen)


def test_past_appointments_are_shown_nowhere():
    clock = Clock()
    clock.now = MONDAY + timedelta(days=4)
    store_free = done(replace(NOTED), Chose("geste", "continuer"))
    assert "Rendez-vous" in text_of(store_free.screen)
    turn = done(NOTED, Chose("geste", "fiche"), clock=clock)
    assert "fiche:agenda" not in data(turn.screen)


def test_a_moment_is_said_in_the_language_of_the_person(served):
    said = {
        language: text_of(done(replace(NOTED, language=language), Chose("carte", KEY)).screen)
        for language in ("en", "ar")
    }
    assert "26 November" in said["en"] or "November 26" in said["en"]
    assert "14:30" in said["ar"]


# what fails


class Broken(SheetMaker):
    def pathway(self, *_: object, **__: object) -> bytes:
        raise SheetError("no")


@pytest.mark.parametrize("form", ["fiche", "deux_langues", "discrete"])
def test_a_sheet_that_cannot_be_made_ends_with_the_contacts_and_a_human(form):
    answer = done(READY, Chose("fiche", form), maker=Broken())
    assert "La fiche n'a pas pu être faite" in text_of(answer.screen)
    assert {"geste:continuer", "geste:humain"} <= data(answer.screen)


@pytest.mark.parametrize(
    ("form", "name"), [("texte", "as_text"), ("page", "as_page"), ("contacts", "as_vcards"), ("agenda", "as_calendar")]
)
def test_another_form_that_cannot_be_made_ends_so_too(monkeypatch, form, name, caplog):
    def broken(*_: object) -> None:
        raise ValueError("maman seule")

    monkeypatch.setattr(f"bot.printing.{name}", broken)
    answer = done(NOTED, Chose("fiche", form))
    assert "La fiche n'a pas pu être faite" in text_of(answer.screen)
    assert {"geste:continuer", "geste:humain"} <= data(answer.screen)
    assert "ValueError" in caplog.text
    assert "maman" not in caplog.text


def test_a_calendar_without_a_contact_of_this_pathway_is_told(served):
    gone = replace(READY, appointments={"demo--gone": THURSDAY})
    assert "Aucun rendez-vous n'est noté" in text_of(done(gone, Chose("fiche", "agenda")).screen)


def test_a_paper_never_prints_what_it_holds(served):
    paper = Paper("mots", content=b"maman seule")
    assert "maman" not in repr(paper)
    assert "maman" not in repr(Found(paper=paper))


def test_an_appointment_of_the_annex_is_printed_too():
    near = contact_of(3)
    pathway = pathway_of(step_of(contact_of(0)), annex=(near,))
    reply = GiveSheet(Orient((), {}, appointments={near.card.service_id: THURSDAY}), "agenda")
    paper = printed(SheetMaker(), pathway, reply, Wording.load("fr"), look=Look(), link=None)
    assert b"VEVENT" in paper.content


def test_what_else_there_is_fits_buttons(served):
    for given in ("fiche", "texte", "agenda"):
        screen = served.renderer.screen([SheetForms(given, noted=True)], Found(paper=Paper(given, content=b"x")), "fr")
        assert f"fiche:{given}" not in data(screen)
        assert all(len(each.encode()) <= 64 for each in data(screen))
