"""One linear classifier: a weight for each class and each feature, and how sure the sum makes it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Head:
    """`weights`: (features, classes); `bias`: (classes,). `classes` name the columns."""

    classes: tuple[str, ...]
    weights: Numbers
    bias: Numbers

    def of_buckets(self, buckets: Iterable[int]) -> Numbers:
        """Log-probabilities of the classes for features that are there or not, each of the same length together."""
        rows = np.fromiter(buckets, dtype=np.int64)
        total = self.weights.take(rows, axis=0).sum(axis=0) / np.sqrt(max(1, len(rows)))
        return log_softmax(total + self.bias)

    def of_vector(self, vector: Numbers) -> Numbers:
        """Log-probabilities of the classes for a vector of features."""
        return log_softmax(vector @ self.weights + self.bias)

    def shares(self, words: Sequence[Iterable[int]]) -> Numbers:
        """How much each word speaks for each class, beside the mean of all classes: shape (words, classes)."""
        sums = [self.weights.take(np.fromiter(buckets, dtype=np.int64), axis=0).sum(axis=0) for buckets in words]
        found = np.stack(sums) if sums else np.zeros((0, len(self.classes)), dtype=np.float32)
        return np.asarray(found - found.mean(axis=1, keepdims=True), dtype=np.float32)

    def parts(self, prefix: str) -> Iterator[tuple[str, NDArray[np.generic]]]:
        """What to write to a file: weights in a byte each, with a scale for each class."""
        scale = np.abs(self.weights).max(axis=0) / 127
        scale[scale == 0] = 1.0
        yield f"{prefix}_classes", np.array(self.classes)
        yield f"{prefix}_weights", np.round(self.weights / scale).astype(np.int8)
        yield f"{prefix}_scale", scale.astype(np.float32)
        yield f"{prefix}_bias", self.bias.astype(np.float32)

    @classmethod
    def read(cls, file: "np.lib.npyio.NpzFile", prefix: str) -> "Head":
        """Raises KeyError where the file has no such head."""
        weights = file[f"{prefix}_weights"].astype(np.float32) * file[f"{prefix}_scale"]
        return cls(tuple(str(name) for name in file[f"{prefix}_classes"]), weights, file[f"{prefix}_bias"])


def log_softmax(scores: Numbers) -> Numbers:
    """Scores as logarithms of probabilities."""
    least = scores - scores.max()
    return np.asarray(least - np.log(np.exp(least).sum()), dtype=np.float32)
