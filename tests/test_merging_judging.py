"""Whether two structures are one: a table of pairs that anybody can read, traps included."""

from typing import Any

import pytest
import yaml
from sqlite_utils import Database

from knowledge.merging.candidates import LARGEST, Blocks
from knowledge.merging.judging import judge
from knowledge.merging.portraits import Portrait, Portraits
from knowledge.merging.services import judge as judge_services
from tests.merging import FOLDER, PHONE, building, house, offered, table

PAIRS: list[dict[str, Any]] = yaml.safe_load((FOLDER / "pairs.yaml").read_text(encoding="utf-8"))


def portraits(db: Database) -> dict[str, Portrait]:
    return {each.id: each for each in Portraits(db.conn, table()).every()}


def named(pair: dict[str, Any]) -> str:
    return str(pair["titre"]).replace(" ", "_")


@pytest.mark.parametrize("pair", PAIRS, ids=named)
def test_a_pair_is_judged_as_the_table_says_whichever_comes_first(pair: dict[str, Any]) -> None:
    with building([house("a--1", **pair["a"]), house("b--1", **pair["b"])]) as db:
        one, other = portraits(db).values()
    many = pair.get("partage", 1)
    shares = {f"t:{one.phone}": many, f"s:{one.siret}": many}
    found = judge(one, other, shares)
    assert found.verdict == pair["verdict"], (found.score, found.reasons, found.against)
    assert judge(other, one, shares) == found
    assert found.verdict != "memes" or found.reasons


def test_the_table_holds_enough_of_each_verdict() -> None:
    verdicts = [pair["verdict"] for pair in PAIRS]
    assert len(verdicts) >= 60
    assert min(verdicts.count(each) for each in ("memes", "douteux", "distincts")) >= 15


def test_a_pair_that_is_one_is_a_candidate() -> None:
    for pair in PAIRS:
        if pair["verdict"] == "distincts":
            continue
        with building([house("a--1", **pair["a"]), house("b--1", **pair["b"])]) as db:
            blocks = Blocks(db.conn)
            blocks.fill(portraits(db).values())
            blocks.pairs()
            assert db.execute("SELECT count(*) FROM merging_pairs").fetchone()[0] == 1, pair["titre"]


def test_a_block_that_is_too_big_makes_no_pairs() -> None:
    crowd = [
        house(f"s{n}--1", nom=f"Accueil {chr(97 + n // 26)}{chr(97 + n % 26)}", telephone=PHONE)
        for n in range(LARGEST + 1)
    ]
    with building(crowd) as db:
        blocks = Blocks(db.conn)
        blocks.fill(portraits(db).values())
        blocks.pairs()
        assert db.execute("SELECT count(*) FROM merging_pairs").fetchone()[0] == 0


def test_sharing_is_counted_within_a_source_not_across_sources() -> None:
    entries = [house(f"{source}--1", telephone=PHONE) for source in "abc"]
    with building([*entries, *(house(f"d--{n}", siret="12345678900011") for n in range(3))]) as db:
        blocks = Blocks(db.conn)
        blocks.fill(portraits(db).values())
        assert blocks.shares() == {"s:12345678900011": 3}


@pytest.mark.parametrize(
    ("one", "other", "verdict"),
    [
        ({}, {}, "memes"),
        ({"nom": "Aide alimentaire d'urgence"}, {"nom": "Aide alimentaire d'urgences"}, "memes"),
        ({"thematiques": ()}, {}, "memes"),
        ({"thematiques": ("logement-hebergement--etre-accompagne-pour-se-loger",)}, {}, "distincts"),
        ({"nom": "Accueil de jour"}, {"nom": "Domiciliation"}, "distincts"),
        ({"publics": ("femmes",)}, {"publics": ("jeunes",)}, "douteux"),
        ({"publics": ("femmes",)}, {"publics": ("tous-publics",)}, "memes"),
        ({"type": "atelier"}, {"type": "information"}, "douteux"),
        ({"frais": "gratuit"}, {"frais": "payant"}, "douteux"),
        ({"modes_accueil": ("a-distance",)}, {"modes_accueil": ("en-presentiel",)}, "douteux"),
        ({"adresse": "4 rue Basse"}, {"adresse": "41 rue du Lac"}, "douteux"),
        ({"adresse": "4 rue Basse"}, {"adresse": "4, Rue Basse"}, "memes"),
        ({"nom": "Permanence 1"}, {"nom": "Permanence 2"}, "distincts"),
        ({"code_insee": "69034"}, {"code_insee": "69286"}, "distincts"),
    ],
)
def test_two_services_of_one_structure_are_one_when_their_nature_is(
    one: dict[str, Any], other: dict[str, Any], verdict: str
) -> None:
    a, b = offered("a--1", "x", **one), offered("b--1", "x", **other)
    assert judge_services(a, b).verdict == verdict
    assert judge_services(b, a) == judge_services(a, b)
