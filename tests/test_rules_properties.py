"""Whatever is done to the rule file, reading it gives rules or mistakes in French with a line; never another exception."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.errors import RulesError
from knowledge.rules import loads
from knowledge.rules.mistakes import Mistake
from tests.broken_rules import WHOLE

LINES = WHOLE.splitlines()
ENGLISH = re.compile(r"\b(dict|list|str|NoneType|input|should|must|expected|mapping|scalar|token|string|error)\b", re.I)
SIGNS = st.sampled_from([*"\t :#-[]{}\"'«»,&*!|>%@`\\~?éà\u00a0\u2028\x07\x00", "- ", ": ", "\n", "  ", "---", "<<: "])


@st.composite
def edited(draw: st.DrawFn) -> str:
    """The file without mistake after one to four edits that a tired person makes."""
    lines = list(LINES)
    for _ in range(draw(st.integers(1, 4))):
        here = draw(st.integers(0, len(lines) - 1))
        match draw(
            st.sampled_from(["drop", "twice", "swap", "indent", "empty", "cut", "insert", "erase", "elsewhere"])
        ):
            case "drop" if len(lines) > 1:
                del lines[here]
            case "twice":
                lines.insert(here, lines[here])
            case "swap":
                there = draw(st.integers(0, len(lines) - 1))
                lines[here], lines[there] = lines[there], lines[here]
            case "indent":
                lines[here] = " " * draw(st.integers(0, 7)) + lines[here].lstrip()
            case "empty":
                lines[here] = re.sub(r":.*", ":", lines[here])
            case "cut":
                lines[here] = lines[here][: draw(st.integers(0, len(lines[here])))]
            case "insert":
                at = draw(st.integers(0, len(lines[here])))
                lines[here] = lines[here][:at] + draw(SIGNS) + lines[here][at:]
            case "erase" if lines[here]:
                at = draw(st.integers(0, len(lines[here]) - 1))
                lines[here] = lines[here][:at] + lines[here][at + 1 :]
            case "elsewhere":
                lines[here] = draw(st.sampled_from(LINES)) + draw(st.sampled_from(["", " ", ":", ","]))
    return "\n".join(lines)


def assert_rules_or_mistakes(text: str) -> None:
    try:
        loads(text, "regles.yaml")
    except RulesError as error:
        assert error.mistakes
        last = max(1, len(re.split(r"\r\n|\r|\n", text)))
        for mistake in error.mistakes:
            assert isinstance(mistake, Mistake)
            assert 1 <= mistake.line <= last, str(mistake)
            assert mistake.column >= 1
            assert not mistake.advice
            said = re.sub(r"«.*?»|Écrivez.*", "", f"{mistake.cause}. {mistake.fix}")
            assert not ENGLISH.search(said), said
            assert mistake.fix, mistake.cause
        assert [mistake.line for mistake in error.mistakes] == sorted(mistake.line for mistake in error.mistakes)


@settings(deadline=None)
@given(edited())
def test_an_edited_file_gives_rules_or_mistakes(text: str) -> None:
    assert_rules_or_mistakes(text)


@settings(deadline=None)
@given(st.text(max_size=300))
def test_any_text_gives_rules_or_mistakes(text: str) -> None:
    assert_rules_or_mistakes(text)


TREE = st.recursive(
    st.sampled_from(["", "oui", "mairie", "logement", "commune", "115", "x y", "~"]),
    lambda below: st.one_of(
        st.lists(below, max_size=3),
        st.dictionaries(
            st.sampled_from("si sauf vers texte libelle reponses phrases fr age commune question type".split()),
            below,
            max_size=3,
        ),
    ),
    max_leaves=8,
)


def flow(tree: object) -> str:
    if isinstance(tree, dict):
        return "{ " + ", ".join(f"{key}: {flow(value)}" for key, value in tree.items()) + " }"
    if isinstance(tree, list):
        return "[" + ", ".join(flow(each) for each in tree) + "]"
    return f'"{tree}"'


@settings(deadline=None)
@given(st.sampled_from([number for number, line in enumerate(LINES) if re.match(r"^ *[\w\"]+:", line)]), TREE)
def test_any_value_in_the_place_of_another_gives_rules_or_mistakes(number: int, tree: object) -> None:
    lines = list(LINES)
    lines[number] = re.sub(r":.*", lambda _: f": {flow(tree)}", lines[number])
    assert_rules_or_mistakes("\n".join(lines))
