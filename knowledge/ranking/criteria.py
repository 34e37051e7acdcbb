"""The criteria, each `Candidate → float in [0, 1]`, or None where it does not apply to this person or this service."""

from knowledge.ranking.candidate import ADULT, COUNTRY, Candidate

UNKNOWN = 0.5
"""What is not known, where a wrong guess costs a journey: neither a merit nor a fault."""

UNSAID = 0.7
"""What a directory leaves out when it restricts nobody, which is mostly so: ages, zone, who may come."""

WALK_KM = 1.5
"""What most people walk in twenty minutes."""

NEAR_KM = 4.0
"""Distance at which nearness is worth half: a bus ride in a town."""

FRESH_DAYS, OLD_DAYS = 183, 730
"""Six months and two years: the bounds of `date_maj_recente` in the quality score of data·inclusion v1."""


def theme(candidate: Candidate) -> float | None:
    """The service is about what is asked: the more so as it is about nothing else, and about more of it."""
    wanted, own = candidate.wish.query.themes, candidate.offer.service.thematiques
    if not wanted or not own:
        return None
    met = [code for code in wanted if any(each == code or each.startswith(f"{code}--") for each in own)]
    if not met:
        return 0.3
    categories = {code.split("--")[0] for code in wanted}
    focus = sum(code.split("--")[0] in categories for code in own) / len(own)
    return 0.4 + 0.4 * focus + 0.2 * len(met) / len(wanted)


def topic(candidate: Candidate) -> float | None:
    """It speaks of what the step is about: the words that the rule looks for, and its title."""
    wish = candidate.wish
    if not wish.query.words and not wish.title:
        return None
    titled = candidate.speech.of_title(wish.title)
    if not wish.query.words:
        return 0.5 + 0.5 * titled
    return 0.7 * candidate.speech.of_any(wish.query.words) + 0.3 * titled


def words(candidate: Candidate) -> float | None:
    """It speaks of what the person looks for."""
    wanted = candidate.wish.profile.words
    return max(map(candidate.speech.of, wanted)) if wanted else None


def public(candidate: Candidate) -> float | None:
    """It is meant for people like this one."""
    own, persons = frozenset(candidate.offer.service.publics), candidate.wish.profile.publics
    if not own:
        return UNSAID
    if own & persons:
        return 1.0
    if "tous-publics" in own:
        return 0.8
    return 0.15 if persons else 0.4


def age(candidate: Candidate) -> float | None:
    """The ages it takes are those of the person."""
    taken, profile = candidate.door.ages, candidate.wish.profile
    if not profile.ages or (taken and profile.for_child and taken[0] >= ADULT):
        return None
    if taken is None:
        return UNSAID
    return 1.0 if candidate.fits_age else 0.0


def zone(candidate: Candidate) -> float | None:
    """Residents of the commune are eligible; a nearer zone is a nearer door. Residence is not distance."""
    wish = candidate.wish
    if not wish.resident or wish.here is None:
        return None
    if not candidate.zone:
        return UNSAID
    if wish.here.code in candidate.zone:
        return 1.0
    shared = candidate.zone & wish.zone
    if not shared:
        return 0.0
    return 0.75 if shared <= COUNTRY else 0.9


def distance(candidate: Candidate) -> float | None:
    """Near, as the crow flies, to the nearest place where it is held; a door that one need not go to is neither near nor far."""
    if candidate.wish.here is None or candidate.wish.here.position is None:
        return None
    away = candidate.roughly_km
    if away is None:
        return UNSAID if candidate.remote else UNKNOWN
    near = 1 / (1 + away / NEAR_KM)
    return max(near, UNSAID) if candidate.remote else near


def without_car(candidate: Candidate) -> float | None:
    """On foot or by public transport, for who has no car."""
    if not candidate.wish.profile.without_car:
        return None
    away = candidate.distance_km
    if candidate.remote or (away is not None and away <= WALK_KM):
        return 1.0
    served = candidate.door.transport or any(place.transports for place in candidate.door.places)
    return 0.9 if served else 0.3


def open_now(candidate: Candidate) -> float | None:
    """The door is open at this moment, or today; which counts for more when it is needed today."""
    if candidate.opening.state == "open":
        return 1.0
    worst = 0.1 if candidate.wish.urgent else 0.6
    soon = candidate.opening.state == "unknown" or candidate.reopens_today
    return (1 + worst) / 2 if soon else worst


def capacity(candidate: Candidate) -> float | None:
    """There is room, and it is not closed for a time. Applies where somebody noted the contrary."""
    if candidate.shut or candidate.door.full(candidate.wish.day):
        return 0.0
    return None


def freshness(candidate: Candidate) -> float | None:
    """Verified lately."""
    verified = candidate.door.verified_on
    if verified is None:
        return UNKNOWN
    days = (candidate.wish.day - verified).days
    return min(1.0, max(0.0, (OLD_DAYS - days) / (OLD_DAYS - FRESH_DAYS)))


def direct(candidate: Candidate) -> float | None:
    """A resident may ask for it alone. Does not apply to an agent."""
    if candidate.wish.professional:
        return None
    able = candidate.offer.service.mobilisable_par
    if not able:
        return UNSAID
    return 1.0 if "usagers" in able else 0.0


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
    access = getattr(candidate.door.accessibility, disability)
    return {"oui": 1.0, "partiel": 0.6, "non": 0.0}.get(access or "", UNKNOWN)


def language(candidate: Candidate) -> float | None:
    """The person's language is spoken there. Applies to who does not write in French."""
    if candidate.wish.language == "fr":
        return None
    return 1.0 if candidate.wish.language in candidate.door.languages else UNKNOWN
