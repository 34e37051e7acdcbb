"""Who may have what: no file holds an address that must stay secret, and none for the public what is for agents."""

import re
import zipfile
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.exporters.audience import Audience, for_audience
from knowledge.exporters.formats import FORMATS
from knowledge.exporters.selection import Selection
from knowledge.model import Accessibility, Closed, Complement, Full, Place, Service, Structure
from knowledge.model.complement import AGENTS_ONLY
from knowledge.secrecy import LOCATING
from tests.test_export import FORMS, Entries, exported, imported

DAY = date(2026, 3, 1)
SECRETS = (
    "SECRETRUE", "SECRETVILLE", "69777", "69778", "SECRETBATIMENT", "45.77777", "45,77777", "4.77777", "4,77777",
    "SECRETBUS", "SECRETLIEU", "SECRETRAMPE", "secretpage", "77777777777777", "777 777 777 77777",
)  # fmt: skip
"""What must be in no file but the coordinator's own; each is planted by `placed` or `hidden`."""
NOTES = ("NOTEDIRECTE", "NOTEATTENTE", "NOTELIMITE", "NOTEAGENT")
PEOPLE = ("PERSONNECONTACT", "PERSONNEVERIFIE")

STREET = "12, SECRETRUE des Lilas"
PLACED = {
    "adresse": STREET,
    "complement_adresse": "SECRETBATIMENT",
    "commune": "SECRETVILLE",
    "code_postal": "69777",
    "code_insee": "69778",
    "latitude": 45.77777,
    "longitude": 4.77777,
    "lien_source": "https://example.org/secretpage/1",
}
AGENTS = {
    "telephone_direct": "NOTEDIRECTE",
    "attentes_partenaires": "NOTEATTENTE",
    "limites": "NOTELIMITE",
    "notes_agents": "NOTEAGENT",
    "verifie_par": "PERSONNEVERIFIE",
}
HIDING = {
    "transports": "SECRETBUS",
    "lieux": (Place(nom="SECRETLIEU", commune="SECRETVILLE", latitude=45.77777, longitude=4.77777),),
    "accessibilite": Accessibility(moteur="oui", precisions="SECRETRAMPE"),
}
SHOWN = {"langues": ("ar",), "complet": Full(note_du=DAY, auteur="Centre social"), "fermetures": (Closed(debut=DAY),)}
TELLS = "Nous accueillons au 12 SECRETRUE DES LILAS, à toute heure."


def house(secret: bool = False, placed: bool = True, **more: object) -> Structure:
    values = {"source": "demo", "id": "demo--a", "nom": "L'Escale", "date_maj": DAY, "telephone": "+33199001234"}
    own = (
        {"siret": "77777777777777", "site_web": "https://example.org/secretpage", "description": TELLS}
        if placed
        else {}
    )
    complement = Complement(**AGENTS, **SHOWN, **(HIDING if placed else {}), adresse_confidentielle=secret)
    return Structure(**values | (PLACED if placed else {}) | own | {"complement": complement} | more)  # type: ignore[arg-type]


def offered(id: str = "demo--s", secret: bool = False, placed: bool = True, **more: object) -> Service:
    values = {"source": "demo", "id": id, "structure_id": "demo--a", "nom": "Accueil", "date_maj": DAY}
    own = {"lien_mobilisation": "https://example.org/secretpage/2", "conditions_acces": TELLS} if placed else {}
    said = {"description": TELLS if placed else "Un accueil.", "contact_nom_prenom": "PERSONNECONTACT"}
    complement = Complement(**AGENTS, **SHOWN, **(HIDING if placed else {}), adresse_confidentielle=secret)
    return Service(**values | (PLACED if placed else {}) | own | said | {"complement": complement} | more)  # type: ignore[arg-type]


def written(path: Path) -> str:
    """Every text of a file, unpacked, with what a spreadsheet shows of its cells."""
    content = path.read_bytes()
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            content = b"\n".join(archive.read(name) for name in archive.namelist())
    text = content.decode("utf-8", errors="replace")
    if path.suffix == ".xlsx":
        rows = openpyxl.load_workbook(path).worksheets[0].iter_rows(values_only=True)
        text += "\n".join(str(cell) for row in rows for cell in row)
    return text


def leaks(entries: Entries, audience: Audience, name: str, folder: Path) -> list[str]:
    text = written(exported(Selection(entries, audience), name, folder))
    assert "Escale" in text, "the file was read"
    searched = (*SECRETS, *((*NOTES, *PEOPLE) if audience == "public" else ()))
    return [word for word in searched if word.lower() in text.lower()]


# Each way in which an address is secret, and who copies it.
SECRET_ENTRIES: dict[str, Entries] = {
    "the structure says so, and its service copies the address": [(house(secret=True), (offered(),))],
    "the structure says so, and its service has none": [(house(secret=True), (offered(placed=False),))],
    "the structure says so, and has no service": [(house(secret=True), ())],
    "the service says so, and its structure copies the address": [(house(), (offered(secret=True),))],
    "the service says so, and leaves the address to its structure": [(house(), (offered(secret=True, placed=False),))],
    "a service says so, and its structure and a sibling copy the address": [
        (
            house(complement=Complement(), siret=None, site_web=None, lien_source=None),
            (
                offered("demo--s", secret=True),
                offered("demo--t", lien_source=None, lien_mobilisation=None, complement=Complement(**AGENTS)),
            ),
        )
    ],
    "a sibling is held at the place that the structure hides": [
        (house(secret=True), (offered("demo--s"), offered("demo--t", placed=False)))
    ],
}


@pytest.mark.parametrize("audience", ["public", "agents"])
@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("why", SECRET_ENTRIES)
def test_a_secret_address_is_in_no_file(tmp_path: Path, why: str, name: str, audience: Audience) -> None:
    if FORMATS[name].public and audience != "public":
        pytest.skip("this format is for the public only")
    assert leaks(SECRET_ENTRIES[why], audience, name, tmp_path) == []


def test_the_coordinators_own_copy_has_everything(tmp_path: Path) -> None:
    entries = SECRET_ENTRIES["the structure says so, and its service copies the address"]
    text = written(exported(Selection(entries, "complet"), "datainclusion", tmp_path))
    missing = [word for word in (*SECRETS, *NOTES, *PEOPLE) if word not in text]
    assert missing == ["45,77777", "4,77777", "777 777 777 77777"], "as French spreadsheets write them"


def test_the_public_file_is_public_whatever_it_is_given(tmp_path: Path) -> None:
    entries = SECRET_ENTRIES["the structure says so, and its service copies the address"]
    text = written(exported(entries, "api", tmp_path))
    assert [word for word in (*SECRETS, *NOTES, *PEOPLE) if word in text] == []


secrets = st.booleans()


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.sampled_from(FORMS),
    audience=st.sampled_from(["public", "agents"]),
    services=st.lists(st.tuples(secrets, st.booleans()), max_size=3),
    structure=st.tuples(secrets, st.booleans()),
)
def test_whoever_hides_the_address_no_file_gives_it(
    tmp_path_factory: pytest.TempPathFactory,
    name: str,
    audience: Audience,
    services: list[tuple[bool, bool]],
    structure: tuple[bool, bool],
) -> None:
    offers = tuple(
        offered(f"demo--{rank}", secret=secret, placed=placed) for rank, (secret, placed) in enumerate(services)
    )
    entries: Entries = [(house(secret=structure[0], placed=structure[1]), offers)]
    hidden = structure[0] or any(secret and placed for secret, placed in services)
    hidden = hidden or (bool(services) and all(secret for secret, _ in services))
    if hidden:
        assert leaks(entries, audience, name, tmp_path_factory.mktemp("export")) == []
    elif audience == "public":
        text = written(exported(Selection(entries, audience), name, tmp_path_factory.mktemp("export")))
        assert [word for word in (*NOTES, *PEOPLE) if word in text] == []


def test_what_is_not_secret_stays_whole() -> None:
    entry = (house(), (offered(), offered("demo--t", placed=False)))
    assert for_audience(*entry, "agents") == entry
    structure, services = for_audience(*entry, "public")
    assert structure.adresse == services[0].adresse == STREET
    assert structure.description == TELLS
    assert structure.complement.lieux == HIDING["lieux"]


def test_a_secret_entry_keeps_how_to_reach_it_and_what_it_offers() -> None:
    structure, (service,) = for_audience(house(secret=True), (offered(),), "public")
    assert (structure.telephone, structure.nom, service.nom) == ("+33199001234", "L'Escale", "Accueil")
    assert structure.complement.adresse_confidentielle
    assert (service.complement.langues, service.complement.complet) == (SHOWN["langues"], SHOWN["complet"])
    assert service.complement.accessibilite.moteur == "oui"
    assert service.description == "Nous accueillons au (…), à toute heure."


def test_a_sibling_in_another_street_keeps_its_address() -> None:
    other = offered("demo--t", placed=False, adresse="3 quai Neuf", commune="Valbrune", latitude=45.8, longitude=4.8)
    structure, (hidden, shown) = for_audience(house(), (offered(secret=True), other), "public")
    assert (structure.adresse, hidden.adresse, shown.adresse, shown.latitude) == (None, None, "3 quai Neuf", 45.8)


def test_agents_have_their_notes_and_the_public_has_none() -> None:
    agents, _ = for_audience(house(), (), "agents")
    public, _ = for_audience(house(), (), "public")
    for name in AGENTS_ONLY:
        assert getattr(agents.complement, name) == AGENTS[name]
        assert getattr(public.complement, name) is None
    _, (service,) = for_audience(house(), (offered(),), "public")
    assert service.contact_nom_prenom is None
    assert service.complement.verifie_par is None


def test_a_service_whose_description_was_only_the_address_still_has_one() -> None:
    _, (service,) = for_audience(house(secret=True), (offered(description=STREET),), "public")
    assert service.description == "Accueil (…)"


@given(st.sampled_from(list(SECRET_ENTRIES.values())), st.sampled_from(["public", "agents", "complet"]))
def test_choosing_twice_changes_nothing_more(entries: Entries, audience: Audience) -> None:
    once = for_audience(*entries[0], audience)
    assert for_audience(*once, audience) == once


def test_every_field_that_says_where_is_known() -> None:
    there = {field.name for model in (Structure, Service) for field in fields(model)}
    assert there >= LOCATING
    said = re.compile(r"adresse|commune|postal|insee|tude|lien|site|siret|lieu")
    assert {name for name in there if said.search(name)} == LOCATING


def test_what_was_left_out_is_counted() -> None:
    entries: Entries = [(house(secret=True), (offered(),)), (house(placed=False), ())]
    selection = Selection(entries, "public")
    assert len(list(selection)) == 2
    count = selection.count
    assert (count.structures, count.services, count.addresses, count.notes, count.people) == (2, 1, 2, 12, 4)


@pytest.mark.parametrize("name", FORMS)
def test_a_public_export_comes_back_as_what_the_public_may_have(tmp_path: Path, name: str) -> None:
    town = {"commune": "Caluire-et-Cuire", "code_postal": "69300", "code_insee": "69034"}
    service = replace(offered(), **town)
    entries: Entries = [(replace(house(secret=True), **town), (service,))]
    found, _ = imported(exported(Selection(entries, "public"), name, tmp_path), tmp_path / "directory.db")
    assert found == [for_audience(*entry, "public") for entry in entries]
