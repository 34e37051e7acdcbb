"""Read one typed line and find what answers it."""

from dataclasses import dataclass
from datetime import datetime

from knowledge.directory import Directory
from knowledge.lookup.model import Finding, Findings, Lookup
from knowledge.places import Places
from knowledge.ranking import Candidate, Profile
from knowledge.rules.model import Rules
from knowledge.search import Search
from knowledge.text import words
from knowledge.understanding import Understanding
from knowledge.wishes import Wishes


@dataclass(frozen=True, slots=True)
class Finder:
    """Reads look-ups and answers them. `directory` and `search` are None when they cannot serve: numbers to call remain."""

    rules: Rules
    understanding: Understanding
    places: Places
    directory: Directory | None
    search: Search | None

    def read(self, text: str, *, home: str | None = None) -> Lookup:
        """What one line asks. `home`: the INSEE code of the agent's commune. Whatever the text, nothing is raised."""
        near = (*self.rules.territory.communes, *self.rules.territory.neighbours)
        found = self.places.found(text, near=near)
        typed = words(text)
        return Lookup(
            name=" ".join(typed),
            needs=self.understanding.read(text).sure,
            commune=found.communes[0].code if found.sure else home,
            hotlines=tuple(word for word in typed if word in self.rules.hotlines),
        )

    def find(self, lookup: Lookup, at: datetime, *, limit: int = 8) -> Findings:
        """What answers a look-up at an (aware) moment, best first."""
        wishes = Wishes(self.rules, self.places, {}, at, "fr", "agent")
        commune = self.places.commune(lookup.commune) if lookup.commune else None
        route = next(iter(self.rules.routes.values()))
        wish = wishes.wish(route, Profile())
        services: list[Finding] = []
        if self.directory is not None and self.search is not None:
            for hit in self.search.query(lookup.name, commune=commune, limit=limit):
                offer = self.directory.offer(hit.service_id) if hit.service_id else None
                if offer:
                    opening = Candidate(offer, wish).opening
                    services.append(Finding(offer=offer, score=hit.score, why=hit.why, opening=opening))
        return Findings(lookup=lookup, hotlines=self.rules.hotlines_of(lookup.hotlines), services=tuple(services))
