"""What a card says of where, when, how and for whom, in words: a line each. The sheet and the booklet choose among them."""

from collections.abc import Iterator
from datetime import date

from knowledge.card import Card
from knowledge.directory import Offer
from knowledge.door import OLDEST, Door
from knowledge.hours import day_words
from knowledge.model import Closed
from knowledge.notes import Note
from knowledge.places import Places
from knowledge.reasons import unanswered, worded
from knowledge.sheets import facets as shared
from knowledge.sheets.plain import plain
from knowledge.sheets.said import LINE, NAME, capitalised, listed, own
from knowledge.sheets.structure.model import Line
from knowledge.wording import Wording

BETWEEN = "\u00a0· "
"""Between short things on one line; no line begins with it."""

ADDRESS = 340
"""Characters kept of an address: one of 300 with its town is printed whole."""

MANY = 12
"""Things kept of a list: languages, other places, closures."""

MONTHS = 12
"""Months of a year: a nursery takes children « de 2 mois à 4 ans », and nobody reads « 0,2 an »."""

ZONES = 4
"""Places named of a zone; a longer list is no help on paper."""

_COUNTRY = frozenset({"france", "99100"})


def where(card: Card, wording: Wording) -> Iterator[Line]:
    """The address, how to come, the other places. Of a confidential card, only that one calls first."""
    if card.confidential:
        yield _line(wording.say("structure.call_first"))
        return
    if card.address:
        yield _line(own(card.address, wording, ADDRESS), french=True)
    if card.transport:
        yield _line(own(card.transport, wording, LINE), french=True)
    for place in card.places[:MANY]:
        at = shared.place_hours(place, _schedule(place.horaires_accueil, wording), wording)
        yield _line(f"{wording.say('sheet.places')} {at}")


def when(card: Card, wording: Wording) -> Iterator[Line]:
    """Opening hours, the days with the same hours together."""
    for line in _schedule(card.hours, wording):
        yield _line(line)


def warnings(card: Card, wording: Wording, day: date) -> Iterator[str]:
    """No room at the moment, closed now or soon, no answer at its number; who noted it, on an agent's card."""
    yield from (capitalised(note_words(note, wording)) for note in card.notes if note.holds(day))
    if (full := card.full) and (full.jusquau is None or full.jusquau >= day):
        noted, by = day_words(full.note_du, wording), plain(full.auteur, NAME)
        if full.jusquau:
            until = day_words(full.jusquau, wording)
            yield capitalised(wording.say("reasons.full_until", day=until, noted=noted, by=by))
        else:
            yield capitalised(wording.say("reasons.full", noted=noted, by=by))
    for closed in card.closures[:MANY]:
        if closed.fin is None or closed.fin >= day:
            yield _closed(closed, wording)


def note_words(note: Note, wording: Wording) -> str:
    """What a note says and until when; by whom and when, where the card tells who."""
    if note.kind == "injoignable":
        said = wording.say("notes.silent") if note.author else worded(unanswered(note), wording)
    else:
        id = "notes.full_until" if note.kind == "complet" else "reasons.closed_until"
        said = wording.say(id, day=day_words(note.until, wording))
    if not note.author:
        return said
    day = day_words(note.noted_at.date(), wording)
    return wording.say("notes.by", note=said, day=day, author=plain(note.author, NAME))


def public(offer: Offer, wording: Wording) -> Iterator[Line]:
    """For whom, of which age."""
    known = [f"reasons.public_{code.replace('-', '_')}" for code in offer.service.publics]
    said = [capitalised(wording.say(id)) for id in known if id in PUBLICS]
    if age := _age(offer, wording):
        said.append(age)
    if said:
        yield _line(BETWEEN.join(said))
    if offer.service.publics_precisions:
        yield _line(own(offer.service.publics_precisions, wording, 2 * LINE), french=True)


PUBLICS = frozenset(
    f"reasons.public_{name}"
    for name in (
        "tous_publics", "actifs", "beneficiaires_des_minimas_sociaux", "demandeurs_emploi", "etudiants", "familles",
        "femmes", "jeunes", "personnes_en_situation_de_handicap", "personnes_en_situation_durgence",
        "personnes_en_situation_juridique_specifique", "personnes_exilees", "residents_qpv_frr", "seniors",
    )
)  # fmt: skip
"""Publics of data·inclusion v1 that have a sentence; an unknown code has none, and is not shown."""


def zone(offer: Offer, wording: Wording, places: Places) -> str:
    """Whose residents may come, where every code of the zone has a name of its own; else nothing."""
    codes = offer.service.zone_eligibilite
    if not _COUNTRY.isdisjoint(codes):
        return wording.say("structure.zone_country")
    communes = [places.commune(code) for code in codes]
    if not communes or len(communes) > ZONES or not all(communes):
        return ""
    return wording.say("structure.zone", places=listed([each.nom for each in communes if each], wording))


def through_a_professional(offer: Offer) -> bool:
    return offer.service.mobilisable_par == ("professionnels",)


def rhythm(offer: Offer, wording: Wording) -> str:
    """Hours a week, and for how many weeks."""
    parts = []
    if hours := offer.service.volume_horaire_hebdomadaire:
        parts.append(wording.say("structure.volume", hours=f"{hours:g}".replace(".", ",")))
    if weeks := offer.service.nombre_semaines:
        parts.append(wording.say("structure.weeks", weeks))
    return capitalised(" ".join(parts))


def written(card: Card, wording: Wording) -> list[Line]:
    """Where to write: an address of e-mail, a page."""
    return [_line(text) for _, text in shared.written(card, wording)]


def cost(card: Card, wording: Wording) -> list[Line]:
    """Free or not, and what the directory adds: on a line of its own where text runs from right to left, which it would tear."""
    known, details = shared.fee(card, wording, LINE)
    if known and details and not wording.right_to_left:
        return [_line(capitalised(wording.say("sheet.cost_details", cost=known, details=details)))]
    lines = [_line(capitalised(known)), _line(details, french=True)]
    return [line for line in lines if line["text"]]


def languages(card: Card, wording: Wording) -> list[Line]:
    """The languages spoken beside French."""
    said = capitalised(shared.languages(card, wording, MANY))
    return [_line(said)] if said else []


def access(card: Card, wording: Wording) -> Iterator[Line]:
    """Disability by disability, then what the directory adds."""
    known, words = shared.access(card, wording, LINE)
    if known:
        yield _line(capitalised(BETWEEN.join(known)))
    if words:
        yield _line(words, french=True)


def verified(card: Card, wording: Wording) -> str:
    """When it was last verified, and by whom where the card says it."""
    if card.verified_on is None:
        return wording.say("structure.never_verified")
    day = day_words(card.verified_on, wording)
    if card.verified_by and card.agent:
        return wording.say("structure.verified_by", date=day, by=plain(card.verified_by, NAME))
    return wording.say("structure.verified", date=day)


def _line(text: str, *, french: bool = False) -> Line:
    return Line(text=text, french=french)


def _schedule(hours: str | None, wording: Wording) -> list[str]:
    return shared.schedule(hours, wording, 2 * LINE, 2 * LINE)


def _closed(closed: Closed, wording: Wording) -> str:
    start = day_words(closed.debut, wording) if closed.debut else ""
    end = day_words(closed.fin, wording) if closed.fin else ""
    if start and end:
        said = wording.say("structure.closed", start=start, end=end)
    elif start:
        said = wording.say("structure.closed_from", start=start)
    else:
        said = wording.say("structure.closed_until", end=end) if end else wording.say("structure.closed_now")
    why = plain(closed.motif or "", NAME)
    return wording.say("structure.closed_why", closed=said, why=why) if why else said


def _age(offer: Offer, wording: Wording) -> str:
    ages = Door(offer).ages
    if ages is None:
        return ""
    low, high = (f"{age:.1f}".removesuffix(".0").replace(".", ",") for age in ages)
    if ages[0] <= 0:
        return "" if ages[1] >= OLDEST else capitalised(wording.say("reasons.age_until", high=high))
    if ages[1] >= OLDEST:
        return capitalised(wording.say("reasons.age_from", low=low))
    if ages[0] < 1:
        return capitalised(wording.say("structure.age_from_months", count=max(1, int(ages[0] * MONTHS)), high=high))
    return capitalised(wording.say("reasons.age_between", low=low, high=high))
