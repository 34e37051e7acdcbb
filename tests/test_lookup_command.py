"""`aiguilleur reperer`, as it is typed, and what it tells."""

import json

from click.testing import CliRunner

from bot.commands.reperer import command
from bot.commands.reperer.told import as_dict, told
from knowledge.lookup import Findings
from tests.samples_lookup import finder
from tests.samples_services import CALUIRE, MONDAY


def found(line: str) -> Findings:
    return finder().find(finder().read(line, home=CALUIRE), MONDAY)


def lines(line: str, *, why: bool = False) -> list[str]:
    return told(found(line), finder().rules, finder().places, MONDAY, why=why).splitlines()


def test_what_was_understood_comes_before_the_card() -> None:
    said = lines("ccas caluire")
    assert said[0] == "Compris : nom « ccas » · commune Caluire-et-Cuire (69)"
    assert said[2].startswith("Centre communal d’action sociale (CCAS) de Caluire-et-Cuire")
    assert "Aussi :" in said


def test_a_number_and_a_line_of_nothing() -> None:
    assert "☎ 115 Samu social" in lines("115")
    assert lines("!?") == ["Compris : rien", "", "Rien ne répond. Essayez avec d'autres mots, ou seulement le nom."]


def test_a_reason_is_given_where_it_is_asked_for() -> None:
    assert any(line.strip().startswith("pourquoi : « ccas »") for line in lines("ccas caluire", why=True))
    assert not any("pourquoi" in line for line in lines("ccas caluire"))


def test_a_secret_address_is_told_to_be_secret() -> None:
    assert "  Adresse confidentielle : appelez d’abord." in lines("l'éclaircie")


def test_json_has_the_shape_that_other_tools_rely_on() -> None:
    answer = as_dict(found("colis pmr"))
    assert answer.keys() == {"understood", "sure", "results", "hotlines"}
    assert answer["understood"]["filters"] == ["pmr"]
    first = answer["results"][0]
    assert {"service_id", "structure_id", "nom", "service", "score", "why", "missed"} <= first.keys()
    assert as_dict(found("115"))["hotlines"][0]["numero"] == "115"


def test_one_line_is_answered_from_the_command_line() -> None:
    done = CliRunner().invoke(command, ["ccas", "--commune", "caluire", "--json"])
    assert done.exit_code == 0
    assert json.loads(done.stdout)["understood"]["home"] == CALUIRE


def test_a_line_is_needed() -> None:
    assert "Donnez une ligne" in CliRunner().invoke(command, []).stderr
