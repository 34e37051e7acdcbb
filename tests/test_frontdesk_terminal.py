"""The agents' chat by keyboard alone: numbers, labels, commands with words after them, links."""

import io
import re
from pathlib import Path

import pytest

from bot.assembly import assistant_here
from bot.assistant import Assistant
from bot.deeplinks import payload_of
from bot.frontdesk import COMMANDS
from bot.people import Account, Role
from bot.rendering.frontdesk.menu import OF_ROLE
from bot.settings import Settings
from bot.store import MemoryStore
from bot.terminal import Terminal
from bot.transcripts.story import MONDAY
from tests.conftest import serving
from tests.frontdesk_player import Desk


async def typed(folder: Path, *lines: str, assistant: Assistant | None = None) -> str:
    """What the terminal shows after the last of these lines."""
    written = io.StringIO()
    said = "".join(f"{line}\n" for line in lines)
    await Terminal(assistant or Desk.of(serving()).assistant, io.StringIO(said), written, folder).run()
    return written.getvalue().rpartition(f"› {lines[-1]}\n")[2]


async def test_a_command_takes_the_words_after_it(tmp_path: Path) -> None:
    assert "Compris : « pmi » · Lyon 8e" in await typed(tmp_path, "pmi", "/commune lyon 8")
    assert "Dans quelle commune ?" in await typed(tmp_path, "pmi", "/commune")
    assert "Ligne directe" in await typed(tmp_path, "/chercher ccas caluire")


async def test_a_danger_after_a_command_is_told_first(tmp_path: Path) -> None:
    for command in ("chercher", "commune"):
        shown = await typed(tmp_path, f"/{command} son mari la frappe")
        assert shown.lstrip().startswith("🆘 17")
        assert shown.count("🆘") == 1


async def test_a_link_opens_a_card_a_structure_a_need(tmp_path: Path) -> None:
    service = payload_of("service", "demo--pmi--consultations")
    assert "PMI" in await typed(tmp_path, f"/start {service}")
    assert "CCAS" in await typed(tmp_path, f"/start {payload_of('structure', 'demo--ccas')}")
    assert "Compris : " in await typed(tmp_path, f"/start {payload_of('need', 'sante')}")
    assert "/aide" in await typed(tmp_path, "/start fiche-12")


async def test_a_number_and_a_label_are_buttons(tmp_path: Path) -> None:
    assert "Bons alimentaires" in await typed(tmp_path, "ccas caluire", "1")
    assert "[numéro]" in await typed(tmp_path, "ccas caluire", "📞 Appeler")


async def test_a_resident_has_no_command_of_agents(tmp_path: Path) -> None:
    resident = Assistant(serving(), MemoryStore(), lambda: MONDAY)
    shown = await typed(tmp_path, "/chercher ccas caluire", assistant=resident)
    assert "04 65 71 90 01" not in shown
    assert "Réservé aux professionnels" not in shown


async def test_a_pathway_goes_from_the_desk_to_the_chat_of_residents_with_its_code(tmp_path: Path) -> None:
    settings = Settings.read({}, state=tmp_path / "state.db")
    assistant = assistant_here(settings, Account(role="agent", name="Samira", since=MONDAY))
    shown = await typed(tmp_path, "ligne: rapporter l'attestation", "/donner_code", assistant=assistant)
    code = re.search(r"\b[2-9B-Z]{4}-[2-9B-Z]{4}-[2-9B-Z]\b", shown)
    assert code
    assert "rapporter l'attestation" in await typed(tmp_path, "/habitant", f"/code {code[0]}", assistant=assistant)
    assert not (tmp_path / "state.db").exists(), "the terminal keeps nothing"
    assistant.close()


@pytest.mark.parametrize(
    ("role", "named"),
    [("agent", ""), ("partner", "/ma_fiche"), ("coordinator", "/inviter /acces /signalements /corrections")],
)
async def test_help_names_the_commands_of_the_role_and_they_answer(tmp_path: Path, role: Role, named: str) -> None:
    account = Account(role=role, name="Nadia", structure_id="demo--ccas", since=MONDAY)
    settings = Settings.read({"AIGUILLEUR_STATE": str(tmp_path / "state.db")})
    shown = await typed(tmp_path, "/aide", assistant=assistant_here(settings, account))
    own = {name for names in OF_ROLE.values() for name in names}
    assert {name for name in own if f"/{name} — " in shown} == {name.removeprefix("/") for name in named.split()}
    assert own <= COMMANDS
