"""The list that is handed to each partner: their records, and what to add to each."""

from collections.abc import Mapping

from knowledge.quality.assessment import Assessment

COLUMNS = (
    "source",
    "structure_id",
    "structure",
    "service_id",
    "service",
    "commune",
    "note",
    "verifie_le",
    "jours",
    "a_completer",
)
"""Heads of the table; `note` goes from 0 to 1."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How a cell begins that a spreadsheet would run (OWASP, « CSV Injection »)."""


def to_complete(assessment: Assessment) -> Mapping[str, str] | None:
    """The line of a service, by column; None where nothing is to be done. Formulas are made harmless."""
    said = " ; ".join(assessment.advice())
    if not said:
        return None
    line = {
        "source": assessment.source,
        "structure_id": assessment.structure_id,
        "structure": assessment.structure,
        "service_id": assessment.service_id,
        "service": assessment.nom,
        "commune": assessment.commune or "",
        "note": f"{assessment.score:.2f}".replace(".", ","),
        "verifie_le": assessment.verified_on.isoformat() if assessment.verified_on else "",
        "jours": "" if assessment.days is None else str(assessment.days),
        "a_completer": said,
    }
    return {column: harmless(text) for column, text in line.items()}


def harmless(text: str) -> str:
    """A cell that no spreadsheet takes for a formula: an apostrophe goes before it.

    >>> harmless("=1+1"), harmless("CCAS")
    ("'=1+1", 'CCAS')
    """
    return f"'{text}" if text.startswith(_FORMULA) else text
