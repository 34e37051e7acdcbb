"""Why a service is recommended, and what to know before going: facts, then their words in a language."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Any

from babel import Locale
from babel.numbers import format_decimal

from knowledge.door import OLDEST
from knowledge.hours import day_words
from knowledge.notes import Note
from knowledge.ranking import COUNTRY, Candidate
from knowledge.ranking.criteria import OLD_DAYS, accessible, age, language
from knowledge.wording import Wording


class Tongue(str):
    """The code of a language, to be named in the language of who reads."""

    __slots__ = ()


Value = str | float | date


@dataclass(frozen=True, slots=True)
class Reason:
    """The id of a sentence, and its values: numbers and dates are worded in the language of who reads."""

    id: str
    values: Mapping[str, Value] = field(default_factory=dict)


def reasons(candidate: Candidate) -> tuple[Reason, ...]:
    """What speaks for the service, the most telling first."""
    return tuple(reason for each in _REASONS for reason in each(candidate))


def warnings(candidate: Candidate) -> tuple[Reason, ...]:
    """What must be known before going there: nobody is sent to a closed door without a word."""
    return tuple(reason for each in _WARNINGS for reason in each(candidate))


def worded(reason: Reason, wording: Wording) -> str:
    """A reason in the language of who reads."""
    values: dict[str, Any] = {name: _value(value, wording) for name, value in reason.values.items()}
    return wording.say(reason.id, **values)


def _value(value: Value, wording: Wording) -> str:
    if isinstance(value, date):
        return day_words(value, wording)
    if isinstance(value, Tongue):
        return str(Locale.parse(wording.locale).languages.get(value, value))
    if isinstance(value, float):
        return format_decimal(value, format="#,##0.#", locale=wording.locale)
    return value


def _words(candidate: Candidate) -> Iterator[Reason]:
    said = (word for word in candidate.wish.profile.words if candidate.speech.named(word))
    yield from (Reason("reasons.words", {"word": word}) for word in islice(said, 1))


def _age(candidate: Candidate) -> Iterator[Reason]:
    taken = candidate.door.ages
    if taken is None or age(candidate) is None:
        return
    low, high = taken
    if high >= OLDEST:
        yield Reason("reasons.age_from", {"low": low})
    elif low < 1:
        yield Reason("reasons.age_until", {"high": high})
    else:
        yield Reason("reasons.age_between", {"low": low, "high": high})


def _public(candidate: Candidate) -> Iterator[Reason]:
    shared = sorted(candidate.wish.profile.publics.intersection(candidate.offer.service.publics))
    if shared:
        yield Reason(f"reasons.public_{shared[0].replace('-', '_')}")


def _zone(candidate: Candidate) -> Iterator[Reason]:
    here = candidate.wish.here
    if here is not None and candidate.wish.resident and here.code in candidate.zone:
        yield Reason("reasons.zone", {"commune": here.nom})


def _distance(candidate: Candidate) -> Iterator[Reason]:
    """From the centre of the commune: the person's own place is not known, and is not pretended to be."""
    away, here = candidate.distance_km, candidate.wish.here
    if away is None or here is None:
        return
    if place := candidate.nearest_place:
        yield Reason("reasons.held_nearer", {"place": place.nom})
        return
    if away < 1:
        yield Reason("reasons.near", {"commune": here.nom})
    else:
        km = float(round(away)) if away >= 10 else round(away, 1)
        yield Reason("reasons.distance", {"km": km, "commune": here.nom})


def _free(candidate: Candidate) -> Iterator[Reason]:
    if candidate.offer.service.frais == "gratuit":
        yield Reason("reasons.free")


def _language(candidate: Candidate) -> Iterator[Reason]:
    if language(candidate) == 1:
        yield Reason("reasons.language", {"language": Tongue(candidate.wish.language)})


def _accessible(candidate: Candidate) -> Iterator[Reason]:
    if accessible(candidate) == 1:
        yield Reason(f"reasons.accessible_{candidate.wish.profile.disability}")


def _closed(candidate: Candidate) -> Iterator[Reason]:
    """Until the last of the closures that are on."""
    if not candidate.shut:
        return
    day = candidate.wish.day
    ends = [shut.fin for shut in candidate.door.closures if (shut.debut or day) <= day <= (shut.fin or day)]
    until = [end for end in ends if end]
    yield Reason("reasons.closed_until", {"day": max(until)}) if len(until) == len(ends) else Reason("reasons.closed")


def _full(candidate: Candidate) -> Iterator[Reason]:
    full = candidate.door.full(candidate.wish.day)
    if full is None:
        return
    if full.jusquau and not full.auteur:
        yield Reason("notes.full_until", {"day": full.jusquau})
        return
    noted: dict[str, Value] = {"noted": full.note_du, "by": full.auteur}
    if full.jusquau:
        yield Reason("reasons.full_until", {"day": full.jusquau, **noted})
    else:
        yield Reason("reasons.full", noted)


def _unanswered(candidate: Candidate) -> Iterator[Reason]:
    if note := candidate.door.unanswered(candidate.wish.day):
        yield unanswered(note)


def unanswered(note: Note) -> Reason:
    """What is said of a number that does not answer: who noted it is never named, nor how many residents told us."""
    return Reason("notes.reported") if note.reports else Reason("notes.unanswered", {"day": note.noted_at.date()})


def _zone_unknown(candidate: Candidate) -> Iterator[Reason]:
    """The service's zone is not known; or it has one, and where the person lives is not."""
    if not candidate.zone or (not candidate.wish.resident and candidate.zone.isdisjoint(COUNTRY)):
        yield Reason("reasons.zone_unknown")


def _stale(candidate: Candidate) -> Iterator[Reason]:
    verified = candidate.door.verified_on
    if verified is None:
        yield Reason("reasons.never_verified")
    elif (candidate.wish.day - verified).days > OLD_DAYS // 2:
        yield Reason("reasons.stale", {"day": verified})


def _professionals(candidate: Candidate) -> Iterator[Reason]:
    if candidate.for_professionals and not candidate.wish.professional:
        yield Reason("reasons.through_a_professional")


def _call_first(candidate: Candidate) -> Iterator[Reason]:
    if candidate.door.secret:
        yield Reason("reasons.call_first")


_REASONS = (_words, _age, _public, _accessible, _language, _zone, _distance, _free)
_WARNINGS = (_closed, _full, _unanswered, _call_first, _professionals, _zone_unknown, _stale)
