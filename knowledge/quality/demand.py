"""How often the rules send people to what a service is about."""

from collections.abc import Iterable
from functools import lru_cache

from knowledge.rules.model import Rules


class Demand:
    """The routes of a rule file, by the themes that they look for. A theme without `--` is a whole category."""

    def __init__(self, themes_of_routes: Iterable[Iterable[str]]) -> None:
        self._routes = tuple(frozenset(themes) for themes in themes_of_routes)
        self.of = lru_cache(maxsize=8192)(self._of)

    @classmethod
    def from_rules(cls, rules: Rules) -> "Demand":
        return cls(route.query.themes for route in rules.routes.values() if route.query)

    def _of(self, thematiques: tuple[str, ...]) -> int:
        """How many routes look for any of these themes.

        >>> Demand([["famille"], ["famille--garde-denfants", "sante"], ["numerique"]]).of(("famille--garde-denfants",))
        2
        """
        asked = {*thematiques, *(code.split("--")[0] for code in thematiques)}
        return sum(not asked.isdisjoint(route) for route in self._routes)
