"""`aiguilleur liaison repondre`, `voir`, `purger`, `cle` and `statistiques`: what an agent and a coordinator type and read."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from cryptography.fernet import Fernet

from bot.commands.french import told
from bot.commands.liaison import cle, purger, repondre, statistiques, voir
from bot.liaison import Desk
from bot.liaison.vault import new_key
from bot.settings import Settings
from knowledge.card import Card, card
from knowledge.demonstration import demonstration_directory
from knowledge.directory import Directory
from knowledge.errors import AiguilleurError, StateError
from knowledge.liaison import Arrived, Refused
from tests.samples_liaison import CONSENT, PERSON, TRACES, bytes_of, partner

COMMANDS = {"repondre": repondre, "voir": voir, "purger": purger, "cle": cle, "statistiques": statistiques}


@pytest.fixture
def env(tmp_path) -> dict[str, str]:
    return {"AIGUILLEUR_STATE": str(tmp_path / "state.db"), "AIGUILLEUR_DIRECTORY": "", "AIGUILLEUR_RULES": ""}


@pytest.fixture(scope="module")
def to() -> Card:
    with Directory.open(demonstration_directory()) as directory:
        return card(next(directory.offer(services[0].id) for _, services in directory.entries() if services))


@pytest.fixture
def desk(env):
    with Desk.of(Settings.read(env)) as desk:
        yield desk


def run(env: dict[str, str], verb: str, *args: str) -> Result:
    return CliRunner(env=env).invoke(COMMANDS[verb].command, args)


def said(env: dict[str, str], verb: str, *args: str) -> str:
    outcome = run(env, verb, *args)
    assert outcome.exit_code == 0, outcome.output
    return outcome.output


def refused(env: dict[str, str], verb: str, *args: str) -> str:
    outcome = run(env, verb, *args)
    assert outcome.exit_code != 0
    return outcome.output if outcome.output else str(outcome.exception)


def test_the_sender_notes_what_the_partner_said_on_the_telephone(env, desk, to):
    code = desk.open(to, "week").code
    assert "Rendez-vous le" in said(env, "repondre", code, "--rendez-vous", "demain 14:30")
    replaced = said(env, "repondre", code.lower().replace("-", " "), "--non", "session-complete")
    assert "Plus de place" in replaced
    assert "Cela remplace : Rendez-vous le" in replaced
    assert "déjà noté" in said(env, "repondre", code, "--non", "session-complete")
    assert said(env, "repondre", code, "--venu").startswith("Noté. La personne est venue.")
    case = desk.look(code)
    assert [type(answer.outcome).__name__ for answer in case.answers] == ["Appointed", "Refused", "Arrived"]
    assert {answer.by for answer in case.answers} == {"expediteur"}


@pytest.mark.parametrize("args", [(), ("--venu", "--non", "absent"), ("--rendez-vous", "demain 14h", "--venu")])
def test_one_answer_at_a_time(env, desk, to, args):
    code = desk.open(to, "week").code
    assert "Une réponse à la fois" in refused(env, "repondre", code, *args)
    assert desk.look(code).answers == ()


@pytest.mark.parametrize(
    ("when", "cause"),
    [("bientôt", "ne se lit pas"), ("demain", "Il manque l'heure")],
)
def test_a_moment_that_cannot_be_read_is_told(env, desk, to, when, cause):
    code = desk.open(to, "week").code
    assert cause in refused(env, "repondre", code, "--rendez-vous", when)
    assert desk.look(code).answers == ()


@pytest.mark.parametrize(
    ("code", "cause"),
    [
        ("K7PM-4XQ8-R", "expiré"),
        ("K7PM-4XQ8-S", "un caractère est faux"),
        ("K7PM", "pas entier"),
        ("K7PM-4XQ8-0", "ni voyelle"),
    ],
)
@pytest.mark.parametrize(("verb", "more"), [("repondre", ("--venu",)), ("voir", ()), ("purger", ())])
def test_a_code_that_opens_nothing_says_why(env, code, cause, verb, more):
    outcome = run(env, verb, code, *more)
    assert isinstance(outcome.exception, AiguilleurError), "the root of the commands prints its sentence"
    assert cause in str(outcome.exception)


def test_an_unknown_reason_gives_the_eleven(env):
    outcome = CliRunner(env=env).invoke(repondre.command, ["K7PM-4XQ8-R", "--non", "jamais"], standalone_mode=False)
    assert "non-joignable" in told(outcome.exception)
    assert "doublon" in told(outcome.exception)


def test_an_answer_is_noted_also_while_the_rules_have_mistakes(env, desk, to, tmp_path):
    (tmp_path / "regles.yaml").write_text("besoins: 3\n", encoding="utf-8")
    code = desk.open(to, "week").code
    assert "Noté" in said(env | {"AIGUILLEUR_RULES": str(tmp_path / "regles.yaml")}, "repondre", code, "--venu")


def test_one_liaison_is_shown_with_its_history(env, desk, to):
    code = desk.open(to, "today").code
    assert "Pas encore de réponse." in said(env, "voir", code)
    desk.answer(code, Refused("absent"), "partenaire")
    desk.answer(code, Arrived(), "expediteur")
    shown = said(env, "voir", code)
    assert f"Pour : {to.structure}" in shown
    assert to.service not in shown, "what a service is for tells what somebody needs"
    assert shown.index("La personne est venue.") < shown.index("avant : ")
    assert "par téléphone" in shown
    assert "Identité" not in shown


def test_all_are_shown_without_any_code(env, desk, to):
    assert "Aucune fiche en cours." in said(env, "voir")
    codes = [desk.open(to, "week").code, desk.open(partner(structure_id="structure-gone"), "later").code]
    desk.answer(codes[0], Arrived(), "partenaire")
    shown = said(env, "voir")
    assert "Fiches en cours : 2, dont 1 sans réponse." in shown
    assert "absente de l'annuaire (structure-gone)" in shown
    assert not [code for code in codes if code in shown or code.replace("-", "") in shown]


def test_an_identity_is_shown_when_it_was_kept_and_is_asked_for(env, to, tmp_path):
    env |= {"AIGUILLEUR_LIAISON_CLE": new_key(), "AIGUILLEUR_LIAISON_IDENTITE": "oui"}
    with Desk.of(Settings.read(env)) as desk:
        code = desk.open(to, "week", person=PERSON, consent=CONSENT).code
    assert "jamais lue" in said(env, "voir", code)
    assert PERSON.name not in said(env, "voir", code)
    assert f"Nom : {PERSON.name}" in said(env, "voir", code, "--identite", "--role", "agent")
    assert "lue 1 fois" in said(env, "voir", code)
    assert "Identités lues depuis un an : 1 fois" in said(env, "voir")
    assert "demande un CODE" in refused(env, "voir", "--identite")
    wrong = run(env | {"AIGUILLEUR_LIAISON_CLE": new_key()}, "voir", code, "--identite")
    assert "Remettez l'ancienne clé" in str(wrong.exception)
    assert "Identités effacées : 1." in said(env, "purger", "--identites")
    assert "ne l'est plus" in refused(env, "voir", code, "--identite")
    assert [trace for trace in TRACES if trace in bytes_of(tmp_path)] == []


def test_a_liaison_is_withdrawn_and_what_expired_is_deleted(env, desk, to):
    code = desk.open(to, "week").code
    assert "Fiches en cours : 1." in said(env, "purger")
    assert "pas les deux" in refused(env, "purger", code, "--identites")
    assert "ce code n'ouvre plus rien" in said(env, "purger", code)
    assert "Fiches en cours : 0." in said(env, "purger")


def test_each_key_is_new_fits_and_comes_with_how_to_keep_it(env):
    told_twice = [said({}, "cle"), said({}, "cle")]
    keys = [next(line.partition("=")[2] for line in text.splitlines() if "LIAISON_CLE=" in line) for text in told_twice]
    assert keys[0] != keys[1]
    for key in keys:
        Fernet(key)
        assert Settings.read({"AIGUILLEUR_LIAISON_CLE": key}).liaison_key is not None
    assert "coffre" in told_twice[0]


def test_statistics_hide_what_would_tell_of_a_few(env, desk, to):
    assert "Aucune fiche en cours." in said(env, "statistiques")
    for number in range(8):
        code = desk.open(to, "week").code
        if number:
            desk.answer(code, Arrived(), "partenaire")
    shown = said(env, "statistiques")
    assert "Toutes les structures : 8" in shown
    assert to.structure in shown
    assert "7  venue" not in shown, "8 − 7 would tell of one"
    assert "–  venue" in shown


def test_a_file_that_cannot_be_used_is_one_sentence(env, tmp_path):
    (tmp_path / "state.db").write_text("mes notes\n" * 200)
    for verb, args in (("voir", ()), ("purger", ()), ("repondre", ("K7PM-4XQ8-R", "--venu")), ("statistiques", ())):
        assert isinstance(run(env, verb, *args).exception, StateError), verb
    assert Path(tmp_path / "state.db").read_text().startswith("mes notes")
