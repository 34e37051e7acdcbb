"""The coordinator's phrases tried as people would type them: who else claims one, who wins it, what sets an alarm off."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.commands import cli
from knowledge.lexicon import Entry, Lexicon, load
from knowledge.proofreading import MOST_INNOCENTS, proofread
from knowledge.rules import Mistake
from knowledge.rules import load as load_rules
from knowledge.understanding import Named, Understanding
from tests.broken_rules import WHOLE, completed

SILENT = Lexicon({}, {}, {}, {})
"""A lexicon where nothing is said."""


def needs(logement: str, emploi: str) -> str:
    """A rule file with these phrases: those of `logement` on line 2, those of `emploi` on line 3."""
    branch = "orienter: [{ vers: mairie }]"
    return completed(
        "besoins:\n"
        f'  logement: {{ libelle: "Se loger", icone: "🏠", phrases: [{logement}], {branch} }}\n'
        f'  emploi: {{ libelle: "Travailler", icone: "💼", phrases: [{emploi}], {branch} }}\n'
        'questions: { commune: { texte: "Quelle commune ?", type: commune } }\n'
        'orientations: { mairie: { titre: "Demander à la mairie", chercher: { reseaux: [ccas-cias] } } }\n'
    )


def danger(triggers: str, exceptions: str = "secours populaire") -> str:
    """A rule file with one danger, its triggers on line 3."""
    return completed(
        "urgences:\n"
        "  malaise:\n"
        f"    declencheurs: [{triggers}]\n"
        f"    sauf: [{exceptions}]\n"
        '    appeler: ["15"]\n'
        '    texte: "Restez auprès de la personne."\n'
    )


def proofed(folder: Path, text: str, lexicon: Lexicon) -> list[Mistake]:
    def nobody(_: str) -> tuple[Named, ...]:
        return ()

    path = folder / "regles.yaml"
    path.write_text(text, encoding="utf-8")
    rules = load_rules(path)
    told = proofread(path, rules, lexicon, Understanding(rules, nobody, with_encoder=False))
    assert all(each.advice for each in told)
    return list(told)


def housing(*expressions: str) -> Lexicon:
    return Lexicon({"logement": Entry({"fr": expressions}, {}, {})}, {}, {}, {})


def innocents(*phrases: str, exceptions: tuple[str, ...] = ()) -> Lexicon:
    said = {"malaise": Entry({}, {}, {"fr": exceptions})} if exceptions else {}
    return Lexicon({}, said, {"fr": tuple(("hors_sujet", phrase) for phrase in phrases)}, {})


def test_a_clean_file_is_told_nothing(tmp_path: Path) -> None:
    text = WHOLE.replace(", « au secours »", "")
    assert proofed(tmp_path, text, load()) == []
    assert proofed(tmp_path, text, SILENT) == []


# A phrase that the lexicon gives to another need


def test_a_phrase_that_the_lexicon_gives_to_another_need_is_told_on_its_line(tmp_path: Path) -> None:
    told = proofed(tmp_path, needs("mon loyer", "mon travail, Le bail !"), housing("bail", "le bail"))
    assert [str(each) for each in told if "lexique commun" in each.cause] == [
        "regles.yaml, ligne 3 (conseil) : « Le bail ! » dit aussi « logement » dans le lexique commun. "
        "Ici, elle dira « emploi » seulement : retirez-la si ce n'est pas voulu."
    ]


def test_a_phrase_that_the_lexicon_gives_to_the_same_need_is_told_nothing(tmp_path: Path) -> None:
    assert proofed(tmp_path, needs("le bail", "mon travail"), housing("le bail")) == []


def test_a_need_that_the_file_does_not_have_claims_nothing(tmp_path: Path) -> None:
    lexicon = Lexicon({"sante": Entry({"fr": ("mon travail",)}, {}, {})}, {}, {}, {})
    assert proofed(tmp_path, needs("mon loyer", "mon travail"), lexicon) == []


def test_an_expression_of_the_lexicon_that_ships_is_told_with_its_need(tmp_path: Path) -> None:
    expression = load().needs["logement"].expressions["fr"][0]
    told = proofed(tmp_path, needs("mon loyer", f'mon travail, "{expression}"'), load())
    assert any(
        each.line == 3 and f"« {expression} » dit aussi « logement » dans le lexique commun" in each.cause
        for each in told
    )


# A phrase that its need does not win


def test_a_phrase_that_another_need_wins_is_told_on_its_line(tmp_path: Path) -> None:
    told = proofed(tmp_path, needs("mon loyer, chercher un emploi", "mon travail, chercher un emploi"), SILENT)
    assert [str(each) for each in told] == [
        "regles.yaml, ligne 2 (conseil) : « chercher un emploi », écrite seule, est comprise « emploi » au lieu de "
        "« logement ». Ajoutez les mots qui vont avec, ou mettez-la dans le besoin compris."
    ]


def test_phrases_of_every_language_are_tried(tmp_path: Path) -> None:
    text = WHOLE.replace("en: [my rent]", "en: [my rent, looking for a job]").replace(
        "phrases: [mon travail, un emploi]", "phrases: { fr: [mon travail], en: [looking for a job] }"
    )
    (told,) = proofed(tmp_path, text, SILENT)
    assert "« looking for a job », écrite seule, est comprise « emploi » au lieu de « logement »" in told.cause
    assert "looking for a job" in text.splitlines()[told.line - 1]
    assert "my rent" in text.splitlines()[told.line - 1]


# A trigger that innocent phrases set off


def test_a_trigger_that_an_innocent_phrase_sets_off_is_told_on_its_line(tmp_path: Path) -> None:
    told = proofed(tmp_path, danger("ne respire plus, me tue"), innocents("cette série me tue", "quel temps demain"))
    assert [str(each) for each in told] == [
        "regles.yaml, ligne 3 (conseil) : « me tue » alerte sur 1 phrase sans danger : « cette série me tue ». "
        "Précisez-la, mettez-la entre « guillemets », ou ajoutez un « sauf »."
    ]


def test_many_innocent_phrases_are_counted_and_a_few_are_quoted(tmp_path: Path) -> None:
    phrases = tuple(f"{what} me tue" for what in ("cette série", "ce devoir", "mon genou", "le prof", "la moto"))
    (told,) = proofed(tmp_path, danger("me tue"), innocents(*phrases))
    assert f"alerte sur {len(phrases)} phrases sans danger : " in told.cause
    assert re.findall(r"« ([^»]+) »", told.cause) == ["me tue", *phrases[:MOST_INNOCENTS]]


def test_a_long_innocent_phrase_is_shortened(tmp_path: Path) -> None:
    (told,) = proofed(tmp_path, danger("me tue"), innocents("cette série me tue " + "vraiment beaucoup " * 20))
    assert told.cause.endswith("… »")
    assert len(told.cause) < 200


def test_what_the_file_or_the_lexicon_excepts_sets_nothing_off(tmp_path: Path) -> None:
    said = ("cette série me tue", "ce devoir me tue")
    (told,) = proofed(tmp_path, danger("me tue", exceptions="cette série me tue"), innocents(*said))
    assert re.findall(r"« ([^»]+) »", told.cause) == ["me tue", "ce devoir me tue"]
    (told,) = proofed(tmp_path, danger("me tue"), innocents(*said, exceptions=("ce devoir me tue",)))
    assert re.findall(r"« ([^»]+) »", told.cause) == ["me tue", "cette série me tue"]
    assert proofed(tmp_path, danger("me tue", exceptions="série me tue, devoir me tue"), innocents(*said)) == []


def test_a_trigger_between_guillemets_is_not_told_to_be_put_between_guillemets(tmp_path: Path) -> None:
    (told,) = proofed(tmp_path, danger("« me tue »"), innocents("cette série me tue"))
    assert "« me tue » alerte sur 1 phrase sans danger" in told.cause
    assert "guillemets" not in told.fix


def test_innocent_phrases_of_the_lexicon_that_ships_are_tried(tmp_path: Path) -> None:
    told = [each for each in proofed(tmp_path, danger("ne respire plus, me tue"), load()) if "« me tue »" in each.cause]
    assert [each.line for each in told] == [3]
    assert int(re.findall(r"alerte sur (\d+) phrase", told[0].cause)[0]) > 1


# All of it


def test_advice_comes_down_the_file(tmp_path: Path) -> None:
    text = needs("mon loyer, chercher un emploi", "mon travail, le bail, chercher un emploi") + (
        'par_ecrit: { declencheurs: [« en cachette »], appeler: ["15"], texte: "Écrivez." }\n'
    )
    lexicon = Lexicon(
        housing("le bail").needs, {}, {"fr": (("hors_sujet", "au secours mon soufflé retombe"),)}, {}
    )  # fmt: skip
    lines = [each.line for each in proofed(tmp_path, text, lexicon)]
    assert lines == sorted(lines)
    assert {2, 3} < set(lines)


def test_the_same_file_is_told_the_same_twice(tmp_path: Path) -> None:
    text = danger("ne respire plus, me tue")
    assert proofed(tmp_path, text, load()) == proofed(tmp_path, text, load())


def test_the_command_prints_the_advice_and_succeeds(tmp_path: Path) -> None:
    path = tmp_path / "regles.yaml"
    path.write_text(danger("ne respire plus, me tue"), encoding="utf-8")
    done = CliRunner().invoke(cli, ["verifier", str(path)])
    first, last = done.output.splitlines()
    assert first.startswith("regles.yaml, ligne 3 (conseil) : « me tue » alerte sur ")
    assert last.startswith("regles.yaml : aucune faute, 1 conseil. ")
    assert done.exit_code == 0


def test_all_is_well_in_the_rules_that_ship(pytestconfig: pytest.Config) -> None:
    done = CliRunner().invoke(cli, ["verifier", str(pytestconfig.rootpath / "orientation_rules.yaml")])
    assert re.fullmatch(r"orientation_rules\.yaml : tout va bien\. .*\n", done.output)
    assert done.exit_code == 0


def test_a_phrase_of_an_event_that_sounds_an_alarm_or_is_lost_is_told(tmp_path: Path) -> None:
    text = completed(
        "evenements:\n"
        '  deces: { libelle: "Un décès", icone: "🕊️", besoins: [logement, emploi], phrases: [ne respire plus, il est parti loin], '
        "sauf: [parti loin] }\n"
    )
    assert [str(each) for each in proofed(tmp_path, text, SILENT)] == [
        "regles.yaml, ligne 2 (conseil) : « ne respire plus », écrite seule, déclenche l'urgence « malaise ». "
        "L'urgence passe toujours la première : dites l'événement autrement.",
        "regles.yaml, ligne 2 (conseil) : « il est parti loin », écrite seule, n'est pas comprise. "
        "Ajoutez les mots qui vont avec.",
    ]
