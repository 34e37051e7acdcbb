"""How well messages that nobody tuned on are understood: the control set of the repository, with the real rules.

It was written by another hand than the lexicon, to be hard: odd people, and dangers told sideways.
"""

from pathlib import Path

import pytest

from knowledge.evaluation import Figures, Judged, figures, read_rows
from knowledge.learned import encoder
from knowledge.rules import load
from knowledge.understanding import Understanding

ROOT = Path(__file__).parent.parent
CONTROL = ROOT / "tests" / "evaluation" / "controle.jsonl"


def measured(*, with_encoder: bool) -> list[Judged]:
    rules = load(ROOT / "orientation_rules.yaml")
    understanding = Understanding(rules, lambda text: (), with_encoder=with_encoder)
    return [Judged(row, understanding.read(row.text)) for row in read_rows(CONTROL, rules.needs)]


@pytest.fixture(scope="module", params=[True, False], ids=["with the encoder", "without"])
def judged(request: pytest.FixtureRequest) -> list[Judged]:
    if request.param and encoder() is None:
        pytest.skip("the sentence encoder (extra « sens ») is not installed")
    return measured(with_encoder=request.param)


def share(pair: tuple[int, int]) -> float:
    return Figures.share(pair) or 0.0


# What is aimed at is in docs/performance.md, beside what was measured; a change may not fall under what follows.


def test_the_right_need_comes_first_in_french(judged: list[Judged]) -> None:
    told = figures([each for each in judged if each.row.language == "fr"])
    assert share(told.first) >= 0.82
    assert share(told.among_three) >= 0.92


def test_the_right_need_comes_first_in_other_languages(judged: list[Judged]) -> None:
    told = figures([each for each in judged if each.row.language != "fr"])
    assert share(told.first) >= 0.78
    assert share(told.among_three) >= 0.92


def test_what_is_out_of_scope_is_refused_and_needs_are_not(judged: list[Judged]) -> None:
    told = figures(judged)
    assert share(told.refused) >= 0.80
    assert share(told.wrongly_refused) <= 0.05


def test_few_messages_are_asked_back(judged: list[Judged]) -> None:
    assert share(figures(judged).asked) <= 0.15


def test_most_dangers_are_seen_even_told_in_other_words(judged: list[Judged]) -> None:
    told = figures(judged)
    assert share(told.missed) <= 0.30
    assert share(told.false_alarms) <= 0.10
