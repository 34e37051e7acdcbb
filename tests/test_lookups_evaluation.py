"""The look-ups of agents, written down, and how often the right card is the first thing shown."""

from itertools import combinations
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.attending.looking import PAGE
from bot.commands import cli
from bot.commands.reperer.evaluating import Judgements, evaluate, judge, report
from bot.settings import default_rules
from knowledge.directory import Offer
from knowledge.errors import InputError, RulesError
from knowledge.evaluation.interval import wilson
from knowledge.evaluation.looked_up import LISTED, Found, counted, judged
from knowledge.evaluation.lookups import AskedLine, LookupFile, read_lookups
from knowledge.hours import Opening
from knowledge.lookup import Finding, Findings, Lookup
from knowledge.rules import load
from knowledge.rules.model import Hotline, Rules
from tests.samples_services import house, offered

FOLDER = Path(__file__).parent / "lookups"
FILES = tuple(sorted(FOLDER.glob("*.yaml")))

VALID = """annuaire: demonstration
commune: "69034"
reperages:
  - dit: "ccas caluire"
    attendu: [demo--ccas]
  - dit: "le 115"
    attendu: ["115"]
    commune: "69266"
"""


def written(folder: Path, text: str, name: str = "dev_essai.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def rules() -> Rules:
    return load(default_rules())


@pytest.fixture(scope="module")
def files() -> tuple[LookupFile, ...]:
    return tuple(map(read_lookups, FILES))


@pytest.fixture(scope="module")
def judgements(rules: Rules, files: tuple[LookupFile, ...]) -> Judgements:
    """All that can be judged here: the directory of Lyon is not part of the repository."""
    return judge([file for file in files if file.directory is None or file.directory.exists()], rules)


def figures(judgements: Judgements, name: str) -> Found:
    path = FOLDER / name
    if path not in judgements:
        pytest.skip(f"the directory of {name} is not here")
    return counted(judgements[path])


# The files


def test_there_are_two_hundred_lines_of_which_half_are_never_shown_and_more_written_afterwards(files):
    sizes = {file.path.stem: len(file.lines) for file in files}
    first = ("dev_demonstration", "dev_lyon", "control_demonstration", "control_lyon")
    assert [sizes[name] for name in first] == [50] * 4
    assert sum(size for name, size in sizes.items() if name.startswith("control2_")) == 120
    assert all(file.control is file.path.stem.startswith("control") for file in files)


def test_no_line_is_in_two_files(files):
    for one, other in combinations(files, 2):
        if one.directory == other.directory:
            assert not {line.text for line in one.lines} & {line.text for line in other.lines}


def test_a_file_says_its_directory_its_lines_and_where_the_agent_is(tmp_path):
    file = read_lookups(written(tmp_path, VALID))
    assert (file.directory, file.mapping, file.control) == (None, None, False)
    assert file.lines == (
        AskedLine("ccas caluire", frozenset({"demo--ccas"}), "69034", 4),
        AskedLine("le 115", frozenset({"115"}), "69266", 6),
    )


def test_other_files_are_named_from_where_the_file_is(tmp_path):
    text = VALID.replace("annuaire: demonstration", "annuaire: ../lyon.csv\ncorrespondance: carte.yaml")
    file = read_lookups(written(tmp_path, text, "control_essai.yaml"))
    assert (file.directory, file.mapping) == (tmp_path / "../lyon.csv", tmp_path / "carte.yaml")
    assert file.control


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("annuaire: demonstration\n", "", "ligne 1 : il manque « annuaire »"),
        ("annuaire:", "anuaire:", "ligne 1 : je ne connais pas « anuaire ». Vouliez-vous dire « annuaire » ?"),
        ("    attendu: [demo--ccas]\n", "", "ligne 4 : « attendu » est la liste des ids acceptés"),
        ("[demo--ccas]", "[]", "ligne 5 : « attendu » est la liste des ids acceptés"),
        ("[demo--ccas]", "demo--ccas", "ligne 5 : « attendu » est la liste des ids acceptés"),
        ('dit: "ccas caluire"', 'dit: ""', "ligne 4 : « dit » est la ligne que l'agent tape"),
        ('dit: "le 115"', 'dit: "ccas caluire"', "ligne 6 : « ccas caluire » est déjà écrit ligne 4"),
        ("    attendu: [demo--ccas]", "    atendu: [demo--ccas]", "ligne 5 : je ne connais pas « atendu »"),
        ('commune: "69266"', "commune: [69266]", "ligne 8 : « commune » est un code INSEE"),
        (VALID[VALID.index("  - dit") :], "  rien\n", "ligne 3 : « reperages » est une liste"),
        (
            'commune: "69034"',
            "correspondance: carte.yaml",
            "ligne 2 : la démonstration n'a pas besoin de correspondance",
        ),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path, before, after, told):
    assert before in VALID
    with pytest.raises(RulesError, match=r"^dev_essai\.yaml, ligne ") as raised:
        read_lookups(written(tmp_path, VALID.replace(before, after, 1)))
    assert told in str(raised.value)


def test_all_mistakes_are_told_at_once(tmp_path):
    text = VALID.replace('dit: "ccas caluire"', 'dit: ""').replace('["115"]', "[]")
    with pytest.raises(RulesError) as raised:
        read_lookups(written(tmp_path, text))
    assert [mistake.line for mistake in raised.value.mistakes] == [4, 7]


def test_an_id_that_nothing_has_is_told_instead_of_being_a_miss_for_ever(tmp_path, rules):
    path = written(tmp_path, VALID.replace("demo--ccas]", "demo--cca]"))
    with pytest.raises(RulesError, match=r"ligne 4 : « demo--cca » n'est ni une structure, .* « demo--ccas »"):
        judge([read_lookups(path)], rules)


# Judging


def finding(number: int) -> Finding:
    service = offered(id=f"service-{number}", structure_id=f"house-{number}")
    return Finding(offer=Offer(service, house(id=f"house-{number}")), score=0.5, why=(), opening=Opening("unknown"))


def found(*numbers: int, hotlines: tuple[str, ...] = ()) -> Findings:
    told = tuple(Hotline(number, "", "", False, "", False) for number in hotlines)
    return Findings(lookup=Lookup(), hotlines=told, services=tuple(map(finding, numbers)))


@pytest.mark.parametrize(
    ("expected", "findings", "verdict"),
    [
        ({"service-1"}, found(1, 2), "first"),
        ({"house-1"}, found(1, 2), "first"),
        ({"service-2"}, found(1, 2), "listed"),
        ({"service-2", "service-1"}, found(1, 2), "first"),
        ({"service-3"}, found(1, 2), "missed"),
        ({"service-1"}, found(), "missed"),
        ({"115"}, found(1, hotlines=("115",)), "first"),
        ({"service-1"}, found(1, hotlines=("115",)), "listed"),
        ({f"service-{LISTED}"}, found(*range(1, 20)), "listed"),
        ({f"service-{LISTED + 1}"}, found(*range(1, 20)), "missed"),
    ],
)
def test_a_line_is_worth_what_the_agent_sees_of_it(expected, findings, verdict):
    assert judged(AskedLine("x", frozenset(expected), None, 1), findings).verdict == verdict


def test_figures_count_the_first_ones_among_those_listed():
    line = AskedLine("x", frozenset({"service-1"}), None, 1)
    told = counted(judged(line, each) for each in (found(1), found(2, 1), found(2)))
    assert (told.lines, told.first, told.listed, told.missed) == (3, 1, 2, 1)
    assert told.sure == wilson(1, 3)


@pytest.mark.parametrize(("held", "of"), [(0, 50), (50, 50), (45, 50), (1, 3)])
def test_the_interval_holds_the_share_and_stays_a_share(held, of):
    low, high = wilson(held, of)
    assert 0 <= low <= held / of <= high <= 1
    narrower = wilson(held * 4, of * 4)
    assert narrower[1] - narrower[0] < high - low


# What is printed


def test_the_lines_at_fault_are_shown_of_the_files_to_learn_from_and_never_of_the_others(files, judgements):
    printed = "\n".join(report(files, judgements, ()))
    for file in files:
        for each in judgements.get(file.path, ()):
            fault = f"ligne {each.line.number}, {'plus bas' if each.verdict == 'listed' else 'manquée'} : « {each.line.text} »"
            assert (fault in printed) == (each.verdict != "first" and not file.control)
    for name in ("dev_demonstration.yaml", "control_demonstration.yaml", "réglage", "contrôle", "ensemble"):
        assert any(line.startswith(name) for line in printed.splitlines())


def test_a_commune_that_is_none_is_told_instead_of_being_left_aside(tmp_path, rules):
    with pytest.raises(RulesError, match=r"ligne 6 : « 99999 » n'est pas le code INSEE d'une commune"):
        judge([read_lookups(written(tmp_path, VALID.replace("69266", "99999")))], rules)


def test_a_directory_that_is_not_there_is_told_and_its_lines_are_left_aside(tmp_path, rules):
    path = written(tmp_path, VALID.replace("demonstration", "absent.csv"))
    assert (
        evaluate([path], rules)
        == f"« dev_essai.yaml » est laissé de côté : son annuaire « {tmp_path}/absent.csv » n'est pas là."
    )


def test_one_command_measures_several_files(tmp_path):
    text = VALID.replace("demonstration", "absent.csv")
    paths = [str(written(tmp_path, text, name)) for name in ("dev_un.yaml", "control_deux.yaml")]
    outcome = CliRunner().invoke(cli, ["reperer", "--evaluer", *paths])
    assert outcome.exit_code == 0
    assert [line.split(" »")[0] for line in outcome.output.splitlines()] == ["« dev_un.yaml", "« control_deux.yaml"]


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(InputError, match=r"rien\.yaml » n'est pas un fichier"):
        read_lookups(tmp_path / "rien.yaml")


# The figures that hold


@pytest.mark.parametrize(
    ("name", "first", "listed"),
    [
        ("dev_demonstration.yaml", 0.90, 0.98),
        ("control_demonstration.yaml", 0.85, 0.95),
        ("dev_lyon.yaml", 0.85, 0.90),
        ("control_lyon.yaml", 0.85, 0.90),
        ("control2_demonstration.yaml", 0.80, 0.90),
        ("control2_lyon.yaml", 0.75, 0.85),
    ],
)
def test_one_line_is_enough_for_most_look_ups(judgements, name, first, listed):
    told = figures(judgements, name)
    assert told.first >= first * told.lines
    assert told.listed >= listed * told.lines


def test_what_is_judged_is_what_a_screen_shows():
    assert LISTED == 1 + PAGE
