"""What was learned from the phrases of the lexicon: needs and dangers as weights of words and of meaning.

Linear throughout, so that every score is a sum that can be shown. Learned ahead, by `scripts/learn.py`.
"""

from knowledge.learned.encoder import encoder, prepare_encoder
from knowledge.learned.features import Look
from knowledge.learned.model import Chances, Learned

__all__ = ["Chances", "Learned", "Look", "encoder", "prepare_encoder"]
