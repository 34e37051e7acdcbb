"""Learn needs and dangers from the lexicon, and write `knowledge/learned/learned.npz`. `make lexique`.

Two questions (which need? which danger?), each answered by two linear classifiers: one on the words of a message, one on
its meaning (the sentence encoder). Multinomial logistic regression with L2 regularisation, by scikit-learn.
"""

import random
import sys
import time
import warnings
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from noise import mistyped
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from knowledge.learned.encoder import encoder, version
from knowledge.learned.features import BUCKETS, Features
from knowledge.learned.head import Head
from knowledge.learned.lessons import digest, of_dangers, of_needs
from knowledge.learned.model import FILE
from knowledge.lexicon import load
from knowledge.rules import load as load_rules
from knowledge.spelling import Spelling
from knowledge.text import words

ROOT = Path(__file__).parent.parent

ITERATIONS = 80
"""Of the solver; more change no figure."""

CONFIDENCE = {"words": 20.0, "meaning": 5.0}
"""Inverse of the regularisation; the best of 3, 5, 10, 20, 30, 60 on phrases of other sources."""


def main() -> None:
    """Print what was learned from how many phrases, and write the file."""
    lexicon = load(whole=True)
    spelling = Spelling(lexicon.abbreviations)
    encode = encoder()
    if encode is None:
        sys.exit("The sentence encoder is not installed: pip install -e '.[sens]'")
    started = time.monotonic()
    rules = load_rules(ROOT / "orientation_rules.yaml")
    leads = {id: danger.need for id, danger in rules.dangers.items() if danger.need is not None}
    parts: dict[str, np.ndarray] = {"encoder": np.array(version()), "digest": np.array(digest(lexicon, leads))}
    meanings: dict[str, np.ndarray] = {}
    for name, lessons in (("needs", list(of_needs(lexicon, leads))), ("dangers", list(of_dangers(lexicon)))):
        spelt = [spelling.spelt(each.text, each.language).text for each in lessons]
        texts = [*spelt, *(mistyped(text, random.Random(text)) for text in spelt)]  # noqa: S311 (no secret)
        labels = [each.label for each in lessons] * 2
        worth = [each.worth for each in lessons] * 2
        new = [text for text in dict.fromkeys(texts) if text not in meanings]
        meanings.update(zip(new, encode.encode(new), strict=True))
        print(f"{name}: {len(lessons)} phrases, {len(set(labels))} classes, {time.monotonic() - started:.0f} s")
        words_head = fitted(by_words(texts), labels, worth, CONFIDENCE["words"])
        meaning_head = fitted(np.stack([meanings[text] for text in texts]), labels, worth, CONFIDENCE["meaning"])
        parts |= dict(words_head.parts(f"{name}_words"))
        parts |= dict(meaning_head.parts(f"{name}_meaning"))
    np.savez_compressed(FILE, **parts)
    print(f"{FILE.relative_to(ROOT)}: {FILE.stat().st_size / 1e6:.1f} MB, {time.monotonic() - started:.0f} s")


def by_words(texts: Sequence[str]) -> csr_matrix:
    """One row a text, of length one."""
    features = Features()
    columns, ends, values = [], [0], []
    for text in texts:
        found = sorted(features.look(words(text)).buckets)
        columns += found
        values += [1 / np.sqrt(max(1, len(found)))] * len(found)
        ends.append(len(columns))
    return csr_matrix((np.array(values, dtype=np.float32), columns, ends), shape=(len(texts), BUCKETS))


def fitted(rows: csr_matrix | np.ndarray, labels: Sequence[str], worth: Sequence[float], confidence: float) -> Head:
    """One head, learned."""
    with warnings.catch_warnings(action="ignore"):  # near the best is near enough: it need not converge
        model = LogisticRegression(C=confidence, max_iter=ITERATIONS, tol=1e-3).fit(rows, labels, sample_weight=worth)
    return Head(tuple(model.classes_), model.coef_.T.astype(np.float32), model.intercept_.astype(np.float32))


if __name__ == "__main__":
    main()
