"""The rule file is text with line numbers: nothing becomes a number, a date or a truth value behind the coordinator's back."""

from pathlib import Path

import pytest

from knowledge.errors import RulesError
from knowledge.rules import load, loads
from knowledge.rules.reader import parse, read
from tests.broken_rules import WHOLE, completed


@pytest.mark.parametrize(
    "written", ["0184672011", "06000", "9:30", "no", "115", "0x1F", "1e3", "2026-11-21", "oui", "1_000", "+33199001234"]
)
def test_a_value_without_quotes_stays_the_text_that_it_is(written: str) -> None:
    assert parse(f"a: {written}\n", "f").tree == {"a": written}
    assert parse(f"{written}: a\n", "f").tree == {written: "a"}


def test_nothing_and_null_are_an_empty_text_unless_quoted() -> None:
    assert parse('a:\nb: ~\nc: null\nd: "null"\n', "f").tree == {"a": "", "b": "", "c": "", "d": "null"}


def test_every_key_and_item_knows_its_line_and_column() -> None:
    source = parse("# titre\na:\n  b: [x,\n      y]\n  c:\n    - z\n", "f")
    assert source.positions == {
        (): (2, 1),
        ("a",): (2, 1),
        ("a", "b"): (3, 3),
        ("a", "b", 0): (3, 7),
        ("a", "b", 1): (4, 7),
        ("a", "c"): (5, 3),
        ("a", "c", 0): (6, 7),
    }


def test_lines_are_counted_as_an_editor_counts_them(tmp_path: Path) -> None:
    path = tmp_path / "f.yaml"
    for ends in ("\n", "\r\n", "\r"):
        path.write_bytes(f"\ufeffa: é{ends}{ends}b: 🏠{ends}c: d".encode())
        assert {where: line for where, (line, _) in read(path).positions.items() if where} == {
            ("a",): 1,
            ("b",): 3,
            ("c",): 4,
        }


def test_a_value_that_is_not_written_is_found_at_its_nearest_parent() -> None:
    source = parse("a:\n  b: c\n", "f")
    assert source.mistake(("a", "b", "d", 3), "x").line == 2
    assert source.mistake(("z",), "x").line == 1
    assert (source.line(("a", "b")), source.at(("a", "b")), source.at(("a", "z", 1))) == ("  b: c", "c", "")


def test_numbers_without_quotes_make_the_same_rules() -> None:
    plain = WHOLE.replace('["69034"]', "[69034]").replace('["15"]', "15").replace('  "15":', "  15:")
    assert plain != WHOLE
    assert loads(plain) == loads(WHOLE)


def test_a_list_of_one_may_be_written_as_one_text() -> None:
    alone = WHOLE.replace("vers: [mairie]", "vers: mairie").replace("generaliste: [mairie]", "generaliste: mairie")
    assert alone != WHOLE
    assert loads(alone) == loads(WHOLE)


def test_a_label_alone_is_an_answer_and_a_list_alone_is_french() -> None:
    rules = loads(WHOLE)
    assert rules.questions["courrier"].options["oui"].label == "Oui"
    assert rules.needs["emploi"].phrases == {"fr": ("mon travail", "un emploi")}
    assert rules.needs["logement"].phrases["en"] == ("my rent",)


@pytest.mark.parametrize(
    "text", ["{prenom}", "{0} {", "}{", "{{x}}", "100 % %s %(x)s", "$HOME", "<b>gras</b>", "_a_ *b*"]
)
def test_signs_in_a_text_are_only_signs(text: str) -> None:
    assert loads(completed(f'accueil: "Bonjour {text}"\n')).welcome == f"Bonjour {text}"


def test_menu_and_needs_keep_the_order_of_the_file() -> None:
    rules = loads(WHOLE)
    assert list(rules.menu) == ["logement", "emploi"]
    assert list(rules.needs) == ["logement", "emploi"]
    assert rules.first == ("logement",)


def test_the_committed_file_loads(pytestconfig: pytest.Config) -> None:
    rules = load(pytestconfig.rootpath / "orientation_rules.yaml")
    assert len(rules.needs) == 21
    assert len(rules.menu) <= 8


def test_rules_cannot_be_changed_once_read() -> None:
    rules = loads(WHOLE)
    with pytest.raises(TypeError):
        rules.needs["autre"] = rules.needs["logement"]  # type: ignore[index]
    with pytest.raises(AttributeError):
        rules.welcome = "Bonsoir."  # type: ignore[misc]


def test_unreadable_blocks_are_told_together_and_only_once_each() -> None:
    broken = WHOLE.replace('texte: "Restez', 'texte: "Restez"').replace("reseaux: [ccas-cias]", "reseaux: [ccas-cias")
    with pytest.raises(RulesError) as caught:
        loads(broken)
    assert [broken.splitlines()[mistake.line - 1].strip()[:10] for mistake in caught.value.mistakes] == [
        'texte: "Re',
        "chercher: ",
    ]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("a: b: c\n# rien\n", [1]),
        ('a: "x" y\nb: c\nb: d\n', [1, 3]),
        ("a: b: c\n---\nd: e\n---\nf: g\n", [1]),
        ("a: b: c", [1]),
        ("".join(f"a{number}: b: c\n" for number in range(40)), list(range(1, 11))),
    ],
    ids="comment duplicate documents alone many".split(),
)
def test_what_follows_an_unreadable_block_is_read_as_far_as_possible(text: str, lines: list[int]) -> None:
    with pytest.raises(RulesError) as caught:
        parse(text, "f")
    assert [mistake.line for mistake in caught.value.mistakes] == lines
