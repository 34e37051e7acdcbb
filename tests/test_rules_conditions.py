"""What conditions mean: a map is and, a list is or, no `si` is everybody, `sauf` excludes."""

import pytest

from knowledge.orient import routes_of
from knowledge.rules import loads
from knowledge.rules.model import UNKNOWN, Rules
from tests.broken_rules import completed

QUESTIONS = """
questions:
  commune: { texte: "Quelle commune ?", type: commune }
  courrier: { texte: "Un courrier ?", reponses: { oui: "Oui", non: "Non" } }
  age: { texte: "Quel âge ?", reponses: { jeune: "Jeune", adulte: "Adulte" } }
"""


def rules_with(branch: str) -> Rules:
    """Rules whose need `logement` leads to conseil_loyer under one condition, to mairie otherwise."""
    return loads(
        completed(
            QUESTIONS + "besoins:\n"
            '  logement: { libelle: "Se loger", icone: "🏠", phrases: [mon loyer], demander: [commune, courrier, age],\n'
            f"    orienter: [{{ {branch}, vers: conseil_loyer }}, {{ vers: mairie }}] }}\n"
            '  emploi: { libelle: "Travailler", icone: "💼", phrases: [un emploi], orienter: [{ vers: mairie }] }\n'
        )
    )


def leads_to(rules: Rules, **answers: str) -> str:
    (route,) = routes_of(rules, rules.needs["logement"], answers)
    return route.id


@pytest.mark.parametrize(
    ("branch", "answers", "route"),
    [
        ("si: { courrier: oui }", {"courrier": "oui"}, "conseil_loyer"),
        ("si: { courrier: oui }", {"courrier": "non"}, "mairie"),
        ("si: { courrier: oui }", {}, "mairie"),
        ("si: { courrier: oui, age: jeune }", {"courrier": "oui"}, "mairie"),
        ("si: { courrier: oui, age: jeune }", {"courrier": "oui", "age": "jeune"}, "conseil_loyer"),
        ("si: { courrier: [oui, inconnu] }", {"courrier": UNKNOWN}, "conseil_loyer"),
        ("si: [{ courrier: oui }, { age: jeune }]", {"courrier": "non", "age": "jeune"}, "conseil_loyer"),
        ("si: [{ courrier: oui }, { age: jeune }]", {"courrier": "non", "age": "adulte"}, "mairie"),
        ("sauf: { courrier: oui }", {"courrier": "non"}, "conseil_loyer"),
        ("sauf: { courrier: oui }", {}, "conseil_loyer"),
        ("sauf: { courrier: oui }", {"courrier": "oui"}, "mairie"),
        ("si: { age: jeune }, sauf: { courrier: oui }", {"age": "jeune", "courrier": "oui"}, "mairie"),
        ("si: { commune: territoire }", {"commune": "69034"}, "conseil_loyer"),
        ("si: { commune: voisine }", {"commune": "69286"}, "conseil_loyer"),
        ("si: { commune: ailleurs }", {"commune": "75056"}, "conseil_loyer"),
        ("si: { commune: [territoire, voisine] }", {"commune": "75056"}, "mairie"),
        ('si: { commune: "69286" }', {"commune": "69286"}, "conseil_loyer"),
        ("si: { commune: inconnu }", {"commune": UNKNOWN}, "conseil_loyer"),
        ("si: { commune: ailleurs }", {"commune": UNKNOWN}, "mairie"),
    ],
)
def test_a_condition_leads_where_it_reads(branch: str, answers: dict[str, str], route: str) -> None:
    assert leads_to(rules_with(branch), **answers) == route
