"""Codes that are typed anyhow, and mistakes in them that are told; the moment of an appointment as people give it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.codes import MistypedCode, new_code, shown, typed
from bot.codes.code import ALPHABET, DRAWN
from bot.liaison.appointments import AppointmentError, chosen, local, said
from tests.samples_liaison import NOW

codes = st.lists(st.sampled_from(ALPHABET), min_size=DRAWN, max_size=DRAWN).map(lambda drawn: new_code(_giving(drawn)))


def _giving(drawn):
    """A choice that gives these characters, then others where the first draw has no check character."""
    wanted = iter([*drawn, *"K345678923K5679823"])
    return lambda _: next(wanted)


@given(codes)
def test_a_code_is_read_however_it_is_typed(code):
    for text in (code, shown(code), code.lower(), f"  {' '.join(code)} ", shown(code).replace("-", "–"), f"{code}\u200b\n",
                 f"https://liaison.exemple.fr/r/{code}", f"https://liaison.exemple.fr/r/{code}/",
                 f"https://liaison.exemple.fr/r/{code}?corriger", f"{shown(code)}."):  # fmt: skip
        assert typed(text) == code


@given(codes, st.integers(0, DRAWN), st.sampled_from(ALPHABET))
def test_any_one_character_that_is_wrong_is_told(code, place, other):
    mistyped = code[:place] + other + code[place + 1 :]
    if mistyped != code:
        with pytest.raises(MistypedCode) as caught:
            typed(mistyped)
        assert caught.value.slip == "check"


@given(codes, st.integers(0, DRAWN), st.integers(0, DRAWN))
def test_any_two_characters_that_changed_places_are_told(code, one, other):
    signs = list(code)
    signs[one], signs[other] = signs[other], signs[one]
    if "".join(signs) != code:
        with pytest.raises(MistypedCode):
            typed("".join(signs))


@pytest.mark.parametrize(
    ("text", "slip"),
    [("", "length"), ("K7PM", "length"), ("K7PM-4XQ8-R-R", "length"), ("K7PM-4XQ8-0", "character"), ("K7PM-4XQ8-É", "character"),
     ("' OR 1=1 --", "character"), ("🙂" * 9, "character"), ("K" * 10_000, "length"), ("K7PM-4XQ8-S", "check")],
)  # fmt: skip
def test_what_cannot_be_a_code_tells_how(text, slip):
    with pytest.raises(MistypedCode) as caught:
        typed(text)
    assert caught.value.slip == slip
    assert "K7PM" not in str(caught.value) or "exemple" in str(caught.value) or "comme" in str(caught.value)


@given(st.text(max_size=60))
def test_any_text_is_a_code_or_is_told(text):
    try:
        assert len(typed(text)) == DRAWN + 1
    except MistypedCode as error:
        assert str(error).endswith(".")


def test_codes_differ_and_have_no_letter_that_is_taken_for_another():
    made = {new_code() for _ in range(2000)}
    assert len(made) == 2000
    assert not set("".join(made)) & set("01AEILOU")


# The moment of an appointment

HERE = local(NOW, "Europe/Paris")


@pytest.mark.parametrize(
    ("day", "hour"),
    [("2026-11-30", "14:30"), ("30/11/2026", "14h30"), (" 30/11/2026 ", "14 h 30"), ("30 novembre", "14:30")],
)
def test_a_moment_is_read_as_a_browser_sends_it_and_as_people_write_it(day, hour):
    assert chosen(day, hour, NOW, HERE, "fr").isoformat() == "2026-11-30T14:30:00+01:00"


@pytest.mark.parametrize(
    ("day", "hour", "doubt"),
    [("", "14:30", "day_wrong"), ("31/02/2027", "14:30", "day_wrong"), ("bientôt", "14:30", "day_wrong"),
     ("2026-11-30", "", "time_wrong"), ("2026-11-30", "25:00", "time_wrong"), ("2026-11-30", "quand elle veut", "time_wrong"),
     ("2026-11-22", "14:30", "day_past"), ("2062-11-30", "14:30", "day_far"), ("9999-12-31", "23:59", "day_far")],
)  # fmt: skip
def test_what_cannot_be_the_moment_of_an_appointment_tells_why(day, hour, doubt):
    with pytest.raises(AppointmentError) as caught:
        chosen(day, hour, NOW, HERE, "fr")
    assert caught.value.doubt == doubt


@given(st.text(max_size=20), st.text(max_size=20))
def test_any_day_and_hour_are_read_or_told(day, hour):
    for act in (lambda: chosen(day, hour, NOW, HERE, "fr"), lambda: said(f"{day} {hour}", NOW, HERE, "fr")):
        try:
            assert act().tzinfo is not None
        except AppointmentError as error:
            assert str(error).endswith(".")
