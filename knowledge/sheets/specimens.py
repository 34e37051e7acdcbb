"""One of each sheet, as this territory prints it: for whoever edits the templates to see what comes of it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from typing import Any

from knowledge.card import card
from knowledge.directory import Directory, Offer
from knowledge.errors import SheetError
from knowledge.liaison import Liaison, Sender
from knowledge.orient import Orienter
from knowledge.places import Places
from knowledge.rules.model import Look, Rules
from knowledge.sheets.booklet import Around, BookletMaker, booklet_content
from knowledge.sheets.choices import Choices
from knowledge.sheets.liaison import LiaisonSheets
from knowledge.sheets.maker import SheetMaker
from knowledge.sheets.structure import House, StructureSheetMaker, house_for, structure_content
from knowledge.sheets.typesetting import Typesetter, look_data
from knowledge.wording import SOURCE, Wording, translated

HOUSES = 25
"""Structures of the booklet: enough for a few pages, few enough to be made at once."""

LINK = "https://exemple.fr/aiguilleur"

Make = Callable[[Look], bytes]


@dataclass(frozen=True, slots=True)
class Specimen:
    """A sheet that was made, or why it could not be. `data` is what the template was given; empty when it was not reached."""

    name: str
    pdf: bytes
    data: Mapping[str, Any]
    error: SheetError | None = None


class _Strict(Typesetter):
    """Takes no plainer look instead of one that fails, and keeps what the template was given."""

    data: Mapping[str, Any]

    def __init__(self) -> None:
        super().__init__()
        self.data = {}

    def pdf(self, template: str, data: Mapping[str, Any], made_at: datetime, look: Look) -> bytes:
        self.data = {**data, "look": look_data(look)}
        return self.typeset(template, data, made_at, look)


def specimens(rules: Rules, places: Places, directory: Directory, at: datetime, look: Look) -> Iterator[Specimen]:
    """Each sheet in turn, made of this directory at this (aware) moment; one that fails stops no other."""
    typesetter = _Strict()
    for name, make in _all(rules, places, directory, at, typesetter):
        typesetter.data = {}
        try:
            yield Specimen(name, make(look), typesetter.data)
        except SheetError as error:
            yield Specimen(name, b"", typesetter.data, error)


def _all(
    rules: Rules, places: Places, directory: Directory, at: datetime, typesetter: Typesetter
) -> Iterator[tuple[str, Make]]:
    french = Wording.load(SOURCE)
    maker = SheetMaker(typesetter)
    needs = tuple(need for heading in rules.menu.values() for need in heading.needs)[:2]
    orienter = Orienter(rules, places, directory)

    def pathway(language: str, choices: Choices) -> Make:
        found = orienter.pathway(needs, {}, at, language=language)
        return lambda look: maker.pathway(found, Wording.load(language), choices, look=look)

    yield "parcours", pathway(SOURCE, Choices(link=LINK, discreet=False))
    yield "parcours-discret", pathway(SOURCE, Choices(link=LINK, discreet=True))
    for language in rules.territory.languages:
        if language != SOURCE and language in translated():
            yield f"parcours-{language}", pathway(language, Choices(link=LINK, discreet=False, bilingual=True))
    around = Around(rules=rules, places=places, wording=french, at=at, demonstration=rules.territory.demonstration)
    houses = [house_for(structure, services) for structure, services in islice(directory.entries(), HOUSES)]
    if houses:
        largest = max(houses, key=lambda house: len(house.cards))
        yield "structure", _structure(largest, around, typesetter)
        if largest.offers:
            yield "liaison", _liaison(largest.offers[0], around, typesetter)
        booklets = BookletMaker(typesetter)
        yield "livret", lambda look: booklets.pdf(booklet_content(houses, around), look=look)
        large = replace(around, large=True)
        yield "livret-gros-caracteres", lambda look: booklets.pdf(booklet_content(houses, large), look=look)


def _structure(house: House, around: Around, typesetter: Typesetter) -> Make:
    maker = StructureSheetMaker(typesetter)
    content = structure_content(
        house, around.wording, at=around.at, places=around.places, demonstration=around.demonstration
    )
    return lambda look: maker.pdf(content, look=look)


def _liaison(offer: Offer, around: Around, typesetter: Typesetter) -> Make:
    liaison = Liaison(
        code="ABCD-EFGH-J",
        to=card(offer, "resident"),
        request="Un premier rendez-vous",
        situation="Ceci est un exemple : quelques lignes sur la situation, telles que l'agent les écrit.",
        done="Ce qui a déjà été essayé.",
        urgency="week",
        sender=Sender(name="Prénom Nom", structure="Le nom de votre structure", telephone="01 99 00 12 34"),
        contact="Par téléphone, l'après-midi",
        link=f"{LINK}/r/ABCD-EFGH-J",
        made_at=around.at,
        territory=around.rules.territory.name,
        demonstration=around.demonstration,
        person_language=SOURCE,
    )
    return lambda look: LiaisonSheets(typesetter).pdf(liaison, look=look)
