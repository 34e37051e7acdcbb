"""What the lexicon holds, once read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from knowledge.text import words

Spoken = Mapping[str, tuple[str, ...]]
"""Language (ISO 639-1) → phrases."""

OUT_OF_SCOPE = "hors_sujet"
"""The class of what no social service answers: the weather, a joke, a bin that overflows."""


@dataclass(frozen=True, slots=True)
class Entry:
    """How one need, or one danger, is said.

    `expressions` are looked for inside a message, word by word; `phrases` are whole messages, learned from;
    `exceptions` take an expression away.
    """

    expressions: Spoken
    phrases: Spoken
    exceptions: Spoken

    def lessons(self) -> Iterator[tuple[str, str]]:
        """All that teaches how it is said: (language, text), phrases first, expressions without their guillemets."""
        for language, phrases in self.phrases.items():
            yield from ((language, phrase) for phrase in phrases)
        for language, expressions in self.expressions.items():
            yield from ((language, expression.strip("«» ")) for expression in expressions)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Every entry by id. `innocents`: phrases that sound like a danger and are none, by language, with the need they tell."""

    needs: Mapping[str, Entry]
    dangers: Mapping[str, Entry]
    innocents: Mapping[str, tuple[tuple[str, str], ...]]
    abbreviations: Mapping[str, Mapping[str, str]]

    def vocabulary(self) -> frozenset[str]:
        """The folded words of all expressions of needs: written so, they are no mistakes for others."""
        return frozenset(
            word
            for entry in self.needs.values()
            for expressions in entry.expressions.values()
            for expression in expressions
            for word in words(expression)
        )
