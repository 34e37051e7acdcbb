"""One record that describes a place and what it offers, made into a structure and its services."""

from collections.abc import Iterable, Mapping
from hashlib import blake2s
from typing import Any

from knowledge.importers import checking, cleaning
from knowledge.importers.records import Origin, Record, Refused, Rejected, Remark
from knowledge.model import Service, Structure
from knowledge.text import fold

SHARED = (checking.STRUCTURE_FIELDS & checking.SERVICE_FIELDS) - {
    "source",
    "id",
    "nom",
    "date_maj",
    "description",
    "horaires_accueil",
}
"""What is said once, for the structure and for its services."""


def record(
    origin: Origin, house: Mapping[str, Any], services: Iterable[Mapping[str, Any]], remarks: Iterable[Remark] = ()
) -> Record | Rejected:
    """A structure and its services, checked together.

    Services give `id` (what follows that of the structure), `nom` and what is their own; where, whom to call, the source and
    the day are the structure's, unless they say otherwise. What is wrong is told once, not once an entry.
    """
    try:
        structure, told = checking.structure(house)
        entries: list[Structure | Service] = [structure]
        every = [*remarks, *told]
        common = {name: getattr(structure, name) for name in SHARED}
        for given in services:
            whole = {"source": structure.source, "date_maj": house.get("date_maj"), **common, **given}
            service, told = checking.service(
                whole | {"id": f"{structure.id}--{given['id']}", "structure_id": structure.id}
            )
            entries.append(service)
            every += told
    except Refused as refused:
        return Rejected(origin, refused.reason, str(refused), refused.id)
    return Record(origin, tuple(entries), tuple(dict.fromkeys(every)))


def made_id(source: str, *parts: object) -> str:
    """An identifier made of what names a place, first its name: stable as long as none of it changes.

    >>> made_id("exemple", "Médiathèque des Lilas", "69300").rsplit("-", 1)[0]
    'exemple--mediatheque-des-lilas'
    """
    given = [cleaning.line(part) or "" for part in parts]
    slug = slugged(given[0])[:50].strip("-")
    return f"{source}--{slug}-{blake2s(fold(' '.join(given)).encode(), digest_size=4).hexdigest()}"


def slugged(text: str | None) -> str:
    """Lower-case words with hyphens.

    >>> slugged("Conseiller Numérique"), slugged(None)
    ('conseiller-numerique', '')
    """
    return fold(text or "").replace(" ", "-")


def street(address: object, postcode: object, town: object) -> str | None:
    """An address without the postcode and the town that it repeats.

    >>> street("9 rue des Lilas, 69300 CALUIRE ET CUIRE", "69300", "Caluire-et-Cuire")
    '9 rue des Lilas'
    >>> street("69300 rue du Port", "69300", "Caluire-et-Cuire")
    '69300 rue du Port'
    """
    given, code = (cleaning.line(address) or "").strip(" ,.-–"), cleaning.digits(postcode, 5)
    if not code or code not in given:
        return given or None
    before, _, after = given.rpartition(code)
    repeated = fold(after) in {"", fold(cleaning.line(town) or ""), f"{fold(cleaning.line(town) or '')} france"}
    return before.strip(" ,-–") or None if repeated else given


def paragraphs(*parts: object) -> str | None:
    """Texts one under the other, each once, whatever is no text left out; None without any.

    >>> paragraphs("Accueil.", None, "Sur rendez-vous.")
    'Accueil.\\n\\nSur rendez-vous.'
    """
    return "\n\n".join(dict.fromkeys(filter(None, map(cleaning.text, parts)))) or None
