"""What a card says, in the order of a glance: whom to call, whether it is open, where; for whom; what only agents read."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from babel.numbers import format_decimal

from bot.frontdesk.seen.looking import Shown
from bot.rendering.blocks import Line, bold, line
from bot.rendering.frontdesk.pages import shortened
from bot.rendering.frontdesk.saying import Saying
from knowledge.hours import day_words, opening_words
from knowledge.quality.freshness import YEAR_DAYS
from knowledge.sheets import facets as shared
from knowledge.sheets.plain import plain
from knowledge.sheets.said import NAME, capitalised
from knowledge.sheets.structure import facets

GLANCE = 240
"""Letters of a text on a card; « Tout lire » shows the rest."""

WHOLE = 20_000
"""Letters of a text that is read whole."""

MANY = 12
"""Things of a list: days of a week, other places."""

NEXT_DOOR_KM = 1.0
"""Up to which a distance tells nothing: the address does."""

SIGNS = {"open": "🟢", "closed": "🔴", "unknown": "⚪"}
"""How a door is at this moment, at a glance."""


@dataclass(frozen=True, slots=True)
class _Teller:
    """Says things of one card. `cut` is told by who asks for `text`."""

    to: Saying
    shown: Shown

    @property
    def most(self) -> int:
        return WHOLE if self.shown.whole else GLANCE

    def text(self, text: str | None) -> str:
        """A text of the directory, cleaned, and cut where a sentence ends."""
        return shortened(plain(text or "", WHOLE), self.most)


def told(to: Saying, shown: Shown) -> tuple[list[Line], bool]:
    """The lines of a card, and whether something of it is cut."""
    teller = _Teller(to, shown)
    lines = [*_name(teller), *_now(teller), *_reach(teller), *_where(teller), *_whom(teller), *_how(teller)]
    lines += [*_about(teller), *_for_agents(teller), *_verified(teller)]
    return lines, not shown.whole and any(span.text.endswith("…") for each in lines for span in each)


def _name(teller: _Teller) -> Iterator[Line]:
    card = teller.shown.card
    service = shared.service_name(card, teller.to.wording)
    yield line(bold(plain(card.structure, NAME)), f" — {service}" if service else "")


def _now(teller: _Teller) -> Iterator[Line]:
    """What holds today, and may cost somebody a journey: no room, closed, a filter that is not met."""
    to, shown = teller.to, teller.shown
    for warning in facets.warnings(shown.card, to.wording, shown.now.date()):
        yield line("⚠️ ", bold(warning))
    if missed := [to.filter(each) for each in shown.missed if each != "ouvert"]:  # the hours tell that one
        yield line("⚠️ ", to.say("card.missed", filters=", ".join(missed)))


def _reach(teller: _Teller) -> Iterator[Line]:
    to, card = teller.to, teller.shown.card
    if card.agent and (card.agent.telephone or card.agent.contact):
        direct = (plain(card.agent.telephone or "", NAME), plain(card.agent.contact or "", NAME))
        number = bold(direct[0]) if direct[0] else ""
        yield line(f"☎️ {to.say('card.direct')} ", number, " · " if all(direct) else "", direct[1])
    if card.telephone:
        yield line("📞 ", bold(plain(card.telephone, NAME)))
    else:
        yield line("📞 ", shared.instead(card, to.wording))
    opening = teller.shown.opening
    said = opening_words(opening, teller.shown.now, to.wording)
    yield line(f"{SIGNS[opening.state]} ", capitalised(said))


def _where(teller: _Teller) -> Iterator[Line]:
    to, card = teller.to, teller.shown.card
    if card.confidential:
        yield line("🔒 ", bold(to.say("card.confidential")))
    elif card.address:
        yield line("📍 ", plain(card.address), *_far(teller))
    if card.transport:
        yield line("🚌 ", teller.text(card.transport))
    for place in card.places[:MANY]:
        at = shared.place_hours(place, shared.schedule(place.horaires_accueil, to.wording, 400, 400), to.wording)
        yield line(f"📍 {to.wording.say('sheet.places')} : ", teller.text(at))
    if schedule := shared.schedule(card.hours, to.wording, 400, 400)[:MANY]:
        yield line("🕒 ", teller.text(" ; ".join(schedule)))


def _far(teller: _Teller) -> Iterator[str]:
    """How far it is, in words, from where it was looked for; next door is not said."""
    lookup, far = teller.to.work.lookup, teller.shown.far
    if lookup is None or lookup.commune is None or far is None or far < NEXT_DOOR_KM:
        return
    km = format_decimal(far, format="#,##0.#", locale=teller.to.wording.locale)
    commune = teller.to.commune(lookup.commune)
    yield f" · {teller.to.wording.say('reasons.distance', km=km, commune=commune)}"


def _whom(teller: _Teller) -> Iterator[Line]:
    to, shown = teller.to, teller.shown
    if public := " · ".join(each["text"] for each in facets.public(shown.offer, to.wording)):
        yield line("👥 ", teller.text(public))
    if zone := facets.zone(shown.offer, to.wording, to.places):
        yield line("🗺️ ", zone)
    if shown.card.conditions:
        yield line("✅ ", teller.text(shown.card.conditions))
    yield from _line("💶", _joined(capitalised(each) for each in shared.fee(shown.card, to.wording, teller.most)))
    if shown.card.bring:
        documents = " · ".join(plain(each, NAME) for each in shown.card.bring)
        yield line(f"🎒 {to.wording.say('sheet.bring')} : ", teller.text(documents))
    yield from _line("💬", capitalised(shared.languages(shown.card, to.wording, MANY)))
    known, words = shared.access(shown.card, to.wording, teller.most)
    yield from _line("♿", capitalised(_joined((*known, words))))


def _how(teller: _Teller) -> Iterator[Line]:
    """How to get an appointment: through whom, by what, where to write."""
    to, card, service = teller.to, teller.shown.card, teller.shown.offer.service
    told = [shared.ways(card, to.wording)]
    if facets.through_a_professional(teller.shown.offer):
        told.append(to.say("card.through_a_professional"))
    if "a-distance" in service.modes_accueil:
        told.append(to.wording.say("structure.remote"))
    told.append(teller.text(service.mobilisation_precisions))
    yield from _line("📅", capitalised(_joined(told)))
    yield from _line("✉️", _joined(address for _, address in shared.written(card, to.wording)))


def _about(teller: _Teller) -> Iterator[Line]:
    """What it does: paragraph by paragraph where all is read."""
    text = teller.shown.card.description
    paragraphs = [plain(each, WHOLE) for each in text.splitlines()] if teller.shown.whole else [teller.text(text)]
    yield from (line("ℹ️ " if at == 0 else "", each) for at, each in enumerate(filter(None, paragraphs)))


def _for_agents(teller: _Teller) -> Iterator[Line]:
    """What the network knows; nothing where the account reads the card as residents do."""
    notes = teller.shown.card.agent
    said = [
        line(f"{teller.to.say(f'card.{name}')} ", teller.text(text))
        for name in ("expectations", "limits", "notes")
        if notes is not None and (text := getattr(notes, name))
    ]
    if said:
        yield line("🔐 ", bold(teller.to.wording.say("structure.agents")))
        yield from said


def _verified(teller: _Teller) -> Iterator[Line]:
    to, card = teller.to, teller.shown.card
    day, checked = teller.shown.now.date(), card.verified_on
    old = checked is None or (day - checked).days > YEAR_DAYS
    source = to.wording.say("structure.source", source=plain(teller.shown.offer.service.source, NAME))
    yield line("⚠️ " if old else "✓ ", facets.verified(card, to.wording), f" · {source}")
    for on in dict.fromkeys(each.on for each in teller.shown.amended):
        fields = ", ".join(each.field.lower() for each in teller.shown.amended if each.on == on)
        yield line("✏️ ", to.say("amending.by_structure", day=day_words(on, to.wording), fields=fields))


def _line(icon: str, text: str) -> Iterator[Line]:
    if text:
        yield line(f"{icon} ", text)


def _joined(texts: Iterable[str]) -> str:
    return " · ".join(text for text in texts if text)
