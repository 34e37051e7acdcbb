"""Every text of a rule file that a person reads, and where it stands: what is translated."""

from collections.abc import Iterator

from knowledge.rules.model import Rules


def texts(rules: Rules) -> Iterator[tuple[str, str]]:
    """Pairs of place and French text, in the order of the file; empty texts are left out."""
    return ((place, text) for place, text in _all(rules) if text)


def _all(rules: Rules) -> Iterator[tuple[str, str]]:
    yield "accueil", rules.welcome
    yield "humain", rules.human.text
    for number, hotline in rules.hotlines.items():
        yield f"numeros.{number}", hotline.name
        yield f"numeros.{number}", hotline.remit
        yield f"numeros.{number}", hotline.hours
    for id, danger in rules.dangers.items():
        yield f"urgences.{id}", danger.text
    if rules.written is not None:
        yield "par_ecrit", rules.written.text
    for id, heading in rules.menu.items():
        yield f"menu.{id}", heading.label
    for id, question in rules.questions.items():
        yield f"questions.{id}", question.text
        for option in question.options.values():
            yield f"questions.{id}.{option.id}", option.label
    for id, need in rules.needs.items():
        yield f"besoins.{id}", need.label
    for id, event in rules.events.items():
        yield f"evenements.{id}", event.label
        yield f"evenements.{id}", event.text
    for id, route in rules.routes.items():
        yield f"orientations.{id}", route.title
        yield f"orientations.{id}", route.advice
        for document in route.bring:
            yield f"orientations.{id}", document
