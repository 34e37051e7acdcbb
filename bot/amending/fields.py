"""The fields that a partner may correct, and where each is written: in the service, or in its structure for all of them.

The names of fields are those of data·inclusion v1 and of our complement; an address is not among them: it places the structure
on the map, decides who lives near, and may have to stay secret, so it goes through the coordinator.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Final, Literal

from knowledge.directory import Offer
from knowledge.model import Service, Structure

Field = Literal["telephone", "courriel", "site_web", "horaires", "conditions", "documents"]
Whose = Literal["service", "structure"]
Value = str | tuple[str, ...] | None
"""None: nothing any more."""

FIELDS: tuple[Field, ...] = ("telephone", "courriel", "site_web", "horaires", "conditions", "documents")
"""In the order in which they are shown."""

VERIFIED: Final = "complement.verifie_le"
"""« C'est toujours exact »: the day on which the structure said so; who said so goes with it."""

_PATHS: Mapping[Field, str] = {
    "telephone": "telephone",
    "courriel": "courriel",
    "site_web": "site_web",
    "horaires": "horaires_accueil",
    "conditions": "conditions_acces",
    "documents": "complement.documents",
}
PAGE: Final = "lien_mobilisation"
"""The page of a service, which is shown before the site of its structure."""

PATHS: frozenset[str] = frozenset({*_PATHS.values(), PAGE, VERIFIED})
"""Every field that a record may name."""


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a value is written: a field of the service, or of the structure."""

    whose: Whose
    path: str


def source(offer: Offer, field: Field) -> Slot:
    """Where what is shown today comes from; the service, where there is nothing yet."""
    path = _PATHS[field]
    if field == "site_web":
        return Slot("service", PAGE) if offer.service.lien_mobilisation else Slot("structure", path)
    own, house = Slot("service", path), Slot("structure", path)
    if field == "conditions" or value_at(offer, own) or not value_at(offer, house):
        return own
    return house


def choices(offer: Offer, beside: Sequence[Offer], field: Field) -> tuple[Whose, ...]:
    """For whom a value of this field may be noted, the usual first: the whole structure, or this service alone.

    `beside` are the other services of the structure. A number that its services repeat is usually one number: what several
    say alike is changed for all of them, unless somebody says otherwise.
    """
    found = source(offer, field)
    if field in ("site_web", "conditions"):
        return (found.whose,)
    if not (shown := value_at(offer, found)):
        return ("service", "structure") if beside else ("service",)
    own, house = Slot("service", found.path), Slot("structure", found.path)
    if value_at(offer, house) == shown or any(value_at(each, own) == shown for each in beside):
        return ("structure", "service") if beside else ("structure",)
    return ("service",)


def targets(offer: Offer, beside: Sequence[Offer], field: Field, whose: Whose) -> tuple[tuple[Offer, Slot], ...]:
    """Every place where a value is written: for the whole structure, wherever what is shown today is said of it."""
    found = source(offer, field)
    if whose == "service" or field in ("site_web", "conditions"):
        return ((offer, found if field in ("site_web", "conditions") else Slot("service", found.path)),)
    own, house, shown = Slot("service", found.path), Slot("structure", found.path), value_at(offer, found)
    alike = tuple((each, own) for each in (offer, *beside) if shown and value_at(each, own) == shown)
    return ((offer, house), *alike) if not alike or value_at(offer, house) in (None, shown) else alike


def value_at(offer: Offer, slot: Slot) -> Value:
    """What stands there."""
    entry: Service | Structure = offer.service if slot.whose == "service" else offer.structure
    return value_of(entry, slot.path)


def value_of(entry: Service | Structure, path: str) -> Value:
    """What an entry says of a field; nothing is None, a day is its ISO 8601 text."""
    value = attrgetter(path)(entry)
    if value is None or value == () or value == "":
        return None
    return value if isinstance(value, str | tuple) else value.isoformat()


def field_of(path: str) -> Field | None:
    """The field that a path belongs to; None for the day of verification.

    >>> field_of("lien_mobilisation"), field_of("horaires_accueil"), field_of("complement.verifie_le")
    ('site_web', 'horaires', None)
    """
    if path == PAGE:
        return "site_web"
    return next((field for field, own in _PATHS.items() if own == path), None)
