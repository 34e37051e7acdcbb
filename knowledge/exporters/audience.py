"""What each audience may have of an entry: the rule that every file follows, whatever its format.

The same as on the screens (`knowledge.card`): no field for agents reaches the public, and a confidential address reaches
nobody. A file goes further than a screen, because it is copied and crossed with others: what leads to the address
elsewhere (a page, a SIRET, which a public register locates) and the words of a text that repeat it are left out too.
"""

from dataclasses import replace
from typing import Any, Literal, TypeVar

from knowledge.model import Complement, Service, Structure
from knowledge.model.complement import AGENTS_ONLY
from knowledge.secrecy import Hidden

Audience = Literal["public", "agents", "complet"]
"""`public`: what residents see; `agents`: and what agents see; `complet`: everything, the coordinator's own copy."""

Entry = TypeVar("Entry", Structure, Service)

PUBLIC_LEFT_OUT = AGENTS_ONLY | {"verifie_par"}
"""Fields of the complement that no resident's screen shows; `verifie_par` names a person, as `contact_nom_prenom` does."""


def for_audience(
    structure: Structure, services: tuple[Service, ...], audience: Audience
) -> tuple[Structure, tuple[Service, ...]]:
    """A structure and its services as this audience may have them; the ids and the number of services do not change.

    Which places are confidential: `knowledge.secrecy.Hidden`. What is already allowed is given back as it is.
    """
    if audience == "complet":
        return structure, services
    hidden = Hidden(structure, services)
    structure, services = hidden.without(structure), tuple(map(hidden.without, services))
    if audience == "agents":
        return structure, services
    return _public(structure), tuple(map(_public, services))


def _public(entry: Entry) -> Entry:
    changes: dict[str, Any] = {}
    complement = _without(entry.complement, PUBLIC_LEFT_OUT)
    if complement is not entry.complement:
        changes["complement"] = complement
    if isinstance(entry, Service) and entry.contact_nom_prenom is not None:
        changes["contact_nom_prenom"] = None
    return replace(entry, **changes) if changes else entry


def _without(complement: Complement, names: frozenset[str]) -> Complement:
    if not any(getattr(complement, name) for name in names):
        return complement
    return Complement.model_validate(complement.model_dump(exclude_unset=True, exclude=set(names)))
