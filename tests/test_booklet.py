"""The booklet: every service of the selection once, pages that are told right, nothing secret, letters large enough."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from bot.commands import livret
from bot.commands.livret import command
from bot.settings import default_rules
from knowledge.card import Role
from knowledge.demonstration import demonstration_directory
from knowledge.directory import Directory
from knowledge.model import Complement, Service, Structure
from knowledge.rules import load
from knowledge.rules.model import Rules
from knowledge.sheets.booklet import (
    Around,
    Booklet,
    BookletEmpty,
    BookletMaker,
    BookletTooLong,
    Selection,
    Wanted,
    booklet_content,
)
from knowledge.sheets.booklet.needs import Needs
from knowledge.wording import Wording
from tests.samples_services import (
    BONDS,
    CALUIRE,
    CHILDCARE,
    FOOD,
    LYON_4,
    MARSEILLE,
    MIND,
    RILLIEUX,
    built,
    house,
    offered,
    places,
    rules_text,
)

TODAY = datetime.fromisoformat("2026-11-23T00:00:00+01:00")
HOSTILE = '#read("/etc/passwd") #panic() *gras* $x$ <l>'
AGENTS = {
    "telephone_direct": "+33639980099",
    "attentes_partenaires": "ATTENTES",
    "limites": "LIMITES",
    "notes_agents": "NOTES",
}
ALL = Wanted()
Entry = tuple[Structure, tuple[Service, ...]]


@cache
def small_rules() -> Rules:
    """Food, childcare, company; two numbers to call."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "regles.yaml"
        path.write_text(rules_text(), encoding="utf-8")
        return load(path)


@pytest.fixture(scope="module")
def maker() -> BookletMaker:
    return BookletMaker()


def _entry(id: str, *services: Service, **fields: Any) -> Entry:
    return house(id, **{"nom": f"Maison {id}", "telephone": "+33465710001", **fields}), services


def _one(id: str, *themes: str, **fields: Any) -> Service:
    return offered(f"{id}-s", id, nom=f"Service {id}", thematiques=themes, **fields)


def _content(entries: Iterable[Entry], wanted: Wanted = ALL, language: str = "fr", **around: Any) -> Booklet:
    common: dict[str, Any] = {
        "rules": small_rules(),
        "places": places(),
        "wording": Wording.load(language),
        "at": TODAY,
    }
    made = Around(**common | around)
    return booklet_content(Selection(entries, wanted, made.role), made)


def _pages(pdf: bytes) -> list[str]:
    return [" ".join(page.extract_text().replace("\xa0", " ").split()) for page in PdfReader(BytesIO(pdf)).pages]


def _every(content: Booklet) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Need, structure and its services, where they stand in full."""
    for part in content["parts"]:
        for section in part["sections"]:
            for entry in section["entries"]:
                yield section["heading"], entry["id"], tuple(each["id"] for each in entry["services"])


def _titles(outline: list[Any], depth: int = 0) -> Iterator[tuple[int, str]]:
    for each in outline:
        if isinstance(each, list):
            yield from _titles(each, depth + 1)
        else:
            yield depth, str(each.title).replace("\xa0", " ")


@cache
def demonstration(large: bool = False, role: Role = "resident") -> bytes:
    rules = load(default_rules())
    with Directory.open(demonstration_directory()) as directory:
        content = _content(directory.entries(), rules=rules, demonstration=True, large=large, role=role)
    return BookletMaker().pdf(content)


@cache
def printed(large: bool = False) -> list[str]:
    return _pages(demonstration(large))


# What stands where


def test_a_structure_stands_once_in_full_under_the_need_that_it_answers_best() -> None:
    both = offered("pain", "a", nom="Du pain", thematiques=(FOOD, BONDS))
    meal = offered("repas", "a", nom="Un repas", thematiques=(FOOD,))
    content = _content([_entry("a", both, meal), _entry("b", _one("b", BONDS)), _entry("c", _one("c", MIND))])
    assert list(_every(content)) == [
        ("Manger", "a", ("pain", "repas")),
        ("Rencontrer du monde", "b", ("b-s",)),
        ("Santé", "c", ("c-s",)),  # no need asks for it: by theme, at the end
    ]
    (company,) = [each for each in content["parts"][0]["sections"] if each["heading"] == "Rencontrer du monde"]
    assert [(each["name"], each["services"]) for each in company["elsewhere"]] == [("Maison a", "Du pain")]


def test_a_service_that_a_rule_names_answers_its_need_best() -> None:
    rules = small_rules()
    named = replace(rules.routes["creche"], services=("b-s",))
    needs = Needs.of(replace(rules, routes={**rules.routes, "creche": named}))
    with_theme, without = (
        next(iter(Selection([_entry("b", _one("b", *themes))]))).offers[0] for themes in ((CHILDCARE,), (FOOD,))
    )
    assert needs.answered(without)["garde_enfants"] > needs.answered(without)["alimentation"]
    assert list(needs.answered(with_theme)) == ["garde_enfants"]


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.lists(st.sets(st.sampled_from([FOOD, BONDS, CHILDCARE, MIND, "inconnu--x"])), max_size=4), max_size=6)
)
def test_every_service_of_the_selection_stands_once(told: list[list[set[str]]]) -> None:
    entries = [
        _entry(f"h{at}", *(offered(f"h{at}-{n}", f"h{at}", thematiques=tuple(sorted(each))) for n, each in enumerate(themes)))
        for at, themes in enumerate(told)
    ]  # fmt: skip
    if not entries:
        with pytest.raises(BookletEmpty):
            _content(entries)
        return
    found = [service for _, _, services in _every(_content(entries)) for service in services]
    assert sorted(found) == sorted(service.id for _, services in entries for service in services)


def test_a_booklet_of_a_commune_holds_what_serves_its_residents() -> None:
    def there(id: str, code: str | None, **fields: Any) -> Entry:
        service = _one(id, FOOD, **{"zone_eligibilite": (), "code_insee": code, **fields})
        return house(id, code), (service,)

    entries = [
        there("ici", CALUIRE),
        there("arrondissement", LYON_4),
        there("ailleurs", RILLIEUX),
        there("nous-sert", RILLIEUX, zone_eligibilite=(CALUIRE,)),
        there("departement", RILLIEUX, zone_eligibilite=("69",)),
        there("loin", MARSEILLE, zone_eligibilite=("france",)),
        there("telephone", MARSEILLE, zone_eligibilite=("france",), modes_accueil=("a-distance",)),
        there("national", None, zone_eligibilite=("france",)),
        there("nulle-part", None),
    ]
    selection = Selection(entries, Wanted.of(places(), CALUIRE))
    assert [each.structure.id for each in selection] == ["ici", "nous-sert", "departement", "telephone", "national"]
    assert selection.unplaced == 1
    assert "arrondissement" in [each.structure.id for each in Selection(entries, Wanted.of(places(), "69123"))]


def test_a_confidential_place_chooses_no_commune() -> None:
    secret = house("refuge", CALUIRE, complement=Complement(adresse_confidentielle=True))
    entries = [(secret, (_one("refuge", FOOD, code_insee=CALUIRE, zone_eligibilite=()),))]
    assert not list(Selection(entries, Wanted.of(places(), CALUIRE)))
    assert len(list(Selection(entries))) == 1


def test_a_theme_a_public_and_a_need_choose_services() -> None:
    entries = [_entry("a", _one("a", FOOD, publics=("femmes",))), _entry("b", _one("b", BONDS, publics=("seniors",)))]
    assert [each.structure.id for each in Selection(entries, Wanted(theme=FOOD.partition("--")[0]))] == ["a"]
    assert [each.structure.id for each in Selection(entries, Wanted(public="seniors"))] == ["b"]
    assert [id for _, id, _ in _every(_content(entries, needs=("lien_social",)))] == ["b"]


# On paper


@pytest.mark.parametrize("large", [False, True])
def test_the_demonstration_is_printed_whole_and_the_index_leads_to_the_right_pages(large: bool) -> None:
    pages = printed(large)
    text = " ".join(pages)
    with Directory.open(demonstration_directory()) as directory:
        entries = list(directory.entries())
    first = next(at for at, page in enumerate(pages) if "Les noms, de A à Z" in page and "Sommaire" not in page)
    index = " ".join(pages[first:])
    for structure, _ in entries:
        name = re.escape(" ".join(structure.nom.split())).replace("\\-", "-\\s?")
        (number,) = re.findall(rf"{name}[ .]+(\d+)", index)
        assert re.search(name, pages[int(number) - 1]), structure.id
    services = [service for _, mine in entries for service in mine]
    in_full = sum(page.count("Vérifié le") + page.count("Date de vérification inconnue") for page in pages[:first])
    assert in_full >= len(entries)
    for service in services:
        said = " ".join((service.description or "").split())[:60]
        pattern = re.escape(said).replace("\\-", "-\\s?")
        assert len(re.findall(pattern, text)) == len(
            {each.id for each in services if said in " ".join((each.description or "").split())}
        )


def test_the_first_page_inside_is_for_emergencies() -> None:
    pages = printed()
    assert "En cas d'urgence" in pages[1]
    for number in ("17", "18", "112", "114", "15", "115", "119", "31 14", "39 19"):
        assert re.search(rf"\b{number}\b", pages[1])
    assert "Sommaire" in pages[2]


def test_the_contents_lead_to_the_page_of_each_need() -> None:
    pages = printed()
    found = re.findall(
        r"([^.\d][^.]*?) \.[ .]*(\d+)", pages[2].partition("Sommaire")[2].partition("Sommaire")[2] or pages[2]
    )
    needs = {need.label for need in load(default_rules()).needs.values()}
    told = [(name.strip(), int(number)) for name, number in found if name.strip() in needs]
    assert len(told) > 15
    assert all(name in pages[number - 1] for name, number in told)


def test_every_page_after_the_cover_is_numbered_and_names_its_section() -> None:
    pages = printed()
    assert all(f"Page {at} sur {len(pages)}" in page for at, page in enumerate(pages, 1) if at > 1)
    assert "Page" not in pages[0]
    assert pages[3].startswith("Enfants")


def test_a_booklet_is_tagged_titled_in_its_language_and_has_bookmarks() -> None:
    for language in ("fr", "ar"):
        content = _content([_entry("a", _one("a", FOOD)), _entry("b", _one("b", BONDS))], language=language)
        pdf = BookletMaker().pdf(content)
        reader = PdfReader(BytesIO(pdf))
        root: Any = reader.trailer["/Root"]
        assert root["/MarkInfo"]["/Marked"] and root["/Lang"] == language
        assert root["/ViewerPreferences"]["/DisplayDocTitle"]
        assert b"pdfuaid:part" in pdf
        assert "Essai" in str(reader.metadata and reader.metadata.title)
    found = list(_titles(PdfReader(BytesIO(demonstration())).outline))
    assert (0, "Où trouver de l'aide") in found or (0, "En cas d'urgence") in found
    names = [name for _, name in found]
    assert (
        names.index("En cas d'urgence")
        < names.index("Enfants")
        < names.index("Faire garder un enfant")
        < names.index("Les noms, de A à Z")
    )
    tags = {str(each["/S"]) for each in _dictionaries(demonstration()) if each.get("/Type") == "/StructElem"}
    assert {"/H1", "/H2", "/H3", "/H4", "/P", "/Link", "/TOC", "/TOCI"} <= tags


def _dictionaries(pdf: bytes) -> Iterator[DictionaryObject]:
    reader = PdfReader(BytesIO(pdf))
    for number in sorted(reader.xref[0]):
        if isinstance(found := reader.get_object(number), DictionaryObject):
            yield found


def _sizes(pdf: bytes) -> set[float]:
    """The sizes of all letters, in points."""
    found: set[float] = set()

    def seen(text: str, cm: list[float], tm: list[float], font: Any, size: float) -> None:
        if text.strip():
            found.add(round(size * abs(tm[3]) * abs(cm[3]), 2))

    for page in PdfReader(BytesIO(pdf)).pages:
        page.extract_text(visitor_text=seen)
    return found


def test_in_large_print_no_letter_is_under_eighteen_points() -> None:
    assert min(_sizes(demonstration(large=True))) >= 18
    assert min(_sizes(demonstration(large=True, role="agent"))) >= 18


def test_in_ordinary_print_the_body_is_twelve_points_and_nothing_under_ten() -> None:
    sizes = _sizes(demonstration())
    assert 12 in sizes and min(sizes) >= 10


def test_the_same_content_gives_the_same_bytes() -> None:
    content = _content([_entry("a", _one("a", FOOD))])
    assert BookletMaker().pdf(content) == BookletMaker().pdf(content)


@pytest.mark.parametrize("large", [False, True])
def test_a_short_entry_is_never_cut_and_a_name_never_stands_alone(maker: BookletMaker, large: bool) -> None:
    """Entries of many lengths, so that the feet of the columns fall everywhere."""
    entries = [
        _entry(
            f"n{at:03}", _one(f"n{at:03}", FOOD, description=f"Début{at:03} " + "mot " * (3 * at % 79) + f"fin{at:03}")
        )
        for at in range(60)
    ]
    pages = _pages(maker.pdf(_content(entries, large=large)))
    body = [page for page in pages[3:] if "Les noms, de A à Z" not in page]
    for at in range(60):
        (where,) = [place for place, page in enumerate(body) if f"Début{at:03}" in page]
        assert f"Maison n{at:03}" in body[where] and f"fin{at:03}" in body[where]


def test_an_entry_longer_than_half_a_page_may_go_on_and_keeps_its_beginning_together(maker: BookletMaker) -> None:
    services = tuple(
        offered(f"s{at}", "grand", nom=f"Service{at:02}", description="mot " * 60, thematiques=(FOOD,))
        for at in range(30)
    )
    entries = [_entry("a", _one("a", FOOD, description="mot " * 60)), _entry("grand", *services)]
    content = _content(entries)
    assert [entry["long"] for entry in content["parts"][0]["sections"][0]["entries"]] == [False, True]
    pages = _pages(maker.pdf(content))
    (start,) = [at for at, page in enumerate(pages) if "Maison grand" in page and "Service00" in page]
    assert all(any(f"Service{at:02}" in page for page in pages[start:]) for at in range(30))


def test_hostile_endless_and_missing_fields_print_as_text(maker: BookletMaker) -> None:
    name, address = "N" * 300, ", ".join(["Bâtiment administratif du pôle intercommunal, entrée par la cour"] * 5)[:300]
    entries = [
        (house("a", nom=HOSTILE, adresse=address), (_one("a", FOOD, description="x" * 1_000_000),)),
        (house("b", nom="\u202e\x00\u2067 ☎🏠", telephone="1" * 500), (_one("b", BONDS, conditions_acces=HOSTILE),)),
        (
            house("c", nom=name, description="Дім بيت 家 " * 100_000),
            (_one("c", MIND, horaires_accueil="Mo 08:00-09:00; " * 500),),
        ),
        (house("d", nom="= Titre #emph[x] @ref"), ()),
    ]
    for language in ("fr", "ar"):
        pages = _pages(maker.pdf(_content(entries, language=language)))
        text = " ".join(pages)
        assert text.count(HOSTILE) >= 2 and "= Titre #emph[x] @ref" in text
        assert "root:" not in text
    assert address in " ".join(_pages(maker.pdf(_content(entries))))


def test_a_telephone_that_is_missing_says_what_to_do_instead(maker: BookletMaker) -> None:
    text = " ".join(_pages(maker.pdf(_content([(house("a", adresse="1 rue Neuve"), (_one("a", FOOD),))]))))
    assert "Pas de téléphone : allez sur place." in text


@settings(max_examples=20, deadline=None)
@given(
    role=st.sampled_from(["resident", "agent"]),
    large=st.booleans(),
    on_structure=st.booleans(),
    language=st.sampled_from(["fr", "ar"]),
)
def test_nothing_secret_enters_a_booklet(role: Role, large: bool, on_structure: bool, language: str) -> None:
    secret = {"adresse_confidentielle": True, "transports": "BUS-SECRET"}
    hidden = {"adresse": "9 rue du LIEU SECRET", "description": "Au 9 rue du lieu secret."}
    structure = house("a", telephone="+33465710001", site_web="https://secret.example.org",
                      complement=Complement(**AGENTS, **(secret if on_structure else {})),
                      **(hidden if on_structure else {}))  # fmt: skip
    service = _one("a", FOOD, contact_nom_prenom="Camille", complement=Complement(**AGENTS, **secret), **hidden)
    content = _content([(structure, (service,))], role=role, large=large, language=language)
    text = " ".join(_pages(BookletMaker().pdf(content)))
    assert not re.search("lieu secret|bus-secret|69300", text.lower())
    assert "04 65 71 00 01" in text
    if role == "resident":
        assert not re.search("ATTENTES|LIMITES|NOTES|Camille|06 39 98 00 99|professionnels", text)
    else:
        assert all(said in text for said in ("ATTENTES", "LIMITES", "NOTES", "06 39 98 00 99"))


def test_a_booklet_that_would_fill_the_memory_is_refused_before_it_does() -> None:
    def endless() -> Iterator[Entry]:
        at = 0
        while True:
            yield _entry(f"n{at}", _one(f"n{at}", FOOD))
            at += 1

    with pytest.raises(BookletTooLong):
        booklet_content(
            Selection(endless()), Around(rules=small_rules(), places=places(), wording=Wording.load("fr"), at=TODAY), 50
        )


def test_for_whom_a_service_is_goes_without_saying_only_where_it_is_for_everybody_of_the_booklet(
    maker: BookletMaker,
) -> None:
    entries = [_entry("a", _one("a", FOOD, zone_eligibilite=(CALUIRE,)))]
    assert "Pour les habitants" not in str(_content(entries))
    assert "Pour les habitants de : Caluire-et-Cuire" in str(_content(entries, home=frozenset({RILLIEUX})))


# The command


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    entries = [
        _entry("a", _one("a", FOOD), adresse="1 rue Neuve"),
        (
            house("b", RILLIEUX, nom="Maison b"),
            (_one("b", CHILDCARE, zone_eligibilite=(RILLIEUX,), code_insee=RILLIEUX),),
        ),
    ]
    return built(tmp_path / "d.db", [each for each, _ in entries], [each for _, mine in entries for each in mine])


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    path = tmp_path / "regles.yaml"
    path.write_text(rules_text(), encoding="utf-8")
    return path


def _run(target: Path, rules: Path, directory: Path, *words: str) -> Result:
    return CliRunner().invoke(
        command, ["--pdf", str(target), "--rules", str(rules), "--directory", str(directory), *words]
    )


def test_the_command_writes_what_was_chosen_and_says_it(tmp_path: Path, rules: Path, directory: Path) -> None:
    target = tmp_path / "livret.pdf"
    told = _run(target, rules, directory)
    assert told.output == f"2 structures, 2 services (tout l'annuaire).\nLivret écrit : {target}\n"
    told = _run(
        target, rules, directory, "--commune", "caluire", "--theme", "alimentation", "--public", "Familles", "--gros"
    )
    assert told.exit_code == 0, told.output
    cover = _pages(target.read_bytes())[0]
    for said in ("Caluire-et-Cuire", "Thème : Alimentation", "Public : Familles", "1 structure, 1 service"):
        assert said in cover
    assert min(_sizes(target.read_bytes())) >= 18


def test_two_booklets_of_one_day_are_the_same_file(tmp_path: Path, rules: Path, directory: Path) -> None:
    one, other = tmp_path / "1.pdf", tmp_path / "2.pdf"
    _run(one, rules, directory)
    _run(other, rules, directory)
    assert one.read_bytes() == other.read_bytes()


def test_an_empty_selection_writes_nothing_and_says_why(tmp_path: Path, rules: Path, directory: Path) -> None:
    target = tmp_path / "livret.pdf"
    told = _run(target, rules, directory, "--besoin", "lien_social")
    assert told.exit_code == 1 and "le livret serait vide" in told.output
    empty = built(tmp_path / "vide.db", [], [])
    told = _run(target, rules, empty)
    assert told.exit_code == 1 and "L'annuaire est vide" in told.output
    assert not target.exists()


def test_too_much_says_what_to_narrow(
    tmp_path: Path, rules: Path, directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(livret, "MOST", 1)
    told = _run(tmp_path / "livret.pdf", rules, directory)
    assert told.exit_code == 1 and "--commune, --theme, --public ou --besoin" in told.output


def test_a_word_that_is_not_known_is_asked_back(tmp_path: Path, rules: Path, directory: Path) -> None:
    for words, said in (
        (("--public", "familes"), "Vouliez-vous dire « Familles » ?"),
        (("--theme", "alimentatoin"), "Vouliez-vous dire « Alimentation » ?"),
        (("--besoin", "alimentaton"), "Vouliez-vous dire « alimentation » ?"),
        (("--commune", "xyzzy"), "son code INSEE, comme 69034"),
    ):
        told = _run(tmp_path / "livret.pdf", rules, directory, *words)
        assert told.exit_code == 2 and said in told.output, told.output


@pytest.mark.parametrize("option", ["--commune", "--theme", "--public", "--besoin"])
def test_an_empty_choice_is_refused_rather_than_taken_for_everything(option: str, tmp_path: Path) -> None:
    """An empty variable of a shell must not print the whole directory."""
    done = CliRunner().invoke(command, [option, "", "--pdf", str(tmp_path / "livret.pdf")])
    assert done.exit_code != 0
    assert not (tmp_path / "livret.pdf").exists()
