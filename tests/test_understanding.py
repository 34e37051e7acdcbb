"""A message is read whole: language, dangers, needs, names, and one decision. The rules of the repository are the real part."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.answers import AnswerSense
from knowledge.gestures import Gestures
from knowledge.language import language_of
from knowledge.rules import load, loads
from knowledge.understanding import Named, Understanding

ROOT = Path(__file__).parent.parent
RULES = load(ROOT / "orientation_rules.yaml")
DEV = ROOT.parent / "shared" / "data" / "phrases" / "dev.jsonl"


def nobody(text: str) -> tuple[Named, ...]:
    return ()


READ = Understanding(RULES, nobody)


def test_one_need_said_plainly_is_sure() -> None:
    reading = READ.read("je cherche une place en crèche pour mon bébé")
    assert reading.decision == "sur"
    assert reading.sure == ("garde_enfants",)
    assert reading.needs[0].found


def test_two_needs_are_queued_in_the_order_they_were_said() -> None:
    reading = READ.read("jai perdu mon travaille et jarrive plus a payer le loyer")
    assert reading.decision == "plusieurs"
    assert reading.sure == ("emploi", "logement")


def test_what_is_denied_is_not_asked_for() -> None:
    assert READ.read("je ne cherche plus de logement, juste un emploi").sure == ("emploi",)


def test_nonsense_is_out_of_scope() -> None:
    reading = READ.read("azertyuiop")
    assert (reading.decision, reading.sure, reading.alarms) == ("hors_sujet", (), ())


def test_a_name_alone_is_a_structure_and_beside_a_need_it_is_mentioned() -> None:
    named = (Named("demo--caf", "CAF", 1.0, ("nom: caf→caf",)),)
    understanding = Understanding(RULES, lambda text: named)
    assert understanding.read("azertyuiop").decision == "structure"
    assert understanding.read("je cherche une nounou").decision == "sur"


@pytest.mark.parametrize(
    "text", ["il me frappe", "je veux mourir", "je dors dehors ce soir", "my husband beats me", "زوجي يضربني"]
)
def test_a_danger_is_seen(text: str) -> None:
    assert READ.alarms(text)


@pytest.mark.parametrize(
    "text",
    [
        "ce dossier me tue, la caf répond plus",
        "mon chat est mort",
        "je frappe à toutes les portes",
        "je meurs de rire",
        "acte de naissance pour mon fils",
    ],
)
def test_an_innocent_sentence_is_no_danger(text: str) -> None:
    assert not READ.alarms(text)


@pytest.mark.parametrize(
    "text",
    [
        "elle a perdu conaissance dans la cuisine",
        "Bonjour, je voudrais connaître les démarches pour changer de logement. Mon mari m'a encore frappée hier soir. Merci.",
        "мій чоловік мене б'є",
        "quiero morir, ya no puedo mas",
        "kocam beni dövüyor",
        "не хочу больше жить",
        "o meu marido bateu-me outra vez",
    ],
)
def test_a_danger_is_seen_through_mistakes_in_one_sentence_of_many_and_in_every_language(text: str) -> None:
    assert READ.read(text).alarms


@pytest.mark.parametrize(
    "text",
    [
        "Bonjour, mon propriétaire m'a donné congé pour vente trois mois avant la fin du bail",
        "suite à une ablation je suis en arrêt maladie",
        "quel vin servir avec une raclette",
    ],
)
def test_a_trigger_that_had_to_be_bent_far_is_a_slip(text: str) -> None:
    assert not READ.read(text).alarms


def test_the_same_is_read_without_the_encoder() -> None:
    alone = Understanding(RULES, nobody, with_encoder=False)
    assert alone.read("je cherche une place en crèche pour mon bébé").sure == ("garde_enfants",)
    assert alone.read("il me frappe").alarms
    assert alone.read("quel temps fait-il demain à Paris").decision == "hors_sujet"


def test_what_is_explained_names_words_of_the_message() -> None:
    reading = READ.read("edf ma coupé")
    assert reading.needs[0].need in {"logement", "aide_financiere"}
    assert set(reading.telling(reading.needs[0].need)) <= {"edf", "ma", "coupe"}


def test_the_coordinators_phrase_wins_over_what_was_learned() -> None:
    rules = load(ROOT / "orientation_rules.yaml")
    own = replace(rules.needs["scolarite"], phrases={"fr": ("la cantoche",)})
    understanding = Understanding(replace(rules, needs={**rules.needs, "scolarite": own}), nobody)
    assert understanding.read("la cantoche").sure == ("scolarite",)
    assert understanding.read("la cantoche est trop chère").needs[0].need == "scolarite"


@given(st.text(max_size=300))
@settings(max_examples=200, deadline=None)
def test_any_text_is_read_without_error(text: str) -> None:
    reading = READ.read(text)
    assert reading.decision in {"sur", "demander", "plusieurs", "structure", "hors_sujet"}
    assert all(0 < each.score <= 1 for each in reading.needs)


def test_ten_thousand_characters_are_read() -> None:
    assert READ.read("j'ai faim " * 1000).alarms or READ.read("j'ai faim " * 1000).needs


def test_the_language_is_that_of_the_message_or_stays() -> None:
    assert language_of("ليس لدي ما آكله اليوم") == "ar"
    assert language_of("I cannot pay my rent") == "en"
    assert language_of("ok", prior="ar") == "ar"
    assert language_of("Caluire", prior="fr") == "fr"
    assert language_of("", prior="en") == "en"


@pytest.mark.skipif(not DEV.is_file(), reason="the collection of real phrases is not beside the repository")
def test_no_french_danger_of_the_real_phrases_is_missed() -> None:
    rows = [json.loads(line) for line in DEV.read_text(encoding="utf-8").splitlines()]
    missed = [
        row["text"]
        for row in rows
        if row["emergency"] and row["lang"] in ("fr", "en", "ar") and not READ.alarms(row["text"])
    ]
    assert missed == []


SMALL = """
relu_le: 2026-11-21
territoire: { nom: Ville, communes: ["69034"], langues: [fr] }
accueil: Bonjour
humain: { texte: Quelqu'un }
numeros: { "115": { nom: Samu social, role: Un toit } }
urgences: {}
menu: { sante: { libelle: Santé, icone: "+", besoins: [sante] } }
questions:
  age_enfant:
    texte: Quel âge ?
    reponses:
      petit: { libelle: Moins de 3 ans, age: ["0", "2"], phrases: [bébé] }
      grand: { libelle: De 3 à 17 ans, age: ["3", "17"] }
  age:
    texte: Votre âge ?
    reponses:
      jeune: { libelle: 16 à 25 ans, age: ["16", "25"] }
      adulte: { libelle: Plus de 25 ans, age: ["26", "130"] }
  seul: { texte: Seul ?, reponses: { oui: Oui, non: Non } }
besoins:
  sante:
    { libelle: Santé, icone: "+", phrases: [malade], demander: [age, age_enfant, seul], orienter: [{ vers: [rien] }] }
orientations: { rien: { titre: Rien, appeler: ["115"] } }
generaliste: [rien]
"""
ANSWERS = AnswerSense(loads(SMALL), Gestures.load())


@pytest.mark.parametrize(
    ("question", "text", "option"),
    [
        ("age_enfant", "Moins de 3 ans", "petit"),
        ("age_enfant", "c'est un bébé", "petit"),
        ("age_enfant", "2", "petit"),
        ("age_enfant", "il a 18 mois", "petit"),
        ("age_enfant", "7 ans", "grand"),
        ("age_enfant", "je ne sais pas", None),
        ("age", "45", "adulte"),
        ("seul", "oui", "oui"),
        ("seul", "oui, depuis deux mois", "oui"),
        ("seul", "ouais", "oui"),
        ("seul", "nan", "non"),
        ("seul", "peut-être", None),
    ],
)
def test_an_answer_is_recognised(question: str, text: str, option: str | None) -> None:
    assert ANSWERS.answer(question, text) == option


def test_a_duration_is_no_age_and_a_denied_answer_is_no_answer() -> None:
    for text in (
        "je travaille plus depuis 2 mois",
        "3 mois de loyer de retard",
        "ça fait 5 ans",
        "for 3 months",
        "il y a 2 ans",
    ):
        assert ANSWERS.facts(["age", "age_enfant"], text) == {}, text
    assert ANSWERS.facts(["age_enfant"], "ce n'est plus un bébé, il a 4 ans") == {"age_enfant": "grand"}


def test_an_age_said_in_passing_is_the_childs_where_only_a_child_has_it() -> None:
    assert ANSWERS.facts(["age", "age_enfant"], "pour mon fils de 2 ans") == {"age_enfant": "petit"}
    assert ANSWERS.facts(["age", "age_enfant"], "j'ai 45 ans") == {"age": "adulte"}
    both = {"age": "adulte", "age_enfant": "petit"}
    assert ANSWERS.facts(["age", "age_enfant"], "j'ai 45 ans et mon fils a 2 ans") == both
    assert ANSWERS.facts(["age", "age_enfant"], "mon fils de 2 ans est malade, moi j'ai 45 ans") == both
    assert ANSWERS.facts(["age", "age_enfant"], "j'ai 17 ans et je suis malade") == {"age": "jeune"}
    assert ANSWERS.facts(["age", "age_enfant"], "ma fille de 17 ans est malade") == {"age_enfant": "grand"}
    assert ANSWERS.facts(["age", "age_enfant"], "ma fille de 30 ans est malade") == {"age": "adulte"}
    assert ANSWERS.facts(["seul"], "oui") == {}
