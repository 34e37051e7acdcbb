"""What is known of the quality of one service, and nothing of it that must stay secret."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from knowledge.directory import Offer
from knowledge.door import Door
from knowledge.model import Service, Structure
from knowledge.quality import criteria
from knowledge.quality.freshness import Freshness, freshness, last_verified
from knowledge.quality.gaps import UNREACHABLE, Gap, gaps


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """One service, judged on one day.

    Holds no address, no number and no note: what is written of it can be handed to a partner. `commune` and `code_insee`
    are empty where the address must stay secret.
    """

    service_id: str
    structure_id: str
    source: str
    nom: str
    structure: str
    commune: str | None
    code_insee: str | None
    thematiques: tuple[str, ...]
    score: float
    """From 0 to 1, by the standard; to two decimals."""
    criteria: Mapping[str, float | None]
    verified_on: date | None
    days: int | None
    """Since it was last verified; None where no date is known."""
    freshness: Freshness
    gaps: tuple[Gap, ...]

    lacking: float
    """How far it is from a perfect record, from 0 to 1: what to mend first. One that nobody can reach lacks all."""

    def advice(self) -> Iterator[str]:
        """What to do, in French: what fails a resident, then the criteria from the worst."""
        yield from (gap.advice for gap in self.gaps)
        said_already = {criteria.CONTACT} if any(gap.id == UNREACHABLE for gap in self.gaps) else set()
        worst = sorted(self.criteria.items(), key=lambda item: 1.0 if item[1] is None else item[1])
        for name, value in worst:
            if name not in said_already and (said := criteria.BY_NAME[name].advice(value)):
                yield said


def assessed(service: Service, structure: Structure, today: date) -> Assessment:
    """The quality of a service of this structure, on this day. Never raises."""
    door = Door(Offer(service, structure))
    verified = last_verified(service, structure, today)
    days = (today - verified).days if verified else None
    values = criteria.measured(service, days, secret=door.secret)
    marks = criteria.score(values)
    missing = gaps(door, today)
    unreachable = any(gap.id == UNREACHABLE for gap in missing)
    return Assessment(
        service_id=service.id,
        structure_id=structure.id,
        source=service.source,
        nom=service.nom,
        structure=structure.nom,
        commune=door.commune,
        code_insee=door.code_insee,
        thematiques=service.thematiques,
        score=marks,
        criteria=values,
        verified_on=verified,
        days=days,
        freshness=freshness(days),
        gaps=missing,
        lacking=1.0 if unreachable else round(1 - marks, 2),
    )
