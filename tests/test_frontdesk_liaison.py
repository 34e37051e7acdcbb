"""The liaison sheet from the chat: few taps, consent first, nothing kept of what was typed, followed by its code."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from bot.conversation.events import Chose, Event, Said
from bot.frontdesk import Turn, Work, step
from bot.frontdesk.liaison import CHECK, IDENTITY, ROOM, questions
from bot.frontdesk.replies.looking import Stale
from bot.frontdesk.world import World
from bot.liaison import Case
from knowledge.errors import SheetError
from knowledge.keys import key_of
from knowledge.sheets.liaison import LiaisonSheets
from knowledge.wording import Wording
from tests.conftest import serving
from tests.samples_counter import CCAS, NOW, Chat, bytes_of, chat

WHO = ("Zélie Quincampoix", "06 39 98 12 34")
LINES = ("Un secours pour le chauffage", "Chaudière en panne depuis mardi", "Appelé deux fois l'antenne")
SECRETS = ("quincampoix", "39 98", "chauffage", "chaudi", "antenne")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Chat]:
    found = chat(tmp_path)
    yield found
    found.closed()


def opened(desk: Chat) -> None:
    desk.presses(f"voir:{key_of(CCAS)}")
    desk.taps = 0
    desk.taps_on("Fiche de liaison")


def ordinary(desk: Chat) -> None:
    """Without identity, what is asked in a line, this week."""
    opened(desk)
    desk.taps_on("Non : sans identité")
    desk.says(LINES[0])
    desk.taps_on("Cette semaine")
    desk.taps_on("Résumé")
    desk.taps_on("Faire la fiche")


def whole(desk: Chat) -> None:
    """Every question answered."""
    opened(desk)
    desk.taps_on("Oui, d'accord")
    for line in (*WHO, LINES[0]):
        desk.says(line)
    desk.taps_on("Aujourd'hui")
    desk.says(LINES[1])
    desk.says(LINES[2])
    desk.taps_on("Appeler la personne")


def code_of(desk: Chat) -> str:
    return next(button.data for button in desk.buttons if "Suivre" in button.label).removeprefix("geste:liaison ")


def case_of(desk: Chat) -> Case:
    return desk.counter.desk().look(code_of(desk))


def page_of(desk: Chat) -> str:
    (document,) = desk.documents
    (page,) = PdfReader(BytesIO(document.content)).pages
    return page.extract_text()


def test_an_ordinary_sheet_takes_six_taps_and_a_line_at_most(desk: Chat) -> None:
    ordinary(desk)
    assert desk.taps <= 6 and desk.lines == 1
    text = page_of(desk)
    assert LINES[0] in text and code_of(desk) in text and "Camille V." in text
    assert (case_of(desk).service_id, case_of(desk).urgency) == (CCAS, "week")
    assert "liaison.exemple.fr/r/" in desk.text


def test_the_sheet_has_a_neutral_name_and_the_card_follows(desk: Chat) -> None:
    ordinary(desk)
    (document,) = desk.documents
    assert document.name == "liaison-2026-11-23-1030.pdf" and document.caption == "Fiche de liaison"
    assert any(button.data == f"liaison:{key_of(CCAS)}" for button in desk.buttons)


def test_all_that_was_answered_is_in_the_summary_and_on_the_sheet(desk: Chat) -> None:
    whole(desk)
    for said in (*WHO, *LINES, "oui, de vive voix", "Aujourd'hui", "Appeler la personne"):
        assert said in desk.text, said
    desk.taps_on("Faire la fiche")
    text = page_of(desk)
    for said in (*WHO, *LINES):
        assert said in " ".join(text.split()), said


def test_nothing_that_was_typed_is_in_the_file_before_or_after(desk: Chat, tmp_path: Path) -> None:
    whole(desk)
    assert desk.work.form["name"] == WHO[0]
    during = bytes_of(tmp_path)
    desk.taps_on("Faire la fiche")
    assert desk.documents and desk.work.form == {} and desk.work.asked == ""
    after = bytes_of(tmp_path)
    assert [each for each in SECRETS if each in during or each in after] == []


def test_cancelling_forgets_at_once_and_makes_nothing(desk: Chat) -> None:
    whole(desk)
    desk.taps_on("Annuler")
    assert desk.work.form == {} and not desk.documents
    assert desk.counter.desk().cases() == ()


def test_without_consent_no_identity_is_asked_nor_kept(desk: Chat) -> None:
    opened(desk)
    desk.taps_on("Non : sans identité")
    seen = [desk.text]
    for answer in ("un secours", "semaine", "passer", "passer"):
        desk.says(answer)
        seen.append(desk.text)
    assert not any("Son nom" in text or "Son téléphone" in text for text in seen)
    assert not any("Appeler la personne" in button.label for button in desk.buttons)


def test_a_consent_taken_back_takes_the_identity_with_it(desk: Chat) -> None:
    whole(desk)
    desk.taps_on("✏ Accord")
    desk.taps_on("Non : sans identité")
    assert not set(desk.work.form) & set(IDENTITY)
    desk.taps_on("Par l'agent")
    assert WHO[0] not in desk.text and WHO[1] not in desk.text
    desk.taps_on("Faire la fiche")
    assert "quincampoix" not in page_of(desk).lower()


def test_an_identity_without_consent_is_refused_even_where_the_work_was_tampered_with(desk: Chat) -> None:
    work = Work(asked=CHECK, about=(key_of(CCAS),), form={"consent": "non", "name": WHO[0], "request": "x"})
    desk.works.save(desk.person, work, NOW)
    desk.presses("liaison_geste:faire")
    assert not desk.documents and "Sans l'accord" in desk.text
    assert "name" not in desk.work.form and desk.counter.desk().cases() == ()


def test_a_sheet_that_cannot_be_made_leaves_no_code_and_loses_nothing(
    desk: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> bytes:
        raise SheetError("no page")

    whole(desk)
    with monkeypatch.context() as patched:
        patched.setattr(LiaisonSheets, "pdf", broken)
        desk.taps_on("Faire la fiche")
    assert not desk.documents and desk.counter.desk().cases() == ()
    desk.taps_on("Réessayer")
    assert LINES[0] in page_of(desk)


def test_back_shows_what_was_answered_and_goes_on_from_there(desk: Chat) -> None:
    opened(desk)
    desk.taps_on("Non : sans identité")
    desk.says(LINES[0])
    desk.taps_on("Retour")
    assert f"Noté : {LINES[0]}" in desk.text
    desk.says("Une domiciliation")
    assert "Quand agir ?" in desk.text and desk.work.form["request"] == "Une domiciliation"


@pytest.mark.parametrize(
    ("line", "told"),
    [("x" * 141, "141 caractères, et 140 tiennent"), ("", "Objet"), ("annuler", "Pas de fiche"), ("passer", "Quand agir ?")],
)  # fmt: skip
def test_what_cannot_be_taken_is_asked_again_and_ways_out_can_be_typed(desk: Chat, line: str, told: str) -> None:
    opened(desk)
    desk.says("non")
    if line:
        desk.says(line)
    assert told in desk.text


def test_a_telephone_that_is_not_whole_is_asked_again(desk: Chat) -> None:
    opened(desk)
    desk.says("oui")
    desk.says(WHO[0])
    desk.says("06 39 98")
    assert "dix chiffres" in desk.text and "telephone" not in desk.work.form


def test_a_danger_in_a_line_is_told_first_and_the_form_goes_on(desk: Chat) -> None:
    opened(desk)
    desk.says("non")
    desk.says("il me frappe")
    assert desk.text.startswith("🆘") and "Quand agir ?" in desk.text


def test_a_consent_of_an_old_message_is_never_given_to_another_person(desk: Chat) -> None:
    opened(desk)
    desk.taps_on("Non : sans identité")
    desk.presses("liaison_dit:consent=oui")
    assert desk.work.form["consent"] == "non" and "Objet" in desk.text


@pytest.mark.parametrize("data", ["liaison_dit:consent=oui", "liaison_geste:faire", "liaison_geste:retour", "suivi:x"])
def test_a_button_whose_form_is_gone_says_so(desk: Chat, data: str) -> None:
    desk.presses(data)
    assert Wording.load("fr").say("agents.looking.stale") in desk.text


# for any order of taps and lines

_CONSENT = ("oui", "non", "line", "retour")
_EVERY = (*_CONSENT, "open", "skip", "week", "them", "resume", "annuler", "jump", "old")
_MOVES = st.lists(st.sampled_from(_CONSENT), min_size=30, max_size=60) | st.lists(st.sampled_from(_EVERY), max_size=25)
"""Where consent is given and taken back, and everywhere."""


def event_of(move: str, work: Work) -> Event:
    """A move as somebody would make it where the form is: often what is asked for, sometimes an old button."""
    question = work.asked.removeprefix("liaison.")
    match move:
        case "open":
            return Chose("liaison", key_of(CCAS))
        case "line":
            return Said("Zélie 06 39 98 12 34")
        case "oui" | "non" | "retour":
            return Said(move)
        case "skip":
            return Chose("liaison_dit", f"{question}=")
        case "week" | "them":
            return Chose("liaison_dit", f"{question}={'week' if move == 'week' else '@personne'}")
        case "jump":
            return Chose("liaison_geste", "consent")
        case "old":
            return Chose("liaison_dit", "consent=oui")
        case _:
            return Chose("liaison_geste", move)


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    with TemporaryDirectory() as folder:
        desk, served = chat(Path(folder)), serving().now()
        yield World(
            rules=served.rules,
            understanding=served.world.understanding,
            communes=served.world.communes,
            read=served.finder.read,
            account=desk.account,
            home=None,
            now=NOW,
        )
        desk.closed()


def stepped(world: World, work: Work, event: Event) -> Turn:
    """As `step` does, without what it adds for dangers, which takes long."""
    match event:
        case Chose(asked, option):
            turn = ROOM.taps[asked](world, work, option)
        case Said(text) if work.asked in ROOM.answers:
            turn = ROOM.answers[work.asked](world, work, text)
        case _:
            turn = None
    return turn or Turn(work, (Stale(),))


@settings(max_examples=200, deadline=None)
@given(moves=_MOVES)
def test_an_identity_is_in_the_form_only_with_consent_whatever_is_pressed(world: World, moves: list[str]) -> None:
    work = step(world, Work(), Chose("liaison", key_of(CCAS))).work
    for move in moves:
        turn = stepped(world, work, event_of(move, work))
        work = Work.from_json(turn.work.to_json())
        assert turn.replies
        if work.form.get("consent") != "oui":
            assert not set(work.form) & set(IDENTITY)
            assert work.form.get("contact") != "@personne"
        if work.asked == CHECK:
            assert set(questions(work.form)) == set(work.form)
        if not work.asked:
            assert work.form == {}


def test_a_stale_button_shows_the_question_that_waits(world: World) -> None:
    work = step(world, Work(), Chose("liaison", key_of(CCAS))).work
    turn = step(world, work, Chose("liaison_dit", "urgency=today"))
    assert isinstance(turn.replies[0], Stale) and len(turn.replies) == 2
