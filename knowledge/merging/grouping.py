"""From pairs that are one to groups that are one, without ever joining two that must stay apart."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from itertools import combinations
from typing import Any, Protocol, TypeVar


class _Ordered(Protocol):
    def __lt__(self, other: Any, /) -> bool: ...


Node = TypeVar("Node", bound=_Ordered)


def groups(
    edges: Iterable[tuple[Node, Node]], together: Callable[[Node, Node], bool]
) -> tuple[list[tuple[Node, ...]], list[tuple[Node, Node]]]:
    """The groups to merge, and the pairs that are contested; the order of `edges` changes nothing.

    A pair is contested when one of the two is also one with a third, from which the other must stay apart (`together` is
    false: the same source tells them as two, or they are surely two). Nobody can say to which of them it belongs.

    >>> groups([("a", "b"), ("b", "c")], lambda x, y: True)
    ([('a', 'b', 'c')], [])
    >>> groups([("a", "b"), ("b", "c"), ("d", "e")], lambda x, y: {x, y} != {"a", "c"})
    ([('d', 'e')], [('a', 'b'), ('b', 'c')])
    """
    given = sorted({(min(pair), max(pair)) for pair in edges})
    near = _near(given)
    contested = {
        (one, other)
        for one, other in given
        if not all(together(one, third) for third in near[other] - {one})
        or not all(together(other, third) for third in near[one] - {other})
    }
    found: list[tuple[Node, ...]] = []
    kept = [pair for pair in given if pair not in contested]
    for members in _components(_near(kept)):
        if all(together(one, other) for one, other in combinations(members, 2)):
            found.append(members)
        else:
            contested.update(pair for pair in kept if pair[0] in members)
    return found, sorted(contested)


def components(edges: Iterable[tuple[Node, Node]]) -> list[tuple[Node, ...]]:
    """What hangs together, whatever stays apart.

    >>> components([("b", "a"), ("c", "d"), ("b", "e")])
    [('a', 'b', 'e'), ('c', 'd')]
    """
    return _components(_near(sorted({(min(pair), max(pair)) for pair in edges})))


def _near(edges: Iterable[tuple[Node, Node]]) -> defaultdict[Node, set[Node]]:
    found: defaultdict[Node, set[Node]] = defaultdict(set)
    for one, other in edges:
        found[one].add(other)
        found[other].add(one)
    return found


def _components(near: dict[Node, set[Node]]) -> list[tuple[Node, ...]]:
    found: list[tuple[Node, ...]] = []
    seen: set[Node] = set()
    for start in sorted(near):
        if start in seen:
            continue
        members, waiting = {start}, [start]
        while waiting:
            new = near[waiting.pop()] - members
            members |= new
            waiting += new
        seen |= members
        found.append(tuple(sorted(members)))
    return found
