"""The criteria, each `Candidate → float in [0, 1]`, or None where it does not apply to this person.

What is not known of a service is worth the middle: neither a merit nor a fault.
"""

from knowledge.ranking.candidate import Candidate
from knowledge.text import fold

UNKNOWN = 0.5

WALK_KM = 1.5
"""What most people walk in twenty minutes."""

NEAR_KM = 4.0
"""Distance at which nearness is worth half: a bus ride in a town."""

FRESH_DAYS, OLD_DAYS = 183, 730
"""Six months and two years: the bounds of `date_maj_recente` in the quality score of data·inclusion v1."""


def theme(candidate: Candidate) -> float | None:
    """The service is about what is asked; one that is about many things is a little less so."""
    wanted = candidate.wish.query.themes
    if not wanted:
        return None
    own = candidate.offer.service.thematiques
    exact = [code for code in own if code in wanted]
    if not exact:
        return 0.6
    return 1.0 if len(own) <= 4 else 0.85


def public(candidate: Candidate) -> float | None:
    """It is meant for people like this one."""
    own = frozenset(candidate.offer.service.publics)
    if not own:
        return UNKNOWN
    if own & candidate.wish.profile.publics:
        return 1.0
    if "tous-publics" in own:
        return 0.8
    return 0.15 if candidate.wish.profile.publics else 0.35


def age(candidate: Candidate) -> float | None:
    """The ages it takes are those of the person."""
    if not candidate.wish.profile.ages:
        return None
    complement = candidate.offer.service.complement
    if complement.age_min is None and complement.age_max is None:
        return UNKNOWN
    return 1.0 if fits_age(candidate) else 0.0


def zone(candidate: Candidate) -> float | None:
    """Residents of the commune are eligible; a nearer zone is a nearer door. Residence is not distance."""
    if candidate.wish.commune is None:
        return None
    if not candidate.zone:
        return UNKNOWN
    if candidate.wish.commune.code in candidate.zone:
        return 1.0
    shared = candidate.zone & candidate.wish.zone
    if not shared:
        return 0.0
    return 0.7 if shared <= {"france", "99100"} else 0.9


def distance(candidate: Candidate) -> float | None:
    """Near, as the crow flies, to the nearest place where it is held."""
    if candidate.wish.position is None:
        return None
    away = candidate.distance_km
    return UNKNOWN if away is None else 1 / (1 + away / NEAR_KM)


def without_car(candidate: Candidate) -> float | None:
    """On foot or by public transport, for who has no car."""
    if not candidate.wish.profile.without_car:
        return None
    away = candidate.distance_km
    if "a-distance" in candidate.offer.service.modes_accueil or (away is not None and away <= WALK_KM):
        return 1.0
    transport = candidate.offer.service.complement.transports or candidate.offer.structure.complement.transports
    return 0.9 if transport else 0.3


def open_now(candidate: Candidate) -> float | None:
    """The door is open at this moment."""
    return {"open": 1.0, "closed": 0.4, "unknown": UNKNOWN}[candidate.opening.state]


def capacity(candidate: Candidate) -> float | None:
    """There is room. Applies where somebody noted that there is none."""
    full = candidate.offer.service.complement.complet or candidate.offer.structure.complement.complet
    if full is None or (full.jusquau is not None and full.jusquau < candidate.wish.at.date()):
        return None
    return 0.0


def freshness(candidate: Candidate) -> float | None:
    """Verified lately."""
    own, house = candidate.offer.service.complement, candidate.offer.structure.complement
    verified = own.verifie_le or house.verifie_le or candidate.offer.service.date_maj
    days = (candidate.wish.at.date() - verified).days
    return min(1.0, max(0.0, (OLD_DAYS - days) / (OLD_DAYS - FRESH_DAYS)))


def words(candidate: Candidate) -> float | None:
    """It speaks of what the person spoke of; in its name rather than in its description."""
    wanted = candidate.wish.words
    if not wanted:
        return None
    return max(_said(candidate, word) for word in wanted)


def free(candidate: Candidate) -> float | None:
    """It costs nothing, where the rule asks for that."""
    if not candidate.wish.query.free:
        return None
    return {"gratuit": 1.0, "payant": 0.0}.get(candidate.offer.service.frais or "", UNKNOWN)


def accessible(candidate: Candidate) -> float | None:
    """Its place and welcome suit the person's disability."""
    disability = candidate.wish.profile.disability
    if disability is None:
        return None
    own, house = candidate.offer.service.complement.accessibilite, candidate.offer.structure.complement.accessibilite
    access = getattr(own, disability) or getattr(house, disability)
    return {"oui": 1.0, "partiel": 0.6, "non": 0.0}.get(access or "", UNKNOWN)


def language(candidate: Candidate) -> float | None:
    """The person's language is spoken there. Applies to who does not write in French."""
    if candidate.wish.language == "fr":
        return None
    spoken = candidate.offer.service.complement.langues or candidate.offer.structure.complement.langues
    return 1.0 if candidate.wish.language in spoken else UNKNOWN


def fits_age(candidate: Candidate) -> bool:
    """False when every age of the person lies outside what the service takes."""
    complement, ages = candidate.offer.service.complement, candidate.wish.profile.ages
    low = complement.age_min if complement.age_min is not None else 0
    high = complement.age_max if complement.age_max is not None else 130
    return not ages or any(first <= high and last >= low for first, last in ages)


def _said(candidate: Candidate, word: str) -> float:
    folded = fold(word)
    if f" {folded}" in f" {candidate.name}":
        return 1.0
    return 0.6 if f" {folded}" in f" {candidate.description}" else 0.0
