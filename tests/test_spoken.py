"""What the rule file says comes on top of the common lexicon: phrases, abbreviations, what is said by who cannot speak."""

import pytest

from knowledge.lexicon import Entry, Lexicon, load
from knowledge.rules import loads
from knowledge.rules.document import NEEDS
from knowledge.rules.model import WRITTEN
from knowledge.spoken import abbreviations, extended
from knowledge.understanding import Named, Understanding
from tests.broken_rules import completed

BY_TEXT = 'par_ecrit: { declencheurs: [« en cachette »], sauf: [peux pas parler longtemps], appeler: ["15"], texte: Écrivez. }\n'


def lexicon(**tables: dict[str, str]) -> Lexicon:
    return Lexicon({}, {}, {}, tables)


def reader(text: str) -> Understanding:
    def nobody(_: str) -> tuple[Named, ...]:
        return ()

    return Understanding(loads(completed(text)), nobody, with_encoder=False)


def test_every_need_is_said_in_the_lexicon() -> None:
    entries = load(whole=True).needs
    for need in NEEDS:
        assert entries[need].expressions, need
        assert entries[need].phrases, need


# Abbreviations


def test_a_rule_file_without_abbreviations_has_those_of_the_lexicon() -> None:
    rules = loads(completed(""))
    assert rules.abbreviations == {}
    assert abbreviations(rules, lexicon(fr={"bb": "bébé"})) == {"fr": {"bb": "bébé"}}


def test_the_rule_file_adds_abbreviations_and_is_right_where_both_know_one() -> None:
    rules = loads(
        completed('abreviations: { fr: { MDS: "maison des solidarités", bb: "bus bleu" }, oc: { qt: "quant" } }\n')
    )
    assert abbreviations(rules, lexicon(fr={"bb": "bébé", "ds": "dans"}, en={"pls": "please"})) == {
        "fr": {"bb": "bus bleu", "ds": "dans", "mds": "maison des solidarités"},
        "en": {"pls": "please"},
        "oc": {"qt": "quant"},
    }


def test_an_abbreviation_of_here_is_understood() -> None:
    text = "je vais perdre mon zzl"
    assert reader("").read(text).spelt == ()
    reading = reader("abreviations: { fr: { ZZL: mon logement } }\n").read(text)
    assert reading.spelt == (("zzl", "mon logement"),)
    assert reading.needs[0].need == "logement"


# Who cannot speak


def test_what_the_lexicon_says_of_who_cannot_speak_comes_under_the_rule_file() -> None:
    rules = extended(loads(completed(BY_TEXT)), load())
    assert rules.written is not None
    assert rules.written.triggers["fr"][0] == "« en cachette »"
    assert "« sourde »" in rules.written.triggers["fr"]
    assert {"fr", "en", "ar", "es", "pt", "tr", "ru", "uk"} <= set(rules.written.triggers)
    assert {"peux pas parler longtemps", "est sourd"} <= set(rules.written.exceptions["fr"])


def test_a_trigger_that_the_rule_file_excludes_is_left_out() -> None:
    known = Lexicon({}, {WRITTEN: Entry({"fr": ("« sourd »", "muet")}, {}, {})}, {}, {})
    rules = extended(loads(completed(BY_TEXT.replace("peux pas parler longtemps", "sourd"))), known)
    assert rules.written is not None
    assert rules.written.triggers == {"fr": ("« en cachette »", "muet")}


def test_it_is_no_danger_of_its_own_and_nothing_is_learned_from_it() -> None:
    assert WRITTEN not in extended(loads(completed(BY_TEXT)), load()).dangers
    assert load().dangers[WRITTEN].phrases == {}
    assert not reader(BY_TEXT).alarms("je suis sourd")


@pytest.mark.parametrize(
    "text",
    [
        "je suis sourde, au secours",
        "jpeu pa parlé au secours",
        "au secours il va m'entendre",
        "il ne respire plus, je vous écris en cachette",
        "i'm deaf, au secours",
        "au secours لا أستطيع الكلام",
        "au secours soy sorda",
        "au secours sou surdo",
        "au secours, sağırım",
        "au secours я глухая",
        "au secours я глуха",
    ],
)
def test_beside_a_danger_it_is_heard_in_every_language(text: str) -> None:
    reading = reader(BY_TEXT).read(text)
    assert reading.alarms
    assert reading.written
    assert reader(BY_TEXT).written(text)


@pytest.mark.parametrize(
    "text",
    [
        "au secours",
        "mon fils est sourd, il ne respire plus",
        "un bruit sourd, et il ne respire plus",
        "ma mère ne peut plus parler, elle ne respire plus",
        "au secours, je peux pas parler longtemps",
    ],
)
def test_somebody_who_can_call_is_not_sent_to_write(text: str) -> None:
    reading = reader(BY_TEXT).read(text)
    assert reading.alarms
    assert not reading.written


def test_without_a_danger_or_without_the_part_of_the_file_nothing_changes() -> None:
    assert not reader(BY_TEXT).read("je suis sourd, je cherche un logement").written
    assert not reader("").read("je suis sourde, au secours").written
