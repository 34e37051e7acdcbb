"""Corrections of partners, laid over the directory until an import has them."""

import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import Any

from bot.amending.errors import UnknownAmendment
from bot.amending.fields import VERIFIED, Slot, Value, field_of, source, value_at, value_of
from bot.amending.records import STANDING, Amendment, Decision, Key, Records, holding
from bot.mishaps import described
from knowledge.directory import Directory, Offer
from knowledge.errors import StateError
from knowledge.model import Complement, Service, Structure

log = logging.getLogger(__name__)


def now() -> datetime:
    return datetime.now(UTC)


class Amendments:
    """What is kept in one state.db. Methods that write or list raise StateError; `over` and `told` never raise."""

    def __init__(self, path: Path | None, clock: Callable[[], datetime] = now) -> None:
        """`path`: None keeps all in memory, for the terminal. `clock` gives an aware moment."""
        self._records, self._lock, self._clock = Records(path), Lock(), clock
        self._version: tuple[int, int] | None = None
        self._standing: Mapping[Key, Amendment] = {}
        self._failing = False

    def add(self, places: Iterable[tuple[Offer, Slot]], value: Value, by: str, at: datetime) -> tuple[Amendment, ...]:
        """Note what a structure says of itself, at all these places or at none. Who may is for the caller to check."""
        keyed = (
            (
                (offer.structure.id, offer.service.id if slot.whose == "service" else "", slot.path),
                value_at(offer, slot),
            )
            for offer, slot in places
        )
        return self._records.add(tuple(keyed), value, by, at)

    def verify(self, offer: Offer, by: str, at: datetime, day: str) -> Amendment:
        """Note that the record of this service was found right, on this day (ISO 8601)."""
        return self.add([(offer, Slot("service", VERIFIED))], day, by, at)[0]

    def decide(self, numbers: Iterable[int], decision: Decision, by: str, at: datetime) -> None:
        """Accept or refuse these corrections, all or none; the last decision counts. Raises UnknownAmendment."""
        if (unknown := self._records.decide(tuple(numbers), decision, by, at)) is not None:
            raise UnknownAmendment(unknown)

    def all(self) -> tuple[Amendment, ...]:
        """Every correction that is remembered, the oldest first."""
        return self._records.all()

    def held(self) -> frozenset[int]:
        """The numbers of those that count: of two for the same field, the later."""
        return frozenset(each.number for each in holding(self._records.all()).values())

    def settle(self, directory: Directory) -> int:
        """Note as done what the directory says by itself since an import; how many.

        `over` does it too, for the offers that it meets.
        """
        standing = [each for each in holding(self._records.all()).values() if each.status in STANDING]
        done = [each for each in standing if (entry := _as_built(each, directory)) and _said(entry, each)]
        if done:
            self._records.decide(tuple(each.number for each in done), "done", "", self._clock())
        return len(done)

    def over(self, offers: tuple[Offer, ...]) -> tuple[Offer, ...]:
        """The offers, as the directory was built, as their structures say they are. Where the file fails, as last known.

        What an import has brought is noted as done: from then on the directory has the last word again.
        """
        if not (standing := self._now()):
            return offers
        done: dict[int, Amendment] = {}
        found = tuple(_amended(offer, standing, done) for offer in offers)
        if done:
            self._done(tuple(done))
        return found

    def told(self, offer: Offer) -> tuple[Amendment, ...]:
        """What of this offer its structure said, and the directory does not say yet; the latest first."""
        house, service = offer.structure.id, offer.service.id
        mine = (each for each in self._now().values() if each.structure_id == house)
        shown = (each for each in mine if (each.service_id == service if each.service_id else _shows(offer, each)))
        return tuple(sorted(shown, key=lambda each: each.at, reverse=True))

    def close(self) -> None:
        self._records.close()

    def _done(self, numbers: tuple[int, ...]) -> None:
        try:
            self._records.decide(numbers, "done", "", self._clock())
        except StateError as error:
            log.warning("%s", error)

    def _now(self) -> Mapping[Key, Amendment]:
        """What stands, read again only when somebody wrote."""
        with self._lock:
            try:
                if (version := self._records.version()) != self._version:
                    found = holding(self._records.all())
                    self._standing = {key: each for key, each in found.items() if each.status in STANDING}
                    self._version = version
                self._failing = False
            except Exception as error:
                if not self._failing:
                    log.error("Les corrections des partenaires ne se lisent pas : %s", described(error))
                self._failing = True
            return self._standing


def entry_of(amendment: Amendment, directory: Directory) -> Service | Structure | None:
    """The service or the structure that a correction is about, as it may be shown; None where it is gone."""
    if amendment.service_id:
        return directory.service(amendment.service_id)
    return directory.structure(amendment.structure_id)


def _as_built(amendment: Amendment, directory: Directory) -> Service | Structure | None:
    """The same with the words that say a secret address: what was corrected may have been one of them."""
    shown = entry_of(amendment, directory)
    if shown is None:
        return None
    whole = directory.entry(shown.structure_id if isinstance(shown, Service) else shown.id)
    return (
        next((each for each in (whole[0], *whole[1]) if type(each) is type(shown) and each.id == shown.id), None)
        if whole
        else None
    )


def corrected(entry: Service | Structure, amendments: Iterable[Amendment], house: str) -> Service | Structure:
    """The entry with what was said of it. A value that no model takes any more is left out, and told in the log.

    `house` is the name of the structure: that is who verified it, for whoever reads the record; the person is nobody's
    business but the coordinator's.
    """
    changes: dict[str, Any] = {}
    complement: dict[str, Any] = {}
    for each in amendments:
        if _said(entry, each):
            continue
        if each.field == VERIFIED:
            complement |= {"verifie_le": each.value, "verifie_par": house}
        elif each.field.startswith("complement."):
            complement[each.field.removeprefix("complement.")] = each.value or ()
        elif hasattr(entry, each.field):
            changes[each.field] = each.value
    if complement:
        try:
            changes["complement"] = Complement.model_validate(
                entry.complement.model_dump(exclude_unset=True) | complement
            )
        except ValueError as error:
            log.error("Une correction ne se prend plus : %s", described(error))
    return replace(entry, **changes) if changes else entry


def _amended(offer: Offer, standing: Mapping[Key, Amendment], done: dict[int, Amendment]) -> Offer:
    """The offer with what was said of it; what it says by itself is added to `done`."""
    house, service = offer.structure.id, offer.service.id
    mine = [each for key, each in standing.items() if key[0] == house and each.service_id in ("", service)]
    if not mine:
        return offer
    for each in mine:
        if _said(offer.service if each.service_id else offer.structure, each):
            done[each.number] = each
    name = offer.structure.nom
    of_service = corrected(offer.service, (each for each in mine if each.service_id), name)
    of_structure = corrected(offer.structure, (each for each in mine if not each.service_id), name)
    assert isinstance(of_service, Service) and isinstance(of_structure, Structure)
    if of_service is offer.service and of_structure is offer.structure:
        return offer
    return replace(offer, service=of_service, structure=of_structure)


def _shows(offer: Offer, of_structure: Amendment) -> bool:
    """Whether a field of the structure is what is shown of the service: not where it has one of its own."""
    field = field_of(of_structure.field)
    return field is not None and source(offer, field).whose == "structure"


def _said(entry: Service | Structure, amendment: Amendment) -> bool:
    """Whether the entry says it already; of a day of verification, that one or a later."""
    if not hasattr(entry, amendment.field.partition(".")[0]):
        return True
    value = value_of(entry, amendment.field)
    if amendment.field == VERIFIED:
        return value is not None and str(value) >= str(amendment.value)
    return value == amendment.value
