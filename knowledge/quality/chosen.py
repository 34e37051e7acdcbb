"""The part of a directory that is looked at: a source, communes, a theme."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from knowledge.directory import Offer
from knowledge.door import Door
from knowledge.model import Service, Structure


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What is left empty leaves nothing out. A theme without `--` is a whole category."""

    source: str | None = None
    communes: Collection[str] = ()
    """INSEE codes. A confidential address is in none of them."""
    theme: str | None = None

    def services(self, structure: Structure, services: Iterable[Service]) -> tuple[Service, ...]:
        """Those of a structure that are looked at."""
        return tuple(service for service in services if self._takes(service, structure))

    def empty(self, structure: Structure) -> bool:
        """Whether a structure without a service is looked at: it has no theme."""
        hidden = structure.complement.adresse_confidentielle
        here = not self.communes or (not hidden and structure.code_insee in self.communes)
        return not self.theme and here and self.source in (None, structure.source)

    def _takes(self, service: Service, structure: Structure) -> bool:
        if self.source not in (None, service.source):
            return False
        if self.theme and not any(
            code == self.theme or code.startswith(f"{self.theme}--") for code in service.thematiques
        ):
            return False
        return not self.communes or not Door(Offer(service, structure)).communes.isdisjoint(self.communes)
