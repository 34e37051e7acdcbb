"""The entries of a directory as an audience may have them, and a count of what was left out on the way."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from knowledge.exporters.audience import Audience, for_audience
from knowledge.model import Service, Structure
from knowledge.model.complement import AGENTS_ONLY
from knowledge.secrecy import LOCATING, LOCATING_COMPLEMENT

Entries = Iterable[tuple[Structure, tuple[Service, ...]]]


@dataclass(slots=True)
class LeftOut:
    """What an export did not write. `addresses`: entries whose place is confidential; the others are values."""

    structures: int = 0
    services: int = 0
    addresses: int = 0
    notes: int = 0
    people: int = 0


@dataclass(slots=True)
class Selection:
    """Entries for an audience, read once; `count` is right when all were read. `tell` hears of each structure."""

    entries: Entries
    audience: Audience
    tell: Callable[[int], None] | None = None
    count: LeftOut = field(default_factory=LeftOut)

    def __iter__(self) -> Iterator[tuple[Structure, tuple[Service, ...]]]:
        for structure, services in self.entries:
            chosen = for_audience(structure, services, self.audience)
            self.count.structures += 1
            self.count.services += len(services)
            if chosen != (structure, services):
                self._compare(structure, chosen[0])
                for before, after in zip(services, chosen[1], strict=True):
                    self._compare(before, after)
            if self.tell:
                self.tell(self.count.structures)
            yield chosen

    def _compare(self, before: Structure | Service, after: Structure | Service) -> None:
        ours, theirs = before.complement, after.complement
        moved = any(getattr(before, name, None) != getattr(after, name, None) for name in LOCATING)
        moved = moved or any(getattr(ours, name) != getattr(theirs, name) for name in LOCATING_COMPLEMENT)
        self.count.addresses += moved
        self.count.notes += sum(bool(getattr(ours, name)) and not getattr(theirs, name) for name in AGENTS_ONLY)
        self.count.people += bool(ours.verifie_par) and not theirs.verifie_par
        if isinstance(before, Service) and isinstance(after, Service):
            self.count.people += bool(before.contact_nom_prenom) and not after.contact_nom_prenom
