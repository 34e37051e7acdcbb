"""Why a service is recommended, and what to know before going: facts, then their words in a language."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from babel.dates import format_date
from babel.numbers import format_decimal

from knowledge.ranking import Candidate
from knowledge.ranking.criteria import OLD_DAYS, capacity, fits_age
from knowledge.text import fold
from knowledge.wording import Wording

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
        return format_date(value, format="long", locale=wording.language)
    if isinstance(value, float):
        return format_decimal(value, format="#,##0.#", locale=wording.language)
    return value


def _words(candidate: Candidate) -> Iterator[Reason]:
    for word in candidate.wish.profile.words:
        if f" {fold(word)}" in f" {candidate.name}":
            yield Reason("reasons.words", {"word": word})
            return


def _age(candidate: Candidate) -> Iterator[Reason]:
    complement = candidate.offer.service.complement
    if not candidate.wish.profile.ages or not fits_age(candidate):
        return
    low, high = complement.age_min, complement.age_max
    if low is not None and high is not None:
        yield Reason("reasons.age_between", {"low": low, "high": high})
    elif high is not None:
        yield Reason("reasons.age_until", {"high": high})
    elif low is not None:
        yield Reason("reasons.age_from", {"low": low})


def _public(candidate: Candidate) -> Iterator[Reason]:
    shared = sorted(candidate.wish.profile.publics & frozenset(candidate.offer.service.publics))
    if shared:
        yield Reason(f"reasons.public_{shared[0].replace('-', '_')}")


def _zone(candidate: Candidate) -> Iterator[Reason]:
    if candidate.wish.commune is not None and candidate.covers and candidate.wish.commune.code in candidate.zone:
        yield Reason("reasons.zone", {"commune": candidate.wish.commune.nom})


def _distance(candidate: Candidate) -> Iterator[Reason]:
    """From the centre of the commune: the person's own place is not known, and is not pretended to be."""
    away, commune = candidate.distance_km, candidate.wish.commune
    if away is None or commune is None:
        return
    if away < 1:
        yield Reason("reasons.near", {"commune": commune.nom})
    else:
        yield Reason(
            "reasons.distance", {"km": float(round(away)) if away >= 10 else round(away, 1), "commune": commune.nom}
        )


def _free(candidate: Candidate) -> Iterator[Reason]:
    if candidate.offer.service.frais == "gratuit":
        yield Reason("reasons.free")


def _language(candidate: Candidate) -> Iterator[Reason]:
    spoken = candidate.offer.service.complement.langues or candidate.offer.structure.complement.langues
    if candidate.wish.language != "fr" and candidate.wish.language in spoken:
        yield Reason("reasons.language")


def _accessible(candidate: Candidate) -> Iterator[Reason]:
    disability = candidate.wish.profile.disability
    own, house = candidate.offer.service.complement.accessibilite, candidate.offer.structure.complement.accessibilite
    if disability and (getattr(own, disability) or getattr(house, disability)) == "oui":
        yield Reason(f"reasons.accessible_{disability}")


def _closed(candidate: Candidate) -> Iterator[Reason]:
    today = candidate.wish.at.date()
    closures = (*candidate.offer.service.complement.fermetures, *candidate.offer.structure.complement.fermetures)
    for closed in closures:
        if (closed.debut is None or closed.debut <= today) and (closed.fin is None or today <= closed.fin):
            yield Reason("reasons.closed_until", {"day": closed.fin}) if closed.fin else Reason("reasons.closed")


def _full(candidate: Candidate) -> Iterator[Reason]:
    full = candidate.offer.service.complement.complet or candidate.offer.structure.complement.complet
    if capacity(candidate) is None or full is None:
        return
    noted: dict[str, Value] = {"noted": full.note_du, "by": full.auteur}
    yield (
        Reason("reasons.full_until", {"day": full.jusquau, **noted}) if full.jusquau else Reason("reasons.full", noted)
    )


def _zone_unknown(candidate: Candidate) -> Iterator[Reason]:
    if candidate.wish.commune is not None and not candidate.zone:
        yield Reason("reasons.zone_unknown")


def _stale(candidate: Candidate) -> Iterator[Reason]:
    own, house = candidate.offer.service.complement, candidate.offer.structure.complement
    verified = own.verifie_le or house.verifie_le or candidate.offer.service.date_maj
    if (candidate.wish.at.date() - verified).days > OLD_DAYS // 2:
        yield Reason("reasons.stale", {"day": verified})


def _professionals(candidate: Candidate) -> Iterator[Reason]:
    if candidate.offer.service.mobilisable_par == ("professionnels",):
        yield Reason("reasons.through_a_professional")


def _call_first(candidate: Candidate) -> Iterator[Reason]:
    own, house = candidate.offer.service.complement, candidate.offer.structure.complement
    if own.adresse_confidentielle or house.adresse_confidentielle:
        yield Reason("reasons.call_first")


_REASONS = (_words, _age, _public, _accessible, _language, _zone, _distance, _free)
_WARNINGS = (_closed, _full, _call_first, _professionals, _zone_unknown, _stale)
