"""Many pathways, and what they show."""

from knowledge.orient import Orienter
from knowledge.pathway import Contact, Pathway
from knowledge.rules.model import COMMUNE, UNKNOWN, Rules
from tests.samples_services import MONDAY


def shown(pathway: Pathway) -> dict[str, list[str]]:
    return {step.route: [contact.card.service_id for contact in step.contacts] for step in pathway.steps}


def beside(pathway: Pathway) -> list[str]:
    return [contact.card.service_id for contact in pathway.annex]


def every_answer(rules: Rules, need: str) -> list[dict[str, str]]:
    """Each answer of each question at least once, together with the others."""
    asked = [each.question for each in rules.needs[need].ask if rules.questions[each.question].kind != COMMUNE]
    options = [[*rules.questions[question].options, UNKNOWN] for question in asked]
    most = max(map(len, options), default=1)
    return [
        {question: each[turn % len(each)] for question, each in zip(asked, options, strict=True)}
        for turn in range(most)
    ]


def all_pathways(by: Orienter, commune: str | None) -> list[Pathway]:
    place = {"commune": commune} if commune else {}
    needs = by.rules.needs
    return [
        by.pathway((need,), {**answers, **place}, MONDAY) for need in needs for answers in every_answer(by.rules, need)
    ]


def contacts(pathways: list[Pathway]) -> list[Contact]:
    return [contact for pathway in pathways for contact in (*pathway.contacts(), *pathway.annex)]
