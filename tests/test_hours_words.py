"""Opening hours in words: what a person reads."""

import json
import re
from datetime import datetime
from gettext import NullTranslations
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from knowledge.hours import Closure, HoursError, opening, opening_words, read, schedule_words
from knowledge.wording import Wording

FRENCH = Wording.load("fr")
EXPORTS = Path(__file__).parents[2] / "shared" / "data" / "data_inclusion_france"


def paris(text: str) -> datetime:
    """A moment by the clock in Paris; 2026-02-02 is a Monday."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Europe/Paris"))


@pytest.mark.parametrize(
    ("hours", "at", "words"),
    [
        ("Mo-Fr 09:00-17:00", "2026-02-02T10:00", "ouvert jusqu'à 17 h"),
        ("Mo-Fr 09:00-17:30", "2026-02-02T16:29", "ouvert jusqu'à 17 h 30"),
        ("Mo-Fr 09:00-17:30", "2026-02-02T16:30", "ferme dans 60 minutes"),
        ("Mo-Fr 09:00-17:00", "2026-02-02T16:40", "ferme dans 20 minutes"),
        ("Mo-Fr 09:00-17:00", "2026-02-02T16:59:30", "ferme dans 1 minute"),
        ("Mo-Fr 14:00-24:00", "2026-02-02T16:00", "ouvert jusqu'à minuit"),
        ("Mo-Su 20:00-08:00", "2026-02-02T23:00", "ouvert jusqu'à 8 h"),
        ("Mo-Su 20:00-08:00", "2026-02-02T03:00", "ouvert jusqu'à 8 h"),
        ("Mo 06:00-28:00", "2026-02-02T07:00", "ouvert jusqu'à demain à 4 h"),
        ("Mo-We", "2026-02-02T07:00", "horaires non connus : appelez avant"),
        ("Mo-We 00:00-24:00", "2026-02-02T07:00", "ouvert jusqu'à mercredi à minuit"),
        ("Jan-Mar 00:00-24:00", "2026-02-02T07:00", "ouvert jusqu'au 31 mars à minuit"),
        ("24/7", "2026-02-02T07:00", "ouvert jour et nuit"),
        ("Mo-Fr 09:00-12:00,14:00-17:00", "2026-02-02T12:30", "rouvre à 14 h"),
        ("Mo-Fr 09:00-12:00", "2026-02-02T12:30", "rouvre demain à 9 h"),
        ("Mo-Fr 08:30-12:00", "2026-02-06T12:30", "rouvre lundi à 8 h 30"),
        ("Mo 09:00-12:00", "2026-02-02T12:30", "rouvre le 9 février à 9 h"),
        ("We[1] 09:00-12:00", "2026-02-05T12:30", "rouvre le 4 mars à 9 h"),
        ("Mo-Fr 09:00-12:00; Dec 24-Jan 02 off", "2026-12-24T10:00", "rouvre le 4 janvier à 9 h"),
        ("Mo-Fr 09:00-12:00; Feb off", "2026-02-02T10:00", "rouvre le 2 mars à 9 h"),
        ("Mo-Su 09:00-12:00; Apr 20-Apr 30 off", "2026-04-20T10:00", "rouvre le 1er mai à 9 h"),
        ("off", "2026-02-02T10:00", "fermé : appelez avant de venir"),
        (None, "2026-02-02T10:00", "horaires non connus : appelez avant"),
        ("???", "2026-02-02T10:00", "horaires non connus : appelez avant"),
        ("Mo-Fr 09:00-17:00", "2026-07-14T10:00", "jour férié : appelez avant"),
        ('"sur rendez-vous"', "2026-02-02T10:00", "sur rendez-vous : appelez avant"),
        ('Mo 09:00-17:00 "sur rendez-vous"', "2026-02-02T10:00", "ouvert jusqu'à 17 h (sur rendez-vous)"),
        ('Mo 09:00-17:00 "sur rendez-vous"', "2026-02-01T10:00", "rouvre demain à 9 h (sur rendez-vous)"),
    ],
)
def test_the_state_of_a_door_is_said(hours: str | None, at: str, words: str) -> None:
    assert opening_words(opening(hours, paris(at)), paris(at), FRENCH) == words


def test_a_closed_period_is_said_by_its_end() -> None:
    at = paris("2026-08-05T10:00")
    shut = opening("Mo-Fr 09:00-17:00", at, [Closure(None, paris("2026-08-21T00:00").date())])
    assert opening_words(shut, at, FRENCH) == "rouvre le 24 août à 9 h"


def test_minutes_are_counted_through_a_change_of_clocks() -> None:
    at = paris("2026-03-29T01:45")  # 3:15 comes after half an hour
    assert opening_words(opening("00:00-03:15", at), at, FRENCH) == "ferme dans 30 minutes"


def test_today_is_the_day_of_the_door_not_of_the_clock_that_asks() -> None:
    at = datetime.fromisoformat("2026-02-01T23:30:00+00:00")  # already Monday in Paris
    assert opening_words(opening("Mo 09:00-12:00", at), at, FRENCH) == "rouvre à 9 h"


@pytest.mark.parametrize(
    ("hours", "lines"),
    [
        (None, []),
        (" ", []),
        ("24/7", ["jour et nuit, 7 jours sur 7"]),
        ("Mo-Su 00:00-24:00", ["jour et nuit, 7 jours sur 7"]),
        ("24/7; PH off", ["jour et nuit, 7 jours sur 7", "fermé les jours fériés"]),
        ("Nov-Mar 00:00-24:00", ["novembre à mars : jour et nuit, 7 jours sur 7"]),
        ("Mo-Fr 08:30-12:15,13:30-17:00; Sa off", ["lundi au vendredi : 8 h 30 – 12 h 15, 13 h 30 – 17 h"]),
        ("Mo-Su 20:00-08:00", ["tous les jours : 20 h – 8 h"]),
        ("Sa 18:00-24:00", ["samedi : 18 h – minuit"]),
        ("Mo 09:00+", ["lundi : à partir de 9 h"]),
        ("Mo 09:00-12:00,12:00-14:00,10:00-11:00", ["lundi : 9 h – 14 h"]),
        (
            "Tu-Fr 09:00-12:00; Mo 14:00-17:00; We 14:00-17:00",
            ["lundi et mercredi : 14 h – 17 h", "mardi, jeudi et vendredi : 9 h – 12 h"],
        ),
        ("Mo-We,Fr 09:00-12:00", ["lundi au mercredi et vendredi : 9 h – 12 h"]),
        ("Mo,We-Fr 09:00-12:00", ["lundi, mercredi, jeudi et vendredi : 9 h – 12 h"]),
        (
            "Mo-Fr 09:00-12:00, We 14:00-16:00",
            ["lundi, mardi, jeudi et vendredi : 9 h – 12 h", "mercredi : 9 h – 12 h, 14 h – 16 h"],
        ),
        ("Mo-Fr 09:00-12:00; PH off", ["lundi au vendredi : 9 h – 12 h", "fermé les jours fériés"]),
        (
            "Mo-Sa 09:00-12:00; Su,PH 10:00-11:00",
            ["lundi au samedi : 9 h – 12 h", "dimanche : 10 h – 11 h", "jours fériés : 10 h – 11 h"],
        ),
        ("We[1,3] 14:00-17:00", ["1er et 3e mercredi du mois : 14 h – 17 h"]),
        ("Fr[-1] 14:00-17:00", ["dernier vendredi du mois : 14 h – 17 h"]),
        ("Mo-Fr 09:00-12:00; We[1] off", ["lundi au vendredi : 9 h – 12 h", "1er mercredi du mois : fermé"]),
        (
            "Mo-Fr 09:00-12:00; We[1] 14:00-16:00",
            ["lundi au vendredi : 9 h – 12 h", "1er mercredi du mois : 14 h – 16 h seulement"],
        ),
        (
            "Mo-Fr 09:00-12:00, We[1] 14:00-16:00",
            ["lundi au vendredi : 9 h – 12 h", "1er mercredi du mois : aussi 14 h – 16 h"],
        ),
        ("week 1-53/2 Mo 09:00-12:00", ["semaines impaires, lundi : 9 h – 12 h"]),
        (
            "week 2-52/2 Mo 09:00-12:00; week 1-53/2 Tu 09:00-12:00",
            ["semaines paires, lundi : 9 h – 12 h", "semaines impaires, mardi : 9 h – 12 h"],
        ),
        ("week 10-20 Mo 09:00-12:00", ["semaines 10 à 20, lundi : 9 h – 12 h"]),
        ("Oct-Mar Mo 09:00-12:00", ["octobre à mars, lundi : 9 h – 12 h"]),
        (
            "Mo-Fr 09:00-17:00; Jul-Aug Mo-Fr 09:00-12:00",
            ["septembre à juin, lundi au vendredi : 9 h – 17 h", "juillet et août, lundi au vendredi : 9 h – 12 h"],
        ),
        ("Mo-Fr 09:00-17:00; Aug off", ["lundi au vendredi : 9 h – 17 h", "août : fermé"]),
        (
            'Mo-Fr 09:00-17:00; Aug 1-15 off; Dec 24-Jan 02 off "congés"; 2026 May 15 off',
            [
                "lundi au vendredi : 9 h – 17 h",
                "du 1er au 15 août : fermé",
                "du 24 décembre au 2 janvier : fermé (congés)",
                "15 mai 2026 : fermé",
            ],
        ),
        ('Mo 09:00-12:00 "sur rendez-vous"', ["lundi : 9 h – 12 h (sur rendez-vous)"]),
        ('Mo-Fr "sur rendez-vous"', ["lundi au vendredi : sur rendez-vous"]),
        ('"sur rendez-vous"', ["sur rendez-vous"]),
        ('Mo 09:00-12:00; "sonner fort"', ["lundi : 9 h – 12 h", "sonner fort"]),
        ('Mo 09:00-12:00 || "sur rendez-vous"', ["lundi : 9 h – 12 h", "autres moments : sur rendez-vous"]),
        ("Mo-Fr", ["lundi au vendredi : horaires à confirmer"]),
        ("Mo 09:00-12:00 unknown", ["lundi : 9 h – 12 h, à confirmer"]),
        ('closed "travaux"', ["fermé (travaux)"]),
        (
            "Mo-Fr 20:00-08:00; Sa-Su 18:00-10:00",
            ["lundi au vendredi : 20 h – 8 h", "samedi et dimanche : 18 h – 10 h"],
        ),
    ],
)
def test_a_week_is_said_day_by_day(hours: str | None, lines: list[str]) -> None:
    assert list(schedule_words(hours, FRENCH)) == lines


@pytest.mark.parametrize(
    "hours",
    [
        "lundi 9h-12h",
        "Mo 09:00-12:00 | Tu 09:00-12:00",
        "Mo-Fr 09:00-12:00; SH off",
        "sunrise-sunset",
        "easter off; Mo 09:00-12:00",
        "PH off; Mo-Fr 09:00-12:00",  # the second rule opens on public holidays again
        "We[1] 14:00-16:00; Mo-Fr 09:00-12:00",
        "Mo-Fr 09:00-12:00; We[1] 10:00-11:00; We[1,3] 14:00-16:00",
        "Mo-Fr 09:00-17:00; 12:00-14:00 off",
        "week 1-51/2 Mo 09:00-12:00",  # not week 53
        "2026 Mo 09:00-12:00",
        "Feb 31 09:00-12:00",
    ],
)
def test_what_could_be_misunderstood_is_shown_as_it_was_written(hours: str) -> None:
    assert schedule_words(hours, FRENCH) == (hours,)


class TestOtherLanguages:
    """The French sentences with an Arabic locale: the translations have their own tests."""

    ARABIC = Wording("ar", NullTranslations())
    ENGLISH = Wording("en", NullTranslations())

    def test_english_has_its_own_times_and_days(self) -> None:
        [line] = schedule_words("Mo-Fr 09:00-17:30", self.ENGLISH)
        assert re.sub(r"\s", " ", line) == "Monday au Friday : 09:00 – 17:30"

    def test_who_reads_from_right_to_left_meets_the_earlier_time_first(self) -> None:
        [line] = schedule_words("Mo-Fr 09:00-12:00,14:00-17:30", self.ARABIC)
        assert "الاثنين" in line
        assert re.findall(r"\d\d:\d\d", line) == ["09:00", "12:00", "14:00", "17:30"]
        assert "\u2066" not in line  # nothing turns a range around: each time stands where it is read

    def test_every_isolate_is_closed(self) -> None:
        for hours in (
            "24/7",
            "Mo-Fr 09:00-12:00; PH off",
            "We[1,3] 09:00-12:00",
            "9h - 12h",
            'Oct-Mar Mo 09:00-12:00 "rdv"',
        ):
            for line in schedule_words(hours, self.ARABIC):
                assert line.count("\u2066") + line.count("\u2068") == line.count("\u2069")

    def test_the_loaded_arabic_says_every_state(self) -> None:
        wording = Wording.load("ar")
        at = paris("2026-02-02T10:00")
        for hours in (None, "24/7", "Mo 09:00-12:00", "Mo 09:00-10:30", "Tu 09:00-12:00", "off", '"note"'):
            assert opening_words(opening(hours, at), at, wording)


@pytest.mark.skipif(not EXPORTS.is_dir(), reason="the real exports are not beside the repository")
def test_all_hours_of_a_national_export_that_are_read_are_said() -> None:
    values = {
        record["horaires_accueil"]
        for name in ("services", "structures")
        for record in json.loads((EXPORTS / f"{name}.json").read_text(encoding="utf-8"))
        if record.get("horaires_accueil")
    }
    readable = {value for value in values if _readable(value)}
    assert len(readable) > 3_600
    assert not [value for value in readable if schedule_words(value, FRENCH) == (value,)]


def _readable(value: str) -> bool:
    try:
        read(value)
    except HoursError:
        return False
    return True
