"""French hours are read with certainty, or not at all."""

import csv
import re
from pathlib import Path

import pytest
import yaml

from knowledge.hours import blank_days, from_days, from_french, read

TABLE: dict[str, list[list[str | None]]] = yaml.safe_load(
    (Path(__file__).parent / "hours" / "french.yaml").read_text(encoding="utf-8")
)
ROWS = [(text, value) for rows in TABLE.values() for text, value in rows]


@pytest.mark.parametrize(("text", "value"), ROWS)
def test_hours_become_a_value_or_stay_a_text(text: str, value: str | None) -> None:
    assert from_french(text) == value
    if value is not None:
        assert None not in read(value).rules


def test_the_table_is_long_and_holds_traps() -> None:
    assert len({text for text, _ in ROWS}) == len(ROWS) >= 150
    assert sum(value is None for _, value in ROWS) >= 60


def test_a_text_longer_than_any_hours_is_not_read() -> None:
    assert from_french("lundi 9h-12h" + " " * 1_900) == "Mo 09:00-12:00"
    assert from_french("lundi 9h-12h" + " " * 2_000) is None
    assert from_french("\ufdfa" * 1_999) is None


PAGE = (Path(__file__).parents[1] / "docs" / "horaires.md").read_text(encoding="utf-8")
READ, LEFT = PAGE.split("## Ce qui reste en clair")


def _cells(text: str) -> list[list[str]]:
    """The code in each row of the tables of a page."""
    rows = [re.findall(r"`([^`]+)`", line.replace("\\|", "|")) for line in text.splitlines() if line.startswith("| `")]
    assert len(rows) > 9
    return rows


def test_what_the_page_says_is_read_is_read_so() -> None:
    for text, value in _cells(READ):
        assert from_french(text) == value


def test_what_the_page_says_stays_a_text_does_and_what_it_says_to_write_is_read() -> None:
    for text, better in _cells(LEFT):
        assert from_french(text) is None, text
        assert from_french(better) is not None, better


@pytest.mark.parametrize(
    ("cells", "value", "blank"),
    [
        (["09:00 - 12:00 / 13:30 - 17:00"] * 5 + [None], "Mo-Fr 09:00-12:00,13:30-17:00", (5,)),
        (["fermé", "9h-12h", "", "9h-12h", "9h-12h", "-", "Fermé"], "Tu,Th,Fr 09:00-12:00; Mo,Su off", (2, 5)),
        (["8h30-12h, 14h-17h30", "sur rendez-vous"], 'Mo 08:30-12:00,14:00-17:30; Tu "sur rendez-vous"', ()),
        (["09:00-12:00 / 09:00-12:00"], "Mo 09:00-12:00", ()),
        (["24h/24"] * 7, "24/7", ()),
        (["20h-8h"] * 2, "Mo,Tu 20:00-08:00", ()),
        (["9h-12h", "voir site"], None, ()),
        (["9h-12h", "00:00 - 00:00"], None, ()),
        (["09:00-12:00", "09:00-12:00 / 09:00-16:00"], None, ()),
        (["9h-12h", "9h"], None, ()),
        (["-", "", None], None, (0, 1, 2)),
        (["fermé"] * 7, None, ()),
        (["sur rendez-vous"] * 5, 'Mo-Fr "sur rendez-vous"', ()),
        ([], None, ()),
    ],
)
def test_a_column_a_day_is_read_whole_or_not_at_all(
    cells: list[str | None], value: str | None, blank: tuple[int, ...]
) -> None:
    assert from_days(cells) == value
    assert blank_days(cells) == blank


DATA = Path(__file__).parents[2] / "shared" / "data"


@pytest.mark.skipif(not DATA.is_dir(), reason="the real files are not beside the repository")
def test_a_national_list_with_a_column_a_day_is_read() -> None:
    with (DATA / "france_services_2022.csv").open(encoding="utf-8", newline="") as file:
        columns = ("h_lundi", "h_mardi", "h_mercredi", "h_jeudi", "h_vendredi", "h_samedi")
        rows = {tuple(row[column] or None for column in columns) for row in csv.DictReader(file)}
    filled = [row for row in rows if any(row)]
    assert len(filled) > 1_000
    assert sum(from_days(row) is not None for row in filled) / len(filled) > 0.97


@pytest.mark.skipif(not DATA.is_dir(), reason="the real files are not beside the repository")
def test_most_free_text_of_a_regional_list_is_read() -> None:
    with (DATA / "mediation_numerique" / "mednum_paca_brut_2022.csv").open(encoding="utf-8", errors="replace") as file:
        texts = {row["horaires_ouverture_brut"] for row in csv.DictReader(file, delimiter=";")} - {""}
    assert len(texts) > 150
    assert sum(from_french(text) is not None for text in texts) / len(texts) > 0.75
