"""What a booklet says, every string ready, in the order to print."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from knowledge.card import Role
from knowledge.hours import day_words
from knowledge.places import Places
from knowledge.rules.model import Rules
from knowledge.sheets.booklet.contents import THEME, Shelf, names, shelved
from knowledge.sheets.booklet.entries import Entries
from knowledge.sheets.booklet.model import Booklet, Elsewhere, Letter, Name, Part, Section
from knowledge.sheets.booklet.needs import Needs, answering
from knowledge.sheets.booklet.selection import within
from knowledge.sheets.booklet.troubles import BookletEmpty
from knowledge.sheets.facets import telephone
from knowledge.sheets.model import Number
from knowledge.sheets.said import LINE, NAME, number_block, own, ruled
from knowledge.sheets.structure import House
from knowledge.sheets.structure.themes import CATEGORIES, category_name
from knowledge.wording import Wording

NAMED = 4
"""Services named where a structure is only referred to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What a booklet is made with. `at` is aware; `selection` are the words that say what was chosen."""

    rules: Rules
    places: Places
    wording: Wording
    at: datetime
    role: Role = "resident"
    large: bool = False
    demonstration: bool = False
    needs: tuple[str, ...] = ()
    """Needs to keep; none: all of them, and what no need asks for."""
    selection: tuple[str, ...] = ()
    place: str = ""
    """What the cover names; nothing: the territory."""
    home: frozenset[str] = frozenset()
    """INSEE codes of the communes whose residents it is for; none: those of the territory."""


def booklet_content(houses: Iterable[House], around: Around, most: int | None = None) -> Booklet:
    """A booklet of these structures, which were made for the role of `around`.

    By need of the rules, in the order of the menu: each structure in full once, under the need that it answers best; a
    reference under the others. What no need asks for stands at the end, by theme. Raises BookletEmpty when nothing is left,
    BookletTooLong as soon as there are more than `most` services.
    """
    wording, needs = around.wording, Needs.of(around.rules, around.needs)
    if around.needs:
        houses = answering(houses, needs)
    if most is not None:
        houses = within(houses, most)
    shelves = shelved(houses, needs)
    printed = [house for shelf in shelves.values() for house in shelf.full]
    if not printed:
        raise BookletEmpty("a booklet without any structure")
    anchors = {house.structure.id: f"s{number}" for number, house in enumerate(printed)}
    services = sum(len(house.cards) for house in printed)
    counted = wording.say(
        "booklet.counted",
        structures=wording.say("booklet.structures", len(printed)),
        services=wording.say("booklet.services", services),
    )
    return Booklet(
        language=wording.language,
        right_to_left=wording.right_to_left,
        large=around.large,
        for_agents=around.role == "agent",
        title=wording.say("booklet.title_agents" if around.role == "agent" else "booklet.title"),
        subtitle=wording.say("booklet.subtitle"),
        territory=own(around.place or around.rules.territory.name, wording, NAME),
        made=wording.say("booklet.made", day=day_words(around.at.date(), wording)),
        made_at=around.at.isoformat(),
        counted=counted,
        selected=[own(text, wording, LINE) for text in around.selection] or [wording.say("booklet.everything")],
        demonstration=wording.say("sheet.demonstration") if around.demonstration else "",
        demonstration_short=wording.say("sheet.demonstration_short") if around.demonstration else "",
        labels={name: wording.say(f"booklet.{name}") for name in _LABELS},
        emergency=_emergency(around.rules, wording),
        parts=list(_parts(shelves, anchors, around)),
        index=list(_index(printed, anchors, wording)),
    )


_LABELS = (
    "selected", "age", "for_agents", "agents", "emergency", "emergency_how", "contents", "elsewhere", "see", "index", "page",
)  # fmt: skip


def _emergency(rules: Rules, wording: Wording) -> list[Number]:
    """The numbers that the dangers of the rules call, in the order of the file: the most pressing first."""
    written = rules.written.call if rules.written else ()
    numbers = dict.fromkeys(
        number for call in (*(each.call for each in rules.dangers.values()), written) for number in call
    )
    return [number_block(hotline, wording) for hotline in rules.hotlines_of(numbers)]


def _parts(shelves: Mapping[str, Shelf], anchors: Mapping[str, str], around: Around) -> Iterator[Part]:
    """The headings of the menu, then what no need asks for, by theme."""
    wording, rules = around.wording, around.rules
    titled = [
        (id, ruled(heading.label, wording), [(need, ruled(rules.needs[need].label, wording)) for need in heading.needs])
        for id, heading in rules.menu.items()
    ]
    themes = [(THEME + category, category_name(category, wording)) for category in CATEGORIES]
    titled.append(("other", wording.say("booklet.other"), themes))
    for number, (_, title, places) in enumerate(titled):
        sections = [
            _section(f"p{number}n{at}", heading, shelves[key], anchors, around)
            for at, (key, heading) in enumerate(places)
            if key in shelves
        ]
        if sections:
            yield Part(anchor=f"p{number}", heading=title, sections=sections)


def _section(anchor: str, heading: str, shelf: Shelf, anchors: Mapping[str, str], around: Around) -> Section:
    home = around.home or frozenset(around.rules.territory.communes)
    made = Entries(around.wording, around.at.date(), around.places, home)
    return Section(
        anchor=anchor,
        heading=heading,
        entries=[made.entry(house, anchors[house.structure.id]) for house in shelf.full],
        elsewhere=[
            _elsewhere(house, services, anchors[house.structure.id], around.wording)
            for house, services in shelf.elsewhere
            if house.structure.id in anchors
        ],
    )


def _elsewhere(house: House, services: Sequence[str], anchor: str, wording: Wording) -> Elsewhere:
    said = " · ".join(own(name, wording, NAME) for name in services[:NAMED])
    return Elsewhere(
        name=own(house.card.structure, wording, NAME),
        services=f"{said} …" if len(services) > NAMED else said,
        telephone=telephone(house.card, wording),
        anchor=anchor,
    )


def _index(printed: Sequence[House], anchors: Mapping[str, str], wording: Wording) -> Iterator[Letter]:
    for letter, told in groupby(names(printed), key=lambda each: each[0]):
        yield Letter(
            letter=letter,
            names=[Name(name=own(name, wording, NAME), anchor=anchors[house.structure.id]) for _, name, house in told],
        )
