"""How good a door is: how far, how to go there, open, with room, verified lately."""

from datetime import date, timedelta

import pytest

from knowledge.importers.checking import UNKNOWN_DAY
from knowledge.model import Closed, Complement, Full, Place
from knowledge.ranking import Profile
from knowledge.ranking import criteria as c
from tests.samples_services import (
    CALUIRE,
    CHILDCARE,
    LILLE,
    LYON_4,
    MARSEILLE,
    STRASBOURG,
    TODAY,
    candidate,
    house,
    names,
    offered,
    point,
    wish,
)

# How far, and how to go


def test_distance_is_to_the_nearest_of_the_places_where_it_is_held():
    latitude, longitude = point(CALUIRE)
    bus = Place(nom="Le bus", code_insee=CALUIRE, latitude=latitude + 0.01, longitude=longitude)
    assert candidate(at=house(code=LYON_4)).distance_km > 2
    on_the_way = candidate(offered(complement=Complement(lieux=(bus,))), house(code=LYON_4))
    assert on_the_way.distance_km == pytest.approx(1.1, abs=0.1)
    of_the_house = candidate(at=house(code=LYON_4, complement=Complement(lieux=(bus,))))
    assert of_the_house.distance_km == on_the_way.distance_km
    assert CALUIRE in of_the_house.door.communes


def test_a_place_without_a_position_is_taken_for_its_commune_but_no_distance_is_told():
    lost = candidate(at=house(latitude=None, longitude=None))
    assert lost.distance_km is None
    assert c.distance(lost) == 1.0
    assert c.distance(candidate(at=house(code=None))) == c.UNKNOWN


def test_nearness_falls_by_half_at_a_bus_ride_and_is_not_asked_of_a_telephone():
    latitude, longitude = point(CALUIRE)
    ride = candidate(at=house(latitude=latitude + c.NEAR_KM / 111.2, longitude=longitude))
    assert c.distance(ride) == pytest.approx(0.5, abs=0.01)
    assert c.distance(candidate(offered(modes_accueil=("a-distance",)), house(code=MARSEILLE))) == c.UNSAID
    assert c.distance(candidate(for_=wish(None))) is None


def test_a_secret_address_is_near_nothing():
    hidden = Complement(
        adresse_confidentielle=True, lieux=(Place(nom="x", code_insee=CALUIRE, latitude=45.8, longitude=4.8),)
    )
    for found in (candidate(offered(complement=hidden)), candidate(at=house(complement=hidden))):
        assert found.distance_km is None
        assert found.roughly_km is None
        assert not found.door.communes
        assert found.at_home


def test_without_a_car_a_line_of_transport_is_as_good_as_a_short_walk():
    walker = wish(profile=Profile(without_car=True))
    served = offered(complement=Complement(transports="Bus C1"))
    assert c.without_car(candidate()) is None
    assert c.without_car(candidate(for_=walker)) == 1.0
    assert c.without_car(candidate(served, house(code=LYON_4), walker)) == 0.9
    assert c.without_car(candidate(offered(), house(code=LYON_4), walker)) == 0.3


# Open, full, fresh


def test_a_door_that_opens_later_today_is_better_than_one_that_does_not_the_more_so_when_it_is_urgent():
    def at(hours: str | None, *, urgent: bool) -> float:
        return c.open_now(candidate(offered(horaires_accueil=hours), for_=wish(urgent=urgent)))

    for urgent in (True, False):
        values = [at(hours, urgent=urgent) for hours in ("Mo 09:00-12:00", "Mo 14:00-18:00", "Tu 09:00-12:00")]
        assert values == sorted(set(values), reverse=True)
        assert at(None, urgent=urgent) == values[1]
    assert at("Tu 09:00-12:00", urgent=True) < at("Tu 09:00-12:00", urgent=False)


def test_the_public_holidays_are_those_of_the_place():
    after_christmas = wish(STRASBOURG, at=MON_26_DECEMBER, home=frozenset({STRASBOURG}))
    service = offered(horaires_accueil="Mo-Sa 09:00-18:00; PH off", zone_eligibilite=())
    assert candidate(service, house(code=STRASBOURG), after_christmas).opening.state == "closed"
    assert candidate(service, house(code=LILLE), after_christmas).opening.state == "open"


MON_26_DECEMBER = wish().at.replace(month=12, day=26)  # a Saturday


@pytest.mark.parametrize(
    ("closed", "shut"),
    [
        (Closed(debut=date(2026, 11, 9), fin=date(2027, 1, 9)), True),
        (Closed(debut=TODAY, fin=TODAY), True),
        (Closed(fin=TODAY - timedelta(days=1)), False),
        (Closed(debut=TODAY + timedelta(days=1)), False),
        (Closed(), True),
    ],
)
def test_a_door_that_is_shut_for_works_has_no_room(closed, shut):
    for found in (
        candidate(offered(complement=Complement(fermetures=(closed,)))),
        candidate(at=house(complement=Complement(fermetures=(closed,)))),
    ):
        assert found.shut is shut
        assert (c.capacity(found) == 0.0) is shut


def test_full_counts_until_its_day_and_not_after():
    def capacity(until: date | None) -> float | None:
        full = Full(jusquau=until, note_du=TODAY, auteur="Centre social")
        return c.capacity(candidate(offered(complement=Complement(complet=full))))

    assert capacity(None) == capacity(TODAY) == 0.0
    assert capacity(TODAY - timedelta(days=1)) is None


def test_a_full_nursery_is_not_first():
    full = Full(jusquau=date(2027, 8, 31), note_du=TODAY, auteur="Centre social")
    asked = wish(themes=(CHILDCARE,), title="Une place en crèche")
    complete = candidate(offered("complete", nom="Crèche", complement=Complement(complet=full)), for_=asked)
    other = candidate(offered("autre", nom="Crèche"), for_=asked)
    assert names([complete, other]) == ["autre", "complete"]


def test_days_are_those_of_the_doors_wherever_the_clock_is():
    late = wish(at=wish().at.replace(hour=23, minute=30).astimezone(tz=None))
    assert late.day == TODAY
    assert wish(at=late.at, timezone="Indian/Reunion").day == TODAY + timedelta(days=1)


def test_what_was_verified_lately_is_fresh_and_what_nobody_dated_is_unknown():
    def fresh(day: date | None, changed: date = TODAY) -> float:
        return c.freshness(candidate(offered(date_maj=changed, complement=Complement(verifie_le=day))))

    assert fresh(TODAY) == fresh(TODAY - timedelta(days=c.FRESH_DAYS)) == fresh(None) == 1.0
    assert fresh(TODAY - timedelta(days=c.OLD_DAYS)) == fresh(date(2010, 1, 1)) == 0.0
    assert fresh(None, UNKNOWN_DAY) == c.UNKNOWN
    assert fresh(TODAY, UNKNOWN_DAY) == 1.0
