"""Guesses open nothing, and who guesses keeps nobody else out."""

import random
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.codes import Attempts, new_code
from bot.codes.attempts import ALL, CLIENTS, EACH, WINDOW
from bot.liaison import Answer, Case, UnknownCode
from bot.liaison.statistics import ALL as TOTAL
from bot.liaison.statistics import FATES, LEAST, table
from knowledge.liaison import REFUSALS, Appointed, Arrived, Refused
from tests.samples_liaison import NOW, Clock, desk_at, partner


class Seconds:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


@pytest.fixture
def attempts(seconds) -> Attempts:
    return Attempts(seconds)


def guesses(attempts: Attempts, client: str, count: int) -> int:
    """How many of these guesses were let in."""
    let_in = 0
    for _ in range(count):
        if attempts.may(client):
            attempts.wrong(client)
            let_in += 1
    return let_in


def test_ten_thousand_guesses_a_minute_open_nothing_and_do_not_slow_others(attempts, seconds, tmp_path):
    with desk_at(tmp_path, Clock()) as desk:
        codes = [desk.open(partner(), "week").code for _ in range(20)]
        looked = 0
        for number in range(10_000):
            seconds.now = number * 60 / 10_000
            if attempts.may("203.0.113.9"):
                looked += 1
                with pytest.raises(UnknownCode):
                    desk.look(new_code(random.Random(number).choice))
                attempts.wrong("203.0.113.9")
            if number % 500 == 0:
                assert attempts.may("198.51.100.7")
                assert desk.look(codes[number // 500]).urgency == "week"
                attempts.right("198.51.100.7")
    assert looked == EACH


def test_who_guessed_may_try_again_later(attempts, seconds):
    assert guesses(attempts, "203.0.113.9", 50) == EACH
    seconds.now = WINDOW - 1
    assert not attempts.may("203.0.113.9")
    seconds.now = WINDOW
    assert guesses(attempts, "203.0.113.9", 50) == EACH


def test_many_who_guess_at_once_get_one_try_each_and_who_has_a_right_code_goes_on(attempts, seconds):
    attempts.right("198.51.100.7")
    for number in range(ALL // EACH):
        assert guesses(attempts, f"203.0.113.{number}", 50) == EACH
    assert guesses(attempts, "192.0.2.1", 50) == 1
    assert attempts.may("192.0.2.2"), "a newcomer has a try"
    assert guesses(attempts, "198.51.100.7", 50) == EACH, "somebody who opened a code may mistake another"


def test_from_as_many_addresses_as_one_likes_the_guesses_are_bounded(attempts):
    attempts.right("198.51.100.7")
    let_in = sum(guesses(attempts, f"10.{number >> 8}.{number & 255}.1", 3) for number in range(3 * CLIENTS))
    assert let_in <= CLIENTS + ALL
    assert attempts.may("198.51.100.7")
    assert not attempts.may("192.0.2.1")


def test_a_line_with_many_ipv6_addresses_is_one_client(attempts):
    assert sum(guesses(attempts, f"2001:db8:1:{number:x}::1", 3) for number in range(100)) == EACH
    assert attempts.may("2001:db8:2::1")


def test_no_address_is_kept(attempts):
    attempts.wrong("203.0.113.9")
    attempts.right("203.0.113.9")
    assert "203" not in repr(vars(attempts))


def test_an_address_that_is_none_is_one_client(attempts):
    assert guesses(attempts, "unix", 50) == EACH


# Statistics

fates = st.sampled_from([None, Arrived(), Appointed(NOW), *(Refused(reason) for reason in REFUSALS[:3])])


def case(structure: str, outcome: object) -> Case:
    answers = (Answer(outcome=outcome, by="partenaire", at=NOW),) if outcome else ()
    return Case(service_id="s", structure_id=structure, urgency="week", made_at=NOW, expires_at=NOW, answers=answers)


def test_what_became_of_the_liaisons_is_counted_by_structure():
    counted = table([case("a", Arrived())] * 6 + [case("a", Refused("absent"))] * 5 + [case("b", None)] * 7)
    assert counted.structures == ("a", "b")
    assert counted.counts["a", "arrived"] == counted.counts[TOTAL, "arrived"] == 6
    assert counted.counts["b", "none"] == 7
    assert counted.counts[TOTAL, TOTAL] == 18
    assert counted.counts["b", "absent"] == 0


@settings(max_examples=100)
@given(st.dictionaries(st.tuples(st.sampled_from("abcd"), fates), st.sampled_from([1, 3, 5, 7, 20])))
def test_small_counts_are_hidden_and_no_subtraction_gives_them_back(counts):
    given = [each for each, count in counts.items() for _ in range(count)]
    counted = table(case(*each) for each in given)
    real = Counter((structure, _column(outcome)) for structure, outcome in given)
    for cell, count in counted.counts.items():
        assert count is None or count == 0 or count >= LEAST
        if count is not None and TOTAL not in cell:
            assert count == real[cell]
    for line in (*counted.structures, TOTAL):
        assert sum(counted.counts[line, fate] is None for fate in (*FATES, TOTAL)) != 1
    for fate in (*FATES, TOTAL):
        assert sum(counted.counts[line, fate] is None for line in (*counted.structures, TOTAL)) != 1


def _column(outcome: object) -> str:
    match outcome:
        case Arrived():
            return "arrived"
        case Appointed():
            return "appointed"
        case Refused(reason):
            return reason
    return "none"
