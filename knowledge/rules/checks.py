"""What the shape alone cannot tell: references, orders, endings. A list of small checks, each yielding its mistakes."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from knowledge.rules.document import Branche, Condition, Demande, Document
from knowledge.rules.mistakes import Mistake, meant
from knowledge.rules.model import COMMUNE, UNKNOWN
from knowledge.rules.reader import Source, Where

NEEDS = (
    "garde_enfants parentalite scolarite sante sante_mentale addictions handicap logement hebergement_urgence alimentation "
    "aide_financiere aide_materielle violences emploi formation droits francais numerique mobilite personnes_agees lien_social"
).split()
"""The needs that the program knows; their ids are fixed, their words and rules are the coordinator's."""

SITUATIONS = ("territoire", "voisine", "ailleurs")
"""What a rule may test of a commune, beside INSEE codes."""

Check = Callable[[Source, Document], Iterator[Mistake]]


def check(source: Source, document: Document) -> tuple[Mistake, ...]:
    """Every mistake and advice, check after check."""
    return tuple(mistake for each in CHECKS for mistake in each(source, document))


def dates_exist(source: Source, document: Document) -> Iterator[Mistake]:
    try:
        date.fromisoformat(document.relu_le)
    except ValueError:
        yield source.mistake(
            ("relu_le",),
            f"« {document.relu_le} » n'est pas une date du calendrier",
            "Écrivez année-mois-jour : 2026-11-21.",
        )


def timezone_exists(source: Source, document: Document) -> Iterator[Mistake]:
    name = document.territoire.fuseau
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        yield source.mistake(
            ("territoire", "fuseau"), f"je ne connais pas le fuseau horaire « {name} »", "En métropole : Europe/Paris."
        )


def french_is_served(source: Source, document: Document) -> Iterator[Mistake]:
    if "fr" not in document.territoire.langues:
        yield source.mistake(
            ("territoire", "langues"),
            "le français (fr) manque : il sert quand une traduction n'existe pas",
            "Ajoutez fr.",
        )


def needs_are_known(source: Source, document: Document) -> Iterator[Mistake]:
    for need in document.besoins:
        if need not in NEEDS:
            yield source.mistake(("besoins", need), f"« {need} » n'est pas un besoin connu", meant(need, NEEDS))


def first_needs_are_known(source: Source, document: Document) -> Iterator[Mistake]:
    for index, need in enumerate(document.d_abord):
        yield from _known(source, ("d_abord", index), need, document.besoins, "besoins")


def menu_leads_to_needs(source: Source, document: Document) -> Iterator[Mistake]:
    seen: dict[str, str] = {}
    for heading, part in document.menu.items():
        for index, need in enumerate(part.besoins):
            where: Where = ("menu", heading, "besoins", index)
            yield from _known(source, where, need, document.besoins, "besoins")
            if need in seen:
                yield source.mistake(
                    where, f"« {need} » est déjà dans « {seen[need]} »", "Gardez-le à un seul endroit."
                )
            seen[need] = heading
    for need in document.besoins:
        if need not in seen:
            yield source.mistake(
                ("besoins", need), f"« {need} » n'est dans aucune rubrique du menu", "Ajoutez-le sous menu."
            )


def numbers_are_described(source: Source, document: Document) -> Iterator[Mistake]:
    """A short number is shown with its remit: it needs an entry under `numeros`."""
    calls: list[tuple[Where, list[str]]] = [(("humain", "appeler"), document.humain.appeler)]
    calls += [(("urgences", id, "appeler"), part.appeler) for id, part in document.urgences.items()]
    calls += [(("orientations", id, "appeler"), part.appeler) for id, part in document.orientations.items()]
    for where, numbers in calls:
        for index, number in enumerate(numbers):
            if len(number) <= 4:
                yield from _known(source, (*where, index), number, document.numeros, "numeros")


def dangers_lead_to_needs(source: Source, document: Document) -> Iterator[Mistake]:
    for id, part in document.urgences.items():
        if part.besoin:
            yield from _known(source, ("urgences", id, "besoin"), part.besoin, document.besoins, "besoins")


def questions_have_answers(source: Source, document: Document) -> Iterator[Mistake]:
    for id, part in document.questions.items():
        where: Where = ("questions", id)
        if part.type == COMMUNE and part.reponses:
            yield source.mistake(
                (*where, "reponses"),
                "une question de type commune n'a pas de réponses à toucher",
                "Retirez « reponses ».",
            )
        if part.type == "choix" and len(part.reponses) < 2:
            yield source.mistake(
                where, f"« {id} » a moins de deux réponses", "Ajoutez des réponses, ou « type: commune »."
            )
        if UNKNOWN in part.reponses:
            yield source.mistake(
                (*where, "reponses", UNKNOWN),
                f"« {UNKNOWN} » existe déjà partout : c'est le bouton « Je ne sais pas »",
                "Retirez cette réponse.",
            )
        for option, answer in part.reponses.items():
            if answer.age and _number(answer.age[0]) > _number(answer.age[1]):
                yield source.mistake(
                    (*where, "reponses", option, "age"), "le premier âge est plus grand que le second", "Inversez-les."
                )


def needs_ask_known_questions(source: Source, document: Document) -> Iterator[Mistake]:
    for id, need in document.besoins.items():
        before: list[str] = []
        for index, asked in enumerate(need.demander):
            where: Where = ("besoins", id, "demander", index)
            yield from _known(source, where, asked.question, document.questions, "questions")
            if asked.question in before:
                yield source.mistake(where, f"« {asked.question} » est demandée deux fois", "Gardez la première.")
            yield from _clause(source, document, where, asked, before)
            before.append(asked.question)


def branches_test_what_was_asked(source: Source, document: Document) -> Iterator[Mistake]:
    for id, need in document.besoins.items():
        asked = [each.question for each in need.demander]
        for index, branch in enumerate(need.orienter):
            yield from _clause(source, document, ("besoins", id, "orienter", index), branch, asked)


def branches_end_with_the_rest(source: Source, document: Document) -> Iterator[Mistake]:
    for id, need in document.besoins.items():
        where: Where = ("besoins", id, "orienter")
        for index, branch in enumerate(need.orienter[:-1]):
            if not branch.si and not branch.sauf:
                yield source.mistake(
                    (*where, index),
                    "les lignes qui suivent celle-ci ne servent jamais",
                    "Placez le cas sans « si » en dernier.",
                )
        last = need.orienter[-1]
        if last.si or last.sauf:
            yield source.mistake(
                (*where, len(need.orienter) - 1),
                f"« {id} » n'a pas de cas restant : certaines personnes n'auraient aucune réponse",
                "Terminez par une ligne « vers » sans « si » ni « sauf ».",
            )


def branches_lead_to_routes(source: Source, document: Document) -> Iterator[Mistake]:
    for id, need in document.besoins.items():
        for index, branch in enumerate(need.orienter):
            for place, route in enumerate(branch.vers):
                where: Where = ("besoins", id, "orienter", index, "vers", place)
                yield from _known(source, where, route, document.orientations, "orientations")
    for index, route in enumerate(document.generaliste):
        yield from _known(source, ("generaliste", index), route, document.orientations, "orientations")


def routes_lead_somewhere(source: Source, document: Document) -> Iterator[Mistake]:
    for id, part in document.orientations.items():
        query = part.chercher
        if not (part.structures or part.services or query or part.appeler or part.conseil):
            yield source.mistake(
                ("orientations", id),
                f"« {id} » ne mène nulle part",
                "Donnez structures, services, chercher ou appeler.",
            )
        if query and not (query.thematiques or query.reseaux or query.types):
            yield source.mistake(
                ("orientations", id, "chercher"),
                "cette recherche prendrait tout l'annuaire",
                "Donnez au moins thematiques, reseaux ou types.",
            )


def routes_are_used(source: Source, document: Document) -> Iterator[Mistake]:
    used = set(document.generaliste)
    used.update(route for need in document.besoins.values() for branch in need.orienter for route in branch.vers)
    for id in document.orientations:
        if id not in used:
            yield _advice(
                source, ("orientations", id), f"aucune règle ne mène à « {id} »", "Utilisez-la ou retirez-la."
            )


def questions_are_used(source: Source, document: Document) -> Iterator[Mistake]:
    used = {asked.question for need in document.besoins.values() for asked in need.demander}
    for id in document.questions:
        if id not in used:
            yield _advice(
                source, ("questions", id), f"aucun besoin ne pose la question « {id} »", "Utilisez-la ou retirez-la."
            )


def conversations_stay_short(source: Source, document: Document) -> Iterator[Mistake]:
    """Two to five questions a need: more, and people leave."""
    for id, need in document.besoins.items():
        if len([asked for asked in need.demander if not asked.si]) > 5:
            yield _advice(
                source,
                ("besoins", id, "demander"),
                f"« {id} » pose plus de cinq questions à tout le monde",
                "Gardez l'utile.",
            )


CHECKS: tuple[Check, ...] = (
    dates_exist,
    timezone_exists,
    french_is_served,
    needs_are_known,
    first_needs_are_known,
    menu_leads_to_needs,
    numbers_are_described,
    dangers_lead_to_needs,
    questions_have_answers,
    needs_ask_known_questions,
    branches_test_what_was_asked,
    branches_end_with_the_rest,
    branches_lead_to_routes,
    routes_lead_somewhere,
    routes_are_used,
    questions_are_used,
    conversations_stay_short,
)


def _clause(
    source: Source, document: Document, where: Where, part: Demande | Branche, asked: Iterable[str]
) -> Iterator[Mistake]:
    yield from _condition(source, document, (*where, "si"), part.si, asked)
    yield from _condition(source, document, (*where, "sauf"), part.sauf, asked)


def _condition(
    source: Source, document: Document, where: Where, condition: Condition, asked: Iterable[str]
) -> Iterator[Mistake]:
    for index, test in enumerate(condition):
        for question, values in test.items():
            listed = (*where, index, question)
            at = listed if listed in source.positions else (*where, question)
            if question not in document.questions:
                yield from _known(source, at, question, document.questions, "questions")
            elif question not in asked:
                yield source.mistake(
                    at,
                    f"« {question} » est testée ici sans avoir été demandée avant",
                    "Ajoutez-la dans « demander », plus haut.",
                )
            else:
                for value in values:
                    yield from _value(source, document, at, question, value)


def _value(source: Source, document: Document, where: Where, question: str, value: str) -> Iterator[Mistake]:
    part = document.questions[question]
    known = [*part.reponses, UNKNOWN] if part.type == "choix" else [*SITUATIONS, UNKNOWN]
    if value in known or (part.type == COMMUNE and len(value) == 5 and value.isalnum()):
        return
    yield source.mistake(where, f"« {value} » n'est pas une réponse de « {question} »", meant(value, known))


def _known(source: Source, where: Where, name: str, known: Iterable[str], section: str) -> Iterator[Mistake]:
    if name not in known:
        yield source.mistake(where, f"« {name} » n'est pas dans « {section} »", meant(name, known))


def _advice(source: Source, where: Where, cause: str, fix: str) -> Mistake:
    mistake = source.mistake(where, cause, fix)
    return Mistake(mistake.file, mistake.line, mistake.column, mistake.cause, mistake.fix, advice=True)


def _number(text: str) -> float:
    return float(text.replace(",", "."))
