"""The JSON Schema is what an editor knows: it must agree with the committed file and refuse what the rules refuse."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from knowledge.rules.document import NEEDS
from knowledge.rules.reader import parse, read
from knowledge.rules.schema import json_schema
from tests.broken_rules import WHOLE, Broken, all_broken, completed

SCHEMA: dict[str, Any] = json.loads(json_schema())
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


class EditorLoader(yaml.SafeLoader):
    """YAML 1.2 as an editor reads it: whole and decimal numbers, true, false and null; all else is text."""


EditorLoader.yaml_implicit_resolvers = {
    sign: [(tag, pattern) for tag, pattern in resolvers if tag.endswith((":null",))]
    for sign, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
EditorLoader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^[-+]?[0-9]+$"), list("-+0123456789"))
EditorLoader.add_implicit_resolver(
    "tag:yaml.org,2002:float", re.compile(r"^[-+]?[0-9]+\.[0-9]+$"), list("-+0123456789")
)
EditorLoader.add_constructor("tag:yaml.org,2002:int", lambda loader, node: int(str(node.value)))


def as_an_editor_reads(text: str) -> Any:
    return yaml.load(text, EditorLoader)


def test_the_committed_schema_is_the_generated_one(pytestconfig: pytest.Config) -> None:
    committed = (pytestconfig.rootpath / "orientation_rules.schema.json").read_text(encoding="utf-8")
    assert committed == json_schema(), "make schema"


def test_it_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert json_schema() == json_schema()


def test_the_committed_rules_agree_with_it_as_text_and_as_an_editor_reads_them(pytestconfig: pytest.Config) -> None:
    path = pytestconfig.rootpath / "orientation_rules.yaml"
    VALIDATOR.validate(read(path).tree)
    VALIDATOR.validate(as_an_editor_reads(path.read_text(encoding="utf-8")))
    assert path.read_text(encoding="utf-8").startswith("# yaml-language-server: $schema=orientation_rules.schema.json")


def test_short_ways_to_write_agree_with_it() -> None:
    VALIDATOR.validate(parse(WHOLE, "f").tree)
    short = WHOLE.replace("vers: [mairie]", "vers: mairie").replace(
        "demander: [courrier, commune]", "demander: courrier"
    )
    VALIDATOR.validate(parse(short, "f").tree)
    plain = WHOLE.replace('["69034"]', "[69034]").replace('["15"]', "15").replace('  "15":', "  15:")
    VALIDATOR.validate(as_an_editor_reads(plain.replace("  15:", '  "15":')))
    VALIDATOR.validate(as_an_editor_reads(completed("humain: { texte: Une personne, appeler: 0199001234 }\n")))


@pytest.mark.parametrize(
    "name",
    "partie_manquante champ_manquant mot_inconnu partie_inconnue texte_vide texte_null texte_trop_long liste_vide element_vide "
    "liste_pour_un_texte liste_pour_un_bloc texte_pour_un_bloc bloc_pour_une_liste date_a_la_francaise nombre_avec_unite "
    "oui_en_anglais numero_avec_espaces numero_trop_court numero_en_lettres identifiant_avec_accents identifiant_trop_long "
    "icone_en_lettres bouton_trop_long menu_trop_long reponses_trop_nombreuses age_seul code_data_inclusion_inconnu "
    "moment_avec_apostrophe langue_en_toutes_lettres langue_des_phrases nom_de_commune besoin_inconnu condition_vide "
    "condition_qui_est_un_texte phrases_vides declencheurs_vides tiret_oublie orientation_oubliee type_inconnu "
    "abreviations_sans_langue par_ecrit_sans_numero".split(),
)
def test_an_editor_underlines_what_the_rules_refuse(name: str) -> None:
    (broken,) = (each for each in all_broken() if each.name == f"{name}.yaml")
    assert list(VALIDATOR.iter_errors(as_an_editor_reads(broken.text)))


@pytest.mark.parametrize("broken", [each for each in all_broken() if each.advice], ids=str)
def test_an_editor_underlines_nothing_where_there_is_only_advice(broken: Broken) -> None:
    VALIDATOR.validate(as_an_editor_reads(broken.text))


def test_every_key_is_explained_in_french() -> None:
    parts = [SCHEMA, *SCHEMA["$defs"].values()]
    assert all(part.get("description") for part in parts)
    for part in parts:
        for key, field in part.get("properties", {}).items():
            explained = field.get("description") or SCHEMA["$defs"][field["$ref"].rpartition("/")[2]]["description"]
            assert len(explained) > 8, key
    assert list(_all(SCHEMA, "title")) == ["Règles d'orientation d'Aiguilleur"]
    words = " ".join(_all(SCHEMA, "description")).lower()
    assert not re.search(r"\b(the|must|should|value|list of|string)\b", words)


def test_an_editor_completes_needs_and_codes_with_their_labels() -> None:
    assert SCHEMA["properties"]["besoins"]["propertyNames"]["enum"] == NEEDS
    for codes in ("Public", "Thematique", "Categorie", "ReseauPorteur", "TypeService"):
        assert len(SCHEMA["$defs"][codes]["enum"]) == len(SCHEMA["$defs"][codes]["enumDescriptions"])


def _all(schema: Any, key: str) -> Iterator[str]:
    if isinstance(schema, dict):
        if isinstance(schema.get(key), str):
            yield schema[key]
        for value in schema.values():
            yield from _all(value, key)
    elif isinstance(schema, list):
        for each in schema:
            yield from _all(each, key)


def test_the_schema_command_writes_it(tmp_path: Path) -> None:
    from click.testing import CliRunner

    from bot.commands import cli

    path = tmp_path / "schema.json"
    done = CliRunner().invoke(cli, ["schema", str(path)])
    assert (done.exit_code, done.output) == (0, f"Écrit : {path}\n")
    assert path.read_text(encoding="utf-8") == json_schema()
