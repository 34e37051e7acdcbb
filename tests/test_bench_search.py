"""The benchmark of the search: its territory is the same each time, and its queries have the answers that they say."""

import doctest
import random
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from knowledge.directory import Directory, replacing
from knowledge.importers.load import load
from knowledge.places.table import Table
from knowledge.search import Search
from knowledge.text import fold
from scripts.bench_search import __main__ as bench
from scripts.bench_search import figures as figures_module
from scripts.bench_search import naming, ours, titles
from scripts.bench_search.asking import Part, Query, Territory, Typed
from scripts.bench_search.engine import Document, Missing, documents
from scripts.bench_search.entries import Made, Target
from scripts.bench_search.figures import figures, times
from scripts.bench_search.rivals import brute_force, node, sqlite
from scripts.bench_search.territory import territory
from scripts.bench_search.typical import MISTAKES, typical
from scripts.bench_search.unseen import DAMAGES, unseen
from scripts.bench_search.writing import read_targets, reindex, write_directory, write_json

SERVICES = 400

NOISES: dict[str, Callable[[Territory, int], list[Query]]] = {"typical": typical, "unseen": unseen}
noises = pytest.mark.parametrize("noise", NOISES.values(), ids=NOISES)


@pytest.fixture(scope="module")
def entries() -> list[Made]:
    return list(territory(SERVICES))


@pytest.fixture(scope="module")
def targets(entries: list[Made]) -> Territory:
    return Territory([one.target for one in entries])


@pytest.fixture(scope="module")
def directory(entries: list[Made], tmp_path_factory: pytest.TempPathFactory) -> Path:
    return reindex(write_directory(entries, tmp_path_factory.mktemp("bench") / "territory.db"))


def test_the_same_seed_gives_the_same_territory_and_another_another(entries: list[Made]) -> None:
    assert list(territory(SERVICES)) == entries
    assert list(territory(SERVICES, seed=1)) != entries


@pytest.mark.parametrize("services", [1, 7, SERVICES])
def test_a_territory_has_exactly_the_services_asked_for_one_to_four_a_structure(services: int) -> None:
    made = list(territory(services))
    ids = [service.id for one in made for service in one.services]
    assert len(ids) == len(set(ids)) == services
    assert len({one.structure.id for one in made}) == len(made)
    assert all(1 <= len(one.services) <= 4 for one in made)
    assert all(service.structure_id == one.structure.id for one in made for service in one.services)


def test_the_communes_are_real(entries: list[Made]) -> None:
    table = Table.packaged()
    for one in entries:
        commune = table.commune(one.structure.code_insee or "")
        assert commune is not None
        parent = table.commune(commune.parent) if commune.parent else None
        assert one.structure.commune == (parent or commune).nom
        assert one.structure.code_postal in commune.codes_postaux


def test_a_commune_has_one_town_hall_and_names_tell_its_other_structures_apart(entries: list[Made]) -> None:
    halls = [one.structure.code_insee for one in entries if one.target.kind == "mairie"]
    assert halls
    assert len(halls) == len(set(halls))
    named = (one for one in entries if one.target.long != one.target.proper)  # what says its purpose may have homonyms
    apart = [(one.target.kind, one.target.proper, one.structure.code_insee) for one in named]
    assert len(apart) == len(set(apart))


def test_every_number_is_one_kept_for_fiction(entries: list[Made]) -> None:
    numbers = [one.structure.telephone for one in entries if one.structure.telephone]
    assert numbers
    assert all(re.fullmatch(r"\+33(19900|26191|35301|46571|53649|63998)\d{4}", number) for number in numbers)


def test_the_directory_holds_all_and_is_searched(entries: list[Made], directory: Path) -> None:
    with Directory.open(directory) as opened, Search.open(opened) as search:
        assert (opened.info.structures, opened.info.services) == (len(entries), SERVICES)
        named = next(one for one in entries if one.target.kind == "creche")
        hits = search.query(f"{named.structure.nom} {named.structure.commune}")
        assert hits[0].structure_id == named.structure.id
    assert read_targets(directory) == [one.target for one in entries]


def test_the_files_are_imported_without_a_refusal(entries: list[Made], tmp_path: Path) -> None:
    folder = write_json(entries, tmp_path / "json")
    with replacing(tmp_path / "directory.db") as db:
        report = load([folder / "services.json", folder / "structures.json"], db)
    assert (report.taken, report.refused) == (len(entries) + SERVICES, 0)


@noises
def test_a_noise_is_always_the_same_and_changes_every_text(
    noise: Callable[[Territory, int], list[Query]], targets: Territory
) -> None:
    queries = noise(targets, 300)
    assert noise(targets, 300) == queries
    assert len(queries) == 300
    names = {fold(f"{target.nom} {target.commune}") for target in targets.targets}
    damaged = [query for query in queries if query.mistake not in {"accents", "swapped", "acronym or long form"}]
    assert sum(fold(query.text) in names for query in damaged) < len(damaged) / 20


@noises
def test_every_query_has_a_right_answer_and_most_have_one_only(
    noise: Callable[[Territory, int], list[Query]], targets: Territory
) -> None:
    queries = noise(targets, 300)
    assert all(query.right and query.text.strip() for query in queries)
    assert sum(len(query.right) == 1 for query in queries) > 240


def test_every_mistake_is_made(targets: Territory) -> None:
    assert {query.mistake for query in typical(targets, 600)} >= set(MISTAKES)
    made = " ".join(query.mistake for query in unseen(targets, 600))
    assert all(name in made for name in DAMAGES)


def _target(id: str, kind: str, proper: str, commune: str) -> Target:
    form = {"csoc": "Centre social", "pmi": "PMI", "resto": "Les Restos du Cœur"}[kind]
    long = "Centre de protection maternelle et infantile" if kind == "pmi" else form
    return Target(id, kind, form, "PMI" if kind == "pmi" else "", long, proper, commune, "Isère", f"{form} {proper}")


MADE = Territory(
    [
        _target("bellevue", "csoc", "Bellevue", "Voiron"),
        _target("bellevue-ailleurs", "csoc", "Bellevue", "Vif"),
        _target("beauregard", "csoc", "Beauregard", "Voiron"),
        _target("pmi", "pmi", "Bellevue", "Voiron"),
        _target("restos", "resto", "", "Voiron"),
        _target("restos-gare", "resto", "Gare", "Voiron"),
        _target("restos-vif", "resto", "", "Vif"),
        _target("beausoleil", "csoc", "Beausoleil", "Saint-Égrève"),
    ]
)
CSOC, RESTOS = Part("kind", "Centre social", "csoc"), Part("kind", "Les Restos du Cœur", "resto")
BELLEVUE, BEAUREGARD = Part("proper", "Bellevue", "bellevue"), Part("proper", "Beauregard", "beauregard")
VOIRON = Part("commune", "Voiron", "voiron")


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ((Typed(CSOC, "centre social"), Typed(BELLEVUE, "bellevue")), {"bellevue", "bellevue-ailleurs"}),
        ((Typed(CSOC, "centre social"), Typed(BELLEVUE, "bellevu"), Typed(VOIRON, "voiron")), {"bellevue"}),
        ((Typed(BELLEVUE, "bellevue"), Typed(VOIRON, "voiron")), {"bellevue", "pmi"}),
        ((Typed(RESTOS, "restos"), Typed(VOIRON, "voirom")), {"restos", "restos-gare"}),
        ((Typed(CSOC, "centre social"), Typed(BEAUREGARD, "beau", "ends"), Typed(VOIRON, "voiron")), {"beauregard"}),
        ((Typed(CSOC, "centre social"), Typed(BEAUREGARD, "beau", "ends")), {"beauregard", "beausoleil"}),
        ((Typed(CSOC, "centre social"), Typed(BEAUREGARD, "bellevue")), {"beauregard", "bellevue", "bellevue-ailleurs"}),
        ((Typed(CSOC, "centre social"), Typed(BEAUREGARD, "beau", "words"), Typed(VOIRON, "voiron")), set()),
        ((Typed(CSOC, "centre", "words"), Typed(BELLEVUE, "bellevue"), Typed(VOIRON, "voiron")), {"bellevue", "pmi"}),
        ((Typed(CSOC, "", "words"), Typed(BELLEVUE, "bellevue"), Typed(VOIRON, "voiron")), {"bellevue", "pmi"}),
    ],
    ids=[
        "same kind and name", "a letter is lost", "no kind", "kind and commune", "cut, one is left", "cut, two are left",
        "the name of another came out", "a word that nobody has", "half of the kind", "the kind left out",
    ],
)  # fmt: skip
def test_right_is_what_agrees_with_all_that_was_typed(typed: tuple[Typed, ...], right: set[str]) -> None:
    assert MADE.right(typed) == right


def test_where_a_word_is_dropped_right_is_what_has_all_the_words_that_are_left() -> None:
    words = {
        one.structure_id: set(fold(f"{one.long} {one.acronym} {one.proper} {one.commune}").split())
        for one in MADE.targets
    }
    dropped = [query for query in unseen(MADE, 500) if query.mistake == "dropped word"]
    assert dropped
    for query in dropped:
        assert query.right == {id for id, own in words.items() if set(fold(query.text).split()) <= own}


def test_the_commune_is_left_out_only_where_one_structure_is_right_without() -> None:
    for asked in MADE.asked(300, random.Random(0)):
        fields = [part.field for part in asked.parts]
        if "commune" not in fields:
            assert len(MADE.right([Typed(part, part.text) for part in asked.parts])) == 1


def test_an_acronym_and_its_long_form_have_the_same_answers() -> None:
    asked = next(one for one in MADE.asked(300, random.Random(0)) if one.other)
    assert asked.other is not None
    both = [[Typed(part, part.text) for part in parts] for parts in (asked.parts, asked.other)]
    assert MADE.right(both[0]) == MADE.right(both[1]) == {"pmi"}


class _Fixed:
    name = "fixed"
    slow = False

    def found(self, text: str) -> list[str]:
        return text.split()


def test_figures_count_the_first_and_the_five() -> None:
    right = frozenset({"a"})
    told = figures(_Fixed(), [Query(text, right, "none") for text in ("a b", "b a", "b c d e f a", "b")])
    assert (told.queries, told.first, told.five) == (4, 0.25, 0.5)
    assert times([3.0, 1.0, 2.0]).median == 2.0


@pytest.mark.parametrize("opened", [sqlite.words, sqlite.trigrams, brute_force.token_ratio])
def test_a_rival_finds_an_exact_name(opened: Callable[..., object], directory: Path, tmp_path: Path) -> None:
    searched = documents(directory)
    engine: object
    with opened(searched, tmp_path) as engine:  # type: ignore[attr-defined]
        for one in searched[:20]:
            same = {other.id for other in searched if other.text == one.text}
            assert same & set(engine.found(one.text))  # type: ignore[attr-defined]


def test_a_rival_that_is_not_installed_says_how_to_have_it(tmp_path: Path) -> None:
    with pytest.raises(Missing, match=r"Node is not installed|npm install"), node.minisearch([], tmp_path):
        pass


def test_the_rivals_are_given_the_other_names_of_a_structure(entries: list[Made], tmp_path: Path) -> None:
    one = next(one for one in entries if one.structure.complement.alias)
    path = write_directory([replace(one)], tmp_path / "one.db")
    name = fold(" ".join((one.structure.nom, *one.structure.complement.alias)))
    assert documents(path) == [Document(one.structure.id, name, fold(one.structure.commune or ""))]


def test_the_bench_runs_from_one_end_to_the_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["bench", "--sizes=60,90", "--alone", "--queries=40", f"--cache={tmp_path}"])
    bench.main()
    said = capsys.readouterr().out
    assert said.count("| Aiguilleur ") == 2
    assert "From 60 to 90 services" in said
    assert (tmp_path / "territory-60.db").exists()


def test_the_cost_of_serving_is_told(
    directory: Path, targets: Territory, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(ours, "PROCESSES", 1)
    monkeypatch.setattr(ours, "LETTERS_OF", 5)
    bench._costs(directory, typical(targets, 10))
    said = capsys.readouterr().out
    assert re.search(r"Opening, in a fresh process: \d\.\d\d s", said)
    assert re.search(r"\d+ MB open, \d+ MB after 10 queries", said)
    assert "each letter: median" in said


@pytest.mark.parametrize("module", [naming, titles, figures_module])
def test_the_examples_hold(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]
