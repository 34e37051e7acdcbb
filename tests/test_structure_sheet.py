"""The sheet of a structure: the headings of the *Répertoire*, nothing secret, and the command that prints it."""

from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from data_inclusion.schema.v1 import Categorie, Public
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from bot.commands.fiche import command
from knowledge.card import Role
from knowledge.model import Accessibility, Closed, Complement, Full, Place
from knowledge.sheets.structure import House, StructureSheetMaker, house_for, structure_content, structure_text
from knowledge.sheets.structure.facets import PUBLICS
from knowledge.sheets.structure.model import StructureSheet
from knowledge.sheets.structure.themes import category_name
from knowledge.wording import Wording
from knowledge.wording.sources import sentences
from tests.samples_services import BONDS, CALUIRE, CHILDCARE, FOOD, RILLIEUX, built, house, offered, places

FRENCH = Wording.load("fr")
NOON = datetime.fromisoformat("2026-11-23T12:00:00+01:00")
SECRETS = ("LIEU SECRET", "BUS-SECRET", "secret.example.org", "DIRECTE", "ATTENTES", "LIMITES", "NOTES", "Camille")
AGENTS = {
    "telephone_direct": "+33639980099",
    "attentes_partenaires": "ATTENTES",
    "limites": "LIMITES",
    "notes_agents": "NOTES",
}
HOSTILE = '#read("/etc/passwd") #panic() *gras* $x$ <l>'


@pytest.fixture(scope="module")
def maker() -> StructureSheetMaker:
    return StructureSheetMaker()


def _house(role: Role = "resident", complement: dict[str, Any] | None = None, **fields: Any) -> House:
    """A structure with two services of different themes."""
    structure = house(
        nom="Maison des Tilleuls",
        description="Accueillir le quartier.",
        adresse="12 rue des Tilleuls",
        code_postal="69300",
        telephone="+33465710001",
        horaires_accueil="Mo-Fr 09:00-12:00",
        complement=Complement(**{"transports": "bus C13", "langues": ("fr", "ar"), **(complement or {})}),
        **fields,
    )
    meal = offered(
        "repas",
        nom="Repas partagé",
        description="Manger ensemble.",
        thematiques=(FOOD,),
        publics=("familles", "seniors"),
        publics_precisions="Sur inscription.",
        conditions_acces="Habiter le quartier.",
        frais="payant",
        frais_precisions="3 €",
        modes_mobilisation=("telephoner", "se-presenter"),
        complement=Complement(
            documents=("une carte d'adhérent",), age_min=18, accessibilite=Accessibility(moteur="oui")
        ),
    )
    walk = offered("marche", nom="Marche du jeudi", thematiques=(BONDS,), horaires_accueil="Th 14:00-16:00")
    return house_for(structure, (walk, meal), role)


def _content(of: House, language: str = "fr", **around: Any) -> StructureSheet:
    return structure_content(of, Wording.load(language), at=NOON, places=places(), **around)


def _text(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split()).replace(
        "\xa0", " "
    )


def test_a_sheet_has_the_headings_of_the_repertoire(maker: StructureSheetMaker) -> None:
    text = _text(maker.pdf(_content(_house())))
    for said in (
        "Maison des Tilleuls", "04 65 71 00 01", "Accueillir le quartier.", "12 rue des Tilleuls, 69300 Caluire-et-Cuire",
        "Objectifs Manger ensemble.", "Public Pour les familles · Pour les personnes âgées · À partir de 18 ans",
        "Conditions d'accès Habiter le quartier.", "Payant (3 €)", "Déroulement Par téléphone ou sur place",
        "Lieu et horaires jeudi : 14 h – 16 h", "Accessibilité Fauteuil roulant : oui", "une carte d'adhérent",
        "Équipement et alimentation", "Lien social et confiance en soi", "Vérifié le 23 novembre 2026", "Source : essai",
    ):  # fmt: skip
        assert said in text, said


def test_services_stand_under_their_theme_each_once() -> None:
    groups = _content(_house())["groups"]
    assert [(group["heading"], [each["id"] for each in group["services"]]) for group in groups] == [
        ("Équipement et alimentation", ["repas"]),
        ("Lien social et confiance en soi", ["marche"]),
    ]


def test_what_a_service_shares_with_its_structure_is_said_once() -> None:
    text = structure_text(_content(_house()))
    assert text.count("12 rue des Tilleuls") == text.count("bus C13") == text.count("04 65 71 00 01") == 1


@pytest.mark.parametrize(
    ("language", "said"),
    [("fr", "De 2 mois à 4 ans"), ("en", "From 2 months to 4 years"), ("ar", "من شهرين"), ("uk", "Від 2 місяців")],
)
def test_an_age_under_one_year_is_said_in_months(language: str, said: str) -> None:
    nursery = offered("creche", nom="Crèche", complement=Complement(age_min=0.2, age_max=4))
    assert said in structure_text(_content(house_for(house(nom="Crèche"), (nursery,)), language))


def test_every_category_and_every_public_of_the_standard_has_a_sentence() -> None:
    assert all(category_name(each.value, FRENCH) for each in Categorie)
    assert {f"reasons.public_{each.value.replace('-', '_')}" for each in Public} == PUBLICS
    assert set(sentences()) >= PUBLICS


def test_what_is_unknown_is_left_out_for_a_resident_and_told_to_an_agent() -> None:
    bare = offered("bref", nom="Un service", publics=(), zone_eligibilite=())
    structure = house(nom="Bref")
    assert "Non renseigné" not in structure_text(_content(house_for(structure, (bare,))))
    agent = structure_text(_content(house_for(structure, (bare,), "agent")))
    for heading in ("Objectifs", "Public", "Conditions d'accès", "Déroulement", "Accessibilité"):
        assert f"{heading} : Non renseigné" in agent


def test_the_fields_of_agents_are_framed_and_the_foot_says_so(maker: StructureSheetMaker) -> None:
    told = _text(maker.pdf(_content(_house("agent", AGENTS))))
    assert "Réservé aux professionnels : à ne pas remettre au public" in told
    assert "Ligne directe 06 39 98 00 99" in told
    resident = _text(maker.pdf(_content(_house("resident", AGENTS))))
    assert not [word for word in ("professionnels", "06 39 98 00 99", *SECRETS) if word in resident]


@settings(max_examples=30, deadline=None)
@given(
    role=st.sampled_from(["resident", "agent"]),
    flagged=st.sets(st.sampled_from(["structure", "un", "deux"]), min_size=1),
    language=st.sampled_from(["fr", "ar"]),
)
def test_a_confidential_address_enters_no_sheet_for_anybody(role: Role, flagged: set[str], language: str) -> None:
    def hidden(id: str) -> Complement:
        secret = id in flagged
        own = {"transports": "BUS-SECRET", "lieux": (Place(nom="LIEU SECRET", adresse="9 rue du LIEU SECRET"),)}
        return Complement(adresse_confidentielle=secret, **AGENTS, **(own if secret else {}))

    def placed(id: str) -> dict[str, Any]:
        if id not in flagged:
            return {"description": "On y parle du 9 rue du lieu secret."}
        return {"adresse": "9 rue du LIEU SECRET", "description": "Nous sommes au 9, rue du Lieu Secret."}

    structure = house(telephone="+33465710001", courriel="x@secret.example.org", site_web="https://secret.example.org",
                      complement=hidden("structure"), **placed("structure"))  # fmt: skip
    services = tuple(
        offered(id, contact_nom_prenom="Camille", complement=hidden(id), **placed(id)) for id in ("un", "deux")
    )
    content = _content(house_for(structure, services, role), language)
    text = structure_text(content)
    assert not [word for word in ("lieu secret", "bus-secret") if word in text.lower()]
    assert "structure" not in flagged or ("secret.example.org" not in text and not content["map"])
    assert "04 65 71 00 01" in text
    assert FRENCH.say("structure.call_first") in text or language == "ar"
    if role == "resident":
        assert not [word for word in ("ATTENTES", "LIMITES", "NOTES", "Camille", "06 39 98 00 99") if word in text]


def test_no_room_and_closures_are_told_while_they_last() -> None:
    full = Full(jusquau=date(2026, 12, 12), note_du=date(2026, 11, 3), auteur="Centre social")
    shut = (Closed(debut=date(2026, 12, 24), fin=date(2027, 1, 2), motif="travaux"), Closed(fin=date(2026, 1, 2)))
    text = structure_text(_content(_house(complement={"complet": full, "fermetures": shut})))
    assert "! Complet jusqu'au 12 décembre 2026 (noté le 3 novembre 2026, Centre social)" in text
    assert "! Fermé du 24 décembre 2026 au 2 janvier 2027 (travaux)" in text
    assert "2 janvier 2026" not in text


def test_a_sheet_is_tagged_titled_and_in_its_language(maker: StructureSheetMaker) -> None:
    for language in ("fr", "ar"):
        pdf = maker.pdf(_content(_house("agent", AGENTS), language))
        reader = PdfReader(BytesIO(pdf))
        root: Any = reader.trailer["/Root"]
        assert root["/MarkInfo"]["/Marked"]
        assert root["/Lang"] == language
        assert "Maison des Tilleuls" in str(reader.metadata and reader.metadata.title)
        assert b"pdfuaid:part" in pdf


def test_the_same_content_gives_the_same_bytes(maker: StructureSheetMaker) -> None:
    assert maker.pdf(_content(_house())) == StructureSheetMaker().pdf(_content(_house()))


def test_a_structure_without_service_or_telephone_still_has_a_sheet(maker: StructureSheetMaker) -> None:
    text = _text(maker.pdf(_content(house_for(house(nom="Toute seule", adresse="1 rue Neuve"), ()))))
    assert "Pas de téléphone : allez sur place." in text
    assert "Aucun service n'est décrit" in text


def test_hostile_and_endless_text_prints_as_text(maker: StructureSheetMaker) -> None:
    of = _house(complement={"transports": HOSTILE}, complement_adresse="x" * 1_000_000)
    bad = replace(of.structure, nom="\u202e\x00 ☎🏠 ①" + HOSTILE, description="Дім بيت " * 200_000)
    services = tuple(
        offered(f"n{at}", nom=f"{HOSTILE} {at}", horaires_accueil="Mo 08:00-09:00; " * 400) for at in range(30)
    )
    pdf = maker.pdf(_content(house_for(bad, services)))
    text = _text(pdf)
    assert HOSTILE in text
    assert all(f"{HOSTILE} {at}" in text for at in range(30))
    assert "root:" not in text


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    of = _house(complement={"alias": ("MDT",), **AGENTS})
    twin = house("autre", RILLIEUX, nom="Relais")
    other = house("encore", nom="Relais")
    services = [offer.service for offer in of.offers]
    raw = replace(of.structure, complement=Complement(alias=("MDT",), **AGENTS))
    nursery = offered("creche", "autre", nom="Une crèche", thematiques=(CHILDCARE,), zone_eligibilite=(CALUIRE,))
    return built(tmp_path / "directory.db", [raw, twin, other], [*services, nursery])


def _run(*words: str) -> Result:
    return CliRunner().invoke(command, words)


def test_a_structure_is_found_by_its_id_its_name_its_alias_or_its_service(directory: Path) -> None:
    for words in ("maison", "Maison des tilleuls", "mdt", "repas"):
        told = _run(words, "--directory", str(directory))
        assert told.exit_code == 0, told.output
        assert "Maison des Tilleuls" in told.output


def test_a_name_that_is_not_sure_is_asked_back(directory: Path) -> None:
    near = _run("maison des tileul", "--directory", str(directory))
    assert near.exit_code == 1
    assert "Vouliez-vous dire" in near.output and "aiguilleur fiche maison" in near.output
    twins = _run("relais", "--directory", str(directory))
    assert "Plusieurs structures" in twins.output and "aiguilleur fiche autre" in twins.output


def test_the_command_keeps_one_theme_and_says_which_it_knows(directory: Path) -> None:
    told = _run("maison", "--theme", "Alimentation", "--directory", str(directory))
    assert "Repas partagé" in told.output and "Marche du jeudi" not in told.output
    none = _run("maison", "--theme", "famille", "--directory", str(directory))
    assert none.exit_code == 1 and "n'a aucun service de ce thème" in none.output
    wrong = _run("maison", "--theme", "alimentatoin", "--directory", str(directory))
    assert wrong.exit_code == 2 and "Vouliez-vous dire « Alimentation » ?" in wrong.output


def test_the_command_writes_a_sheet(directory: Path, tmp_path: Path) -> None:
    target = tmp_path / "fiche.pdf"
    told = _run("mdt", "--role", "agent", "--langue", "fr", "--pdf", str(target), "--directory", str(directory))
    assert told.output == f"Fiche écrite : {target}\n"
    assert "NOTES" in _text(target.read_bytes())
