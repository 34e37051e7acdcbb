"""What the command line prints and writes, for the public, for agents, for the coordinator."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.commands import cli
from bot.served import Serving
from knowledge.exporters.formats import FORMATS
from tests.privacy.coming_out import Journal, written
from tests.privacy.planted import HIDDEN_SERVICE, HOUSE, MIXED, OWN, SERVICES, WHOLE, Planted, secrets

HIDING = (WHOLE, HOUSE, MIXED, SERVICES)


@pytest.fixture
def run(planted: Planted, planted_serving: Serving, folder: Path, monkeypatch: pytest.MonkeyPatch):
    """Runs a command over the directory with its marks, and gives all that it printed and wrote."""
    monkeypatch.setenv("AIGUILLEUR_DIRECTORY", str(planted.path))
    monkeypatch.setenv("AIGUILLEUR_STATE", str(folder / "state.db"))
    for module in ("orienter", "reperer"):  # what is served takes seconds to make
        monkeypatch.setattr(f"bot.commands.{module}.serving", lambda _: planted_serving)

    def ran(*arguments: str) -> str:
        out = folder / "out"
        out.mkdir(exist_ok=True)
        result = CliRunner().invoke(cli, [each.replace("OUT", str(out)) for each in arguments])
        files = "\n".join(written(file.name, file.read_bytes()) for file in sorted(out.iterdir()))
        for file in out.iterdir():
            file.unlink()
        assert "Traceback" not in result.output
        return f"{result.output}\n{result.exception!r}\n{files}"

    return ran


@pytest.mark.parametrize("name", FORMATS)
def test_a_public_export_has_no_field_for_agents_and_no_secret_address(run, planted, name):
    told = run("exporter", f"OUT/annuaire{FORMATS[name].ending}", "--format", name)
    assert "Mission locale" in told, "the file was read"
    assert (secrets(told), planted.for_agents(told)) == ([], [])


@pytest.mark.parametrize("name", [name for name, each in FORMATS.items() if not each.public])
def test_an_export_for_agents_has_their_fields_and_no_secret_address(run, planted, name):
    told = run("exporter", f"OUT/annuaire{FORMATS[name].ending}", "--format", name, "--pour", "agents")
    assert secrets(told) == []
    assert planted.for_agents(told)


def test_the_marks_are_there_to_be_seen(run, planted):
    told = run("exporter", "OUT/annuaire.zip", "--pour", "complet")
    seen = planted.for_agents(told)
    assert {mark.lower() for mark in secrets(told)} >= {
        "ombrek",
        "zorbatel",
        "trévoux",
        "01600",
        "01427",
        "45.9427",
        "4.7720",
    }
    assert len({mark[:6] for mark in seen if mark.startswith("AGT")}) == len(planted.numbers)
    assert {mark[6] for mark in seen if mark.startswith("AGT")} == set("ALDVN")


@pytest.mark.parametrize("role", ["resident", "agent"])
def test_the_booklet(run, planted, role):
    told = run("livret", "--pdf", "OUT/livret.pdf", "--role", role)
    assert "Mission locale" in told
    assert secrets(told) == []
    assert bool(planted.for_agents(told)) == (role == "agent")


@pytest.mark.parametrize("role", ["resident", "agent"])
@pytest.mark.parametrize("structure", [*HIDING, OWN])
def test_the_sheet_of_a_structure(run, planted, structure, role):
    told = run("fiche", structure, "--role", role) + run("fiche", structure, "--role", role, "--pdf", "OUT/fiche.pdf")
    assert "Fiche" in told
    assert secrets(told) == []
    assert bool(planted.for_agents(told)) == (role == "agent")


def test_a_pathway_in_each_of_its_forms(run, planted):
    for need in ("alimentation", "violences", "addictions"):
        paths = [word for form in ("pdf", "html", "vcf") for word in (f"--{form}", f"OUT/fiche.{form}")]
        told = run("orienter", need, "--commune", "69034", *paths)
        told += run("orienter", need, "--commune", "69034", "--json") + run(
            "orienter", need, "--commune", "69034", "--texte"
        )
        assert (secrets(told), planted.for_agents(told)) == ([], [])


def test_what_a_search_and_a_look_up_print(run, planted):
    for text in ("ccas", "restos du coeur", "éclaircie", "csapa", "portage de repas", "mission locale"):
        told = run("chercher", text) + run("chercher", text, "--json")
        assert (secrets(told), planted.for_agents(told)) == ([], [])
        looked_up = run("reperer", text, "--pourquoi") + run("reperer", text, "--json")
        assert secrets(looked_up) == []


HIDDEN_WORDS = (
    "ombrek",
    "12 bis avenue du general ombrek",
    "residence zorbatel",
    "trevoux",
    "01600",
    "AGT001D",
    "0536490001",
)


@pytest.mark.parametrize("text", HIDDEN_WORDS)
def test_nothing_is_found_by_what_nobody_may_see(run, planted, text):
    told = json.loads(run("chercher", text, "--json").partition("\n")[0])
    found = [reason.partition(": ")[2].rpartition("→")[2] for hit in told["results"] for reason in hit["why"]]
    assert [word for word in found if secrets(word) or planted.for_agents(word)] == []


def test_what_the_coordinator_is_told_of_quality_and_duplicates(run):
    told = run("qualite") + run("qualite", "--json") + run("doublons")
    assert secrets(told) == []


def test_a_liaison_sheet_and_its_identity(run, planted, folder, journal: Journal):
    asked = ("--objet", "Un rendez-vous", "--accord", "aujourdhui")
    for service in (HIDDEN_SERVICE, f"{OWN}--accompagnement"):
        words = (
            "--nom",
            "Zébulonne Quistrebert",
            "--situation",
            "Zorglubée",
            "--ligne",
            "0199001122",
            "--structure",
            "Ici",
        )
        told = run("liaison", "creer", "--vers", service, *asked, *words, "--texte", "--pdf", "OUT/liaison.pdf")
        assert "Zébulonne" in told, "on the sheet itself"
        assert secrets(told) == []
    kept = "".join(file.read_bytes().decode("latin-1") for file in folder.glob("state.db*")) + journal.text
    assert [word for word in ("bulonne", "Quistrebert", "Zorglub") if word in kept] == []
