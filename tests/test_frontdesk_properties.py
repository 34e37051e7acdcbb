"""Whatever an agent does, in whatever order: a screen, buttons that a messenger takes, work that survives JSON."""

import asyncio

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, settings

from bot.conversation.events import Event, Linked, Located, Said, Sent, Started
from bot.deeplinks import payload_of
from bot.frontdesk.step import COMMANDS, ROOMS
from bot.frontdesk.work import Work
from bot.screen import Message, Screen
from tests.conftest import serving
from tests.frontdesk_player import PERSON, Desk, tapped

LONGEST = 4096
"""Letters of a message of Telegram (Bot API, sendMessage)."""

DATA = 64
"""Bytes of what a button carries (Bot API, InlineKeyboardButton)."""

ROWS = 12
"""Rows of buttons under one message: what a telephone can still be asked to show."""

SAYINGS = (
    "ccas caluir", "nounou 2 ans caluire", "115", "3919 115", "colis sans papiers lyon ouvert gratuit pmr", "L'Éclaircie",
    "il me frappe", "je veux mourir, ccas", "xyzzy", "1", "2", "9", "0", "", " ", "?", "😀", "x" * 5000, "a " * 3000, "rillieux",
    "lyon 8e", "69100", "dentiste", "mission locale", "12 personnes", "restos du coeur", "logement femme enceinte villeurbanne",
    "#", "oter:need.logement", "/plan", "\u202e\x07", "caf caf caf", "maison",
)  # fmt: skip

OLD = (
    "voir:demo--ccas--accueil-social", "voir:nimporte", "voir:", "voir:~0123456789abcdef0123", "lire:demo--caf--allocations",
    "maison:demo--ccas--aide-alimentaire", "plus:demo--ccas--aide-alimentaire", "appeler:x", "plan:x", "lien:x",
    "favori:demo--ccas--accueil-social", "favori:x", "filtre:gratuit#000000", "filtre:gratuit", "oter:commune#zz", "suite:1",
    "suite:99#000000", "la:69034", "la:00000", "ailleurs:", "numero:115", "numero:x", "relancer:x", "oublier:x", "geste:",
    "geste:nimporte", ":", "x:", "une phrase:d'un autre âge",
)  # fmt: skip

PLACES = ((45.795, 4.847), (48.85, 2.35), (0.0, 0.0), (-21.1, 55.5))

LINKS = (
    payload_of("service", "demo--pmi--consultations"),
    payload_of("structure", "demo--ccas"),
    payload_of("need", "logement"),
    payload_of("need", "x"),
    "fiche-12",
    "c_",
    "",
)

plain = st.one_of(
    st.sampled_from(SAYINGS).map(Said),
    st.text(max_size=60).map(Said),
    st.sampled_from([*OLD, *(f"geste:{name}" for name in sorted(COMMANDS))]).map(lambda data: tapped(data, ())),
    st.sampled_from(PLACES).map(lambda place: Located(*place)),
    st.sampled_from(LINKS).map(Linked),
    st.sampled_from([Started(), Sent()]),
)

shown_buttons = st.integers(0, 40)
"""The place of a button of the last screen."""


def checked(screen: Screen) -> None:
    assert screen.parts
    for part in screen.parts:
        if isinstance(part, Message):
            assert part.text.strip()
            assert len(part.text.encode("utf-16-le")) // 2 <= LONGEST
            assert len(part.buttons) <= ROWS + 20 * screen.erased
            for button in (button for row in part.buttons for button in row):
                assert button.label.strip()
                assert len(button.data.encode()) <= DATA, button.data


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(done=st.lists(st.one_of(plain, shown_buttons), min_size=1, max_size=10))
def test_any_sequence_of_events_has_its_screens(done: list[Event | int]) -> None:
    async def play() -> None:
        desk = Desk.of(serving())
        checked(await desk.does(Started()))
        for each in done:
            if isinstance(each, int):
                if not desk.buttons:
                    continue
                each = tapped(desk.buttons[each % len(desk.buttons)].data, ())
            checked(await desk.does(each))
            work = desk.works.load(PERSON, desk.now)
            assert work is not None
            assert Work.from_json(work.to_json()) == work

    asyncio.run(play())


@pytest.mark.parametrize("text", ["ccas caluire", "colis gratuit pmr", "3919", "xyzzy"])
async def test_a_button_that_was_just_shown_is_never_old(text: str) -> None:
    desk = Desk.of(serving())
    await desk.says(text)
    work = desk.works.load(PERSON, desk.now)
    assert work is not None
    for button in desk.buttons:
        desk.works.save(PERSON, work, desk.now)
        await desk.taps(button.data)
        assert "trop ancien" not in desk.text, button
        assert "n'est plus dans l'annuaire" not in desk.text, button


def test_no_two_rooms_have_the_same_button_answer_or_command() -> None:
    for told in ("taps", "answers", "commands"):
        named = [name for room in ROOMS for name in getattr(room, told)]
        assert sorted(named) == sorted({*named}), told
