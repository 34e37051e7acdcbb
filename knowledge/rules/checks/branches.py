"""The lines of `orienter`: each can be reached, and the last takes everybody who is left."""

from collections.abc import Iterator
from itertools import product

from knowledge.rules.checks.naming import known, once
from knowledge.rules.mistakes import Mistake
from knowledge.rules.passage import Passage

Test = dict[str, frozenset[str]]

MOST_CASES = 500
"""Cases of one test that are looked at one by one."""


def branches_lead_to_routes(file: Passage) -> Iterator[Mistake]:
    routes = file.get("orientations")
    for _, need in file.get("besoins").entries():
        for branch in need.get("orienter").items():
            yield from known(branch.get("vers").items(), routes)
            yield from once(branch.get("vers").items(), "est déjà dans la liste")
    yield from known(file.get("generaliste").items(), routes)
    yield from once(file.get("generaliste").items(), "est déjà dans la liste")


def branches_end_with_the_rest(file: Passage) -> Iterator[Mistake]:
    for id, need in file.get("besoins").entries():
        branches = need.get("orienter").items()
        if not branches or not all(isinstance(branch.value, dict) for branch in branches):
            continue
        for branch in branches[:-1]:
            if _takes_all(branch):
                cause = "cette ligne n'a ni « si » ni « sauf » : celles qui la suivent ne servent jamais"
                yield branch.mistake(cause, "Placez-la en dernier.")
                break
        if not _takes_all(branches[-1]) and not any(_takes_all(branch) for branch in branches):
            cause = f"« {id} » n'a pas de cas restant : certaines personnes n'auraient aucune réponse"
            yield branches[-1].mistake(cause, "Terminez par une ligne « - vers: […] » sans « si » ni « sauf ».")


def branches_can_be_reached(file: Passage) -> Iterator[Mistake]:
    for _, need in file.get("besoins").entries():
        taken: list[tuple[Test, int]] = []
        for branch in need.get("orienter").items():
            tests, excluded = _tests(branch.get("si")), _tests(branch.get("sauf"))
            if tests and all(_covered(test, excluded) for test in tests):
                yield branch.mistake("« sauf » retire tout ce que « si » demande", "Corrigez l'un des deux.")
            elif tests and all(_covered(test, [earlier for earlier, _ in taken]) for test in tests):
                lines = sorted({line for earlier, line in taken for test in tests if _meet(test, earlier)})
                told = f"la ligne {lines[0]} prend" if len(lines) == 1 else f"les lignes {_and(lines)} prennent"
                cause = f"cette ligne ne sert jamais : {told} déjà tous ses cas"
                yield branch.mistake(cause, "Placez-la plus haut, ou retirez-la.")
            if not excluded and branch.get("sauf").value is None:
                taken += [(test, branch.line) for test in tests]


def _takes_all(branch: Passage) -> bool:
    return branch.get("si").value is None and branch.get("sauf").value is None


def _tests(condition: Passage) -> list[Test]:
    """Empty where a part of the condition has not the right shape: nothing is sure then."""
    tests = []
    for item in condition.items():
        test = {question: frozenset(value.text for value in values.items()) for question, values in item.entries()}
        if not test or not all(test.values()) or any("" in values for values in test.values()):
            return []
        tests.append(test)
    return tests


def _covered(test: Test, earlier: list[Test]) -> bool:
    """Whether each case of a test is one of an earlier test."""
    useful = [each for each in earlier if each.keys() <= test.keys()]
    cases = 1
    for values in test.values():
        cases *= len(values)
    if not useful or cases > MOST_CASES:
        return False
    return all(
        any(all(case[question] in values for question, values in each.items()) for each in useful)
        for case in (dict(zip(test, values, strict=True)) for values in product(*test.values()))
    )


def _meet(test: Test, earlier: Test) -> bool:
    return earlier.keys() <= test.keys() and all(
        not test[question].isdisjoint(earlier[question]) for question in earlier
    )


def _and(lines: list[int]) -> str:
    return f"{', '.join(map(str, lines[:-1]))} et {lines[-1]}"


MISTAKES = (branches_lead_to_routes, branches_end_with_the_rest, branches_can_be_reached)
