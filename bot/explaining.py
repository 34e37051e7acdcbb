"""Why an answer is what it is: which words matched, which rule fired, which criteria ranked each service."""

from collections.abc import Iterator

from bot.assistant import Answer
from bot.conversation.replies import Orient
from bot.tracing import alarm_told, event_told, found_told
from knowledge.orient import routes_of
from knowledge.pathway import Contact
from knowledge.rules.model import Rules


def explained(rules: Rules, answer: Answer) -> Iterator[str]:
    """Lines for a coordinator. Nothing of the message itself is repeated but the words that told something."""
    turn = answer.turn
    if turn.heard is not None:
        yield f"  pourquoi · décision : {turn.heard.decision}, langue : {turn.heard.language}"
        for alarm in turn.heard.alarms:
            yield f"  pourquoi · urgence {alarm_told(alarm)}"
        if turn.heard.event:
            yield f"  pourquoi · événement {event_told(turn.heard.event)}"
        for need in turn.heard.needs:
            yield f"  pourquoi · besoin {need.need} ({need.score:.2f}){found_told(turn.heard, need)}"
        for named in turn.heard.named:
            yield f"  pourquoi · structure {named.name} ({named.score:.2f}) : {', '.join(named.why)}"
    for reply in turn.replies:
        if isinstance(reply, Orient):
            yield from _rules(rules, reply)
    if answer.found.pathway is not None and any(isinstance(reply, Orient) for reply in turn.replies):
        for contact in answer.found.pathway.contacts():
            yield _ranked(contact)


def _rules(rules: Rules, orient: Orient) -> Iterator[str]:
    facts = rules.facts(orient.answers)
    for need in orient.needs:
        branches = rules.needs[need].branches
        place = next(index for index, branch in enumerate(branches, 1) if branch.clause.holds(facts))
        routes = ", ".join(route.id for route in routes_of(rules, rules.needs[need], orient.answers))
        yield f"  pourquoi · règle {place} sur {len(branches)} de {need} : {routes}"


def _ranked(contact: Contact) -> str:
    detail = ", ".join(f"{name} {value:.2f}" for name, value in contact.detail.items() if value is not None)
    return f"  pourquoi · {contact.card.service_id} {contact.score:.2f} : {detail}"
