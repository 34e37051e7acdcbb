"""Whoever has an account sees what their role may, and nobody sees an address that must stay secret."""

import re
from pathlib import Path

import pytest

from bot.conversation.events import Said
from bot.deeplinks import payload_of
from bot.frontdesk import COMMANDS
from bot.frontdesk.step import ROOMS
from bot.served import Serving
from tests.privacy.coming_out import Journal, on_the_disk
from tests.privacy.planted import HIDDEN_SERVICE, HOUSE, MIXED, OWN, WHOLE, Planted, secrets
from tests.privacy.staffed import Staffed, staffed
from tests.privacy.walker import Walk
from tests.samples_services import MONDAY

AUTHOR = "Auteurzule"
TYPED = ("bulonne", "quistrebert", "39 98 12 34", "0639981234", "zorglub")
SAYS = (
    "ccas caluire", "restos du coeur", "L'Éclaircie", "csapa", "colis alimentaire", "portage de repas", "mission locale", "115",
    "nounou 2 ans caluire pour Zébulonne", "je m'appelle Quistrebert", "complet jusqu'au 15 décembre", "fermé cette semaine",
    "ne répond plus", "Zébulonne Quistrebert", "06 39 98 12 34", "un rendez-vous pour zorglubée", "oui", "non", "aujourd'hui",
    "1", "2", "demain à 14h30", "caluire", "ouvert gratuit", "il me frappe, Zébulonne", "ligne Appeler Zébulonne au 0639981234",
    "Lundi au vendredi de 9h à 12h", "12 décembre", "passer", "hébergement femmes",
)  # fmt: skip
LINKS = tuple(
    payload_of(kind, id)
    for kind, id in (
        ("structure", WHOLE), ("structure", HOUSE), ("service", HIDDEN_SERVICE), ("structure", MIXED), ("need", "logement"),
    )
)  # fmt: skip


NOTED = ("ccas caluire", "restos du coeur", "csapa", "mission locale", "portage de repas")


@pytest.fixture
def desk(planted: Planted, planted_serving: Serving, folder: Path):
    with staffed(planted_serving, planted.path, folder) as found:
        yield found


TOUR = tuple(f"/{name}" for name in sorted(COMMANDS - {"habitant", "effacer", "start"}))


def walking(desk: Staffed, person: str, keys: tuple[str, ...], *, papers: int = 2, seed: int = 6) -> Walk:
    return Walk(desk.assistant, person, "fr", (*SAYS, *TOUR), keys, LINKS, seed=seed, papers=papers)


@pytest.mark.parametrize("role", ["agent", "coordinator"])
async def test_an_agent_sees_the_fields_for_agents_and_no_secret_address(desk, planted, keys, journal, folder, role):
    desk.invites("telegram:2", role, AUTHOR, MIXED)
    walk = walking(desk, "telegram:2", keys, papers=4)
    await (await walk.goes(150)).tours(TOUR)
    assert walk.leaks(secrets) == []
    assert {mark[6].upper() for mark in planted.for_agents(walk.text) if mark[:3] == "AGT"} >= set("ALD")
    _nothing_kept(desk, planted, journal, folder)
    assert {asked for room in ROOMS for asked in room.taps} <= {data.partition(":")[0] for data in walk.tapped}


@pytest.mark.parametrize("own", [OWN, HOUSE, MIXED])
async def test_a_partner_sees_those_of_their_own_structure_alone(desk, planted, keys, journal, folder, own):
    desk.invites("telegram:3", "partner", AUTHOR, own)
    walk = walking(desk, "telegram:3", keys)
    await (await walk.goes(80)).tours(TOUR)
    assert walk.leaks(secrets) == []
    assert walk.leaks(lambda text: planted.for_agents(text, but=own)) == []
    _nothing_kept(desk, planted, journal, folder, but=("amendments",))


async def test_who_was_revoked_is_a_resident_at_once_whatever_they_tap(desk, planted, keys, journal, folder):
    account = desk.invites("telegram:4", "agent", AUTHOR, MIXED)
    walk = await walking(desk, "telegram:4", keys).goes(60)
    assert planted.for_agents(walk.text)
    assert desk.registry.revoke(account, MONDAY)
    walk.out.clear()
    walk.papers = 1
    await (await walk.tours(TOUR)).goes(60)
    assert walk.leaks(secrets) == []
    assert walk.leaks(planted.for_agents) == []
    _nothing_kept(desk, planted, journal, folder)


async def test_a_resident_never_reads_who_noted_or_wrote_what(desk, planted, keys, journal, folder):
    desk.invites("telegram:2", "agent", AUTHOR, MIXED)
    desk.invites("telegram:5", "agent", "Samira")
    agent, colleague = (walking(desk, person, keys) for person in ("telegram:2", "telegram:5"))
    for line in NOTED:
        await agent.does(Said(line))
        await agent.does(Said("complet jusqu'au 15 décembre"))
        await colleague.does(Said(line))
    assert AUTHOR in colleague.text, "a colleague reads who noted it"
    walk = walking(desk, "telegram:1", keys, papers=3)
    for line in NOTED:
        await walk.does(Said(line))
    await walk.goes(120)
    assert "15 décembre" in walk.text, "a resident reads that there is no room"
    assert walk.leaks(secrets) == []
    assert walk.leaks(planted.for_agents) == []
    assert AUTHOR not in walk.text
    _nothing_kept(desk, planted, journal, folder)


def _nothing_kept(
    desk: Staffed, planted: Planted, journal: Journal, folder: Path, *, but: tuple[str, ...] = ()
) -> None:
    """Nothing that was typed, nothing for agents, nothing secret is in clear in a table, in a file, in the log."""
    rows = {name: text for name, text in desk.rows().items() if name not in but}
    for where, text in {**rows, "log": journal.text, **({} if but else {"files": on_the_disk(folder)})}.items():
        found = [word for word in TYPED if re.search(word, text, re.IGNORECASE)]
        assert [where, *found, *secrets(text), *planted.for_agents(text)] == [where]
    assert "a échoué" not in journal.text
