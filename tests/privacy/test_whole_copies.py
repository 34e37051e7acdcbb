"""Who looks gets no secret address; the coordinator's own copy keeps every one, or the next import would lose it."""

from pathlib import Path

from bot.amending import Amendments
from bot.amending.fields import Slot
from bot.amending.listing import entries
from knowledge.directory import Directory
from tests.privacy.planted import HIDDEN_SERVICE, MIXED, SERVICES, WHOLE, Planted, secrets
from tests.samples_services import MONDAY

NUMBER = "+33465710099"


def test_nothing_that_is_looked_up_has_a_secret_address(planted: Planted) -> None:
    with Directory.open(planted.path) as directory:
        for structure, services in directory.entries():
            looked_up = [directory.structure(structure.id), *directory.offers_of(structure.id)]
            looked_up += (directory.service(each.id) for each in services)
            assert [structure.id, *secrets(repr(looked_up))] == [structure.id]
        offers = directory.offers(limit=500)
        assert secrets(repr(offers)) == []
        assert len(offers) == directory.info.services


def test_whole_entries_have_every_one(planted: Planted) -> None:
    with Directory.open(planted.path) as directory:
        every = {structure.id: (structure, services) for structure, services in directory.entries()}
        for id in (WHOLE, MIXED, SERVICES):
            assert secrets(repr(directory.entry(id)))
            assert directory.entry(id) == every[id]
        assert directory.entry("nobody") is None


def test_what_a_partner_corrected_is_exported_with_the_address_that_the_import_needs(
    planted: Planted, tmp_path: Path
) -> None:
    amendments = Amendments(tmp_path / "state.db")
    with Directory.open(planted.path) as directory:
        offer = directory.offer(HIDDEN_SERVICE)
        assert offer is not None
        (said,) = amendments.add([(offer, Slot("service", "telephone"))], NUMBER, "Samira", MONDAY)
        amendments.decide([said.number], "accepted", "Samira", MONDAY)
        ((structure, (service,)),) = entries(amendments, directory)
    assert (structure.id, service.id, service.telephone) == (MIXED, HIDDEN_SERVICE, NUMBER)
    assert service.adresse is not None
    assert secrets(repr(service))
    amendments.close()


def test_a_correction_that_says_the_secret_address_is_done_once_the_import_has_it(
    planted: Planted, tmp_path: Path
) -> None:
    amendments = Amendments(tmp_path / "state.db")
    with Directory.open(planted.path) as directory:
        offer, entry = directory.offer(HIDDEN_SERVICE), directory.entry(MIXED)
        assert offer is not None
        assert entry is not None
        conditions = next(each.conditions_acces for each in entry[1] if each.id == HIDDEN_SERVICE)
        amendments.add([(offer, Slot("service", "conditions_acces"))], conditions, "Samira", MONDAY)
        assert secrets(repr(directory.under(amendments).offer(HIDDEN_SERVICE))) == []
        assert amendments.settle(directory) == 0, "done by the first look"
        assert [each.status for each in amendments.all()] == ["done"]
    amendments.close()
