"""Days and hours that a line wishes for, and what is open then: tests/lookup/moments.yaml."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from knowledge.lookup import Lookup, Part, from_json, kept, said, to_json, without
from knowledge.lookup.spoken_times import spoken
from knowledge.lookup.timely import Times, timely
from knowledge.model import Closed, Complement
from tests.samples_lookup import finder, finder_of
from tests.samples_services import CALUIRE, FOOD, built, candidate, house, offered, places, wish

TUESDAY = datetime.fromisoformat("2026-11-24T10:00:00+01:00")
LINES: list[dict[str, Any]] = yaml.load(
    Path(__file__).parent.joinpath("lookup/moments.yaml").read_text(encoding="utf-8"), yaml.BaseLoader
)
FIELDS = {"moments": "moments", "nom": "name", "besoins": "needs", "filtres": "filters"}


@pytest.mark.parametrize("line", LINES, ids=lambda line: line["dit"])
def test_a_day_or_an_hour_is_read_and_what_is_open_then_comes_first(line: dict[str, Any]) -> None:
    lookup = finder().read(line["dit"], home=CALUIRE)
    for field in line.keys() & FIELDS.keys():
        value, wanted = getattr(lookup, FIELDS[field]), line[field]
        assert (list(value) if isinstance(value, tuple) else value) == ([] if wanted == "rien" else wanted), field
    if "premier" in line:
        assert finder().find(lookup, TUESDAY).services[0].offer.service.id == line["premier"]


def test_open_comes_before_what_is_not_known_and_that_before_closed(tmp_path: Path) -> None:
    hours = {"a-closed": "Mo-Fr 09:00-12:00", "b-unknown": None, "d-open": "Sa 09:00-12:00"}
    services = [
        offered(id, id, nom="Colis alimentaire", thematiques=(FOOD,), horaires_accueil=each)
        for id, each in hours.items()
    ]
    path = built(tmp_path / "directory.db", [house(id, nom=f"Entraide {id[0]}") for id in hours], services)
    among = finder_of(path)
    found = among.find(among.read("colis samedi", home=CALUIRE), TUESDAY)
    assert [each.offer.service.id for each in found.services] == ["d-open", "b-unknown", "a-closed"]


@pytest.mark.parametrize(
    ("hours", "moments", "open_then"),
    [
        ("Sa 09:00-12:00", ("samedi",), True),
        ("Sa 09:00-12:00", ("samedi", "apres_midi"), False),
        ("Sa 09:00-12:00", ("dimanche",), False),
        ("Mo-Fr 09:00-18:15", ("soir",), False),
        ("Th 17:00-20:00", ("soir",), True),
        ("Tu 09:00-12:00", ("ce_soir",), False),
        ("We 09:00-12:00", ("demain",), True),
        ("Sep-Jun Mo-Fr 09:00-12:00", ("ete",), False),
        ("Jul-Aug Mo-Fr 09:00-12:00", ("ete",), True),
        ("Mo-Fr 09:00-12:15", ("apres_midi",), False),
        ("Mo-Fr 09:00-12:00; Sa 10:00+", ("samedi",), None),
        ("Fr 09:00-12:00", ("vendredi",), True),
        (None, ("samedi",), None),
        (None, (), True),
    ],
)
def test_the_hours_tell_whether_it_is_open_the_next_time_that_the_moment_comes(
    hours: str | None, moments: tuple[str, ...], open_then: bool | None
) -> None:
    assert timely(candidate(offered(horaires_accueil=hours), for_=wish(at=TUESDAY)), moments) is open_then


def test_a_public_holiday_of_which_the_hours_say_nothing_is_not_known() -> None:
    before_christmas = datetime.fromisoformat("2026-12-22T10:00:00+01:00")
    service = offered(horaires_accueil="Mo-Fr 09:00-12:00")
    assert timely(candidate(service, for_=wish(at=before_christmas)), ("vendredi",)) is None


def test_a_closure_on_that_day_counts() -> None:
    shut = Complement(fermetures=(Closed(debut=TUESDAY.date(), fin=date(2026, 12, 1)),))
    service = offered(horaires_accueil="Sa 09:00-12:00", complement=shut)
    assert timely(candidate(service, for_=wish(at=TUESDAY)), ("samedi",)) is False


@pytest.mark.parametrize(
    ("told", "moments", "open_then"),
    [
        ("Réunion le jeudi à 19h30.", ("jeudi", "soir"), True),
        ("Réunion le jeudi à 19h30.", ("jeudi", "matin"), None),
        ("Réunion le jeudi à 19h30.", ("samedi",), None),
        ("Du lundi au samedi, sauf le mercredi.", ("vendredi",), True),
        ("Du lundi au samedi, sauf le mercredi.", ("mercredi",), None),
        ("Un accueil chaleureux.", ("soir",), None),
    ],
)
def test_what_a_service_writes_of_its_days_may_say_yes_and_never_no(
    told: str, moments: tuple[str, ...], open_then: bool | None
) -> None:
    assert timely(candidate(offered(description=told), for_=wish(at=TUESDAY)), moments) is open_then


def test_days_with_a_dash_are_a_span() -> None:
    assert spoken("Lundi-mercredi").days == {0, 1, 2}


def test_this_morning_is_over_in_the_evening() -> None:
    evening = TUESDAY.replace(hour=20)
    assert list(Times.of(("ce_matin",)).spans(evening)) == []
    assert timely(candidate(offered(horaires_accueil="24/7"), for_=wish(at=evening)), ("ce_matin",)) is None


def test_a_moment_is_shown_taken_away_and_kept_without_any_typed_word() -> None:
    lookup = finder().read("colis samedi matin", home=CALUIRE)
    parts = [part for part in said(lookup, finder().rules, places()) if part.kind == "moment"]
    assert [part.label for part in parts] == ["samedi", "matin"]
    assert without(lookup, Part("moment", "samedi", "samedi")).moments == ("matin",)
    assert kept(lookup).moments == lookup.moments
    assert from_json(to_json(lookup)) == lookup
    assert from_json({"moments": ["samedi", "autre"]}) == Lookup(moments=("samedi",))


def test_a_day_in_the_name_of_a_structure_is_a_name(tmp_path: Path) -> None:
    path = built(tmp_path / "directory.db", [house(nom="Les Jeudis partagés")], [offered(nom="Sorties")])
    lookup = finder_of(path).read("jeudis partages", home=CALUIRE)
    assert (lookup.moments, lookup.structures) == ((), ("maison",))
