"""The learned weights, read from the file that `scripts/learn.py` writes, and what they say of a message."""

import logging
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from knowledge.errors import LexiconError
from knowledge.learned.encoder import SIZE, Encoder, version
from knowledge.learned.features import BUCKETS, Features, Look
from knowledge.learned.head import Head, Numbers, log_softmax

log = logging.getLogger(__name__)

FILE = Path(__file__).with_name("learned.npz")

TRUST = {"needs": (1.0, (0.6, 0.8)), "dangers": (1.2, (0.9, 0.45))}
"""What the logarithm of each head is worth: by words alone, and (by words, by meaning) together.

Set on phrases of other sources than the lexicon's. Words tell a danger better than the meaning of the whole does: the
encoder puts « mon mari me frappe » beside « mon mari frappe à la porte ».
"""

TELLING = 0.4
"""Share of the most telling word from which another word is shown beside it."""

SAFE = "aucun"
"""The class of what is no danger."""


@dataclass(frozen=True, slots=True)
class Chances:
    """Probabilities of the classes, all together and by each of the two ways of looking; they sum to one.

    `by_meaning` is empty where the encoder is not installed.
    """

    together: Mapping[str, float]
    by_words: Mapping[str, float]
    by_meaning: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two heads on one question. `trust`: what the logarithm of each is worth: (alone by words), (words, meaning)."""

    words: Head
    meaning: Head | None
    alone: float
    trust: tuple[float, float]

    def chances(self, buckets: Iterable[int], vector: Numbers | None) -> Chances:
        by_words = self.words.of_buckets(buckets)
        if self.meaning is None or vector is None:
            return Chances(_named(self.words, log_softmax(self.alone * by_words)), _named(self.words, by_words), {})
        by_meaning = self.meaning.of_vector(vector)
        both = log_softmax(self.trust[0] * by_words + self.trust[1] * by_meaning)
        return Chances(_named(self.words, both), _named(self.words, by_words), _named(self.meaning, by_meaning))


class Learned:
    """What was learned, immutable, safe between threads."""

    def __init__(self, needs: _Pair, dangers: _Pair, encoder: Encoder | None) -> None:
        self._needs = needs
        self._dangers = dangers
        self._encoder = encoder
        self._features = Features()

    @classmethod
    def load(cls, encoder: Encoder | None, path: Path = FILE) -> "Learned":
        """Raises LexiconError where the file cannot serve."""
        try:
            with path.open("rb") as opened, np.load(opened, allow_pickle=False) as file:
                if encoder is not None and str(file["encoder"]) != version():
                    log.warning("L'encodeur installé n'est pas celui de l'apprentissage : il est laissé de côté.")
                    encoder = None
                with_meaning = encoder is not None
                return cls(_read(file, "needs", with_meaning), _read(file, "dangers", with_meaning), encoder)
        except (OSError, EOFError, KeyError, ValueError, BadZipFile, zlib.error) as error:
            raise LexiconError(path, 1, "ce fichier ne peut pas être lu ; « make lexique » le refait") from error

    @property
    def needs(self) -> tuple[str, ...]:
        """The classes of needs that can be told, `hors_sujet` among them."""
        return self._needs.words.classes

    def look(self, typed: Sequence[str]) -> Look:
        """Look at folded words, once."""
        return self._features.look(typed)

    def vectors(self, texts: Sequence[str]) -> list[Numbers | None]:
        """The meaning of each text; None for each where the encoder is not installed."""
        if self._encoder is None or not texts:
            return [None] * len(texts)
        return list(self._encoder.encode(list(texts)))

    def needs_of(self, look: Look, vector: Numbers | None = None) -> Chances:
        """What the needs of a message may be; by its words alone without `vector`."""
        return self._needs.chances(look.buckets, vector)

    def dangers_of(self, look: Look, vector: Numbers | None = None) -> Chances:
        """What the dangers of a message may be; by its words alone without `vector`."""
        return self._dangers.chances(look.buckets, vector)

    def telling(self, look: Look, classes: Iterable[str]) -> dict[str, tuple[int, ...]]:
        """Places of the words that speak most for each need, or for each danger; none where no word does."""
        found: dict[str, tuple[int, ...]] = {}
        for head in (self._needs.words, self._dangers.words):
            wanted = [name for name in classes if name in head.classes and name not in found]
            if wanted and look.typed:
                shares = head.shares([each.buckets for each in look.by_word])
                for name in wanted:
                    column = shares[:, head.classes.index(name)]
                    most = float(column.max())
                    found[name] = tuple(int(at) for at in np.flatnonzero(column >= TELLING * most)) if most > 0 else ()
        return found


def _read(file: "np.lib.npyio.NpzFile", name: str, with_meaning: bool) -> _Pair:
    words = Head.read(file, f"{name}_words")
    meaning = Head.read(file, f"{name}_meaning") if with_meaning else None
    if len(words.weights) != BUCKETS or (meaning is not None and len(meaning.weights) != SIZE):
        raise ValueError("weights of another shape")
    return _Pair(words, meaning, *TRUST[name])


def _named(head: Head, logarithms: Numbers) -> dict[str, float]:
    return dict(zip(head.classes, np.exp(logarithms).tolist(), strict=True))
