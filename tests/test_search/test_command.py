"""`aiguilleur chercher`, as it is typed."""

import json
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from bot.commands.chercher import command


@pytest.fixture
def run(small: Path):  # type: ignore[no-untyped-def]
    def run(*arguments: str, typed: str = "") -> Result:
        return CliRunner().invoke(command, [*arguments, "--directory", str(small)], input=typed)

    return run


def test_results_in_json_have_the_shape_that_other_tools_rely_on(run) -> None:  # type: ignore[no-untyped-def]
    done = run("ccas caluir", "--json")
    assert done.exit_code == 0
    first = json.loads(done.stdout)["results"][0]
    assert first == {
        "service_id": None,
        "structure_id": "ccas",
        "nom": "CCAS de Caluire-et-Cuire",
        "score": first["score"],
        "why": ["nom: ccas", "nom: caluir→caluire"],
        "commune": "Caluire-et-Cuire",
        "distance_km": None,
        "services": [],
    }
    assert 0.9 < first["score"] <= 1


def test_json_lines_pass_the_other_keys_through(run) -> None:  # type: ignore[no-untyped-def]
    done = run("--jsonl", "--limit", "1", typed='{"text": "pmi", "id": 7}\n\n{"text": "😀"}\n')
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line.get("id") for line in lines] == [7, None]
    assert lines[0]["results"][0]["structure_id"] == "pmi"
    assert lines[1]["results"] == []


def test_a_commune_favours_what_is_near(run) -> None:  # type: ignore[no-untyped-def]
    for near in ("59350", "lille"):
        assert json.loads(run("ccas", "--json", "--commune", near).stdout)["results"][0]["structure_id"] == "ccas-lille"


def test_a_person_reads_names_communes_and_reasons(run) -> None:  # type: ignore[no-untyped-def]
    assert "1. CCAS de Caluire-et-Cuire — Caluire-et-Cuire" in run("ccas caluir").stdout
    assert "nom: caluir→caluire" in run("ccas caluir").stdout
    assert "Rien ne répond à « qsdfghjklm »" in run("qsdfghjklm").stdout


def test_a_person_reads_the_services_that_answer_and_how_far_they_are(run) -> None:  # type: ignore[no-untyped-def]
    shown = run("ccas repas colis", "--commune", "lyon").stdout
    assert "1. CCAS de Caluire-et-Cuire — Caluire-et-Cuire, " in shown
    assert " km  (" in shown
    assert "    • Portage de repas à domicile  [ccas-domicile]" in shown
    assert "    • Colis alimentaire  [ccas-colis]" in shown
    assert "pourquoi : nom: ccas" in shown
    answered = json.loads(run("ccas repas colis", "--json", "--commune", "lyon").stdout)["results"][0]
    assert {service["id"] for service in answered["services"]} == {"ccas-domicile", "ccas-colis"}
    assert 3 < answered["distance_km"] < 8


def test_mistakes_are_told_in_a_sentence(run) -> None:  # type: ignore[no-untyped-def]
    assert "n'est pas une commune connue" in run("ccas", "--commune", "99999").stderr
    assert "Donnez un texte" in run().stderr
    assert "Ligne 1" in run("--jsonl", typed="pas du JSON\n").stderr
    assert "Ligne 2" in run("--jsonl", typed='{"text": "pmi"}\n[1]\n').stderr


def test_every_option_is_explained() -> None:
    with click.Context(command) as context:
        assert all(
            getattr(option, "help", None) for option in command.get_params(context) if isinstance(option, click.Option)
        )
