"""Rank services for one person: small named criteria, the total shown with its detail."""

from knowledge.ranking.candidate import Candidate, Profile, Wish
from knowledge.ranking.score import CRITERIA, Score, rank, score

__all__ = ["CRITERIA", "Candidate", "Profile", "Score", "Wish", "rank", "score"]
