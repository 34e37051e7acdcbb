"""What is judged, in the shapes that other tools rely on: plain values for JSON."""

from typing import Any

from knowledge.quality.assessment import Assessment
from knowledge.quality.summary import Group, Listed, Summary


def service_as_dict(assessment: Assessment) -> dict[str, Any]:
    """One service: its score, the value of each criterion to two decimals, its age in days, the ids of what is missing."""
    return {
        "id": assessment.service_id,
        "structure_id": assessment.structure_id,
        "source": assessment.source,
        "score": assessment.score,
        "criteria": {name: None if value is None else round(value, 2) for name, value in assessment.criteria.items()},
        "verified_on": assessment.verified_on.isoformat() if assessment.verified_on else None,
        "days": assessment.days,
        "freshness": assessment.freshness.value,
        "gaps": [gap.id for gap in assessment.gaps],
    }


def summary_as_dict(summary: Summary) -> dict[str, Any]:
    """The totals; of the records that lists name, only the ids."""
    return {
        "services": summary.services,
        "structures": summary.structures,
        "score": summary.score,
        "freshness": {age.value: count for age, count in summary.freshness.items()},
        "criteria": {
            name: {
                "full": marks.full,
                "partly": marks.partly,
                "missing": marks.missing,
                "not_concerned": marks.not_concerned,
            }
            for name, marks in summary.criteria.items()
        },
        "gaps": {id: _listed(found) for id, found in summary.gaps.items()},
        "structures_without_services": _listed(summary.empty_structures),
        "shared_phones": [
            {"telephone": each.telephone, "structures": each.structures, "examples": list(each.examples)}
            for each in summary.phones
        ],
        "sources": [_group(group) for group in summary.sources],
        "structures_to_mend": [_group(group) for group in summary.structures_to_mend],
        "communes": [_group(group) for group in summary.communes],
        "themes": [_group(group) for group in summary.themes],
        "first": [{**service_as_dict(first.assessment), "routes": first.routes} for first in summary.first],
    }


def _listed(listed: Listed) -> dict[str, Any]:
    return {"count": listed.count, "examples": [each.id for each in listed.examples]}


def _group(group: Group) -> dict[str, Any]:
    return {
        "key": group.key,
        "name": group.name,
        "services": group.services,
        "score": group.score,
        "stale": group.stale,
    }
