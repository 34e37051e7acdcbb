"""Figures on labelled phrases: rows that are refused with their line, what counts as right, the curve and its drawing."""

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.errors import InputError
from knowledge.evaluation import Figures, Judged, Point, Row, curve, drawn, figures, read_rows
from knowledge.evaluation.figures import confusions
from knowledge.evaluation.rows import DANGER, NONE
from knowledge.rules import load
from knowledge.understanding import Named, Understanding

RULES = load(Path(__file__).parent.parent / "orientation_rules.yaml")
NEEDS = tuple(RULES.needs)


def nobody(text: str) -> tuple[Named, ...]:
    return ()


READ = Understanding(RULES, nobody, with_encoder=False)

CRECHE = "je cherche une place en crèche pour mon bébé"
LETTERS = "azertyuiop"
BLOWS = "mon mari me frappe"


def rows_of(folder: Path, *lines: str | Mapping[str, object]) -> tuple[Row, ...]:
    path = folder / "phrases.jsonl"
    text = "".join(f"{line if isinstance(line, str) else json.dumps(line, ensure_ascii=False)}\n" for line in lines)
    path.write_text(text, encoding="utf-8")
    return read_rows(path, NEEDS)


def judged(text: str, need: str, *also: str, emergency: bool = False) -> Judged:
    return Judged(Row(text, "fr", need, frozenset(also), emergency, "essai"), READ.read(text))


# Rows


def test_a_row_says_its_labels_its_language_and_its_kind(tmp_path: Path) -> None:
    (row,) = rows_of(
        tmp_path,
        {
            "text": "I need a doctor",
            "lang": "en",
            "need": "sante",
            "also": ["droits"],
            "emergency": True,
            "kind": "oral",
        },
    )
    assert row == Row("I need a doctor", "en", "sante", frozenset({"droits"}), True, "oral")
    assert row.accepted == {"sante", "droits"}


def test_a_row_may_say_its_text_and_its_need_alone(tmp_path: Path) -> None:
    (row,) = rows_of(tmp_path, {"text": CRECHE, "need": "garde_enfants"})
    assert row == Row(CRECHE, "fr", "garde_enfants", frozenset(), False, "sans genre")


def test_a_danger_and_what_is_out_of_scope_are_labels_and_empty_lines_are_passed_over(tmp_path: Path) -> None:
    rows = rows_of(
        tmp_path, "", {"text": BLOWS, "need": DANGER, "also": [NONE]}, "   ", {"text": LETTERS, "need": NONE}
    )
    assert [row.need for row in rows] == [DANGER, NONE]


@pytest.mark.parametrize(
    ("line", "cause"),
    [
        ("pas du json", "ce n'est pas du JSON ; un objet par ligne est attendu."),
        ('{"text": "coupé", "need": "lo', "ce n'est pas du JSON ; un objet par ligne est attendu."),
        ("[1, 2]", "un objet avec les clés « text » et « need » est attendu."),
        ('"du texte"', "un objet avec les clés « text » et « need » est attendu."),
        ('{"text": "sans besoin"}', "un objet avec les clés « text » et « need » est attendu."),
        ('{"need": "logement"}', "un objet avec les clés « text » et « need » est attendu."),
        ('{"text": 12, "need": "logement"}', "un objet avec les clés « text » et « need » est attendu."),
        ('{"text": "x", "need": null}', "un objet avec les clés « text » et « need » est attendu."),
        ('{"text": "x", "need": "logement", "also": "emploi"}', "« also » est une liste de besoins."),
        ('{"text": "x", "need": "logement", "also": {"emploi": 1}}', "« also » est une liste de besoins."),
        (
            '{"text": "x", "need": "logment"}',
            "« logment » n'est ni un besoin des règles, ni « danger », ni « none ».",
        ),
        (
            '{"text": "x", "need": "logement", "also": ["emploi", "hors_sujet"]}',
            "« hors_sujet » n'est ni un besoin des règles, ni « danger », ni « none ».",
        ),
        (
            '{"text": "x", "need": "logement", "also": [7]}',
            "« 7 » n'est ni un besoin des règles, ni « danger », ni « none ».",
        ),
    ],
)
def test_a_broken_line_is_told_with_its_file_and_its_number(line: str, cause: str, tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        rows_of(tmp_path, {"text": CRECHE, "need": "garde_enfants"}, "", line, {"text": "x", "need": "jamais lu"})
    assert str(caught.value) == f"« phrases.jsonl », ligne 3 : {cause}"


def test_what_is_told_of_a_broken_line_does_not_repeat_its_phrase(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        rows_of(tmp_path, {"text": "Madame Unetelle est malade", "need": "santé"})
    assert "Unetelle" not in str(caught.value)


@pytest.mark.parametrize("content", [b"", b"\n  \n\n"], ids=["nothing", "blank"])
def test_an_empty_file_is_told(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "vide.jsonl"
    path.write_bytes(content)
    with pytest.raises(InputError, match=r"vide\.jsonl » est vide : un objet JSON par ligne est attendu\.$"):
        read_rows(path, NEEDS)


def test_a_file_that_is_no_text_or_no_file_is_told(tmp_path: Path) -> None:
    latin = tmp_path / "latin.jsonl"
    latin.write_bytes('{"text": "crèche", "need": "garde_enfants"}\n'.encode("latin-1"))
    for path in (latin, tmp_path, tmp_path / "absent.jsonl"):
        with pytest.raises(InputError, match=r"ne peut pas être lu : un fichier JSON Lines en UTF-8 est attendu\.$"):
            read_rows(path, NEEDS)


def test_a_phrase_may_hold_any_separator_of_unicode(tmp_path: Path) -> None:
    """JSON lets them stand in a text as they are, and a line of JSON Lines ends with a line feed only."""
    text = "une ligne\u2028une autre\u2029la suite\x85la fin"
    (row,) = rows_of(tmp_path, {"text": text, "need": "droits"})
    assert row.text == text


# Judging


def test_the_need_that_is_first_is_right_by_its_label_or_by_another_that_is_accepted() -> None:
    right, wrong, also = (
        judged(CRECHE, "garde_enfants"),
        judged(CRECHE, "emploi"),
        judged(CRECHE, "emploi", "garde_enfants"),
    )
    assert right.first == "garde_enfants"
    assert [each.right for each in (right, wrong, also)] == [True, False, True]
    assert [each.near for each in (right, also)] == [True, True]
    assert all(each.has_need for each in (right, wrong, also))


def test_the_right_need_may_be_among_the_first_three_without_being_first() -> None:
    reading = READ.read(CRECHE)
    (first, *_) = reading.needs
    others = tuple(replace(first, need=need) for need in ("emploi", "logement", "sante"))
    for place, near in ((0, True), (2, True), (3, False)):
        needs = (*others[:place], first, *others[place:])
        row = Row(CRECHE, "fr", first.need, frozenset(), False, "essai")
        each = Judged(row, replace(reading, needs=needs))
        assert (each.right, each.near) == (place == 0, near)


def test_a_need_that_is_refused_is_a_fault_unless_it_may_be_out_of_scope_or_an_alarm_answers() -> None:
    assert judged(LETTERS, "logement").wrongly_refused
    assert judged(LETTERS, "logement").first == NONE
    assert not judged(LETTERS, "logement", NONE).wrongly_refused
    assert not judged(LETTERS, NONE).wrongly_refused
    assert not judged(LETTERS, DANGER).wrongly_refused
    alarmed = replace(READ.read(LETTERS), alarms=READ.read(BLOWS).alarms)
    assert not Judged(Row(LETTERS, "fr", "violences", frozenset(), False, "essai"), alarmed).wrongly_refused


def test_a_danger_without_an_alarm_is_missed_and_an_alarm_without_a_danger_is_false() -> None:
    heard, missed = judged(BLOWS, DANGER, emergency=True), judged(CRECHE, "garde_enfants", emergency=True)
    assert [each.missed for each in (heard, missed)] == [False, True]
    assert judged(BLOWS, "droits").false_alarm
    assert not judged(BLOWS, "violences", DANGER).false_alarm, "an alarm is right there too"
    assert not heard.safe
    assert not judged(CRECHE, "garde_enfants").false_alarm


# Figures

SOME = (
    judged(CRECHE, "garde_enfants"),
    judged(CRECHE, "emploi"),
    judged(CRECHE, "emploi"),
    judged(CRECHE, "sante", "garde_enfants"),
    judged(CRECHE, "garde_enfants", emergency=True),
    judged(CRECHE, NONE),
    judged(LETTERS, NONE),
    judged(LETTERS, "logement"),
    judged(BLOWS, DANGER, emergency=True),
)


def test_figures_count_each_thing_over_the_phrases_where_it_has_a_meaning() -> None:
    told = figures(SOME)
    assert told.phrases == 9
    assert told.first == (3, 6)
    assert told.among_three[1] == 6
    assert 3 <= told.among_three[0] <= 5
    assert told.asked == (sum(each.reading.decision == "demander" for each in SOME), 9)
    assert told.refused == (1, 2)
    assert told.wrongly_refused == (1, 6)
    assert told.missed == (1, 2)
    assert told.false_alarms == (0, 7)


def test_what_is_asked_back_is_counted_over_all_phrases() -> None:
    asked = [Judged(each.row, replace(each.reading, decision="demander")) for each in SOME[:4]]
    assert figures([*asked, SOME[6]]).asked == (4, 5)


def test_figures_of_nothing_are_shares_of_nothing() -> None:
    told = figures([])
    assert told == Figures(0, *[(0, 0)] * 7)
    assert Figures.share(told.first) is None


def test_confusions_say_what_was_taken_for_what_the_most_frequent_first() -> None:
    found = confusions(SOME)
    assert found[0] == ("emploi", "garde_enfants", 2)
    assert set(found[1:]) == {(NONE, "garde_enfants", 1), ("logement", NONE, 1)}
    assert confusions([SOME[0], SOME[3], SOME[6], SOME[8]]) == []


# The curve

POINTS = st.lists(st.tuples(st.integers(0, 20), st.booleans()), max_size=40)


def scored(pairs: list[tuple[int, bool]]) -> list[Judged]:
    """Phrases whose first need has a score, in twentieths, and is right or not."""
    reading = READ.read(CRECHE)
    first = reading.needs[0]
    return [
        Judged(
            Row(CRECHE, "fr", first.need if right else "emploi", frozenset(), False, "essai"),
            replace(reading, needs=(replace(first, score=twentieths / 20),)),
        )
        for twentieths, right in pairs
    ]


@given(POINTS)
def test_each_point_of_the_curve_is_what_asking_under_its_threshold_would_give(pairs: list[tuple[int, bool]]) -> None:
    points = curve(scored(pairs))
    thresholds = [point.threshold for point in points]
    assert thresholds == sorted({twentieths / 20 for twentieths, _ in pairs})
    for point in points:
        answered = [right for twentieths, right in pairs if twentieths / 20 >= point.threshold]
        assert point.asked + len(answered) / len(pairs) == pytest.approx(1)
        assert point.accuracy == pytest.approx(sum(answered) / len(answered))


@given(POINTS)
def test_the_more_certainty_is_wanted_the_more_is_asked_back(pairs: list[tuple[int, bool]]) -> None:
    shares = [point.asked for point in curve(scored(pairs))]
    assert shares == sorted(shares)
    assert shares[:1] in ([], [0.0])


def test_only_phrases_that_have_a_need_make_the_curve() -> None:
    assert curve([]) == ()
    assert curve([judged(LETTERS, NONE), judged(BLOWS, DANGER, emergency=True)]) == ()
    assert curve(SOME) == curve([each for each in SOME if each.has_need])
    assert curve(SOME)[0].accuracy == pytest.approx(3 / 6)
    assert curve([judged(LETTERS, "logement")]) == (Point(0.0, 0.0, 0.0),)


# Its drawing

SVG = "{http://www.w3.org/2000/svg}"


def test_the_drawing_is_an_image_with_a_title_its_scales_its_curves_and_the_present_setting() -> None:
    svg = ElementTree.fromstring(drawn([("français", curve(SOME)), ("autres langues", curve(SOME[:2]))], 0.25))
    assert svg.tag == f"{SVG}svg"
    assert svg.get("role") == "img"
    title = svg.findtext(f"{SVG}title")
    assert title == "Justesse du premier besoin selon la part des messages où l'on redemande"
    said = [text.text for text in svg.iter(f"{SVG}text")]
    assert {"0 %", "50 %", "100 %", "français", "autres langues", "réglage actuel : 25 %"} <= set(said)
    lines = list(svg.iter(f"{SVG}polyline"))
    assert len(lines) == 2
    assert len({line.get("stroke") for line in lines}) == 2


def test_nothing_of_a_message_is_in_the_drawing() -> None:
    assert not re.search("crèche|bébé|azerty|mari|frappe", drawn([("français", curve(SOME))], 0.1))


def test_a_drawing_without_a_curve_is_still_one() -> None:
    svg = ElementTree.fromstring(drawn([], 0.0))
    assert not list(svg.iter(f"{SVG}polyline"))
    assert svg.findtext(f"{SVG}title")


@given(POINTS, st.floats(0, 1), st.text("<>&\"' é/", max_size=8))
def test_every_curve_stays_inside_the_drawing_whatever_its_name(
    pairs: list[tuple[int, bool]], asked: float, name: str
) -> None:
    svg = ElementTree.fromstring(drawn([(name, curve(scored(pairs)))], asked))
    _, _, width, height = map(float, str(svg.get("viewBox")).split())
    for line in svg.iter(f"{SVG}polyline"):
        for point in str(line.get("points")).split():
            x, y = map(float, point.split(","))
            assert 0 <= x <= width
            assert 0 <= y <= height
    assert name in [text.text or "" for text in svg.iter(f"{SVG}text")]
