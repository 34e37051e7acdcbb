"""Each guard taken away, one at a time: the walk sees what then comes out. A walk that sees nothing proves nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from bot.conversation.events import Chose, Said
from bot.served import Serving
from knowledge.card import card
from knowledge.directory import Directory
from knowledge.exporters.selection import Selection
from knowledge.importers.secret_doors import SecrecyReport
from knowledge.keys import key_of
from tests.privacy.coming_out import Journal, on_the_disk
from tests.privacy.planted import AT_THE_SAME_DOOR, HOUSE, MIXED, OWN, Planted, secrets
from tests.privacy.staffed import Staffed, staffed
from tests.privacy.walker import Walk

MISSION = key_of(f"{OWN}--accompagnement")


@pytest.fixture
def desk(planted: Planted, planted_serving: Serving, folder: Path) -> Iterator[Staffed]:
    with staffed(planted_serving, planted.path, folder) as found:
        yield found


def walk(desk: Staffed, person: str) -> Walk:
    return Walk(desk.assistant, person, "fr", ("ccas",), (MISSION,))


async def test_fields_for_agents_shown_to_a_partner_of_another_structure(desk, planted, monkeypatch):
    desk.invites("telegram:3", "partner", "Samira", MIXED)
    seen = walk(desk, "telegram:3")
    await seen.does(Chose("voir", MISSION))
    assert seen.leaks(planted.for_agents) == []
    monkeypatch.setattr("bot.attending.showing.sees", lambda *_: "agent")
    await seen.does(Chose("voir", MISSION))
    assert seen.leaks(planted.for_agents)


async def test_somebody_who_was_revoked_and_is_still_answered(desk, planted, monkeypatch):
    account = desk.invites("telegram:4", "agent", "Samira")
    desk.registry.revoke(account, account.since)
    seen = walk(desk, "telegram:4")
    await seen.does(Chose("voir", MISSION))
    assert seen.leaks(planted.for_agents) == []
    monkeypatch.setattr(type(desk.registry), "account", lambda *_: account)
    await seen.does(Chose("voir", MISSION))
    assert seen.leaks(planted.for_agents)


async def test_an_address_that_the_directory_gives(desk, monkeypatch):
    desk.invites("telegram:2", "agent", "Samira")
    for person in ("telegram:1", "telegram:2"):
        seen = walk(desk, person)
        await seen.does(Said("ccas"))
        assert seen.leaks(secrets) == []
        with monkeypatch.context() as patch:
            patch.setattr(Directory, "_discreet", lambda _, offers: offers)
            await seen.does(Said("ccas"))
        assert seen.leaks(secrets)


def test_an_address_that_a_card_gives(planted, monkeypatch):
    structure, services = next(each for each in Directory.open(planted.path).entries() if each[0].id == HOUSE)
    offer = Directory.open(planted.path).offer(services[0].id)
    assert offer is not None
    raw = type(offer)(services[0], structure)
    assert secrets(repr(card(raw))) == []
    monkeypatch.setattr("knowledge.card.Door.secret", False)
    assert secrets(repr(card(raw)))


def test_a_service_at_a_secret_door_that_the_import_leaves_as_it_is(tmp_path, planted, monkeypatch):
    def shown(path: Path) -> str:
        with Directory.open(path) as directory:
            return repr([card(offer) for offer in directory.offers_of(MIXED) if offer.service.id == AT_THE_SAME_DOOR])

    assert secrets(shown(planted.path)) == []
    monkeypatch.setattr("knowledge.importers.load.keep_secret", lambda _: SecrecyReport())
    assert secrets(shown(Planted.in_(tmp_path).path))


def test_entries_that_an_export_lets_through(planted, monkeypatch):
    with Directory.open(planted.path) as directory:
        assert secrets(repr([*Selection(directory.entries(), "public")])) == []
        monkeypatch.setattr("knowledge.exporters.selection.for_audience", lambda *entry: entry[:2])
        public = repr([*Selection(directory.entries(), "public")])
    assert secrets(public)
    assert planted.for_agents(public)


async def test_what_an_agent_types_kept_in_the_clear(desk, folder, monkeypatch):
    desk.invites("telegram:2", "agent", "Samira")
    seen = walk(desk, "telegram:2")
    await seen.does(Chose("geste", "ligne Appeler Zorglub"))
    assert "Zorglub" not in on_the_disk(folder)
    monkeypatch.setattr(Fernet, "encrypt", lambda _, data: data)
    await seen.does(Chose("geste", "ligne Appeler Zorglub"))
    assert "Zorglub" in on_the_disk(folder)


async def test_an_error_told_with_what_it_quotes(desk, journal: Journal, monkeypatch):
    def broken(*given: object) -> None:
        raise ValueError(getattr(given[-1], "text", ""))

    monkeypatch.setattr("bot.assistant.step", broken)
    await walk(desk, "telegram:1").does(Said("Zorglub"))
    assert "Zorglub" not in journal.text
    monkeypatch.setattr("bot.assistant.described", str)
    await walk(desk, "telegram:1").does(Said("Zorglub"))
    assert "Zorglub" in journal.text
