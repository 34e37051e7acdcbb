"""Change a look-up part by part, and tell its parts: what was understood is shown, and edited by buttons."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal, get_args

from data_inclusion.schema.v1 import Public

from knowledge.lookup.model import FILTERS, Filter, Lookup
from knowledge.lookup.vocabulary import vocabulary
from knowledge.places import Places
from knowledge.rules.model import COMMUNE, Rules
from knowledge.text import fold

Kind = Literal["hotline", "name", "need", "answer", "public", "commune", "moment", "filter", "left"]
"""What a part is; in the order in which they are told."""

KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that was understood. `id` is enough, with `kind`, to take it away; `label` is French.

    `id` of an answer: the question. Of a name, the name itself; of a word that nothing took, the word.
    """

    kind: Kind
    id: str
    label: str


def said(lookup: Lookup, rules: Rules, places: Places) -> tuple[Part, ...]:
    """The parts of a look-up, as they are shown. What the rule file no longer knows is left out."""
    return tuple(_parts(lookup, rules, places))


def without(lookup: Lookup, part: Part) -> Lookup:
    """The same look-up without one of its parts. A part that is not there changes nothing."""
    return _WITHOUT[part.kind](lookup, part.id)


def with_filter(lookup: Lookup, filter: Filter) -> Lookup:
    """With a filter more; without it, where it was asked already.

    >>> with_filter(Lookup(filters=("pmr",)), "ouvert").filters
    ('ouvert', 'pmr')
    """
    asked = {*lookup.filters} ^ {filter}
    return replace(lookup, filters=tuple(each for each in FILTERS if each in asked))


def with_commune(lookup: Lookup, code: str | None) -> Lookup:
    """In another commune, by its INSEE code; None: wherever."""
    return replace(lookup, commune=code)


def with_need(lookup: Lookup, need: str) -> Lookup:
    """With one need, first; a need that was there comes first."""
    return replace(lookup, needs=(need, *(each for each in lookup.needs if each != need)))


def with_public(lookup: Lookup, public: str) -> Lookup:
    """With a public more; without it, where it was told already."""
    if public in lookup.publics:
        return _without_public(lookup, public)
    return replace(lookup, publics=(*lookup.publics, public))


def with_answer(lookup: Lookup, question: str, answer: str) -> Lookup:
    """With an answer to a question of the rule file, in the place of another."""
    return replace(lookup, answers={**lookup.answers, question: answer})


def with_name(lookup: Lookup, name: str, structures: tuple[str, ...] = ()) -> Lookup:
    """With another name, folded, and the structures that it surely means."""
    return replace(lookup, name=name, structures=structures)


def _parts(lookup: Lookup, rules: Rules, places: Places) -> Iterator[Part]:
    for hotline in rules.hotlines_of(lookup.hotlines):
        label = f"{hotline.number} {hotline.name}".strip()
        yield Part("hotline", hotline.number, label)
    if lookup.name:
        yield Part("name", lookup.name, f"« {lookup.name} »")
    elif lookup.structures:
        yield Part("name", "", "cette structure" if len(lookup.structures) == 1 else "ces structures")
    for need in lookup.needs:
        if need in rules.needs:
            yield Part("need", need, rules.needs[need].label)
    for question, answer in lookup.answers.items():
        asked = rules.questions.get(question)
        if asked is None:
            continue
        if asked.kind == COMMUNE:
            yield Part("answer", question, places.label(answer))
        elif answer in asked.options:
            yield Part("answer", question, _answer(asked.text, asked.options[answer].label))
    for public in lookup.publics:
        yield Part("public", public, _public(public))
    if lookup.commune:
        yield Part("commune", lookup.commune, places.label(lookup.commune))
    for moment in lookup.moments:
        if moment in vocabulary().times:
            yield Part("moment", moment, vocabulary().times[moment])
    for asked_filter in lookup.filters:
        yield Part("filter", asked_filter, vocabulary().labels[asked_filter])
    for word in lookup.left:
        yield Part("left", word, f"« {word} »")


def _without_name(lookup: Lookup, _: str) -> Lookup:
    return replace(lookup, name="", structures=())


def _without_answer(lookup: Lookup, id: str) -> Lookup:
    return replace(lookup, answers={question: answer for question, answer in lookup.answers.items() if question != id})


def _without_public(lookup: Lookup, id: str) -> Lookup:
    return replace(lookup, publics=tuple(each for each in lookup.publics if each != id))


def _without_need(lookup: Lookup, id: str) -> Lookup:
    return replace(lookup, needs=tuple(each for each in lookup.needs if each != id))


def _without_hotline(lookup: Lookup, id: str) -> Lookup:
    return replace(lookup, hotlines=tuple(each for each in lookup.hotlines if each != id))


def _without_filter(lookup: Lookup, id: str) -> Lookup:
    return replace(lookup, filters=tuple(each for each in lookup.filters if each != id))


def _without_moment(lookup: Lookup, id: str) -> Lookup:
    return replace(lookup, moments=tuple(each for each in lookup.moments if each != id))


def _without_left(lookup: Lookup, id: str) -> Lookup:
    return replace(lookup, left=tuple(each for each in lookup.left if each != id))


def _without_commune(lookup: Lookup, id: str) -> Lookup:
    return replace(lookup, commune=None) if lookup.commune == id else lookup


_WITHOUT = {
    "hotline": _without_hotline,
    "name": _without_name,
    "need": _without_need,
    "answer": _without_answer,
    "public": _without_public,
    "commune": _without_commune,
    "filter": _without_filter,
    "moment": _without_moment,
    "left": _without_left,
}


def _answer(question: str, answer: str) -> str:
    """An answer that is understood by itself; « oui » and « non », after what they answer.

    >>> _answer("Une lettre de l'huissier ?", "Oui"), _answer("Quel logement ?", "Une chambre")
    ("Une lettre de l'huissier ? Oui", 'Une chambre')
    """
    return f"{question} {answer}" if fold(answer).partition(" ")[0] in ("oui", "non") else answer


@cache
def _publics() -> dict[str, str]:
    return {public.value: str(public.label) for public in Public}


def _public(code: str) -> str:
    """The label that data·inclusion v1 gives to a public."""
    return _publics().get(code, code)
