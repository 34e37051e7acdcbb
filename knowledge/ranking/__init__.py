"""Rank services for one person: small named criteria, the total shown with its detail."""

from knowledge.ranking.candidate import COUNTRY, Candidate, Profile, Wish
from knowledge.ranking.score import CRITERIA, Score, rank, score

__all__ = ["COUNTRY", "CRITERIA", "Candidate", "Profile", "Score", "Wish", "rank", "score"]
