"""One message read whole, step by step: language, spelling, denials, parts, dangers, phrases, words, meaning, names, decision."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from itertools import accumulate, pairwise

from knowledge.dangers import Alarm, DangerSense, Heard
from knowledge.deciding import POSSIBLE, SURE, Decision, decide
from knowledge.events import EventSense, Happening, with_rest
from knowledge.gestures import Gestures
from knowledge.language import language_of
from knowledge.learned import Learned, Look, encoder
from knowledge.learned.head import Numbers
from knowledge.lexicon import load
from knowledge.matching import FILLERS
from knowledge.needs import NeedSense
from knowledge.parts import needs_of_parts
from knowledge.rules.model import Rules
from knowledge.segments import segments, sentences
from knowledge.spelling import Spelling
from knowledge.spoken import abbreviations, extended
from knowledge.text import readable, words
from knowledge.weighing import Clues, Weighed, weighed

__all__ = ["POSSIBLE", "SURE", "Decision", "Named", "NamesIn", "Reading", "Understanding"]

ASKED_OF_A_NAME = frozenset(
    (
        "numero num tel telephone phone number adresse address horaire horaires heures hours ouvert open contact "
        "coordonnees bonjour svp"
    ).split()
)
"""What is asked of a structure that is named: « numéro de la mission locale » is a look-up, not a need."""


@dataclass(frozen=True, slots=True)
class Named:
    """A structure that a message names, and how surely, in [0, 1]. `why`: « nom: mision→mission », a word as typed first."""

    structure_id: str
    name: str
    score: float
    why: tuple[str, ...]


NamesIn = Callable[[str], tuple[Named, ...]]
"""Looks for names of structures in a message; high precision is asked of it."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was understood of one message, and by which steps. It lives as long as the turn, and is written nowhere.

    `spelt`: abbreviations spelt out (as typed, as meant); `denied`: words taken for denied; `parts`: the things it says;
    `needs`: candidates, best first, only those nearly as likely where it is out of scope; `outside`: probability that it is;
    `event`: the life event that is told; `sure`: the needs to go on with, in the order they were said; `written`: there
    is a danger, and the person can neither speak nor hear; `telling`: the words that speak for a need, asked for when it is
    explained.
    """

    decision: Decision
    language: str
    spelt: tuple[tuple[str, str], ...]
    denied: tuple[str, ...]
    parts: tuple[str, ...]
    alarms: tuple[Alarm, ...]
    needs: tuple[Weighed, ...]
    outside: float
    named: tuple[Named, ...]
    sure: tuple[str, ...]
    written: bool
    event: Happening | None
    telling: Callable[[str], tuple[str, ...]] = field(compare=False)


class Understanding:
    """Reads messages by the rules, the lexicon and what was learned from it. Keeps nothing of what it reads."""

    def __init__(self, rules: Rules, names_in: NamesIn, *, with_encoder: bool = True) -> None:
        """`with_encoder`: whether the sentence encoder is used where it is installed."""
        lexicon = load()
        said = extended(rules, lexicon)
        self.gestures = Gestures.load()
        self.learned = Learned.load(encoder() if with_encoder else None)
        self._spelling = Spelling(abbreviations(rules, lexicon))
        self._dangers = DangerSense(said, self.learned)
        self._needs = NeedSense(said, rules)
        self._events = EventSense(rules)
        self._known = tuple(rules.needs)
        self._leads = {id: danger.need for id, danger in rules.dangers.items()}
        self._names_in = names_in

    def alarms(self, text: str) -> tuple[Alarm, ...]:
        """The dangers of a message, the gravest first. Depends on no directory, no network, no translation."""
        text = readable(text)
        language = language_of(text)
        spelt = self._spelling.spelt(text, language).text
        look = self.learned.look(words(spelt))
        return self._dangers.alarms((words(text), look.typed), self._heard(spelt, look), language)

    def event(self, text: str) -> Happening | None:
        """The life event that a message tells, whatever else it says."""
        text = readable(text)
        spelt = self._spelling.spelt(text, language_of(text)).text
        return self._events.told(words(spelt), self.gestures.denied(spelt))

    def written(self, text: str) -> bool:
        """Whether the person who writes can neither speak nor hear; it is asked where there is a danger."""
        text = readable(text)
        return self._dangers.written((words(text), words(self._spelling.spelt(text, language_of(text)).text)))

    def read(self, text: str, *, prior: str = "fr") -> Reading:
        """Read one message; `prior` is the language of the conversation so far."""
        text = readable(text)
        language = self.gestures.tongue(text) or language_of(text, prior)
        spelt = self._spelling.spelt(text, language)
        look = self.learned.look(words(spelt.text))
        denied = self.gestures.denied(spelt.text)
        vector = self.learned.vectors([spelt.text])[0]
        said = (words(text) if spelt.changed else look.typed, look.typed)
        alarms = self._dangers.alarms(said, self._heard(spelt.text, look, vector), language)
        clues = self._clues(look, vector, denied, alarms)
        needs, outside = weighed(clues, self._known)
        parts = segments(spelt.text)
        several = needs_of_parts(parts, look, denied, clues.lexical, needs, self._needs, self.learned, self._known)
        named = self._names_in(spelt.text)
        only = bool(named) and _only_names(spelt.text, named)
        decision = "structure" if only else decide(needs, outside, several, bool(named))
        if decision == "plusieurs":
            needs = tuple(dict.fromkeys((*needs[:1], *several, *needs[1:])))
        sure = several if decision == "plusieurs" else needs[:1] if decision == "sur" else ()
        return Reading(
            decision,
            language,
            spelt.changed,
            tuple(look.typed[place] for place in sorted(denied) if place < len(look.typed)),
            parts,
            alarms,
            tuple(each for each in needs if decision != "hors_sujet" or each.score >= max(POSSIBLE, outside / 2)),
            outside,
            named,
            tuple(each.need for each in sure),
            bool(alarms) and self._dangers.written(said),
            self._event(look, denied, clues),
            partial(self._telling, look),
        )

    def _clues(self, look: Look, vector: Numbers | None, denied: frozenset[int], alarms: tuple[Alarm, ...]) -> Clues:
        """What speaks for a need; words that are denied speak for none."""
        kept = look.only(place for place in range(len(look.typed)) if place not in denied)
        if kept.typed and denied:
            chances = self.learned.needs_of(kept, self.learned.vectors([" ".join(kept.typed)])[0])
        else:
            chances = self.learned.needs_of(look, vector)
        alarmed = {need for alarm in alarms if (need := self._leads.get(alarm.danger))}
        return Clues(
            self._needs.needs_in(look.typed, denied), chances, self._needs.excepted(look.typed), frozenset(alarmed)
        )

    def _event(self, look: Look, denied: frozenset[int], clues: Clues) -> Happening | None:
        """The life event of a message, with the needs that its other words tell."""
        told = self._events.told(look.typed, denied)
        return told and with_rest(told, look, denied, clues.lexical, self.learned, self._known)

    def _telling(self, look: Look, need: str) -> tuple[str, ...]:
        """The words that speak most for a need, each once."""
        places = self.learned.telling(look, (need,)).get(need, ())
        return tuple(dict.fromkeys(look.typed[at] for at in places))

    def _heard(self, text: str, look: Look, vector: Numbers | None = None) -> list[Heard]:
        """The message and each of its sentences, without the words of exceptions, nor of a life event.

        « un coup de fil » is no blow, « ma mère vient de mourir » no wish to die. Triggers still look at every word.
        """
        event = self._events.told(look.typed)
        innocent = self._dangers.innocent(look.typed) | (event.places if event else frozenset())
        said = sentences(text)
        spans = [(text, range(len(look.typed)))]
        if len(said) > 1:
            ends = accumulate(len(words(sentence)) for sentence in said)
            spans += [(part, range(*span)) for part, span in zip(said, pairwise([0, *ends]), strict=True)]
        looks, texts = [], []
        for part, span in spans:
            left = look.only(at for at in span if at < len(look.typed) and at not in innocent)
            if not FILLERS.issuperset(left.typed):
                looks.append(left)
                texts.append(part if innocent.isdisjoint(span) else " ".join(left.typed))
        known = [vector] if vector is not None and texts[:1] == [text] else []
        vectors = known + self.learned.vectors(texts[len(known) :])
        return [Heard(each, self.learned.dangers_of(each, its)) for each, its in zip(looks, vectors, strict=True)]


def _only_names(text: str, named: tuple[Named, ...]) -> bool:
    """The message says nothing but the name: « la CAF », « mission local ». It is looked up, whatever need it may serve."""
    typed = {reason.partition(": ")[2].partition("→")[0] for each in named for reason in each.why}
    return all(word in typed or word in ASKED_OF_A_NAME for word in words(text) if word not in FILLERS)
