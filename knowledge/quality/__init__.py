"""How good and how fresh the directory is: each service by the criteria of data·inclusion, and what to mend first."""

from knowledge.quality.assessment import Assessment, assessed
from knowledge.quality.chosen import Chosen
from knowledge.quality.criteria import CRITERIA, Criterion
from knowledge.quality.demand import Demand
from knowledge.quality.freshness import Freshness, last_verified
from knowledge.quality.gaps import GAPS, Gap
from knowledge.quality.partner import to_complete
from knowledge.quality.summary import Summary
from knowledge.quality.tally import SHARED_BY, Tally

__all__ = [
    "CRITERIA",
    "GAPS",
    "SHARED_BY",
    "Assessment",
    "Chosen",
    "Criterion",
    "Demand",
    "Freshness",
    "Gap",
    "Summary",
    "Tally",
    "assessed",
    "last_verified",
    "to_complete",
]
