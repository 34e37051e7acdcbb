"""Whether a service meets a filter: yes, no, or nothing is known.

A service that says nothing of its fees is not taken for a free one. What each filter looks at:

- `ouvert`: its hours at this moment, its closures; full for the time being is not open. Unreadable hours: not known.
- `gratuit`: `frais` of data·inclusion v1, `gratuit` or `payant`; absent: not known.
- `sans_papiers`: data·inclusion has no field for it. Its own words in names, description, access conditions and publics
  (`words.yaml`, `preuves`); a residence permit among the documents to bring, or in the conditions, contradicts.
- `sans_justificatif`: its own words first; else `complement.documents`: all of them optional (« si vous en avez une ») or no
  papers (« un grand sac »), yes; one that is not, no. Where none is told, not known.
- `pmr`: `complement.accessibilite.moteur`: `oui`, yes; `partiel` or `non`, no. `accessibilite_lieu` is a link: not known.
"""

from knowledge.door import Door
from knowledge.lookup.model import Filter
from knowledge.lookup.vocabulary import vocabulary
from knowledge.ranking import Candidate
from knowledge.ranking.speech import stemmed

Met = bool | None
"""Meets it, contradicts it, or not known."""

_PERMIT = stemmed("titre de séjour")


def meets(candidate: Candidate, asked: Filter) -> Met:
    """Whether a service meets one filter."""
    return _MEETS[asked](candidate)


def _open(candidate: Candidate) -> Met:
    if candidate.shut or candidate.door.full(candidate.wish.day):
        return False
    return {"open": True, "closed": False}.get(candidate.opening.state)


def _free(candidate: Candidate) -> Met:
    return {"gratuit": True, "payant": False}.get(candidate.offer.service.frais or "")


def _without_permit(candidate: Candidate) -> Met:
    proof = vocabulary().evidence["sans_papiers"]
    conditions = stemmed(candidate.offer.service.conditions_acces or "")
    needed = any(_PERMIT in stemmed(document) for document in _needed(candidate.door))
    if needed or any(stemmed(said) in conditions for said in proof.contradicted):
        return False
    return True if _says(candidate, proof.met) else None


def _without_document(candidate: Candidate) -> Met:
    proof = vocabulary().evidence["sans_justificatif"]
    conditions = stemmed(candidate.offer.service.conditions_acces or "")
    if any(stemmed(said) in conditions for said in proof.contradicted):
        return False
    if _says(candidate, proof.met):
        return True
    return not _needed(candidate.door) if candidate.door.documents else None


def _wheelchair(candidate: Candidate) -> Met:
    return {"oui": True, "partiel": False, "non": False}.get(candidate.door.accessibility.moteur or "")


def _needed(door: Door) -> tuple[str, ...]:
    """The documents that must be brought."""
    optional = tuple(map(stemmed, vocabulary().optional))
    return tuple(each for each in door.documents if not any(mark in stemmed(each) for mark in optional))


def _says(candidate: Candidate, expressions: tuple[str, ...]) -> bool:
    """Whether the service says one of these of itself."""
    service, house = candidate.offer.service, candidate.offer.structure
    texts = (
        service.nom,
        service.description,
        service.conditions_acces,
        service.publics_precisions,
        house.nom,
        *service.complement.alias,
        *house.complement.alias,
    )
    said = [stemmed(text) for text in texts if text]
    return any(stemmed(expression) in text for expression in expressions for text in said)


_MEETS = {
    "ouvert": _open,
    "gratuit": _free,
    "sans_papiers": _without_permit,
    "sans_justificatif": _without_document,
    "pmr": _wheelchair,
}
