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
    needs, dangers = {}, {}
    for id, need in rules.needs.items():
        said, excepted = _said(id, need.phrases, need.exceptions, lexicon.needs.get(id), claimed)
        needs[id] = replace(need, phrases=said, exceptions=excepted)
    for id, danger in rules.dangers.items():
        said, excepted = _said(id, danger.triggers, danger.exceptions, lexicon.dangers.get(id), feared)
        dangers[id] = replace(danger, triggers=said, exceptions=excepted)
    return replace(rules, needs=needs, dangers=dangers, written=_written(rules.written, lexicon))


def abbreviations(rules: Rules, lexicon: Lexicon) -> Mapping[str, Mapping[str, str]]:
    """Language → what is typed, in small letters → what it means; where both know it, the rule file is right."""
    tables: dict[str, dict[str, str]] = {}
    for known in (lexicon.abbreviations, rules.abbreviations):
        for language, table in known.items():
            tables.setdefault(language, {}).update({typed.lower(): meant for typed, meant in table.items()})
    return tables


def _written(written: Written | None, lexicon: Lexicon) -> Written | None:
    if written is None:
        return None
    said, excepted = _said(WRITTEN, written.triggers, written.exceptions, lexicon.dangers.get(WRITTEN), {})
    return replace(written, triggers=said, exceptions=excepted)


def _said(
    id: str, own: Phrases, exceptions: Phrases, entry: Entry | None, owners: Mapping[tuple[str, ...], str]
) -> tuple[Phrases, Phrases]:
    """What says one need or danger, and what does not: its own phrases first. `owners`: folded phrase → whose it is."""
    if entry is None:
        return own, exceptions
    taken = {words(phrase) for phrase in every(exceptions)}
    taken |= {phrase for phrase, owner in owners.items() if owner != id}
    return _joined(own, entry.expressions, taken), _joined(exceptions, entry.exceptions, ())


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
