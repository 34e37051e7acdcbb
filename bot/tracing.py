"""A reading told to whoever tries a sentence: every step, and which words told what."""

from collections.abc import Iterator

from knowledge.dangers import Alarm
from knowledge.events import Happening
from knowledge.understanding import Reading
from knowledge.weighing import Weighed

DECISIONS = {
    "sur": "un besoin, sûr",
    "plusieurs": "plusieurs besoins",
    "demander": "à demander",
    "structure": "le nom d'une structure",
    "hors_sujet": "rien de connu",
}


def traced(reading: Reading) -> Iterator[str]:
    """Every step of the reading of a message, in order, for whoever tries a sentence."""
    yield f"langue       {reading.language}"
    spelt = ", ".join(f"{typed} → {meant}" for typed, meant in reading.spelt)
    yield f"orthographe  {spelt or 'rien à remplacer'}"
    yield f"nié          {' '.join(reading.denied) or 'rien'}"
    yield f"parties      {' | '.join(reading.parts) or 'aucune'}"
    for alarm in reading.alarms:
        yield f"danger       {alarm_told(alarm)}"
    if not reading.alarms:
        yield "danger       aucun"
    if reading.event:
        yield f"événement    {event_told(reading.event)}"
    for need in reading.needs:
        meaning = "" if need.by_meaning is None else f", sens {need.by_meaning:.2f}"
        yield (
            f"besoin       {need.need} {need.score:.2f} "
            f"(expressions {need.lexical:.2f}, mots {need.by_words:.2f}{meaning}){found_told(reading, need)}"
        )
    yield f"hors sujet   {reading.outside:.2f}"
    for named in reading.named:
        yield f"structure    {named.name} {named.score:.2f} : {', '.join(named.why)}"
    sure = f" : {', '.join(reading.sure)}" if reading.sure else ""
    yield f"décision     {DECISIONS[reading.decision]}{sure}"


def alarm_told(alarm: Alarm) -> str:
    """A danger with its words; learned ones say how likely it is."""
    by = f"« {alarm.found.phrase.strip('«» ')} »" if alarm.found.phrase else f"appris, {alarm.score:.2f}"
    return f"{alarm.danger} : {_pairs(alarm.found.pairs)} ({by})"


def event_told(happened: Happening) -> str:
    """A life event with its words, and the needs that the other words tell."""
    told = " ; ".join(f"{_pairs(match.pairs)} (« {match.phrase.strip('«» ')} »)" for match in happened.found)
    beside = f", avec d'autres mots : {', '.join(happened.beside)}" if happened.beside else ""
    return f"{happened.event} : {told}{beside}{', seul' if happened.alone else ''}"


def found_told(reading: Reading, need: Weighed) -> str:
    """The phrases that were found, with the words as typed; where none was, the words that told most."""
    once = {match.phrase: match for match in need.found}
    told = " ; ".join(f"{_pairs(match.pairs)} (« {match.phrase.strip('«» ')} »)" for match in once.values())
    told = told or ", ".join(reading.telling(need.need))
    return f" : {told}" if told else ""


def _pairs(pairs: tuple[tuple[str, str], ...]) -> str:
    return ", ".join(word if word == typed else f"{typed} → {word}" for word, typed in pairs)
