"""The coordinator's phrases on top of the lexicon: what the rule file says wins."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from knowledge.lexicon.entries import Entry, Lexicon
from knowledge.rules.model import WRITTEN, Phrases, Rules, Written, every
from knowledge.text import words


def extended(rules: Rules, lexicon: Lexicon) -> Rules:
    """The same rules, whose needs and dangers are also said as the lexicon says them.

    An expression of the lexicon that the rule file gives to another need, or excludes from this one, is left out.
    """
    claimed = {words(phrase): id for id, need in rules.needs.items() for phrase in every(need.phrases)}
    feared = {words(phrase): id for id, danger in rules.dangers.items() for phrase in every(danger.triggers)}
    nothing = Entry({}, {}, {})
    needs = {}
    for id, need in rules.needs.items():
        entry = lexicon.needs.get(id, nothing)
        excluded = {words(phrase) for phrase in every(need.exceptions)}
        taken = excluded | {phrase for phrase, owner in claimed.items() if owner != id}
        needs[id] = replace(
            need,
            phrases=_joined(need.phrases, entry.expressions, taken),
            exceptions=_joined(need.exceptions, entry.exceptions, ()),
        )
    dangers = {}
    for id, danger in rules.dangers.items():
        entry = lexicon.dangers.get(id, nothing)
        excluded = {words(phrase) for phrase in every(danger.exceptions)}
        taken = excluded | {phrase for phrase, owner in feared.items() if owner != id}
        dangers[id] = replace(
            danger,
            triggers=_joined(danger.triggers, entry.expressions, taken),
            exceptions=_joined(danger.exceptions, entry.exceptions, ()),
        )
    return replace(rules, needs=needs, dangers=dangers, written=_written(rules.written, lexicon))


def abbreviations(rules: Rules, lexicon: Lexicon) -> Mapping[str, Mapping[str, str]]:
    """Language → what is typed, in small letters → what it means; where both know it, the rule file is right."""
    tables: dict[str, dict[str, str]] = {}
    for known in (lexicon.abbreviations, rules.abbreviations):
        for language, table in known.items():
            tables.setdefault(language, {}).update({typed.lower(): meant for typed, meant in table.items()})
    return tables


def _written(written: Written | None, lexicon: Lexicon) -> Written | None:
    entry = lexicon.dangers.get(WRITTEN)
    if written is None or entry is None:
        return written
    excluded = {words(phrase) for phrase in every(written.exceptions)}
    return replace(
        written,
        triggers=_joined(written.triggers, entry.expressions, excluded),
        exceptions=_joined(written.exceptions, entry.exceptions, ()),
    )


def _joined(own: Phrases, common: Mapping[str, tuple[str, ...]], taken: Collection[tuple[str, ...]]) -> Phrases:
    languages = dict.fromkeys((*own, *common))
    return {
        language: tuple(
            dict.fromkeys(
                (
                    *own.get(language, ()),
                    *(phrase for phrase in common.get(language, ()) if not taken or words(phrase) not in taken),
                )
            )
        )
        for language in languages
    }
