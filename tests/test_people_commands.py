"""`aiguilleur inviter` and `aiguilleur acces`: what a coordinator types and reads."""

import json
import re
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner, Result

from bot.codes import typed
from bot.commands import acces, inviter
from bot.commands.acces import lister, retirer
from bot.commands.french import told
from bot.people import Account
from bot.settings import Settings
from bot.store.people import SqlitePeople
from knowledge.errors import AiguilleurError

COMMANDS = {"inviter": inviter.command, "lister": lister.command, "retirer": retirer.command}
CODE = re.compile(r"Code : (\S+)")


@pytest.fixture
def env(tmp_path) -> dict[str, str]:
    return {"AIGUILLEUR_STATE": str(tmp_path / "state.db"), "AIGUILLEUR_DIRECTORY": ""}


def run(env: dict[str, str], verb: str, *words: str, typing: str = "") -> Result:
    return CliRunner(env=env).invoke(COMMANDS[verb], words, input=typing, standalone_mode=False)


def refused(env: dict[str, str], verb: str, *words: str) -> str:
    """The sentence that the root of the commands prints."""
    error = run(env, verb, *words).exception
    return str(error) if isinstance(error, AiguilleurError) else told(error)


def registry(env: dict[str, str]) -> SqlitePeople:
    return SqlitePeople.of(Settings.read(env))


def redeemed(env: dict[str, str], output: str, person: str) -> Account:
    people = registry(env)
    account = people.redeem(typed(CODE.search(output)[1]), person, datetime.now(UTC))
    people.close()
    return account


def test_an_invitation_is_printed_with_all_that_is_to_be_passed_on(env):
    output = run(env, "inviter", "--role", "agent", "--structure", "demo--ccas", "--nom", "Samira, CCAS").output
    assert "Samira, CCAS (agent, Centre communal d’action sociale" in output
    assert "/code " + CODE.search(output)[1] in output
    assert "une seule fois, jusqu'au" in output
    assert "Bienvenue, Samira, CCAS." in output
    assert "Lien" not in output, "no bot was ever served from here"
    account = redeemed(env, output, "telegram:1")
    assert (account.role, account.structure_id) == ("agent", "demo--ccas")


def test_once_the_bot_was_served_its_link_and_a_qr_code_are_given(env, tmp_path):
    people = registry(env)
    people.served_at("https://t.me/un_bot")
    people.close()
    output = run(env, "inviter", "--role", "coordination", "--nom", "Nadia", "--qr", str(tmp_path / "qr.png")).output
    code = typed(CODE.search(output)[1])
    assert f"https://t.me/un_bot?start=i_{code}" in output
    assert (tmp_path / "qr.png").read_bytes().startswith(b"\x89PNG")
    assert (tmp_path / "qr.png").stat().st_mode & 0o077 == 0


def test_a_structure_is_known_by_its_id_that_of_a_service_or_its_whole_name(env):
    for number, given in enumerate(
        ("demo--pmi", "demo--ccas--aide-alimentaire", "Restos du Cœur, centre de Caluire-et-Cuire")
    ):
        output = run(env, "inviter", "--role", "partenaire", "--structure", given, "--nom", f"N{number}").output
        assert redeemed(env, output, f"telegram:{number}").structure_id in (
            "demo--pmi",
            "demo--ccas",
            "demo--restos-du-coeur",
        )


@pytest.mark.parametrize(
    ("words", "cause"),
    [
        (("--role", "agent", "--nom", "X", "--structure", "mission local"), "--structure demo--mission-locale"),
        (("--role", "agent", "--nom", "X", "--structure", "zzzz"), "aiguilleur chercher"),
        (("--role", "partenaire", "--nom", "X"), "dites laquelle"),
        (("--role", "agent", "--nom", " "), "Il manque un nom"),
        (("--role", "agent", "--nom", "X", "--jours", "31"), "de 1 à 30"),
        (("--role", "agent", "--nom", "X", "--jours", "99999999999"), "de 1 à 30"),
        (("--role", "agent", "--nom", "X", "--jours", "demain"), "nombre entier"),
        (("--role", "chef", "--nom", "X"), "agent, partenaire, coordination"),
        (
            (
                "--role",
                "agent",
            ),
            "Il manque --nom",
        ),
        (("--role", "agent", "--nom", "X", "--qr", "qr.png"), "aiguilleur servir"),
        (("--role", "agent", "--nom", "X", "--qr", "qr.jpg"), "un nom en .png est attendu"),
    ],
)
def test_what_cannot_be_is_told_and_nothing_is_made(env, words, cause):
    assert cause in refused(env, "inviter", *words)
    people = registry(env)
    assert people.invitations() == ()
    people.close()


def test_the_list_has_names_and_never_a_code(env):
    first = run(env, "inviter", "--role", "agent", "--structure", "demo--ccas", "--nom", "Samira").output
    redeemed(env, first, "telegram:1")
    second = run(env, "inviter", "--role", "agent", "--nom", "Bruno").output
    listed = run(env, "lister").output
    assert "1. Samira · agent · Centre communal" in listed
    assert "i2. Bruno · agent · en attente, jusqu'au" in listed
    assert "1 acceptés, 0 sans effet" in listed
    assert "i1." not in listed
    assert "i1. Samira" in run(env, "lister", "--toutes").output
    whole = json.loads(run(env, "lister", "--toutes", "--json").output)
    assert [each["nom"] for each in whole["acces"]] == ["Samira"]
    assert [(each["numero"], each["etat"]) for each in whole["invitations"]] == [
        ("i1", "acceptée"),
        ("i2", "en attente"),
    ]
    assert whole["codes"][0]["nombre"] == 1
    for code in (CODE.search(first)[1], CODE.search(second)[1]):
        assert code not in listed + json.dumps(whole)
        assert typed(code) not in listed + json.dumps(whole)


def test_an_access_is_taken_back_by_its_name_once_that_is_confirmed(env):
    redeemed(env, run(env, "inviter", "--role", "agent", "--nom", "Samira, CCAS").output, "telegram:1")
    assert "Rien n'a été retiré" in run(env, "retirer", "samira ccas", typing="\n").output
    assert "Accès retiré : Samira, CCAS" in run(env, "retirer", "samira ccas", typing="oui\n").output
    assert "ni accès ni invitation" in refused(env, "retirer", "samira ccas", "--oui")


def test_an_invitation_is_taken_back_by_its_number(env):
    output = run(env, "inviter", "--role", "agent", "--nom", "Bruno").output
    answer = run(env, "retirer", "i1", "--oui", "--json").output
    assert json.loads(answer)["retire"]["nom"] == "Bruno"
    assert redeemed(env, output, "telegram:1") == "revoked"


def test_a_name_that_two_have_is_not_chosen_among_them(env):
    for _ in range(2):
        run(env, "inviter", "--role", "agent", "--nom", "Bruno")
    assert "i1, i2" in refused(env, "retirer", "Bruno", "--oui")
    assert "--oui" in refused(env, "retirer", "Bruno", "--json")


def test_a_file_that_is_not_ours_is_left_as_it_is(env, tmp_path):
    (tmp_path / "state.db").write_text("des notes")
    assert "state.db" in refused(env, "inviter", "--role", "agent", "--nom", "X")
    assert (tmp_path / "state.db").read_text() == "des notes"


def test_a_qr_code_that_cannot_be_written_leaves_a_code_that_serves(env, tmp_path):
    people = registry(env)
    people.served_at("https://t.me/un_bot")
    people.close()
    (tmp_path / "file").write_text("")
    result = run(env, "inviter", "--role", "agent", "--nom", "X", "--qr", str(tmp_path / "file" / "qr.png"))
    assert "inutile d'inviter de nouveau" in told(result.exception)
    assert redeemed(env, result.output, "telegram:1").role == "agent"


def test_the_group_says_what_it_can():
    assert set(acces.COMMANDS) == {"lister", "retirer"}
    assert "retirer" in CliRunner().invoke(acces.command, ["--help"]).output
