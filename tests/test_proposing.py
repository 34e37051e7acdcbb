"""A drafted map: read as it is, it imports the file at once; what it is not sure of it says."""

from pathlib import Path

import openpyxl
import pytest

from knowledge.errors import InputError
from knowledge.importers import correspondence, spreadsheet
from knowledge.importers.correspondence import Correspondence
from knowledge.importers.proposing import proposed
from knowledge.importers.proposing_shapes import shares, siret
from knowledge.importers.proposing_values import words
from knowledge.importers.records import Record
from knowledge.importers.sources import opened

HERE = Path(__file__).parent
INPUTS = HERE / "imports" / "proposing"
SHARED = HERE.parent.parent / "shared" / "data"
real = pytest.mark.skipif(not SHARED.is_dir(), reason="the real inputs are not on this machine")


def draft(path: Path, to: Path) -> tuple[str, Correspondence, list[Record]]:
    """The draft, as it is read back, and what it imports at once; nothing may be refused."""
    with opened([path]) as (source,):
        text = proposed(source)
    card = to / "carte.yaml"
    card.write_text(text, encoding="utf-8")
    mapping = correspondence.read(card)
    with opened([path]) as (source,):
        found = list(spreadsheet.records(source, mapping))
    taken = [one for one in found if isinstance(one, Record)]
    assert len(taken) == len(found)
    return text, mapping, taken


def columns(mapping: Correspondence) -> dict[str, list[str]]:
    return {name: column.colonnes for name, column in mapping.champs.items()}


def test_a_list_under_a_title_is_understood(tmp_path: Path) -> None:
    text, mapping, taken = draft(INPUTS / "permanences.csv", tmp_path)
    assert mapping.entete == 4
    assert columns(mapping) == {
        "nom": ["Association / service"],
        "adresse": ["Où ?"],
        "code_postal": ["C.P."],
        "commune": ["Ville"],
        "telephone": ["Tel."],
        "courriel": ["E-mail"],
        "horaires_accueil": ["Quand ?"],
        "description": ["Ce qu'on y fait"],
        "publics": ["Pour qui"],
        "frais": ["Prix"],
        "date_maj": ["Dernière MAJ"],
        "complement.langues": ["Langues parlées"],
    }
    assert len(taken) == 5
    assert taken[0].entries[-1].complement.langues == ("fr", "ar")
    assert "titre « Où ? »" in text


def test_the_sheet_that_holds_the_table_is_found(tmp_path: Path) -> None:
    text, mapping, taken = draft(INPUTS / "partenaires.xlsx", tmp_path)
    assert (mapping.feuille, mapping.entete, len(taken)) == ("Partenaires", 3, 4)
    found = columns(mapping)
    assert found["complement.telephone_direct"] == ["Ligne directe"]
    assert found["telephone"] == ["Téléphone standard"]
    assert mapping.champs["adresse"].separer == "oui"
    values = mapping.champs["thematiques"].valeurs
    assert values is not None
    assert values["alimentation"] == ["equipement-et-alimentation--alimentation"]
    # A rubric that may be several themes is left to people.
    assert values["se former"] == []
    assert '"Se former": ""  # à compléter' in text
    assert "« Fréquentation 2025 »" in text
    assert "colonne N, sans titre" in text


def test_columns_without_a_title_are_known_by_their_cells(tmp_path: Path) -> None:
    path = tmp_path / "sans_titres.csv"
    path.write_text(
        "Organisme;;;;\n"
        "Les Lilas;01 99 00 12 34;lilas@exemple.fr;69300;45,7953\n"
        "Les Tilleuls;02 61 91 10 20;tilleuls@exemple.fr;69140;45,8190\n",
        encoding="utf-8",
    )
    _, mapping, _ = draft(path, tmp_path)
    assert columns(mapping) == {
        "nom": ["Organisme"],
        "telephone": ["colonne B"],
        "courriel": ["colonne C"],
        "code_postal": ["colonne D"],
        "latitude": ["colonne E"],
    }


def test_a_title_that_the_cells_deny_is_not_believed(tmp_path: Path) -> None:
    path = tmp_path / "trompeur.csv"
    path.write_text(
        "Nom;Téléphone;ID\nLes Lilas;voir le site;1\nLes Tilleuls;demander à l'accueil;1\nLe Port;aucun;2\n",
        encoding="utf-8",
    )
    text, mapping, _ = draft(path, tmp_path)
    assert columns(mapping) == {"nom": ["Nom"]}
    assert "« Téléphone »" in text


def test_two_columns_of_one_title_are_named_by_their_letter(tmp_path: Path) -> None:
    path = tmp_path / "doubles.csv"
    path.write_text("Nom;Tél;Tél\nLes Lilas;01 99 00 12 34;06 39 98 10 11\nLe Port;02 61 91 10 20;\n", encoding="utf-8")
    _, mapping, _ = draft(path, tmp_path)
    assert mapping.champs["telephone"].colonnes == ["colonne B"]


def test_nobodys_name_is_imported_unless_somebody_wants_it(tmp_path: Path) -> None:
    path = tmp_path / "referents.csv"
    path.write_text("Structure;Référent\nLes Lilas;Prénom Inventé\nLe Port;Autre Personne\n", encoding="utf-8")
    text, mapping, _ = draft(path, tmp_path)
    assert "contact_nom_prenom" not in mapping.champs
    assert "qu'avec son accord" in text


def test_texts_that_would_break_the_yaml_do_not(tmp_path: Path) -> None:
    path = tmp_path / "piege.csv"
    path.write_text(
        'Nom;"Thème : #1";Catégorie\n"Les Lilas: {a} # b";non;"oui: [x]"\n"- Le Port";"*y";"""cité"" \\n"\n',
        encoding="utf-8",
    )
    _, mapping, taken = draft(path, tmp_path)
    assert mapping.champs["nom"].colonnes == ["Nom"]
    assert {record.entries[0].nom for record in taken} == {"Les Lilas: {a} # b", "- Le Port"}


def test_hours_a_column_a_day_are_read_together(tmp_path: Path) -> None:
    path = tmp_path / "jours.csv"
    path.write_text("Nom;Mardi;Lundi\nLes Lilas;14h-17h;9h-12h\nLe Port;;9h-12h\nLe Bac;le matin;\n", encoding="utf-8")
    _, mapping, taken = draft(path, tmp_path)
    assert mapping.champs["horaires_accueil"].colonnes == ["Lundi", "Mardi"]
    hours = [record.entries[-1].horaires_accueil for record in taken]
    assert hours == ["Mo 09:00-12:00; Tu 14:00-17:00", "Mo 09:00-12:00", None]


def test_days_with_a_hole_are_explained(tmp_path: Path) -> None:
    path = tmp_path / "jours.csv"
    path.write_text("Nom;Mardi;Jeudi\nLes Lilas;9h-12h;14h-17h\nLe Port;9h-12h;\n", encoding="utf-8")
    text, mapping, _ = draft(path, tmp_path)
    assert "horaires_accueil" not in mapping.champs
    assert "Des jours sans le lundi" in text


def test_the_day_of_update_is_asked_for(tmp_path: Path) -> None:
    text, mapping, _ = draft(INPUTS / "partenaires.xlsx", tmp_path)
    assert mapping.constantes["date_maj"] == "2000-01-01"
    assert "À REMPLACER" in text


def test_titles_without_a_line_are_told(tmp_path: Path) -> None:
    path = tmp_path / "vide.xlsx"
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["Nom", "Téléphone", "Adresse"])
    book.save(path)
    with opened([path]) as (source,), pytest.raises(InputError, match="rien à regarder"):
        proposed(source)


def test_free_text_is_no_list_of_words() -> None:
    assert (
        words("publics", ["Toute personne majeure qui traverse un moment difficile et souhaite en parler", "Tous"])
        is None
    )
    found = words("publics", ["Femmes / Jeunes", "Jeunes", "Femmes"])
    assert found is not None
    assert (found.separator, dict(found.codes)) == ("/", {"Femmes": "femmes", "Jeunes": "jeunes"})


def test_shapes_are_told_by_content() -> None:
    assert shares(["01 99 00 12 34", "115 rue"])["telephone"] == 0.5
    assert shares(["Lundi 9h-12h"])["horaires_accueil"] == 1
    assert not siret("12345678901234")


@real
@pytest.mark.parametrize(
    ("name", "lines", "fields"),
    [
        ("boussole_lyon_2019.csv", 49, 12),
        ("boussole_lyon_2019.xlsx", 49, 12),
        ("france_services_2022.csv", 2683, 13),
        ("mediation_numerique/mednum_paca_brut_2022.csv", 1245, 12),
    ],
)
def test_real_tables_import_at_once(name: str, lines: int, fields: int, tmp_path: Path) -> None:
    _, mapping, taken = draft(SHARED / name, tmp_path)
    assert len(taken) == lines
    assert len(mapping.champs) == fields
