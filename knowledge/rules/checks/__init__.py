"""What the shape alone cannot tell: references, orders, endings. Small checks, each yielding its mistakes."""

from collections.abc import Callable, Iterator

from knowledge.rules.checks import answers, asking, branches, menu, phrases, routes, territory
from knowledge.rules.mistakes import Mistake
from knowledge.rules.passage import Passage
from knowledge.rules.source import Source

Check = Callable[[Passage], Iterator[Mistake]]

CHECKS: tuple[Check, ...] = (
    *territory.CHECKS,
    *menu.CHECKS,
    *answers.CHECKS,
    *asking.CHECKS,
    *branches.CHECKS,
    *routes.CHECKS,
    *phrases.CHECKS,
)


def check(source: Source) -> tuple[Mistake, ...]:
    """Every mistake and advice, check after check. The file may have any shape: what is not there is not checked."""
    return tuple(mistake for each in CHECKS for mistake in each(Passage.whole(source)))
