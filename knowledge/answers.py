"""Free words → answers to questions: « bébé », « pour ma mère », « 2 ans », « oui »."""

import re
from collections.abc import Iterable, Mapping

from knowledge.gestures import Gestures
from knowledge.matching import FILLERS, Found, Phrasebook
from knowledge.rules.model import Question, Rules, every
from knowledge.text import LONGEST, fold, words

_DENIALS = frozenset({"plus", "pas", "jamais", "plu"})
"""What denies the word before it."""

YES_NO = frozenset({"oui", "non"})

_AGE = re.compile(
    r"(?<!\d)(\d{1,3})\s*"
    r"(ans?|mois|semaines?|years?|yrs?|months?|weeks?|سنوات|سنة|أشهر|شهرا?)(?!\w)",
    re.IGNORECASE,
)
_SINCE = re.compile(
    r"(?:depuis|pendant|dans|fait|y a|ya|apr[eè]s|sous|encore|durant|for|since|past|last|in|منذ|خلال|قبل)\s+"
    r"(?:environ |plus de |presque |about )?$",
    re.IGNORECASE,
)
_OF = re.compile(
    r"\s*(?:de|d')\s*(?:loyer|retard|salaire|ch[oô]mage|impay|prison|pr[eé]avis|contrat|factur)|\s+ago", re.IGNORECASE
)
_NUMBER = re.compile(r"\s*(\d{1,3})\s*")
_YEARS = {"m": 1 / 12, "s": 1 / 52, "w": 1 / 52, "أ": 1 / 12, "ش": 1 / 12}


class AnswerSense:
    """The answers of a rule file, ready to be recognised."""

    def __init__(self, rules: Rules, gestures: Gestures) -> None:
        self._gestures = gestures
        self._questions = rules.questions
        self._hints = {
            id: Phrasebook(
                (option.id, phrase) for option in question.options.values() for phrase in every(option.phrases)
            )
            for id, question in rules.questions.items()
        }
        self._labels = {
            id: Phrasebook((option.id, option.label) for option in question.options.values())
            for id, question in rules.questions.items()
        }

    def answer(self, question: str, text: str) -> str | None:
        """The option that a message chooses for the question that was just asked, or None."""
        options = self._questions[question].options
        folded = fold(text)
        exact = [option.id for option in options.values() if fold(option.label) == folded or option.id == folded]
        if exact:
            return exact[0]
        return (
            self._aged(question, text, bare=True)
            or self._said(question, text)
            or _one(self._labels[question].find(text))
            or self._nodded(question, text)
        )

    def facts(self, questions: Iterable[str], text: str) -> Mapping[str, str]:
        """Answers that a message gives by itself to questions that nobody asked yet; only the phrases of an answer count."""
        asked = list(questions)
        found = {question: option for question in asked if (option := self._said(question, text))}
        aged = {question: option for question in asked if (option := self._aged(question, text))}
        if len(aged) == 1 or not aged:
            found.update(aged)
        else:
            found.update(_youngest(aged, self._questions))
        return found

    def _said(self, question: str, text: str) -> str | None:
        """Told by a phrase of an answer, unless it is denied at once: « je travaille plus »."""
        typed = words(text)
        found = self._hints[question].find(typed)
        return _one(
            tuple(match for match in found if not _DENIALS & set(typed[match.places[-1] + 1 : match.places[-1] + 2]))
        )

    def _nodded(self, question: str, text: str) -> str | None:
        gesture = self._gestures.gesture(text) or next(iter(_first_nod(text, self._gestures)), None)
        return gesture if gesture in YES_NO and gesture in self._questions[question].options else None

    def _aged(self, question: str, text: str, *, bare: bool = False) -> str | None:
        age = _age_in(text[:LONGEST], bare=bare)
        if age is None:
            return None
        fitting = [
            option.id
            for option in self._questions[question].options.values()
            if option.age and option.age[0] <= age < option.age[1] + 1
        ]
        return fitting[0] if fitting else None


def _age_in(text: str, *, bare: bool) -> float | None:
    """The first age said, in years; « depuis 2 mois » and « 3 mois de loyer » are no ages."""
    for found in _AGE.finditer(text):
        if not _SINCE.search(text[: found.start()]) and not _OF.match(text[found.end() :]):
            return int(found[1]) * _YEARS.get(found[2][0].lower(), 1.0)
    if bare and (alone := _NUMBER.fullmatch(text)):
        return float(alone[1])
    return None


def _one(found: tuple[Found, ...]) -> str | None:
    """The option told by the most words; None when two options are told as well."""
    told: dict[str, int] = {}
    for match in found:
        weight = sum(len(word) for word, _ in match.pairs if word not in FILLERS) or 1
        told[match.key] = max(told.get(match.key, 0), weight)
    best = sorted(told, key=lambda key: -told[key])
    if not best or (len(best) > 1 and told[best[0]] == told[best[1]]):
        return None
    return best[0]


def _first_nod(text: str, gestures: Gestures) -> list[str]:
    """« oui, depuis deux mois » starts with an answer."""
    typed = words(text)
    said = gestures.gesture(typed[0]) if typed else None
    return [said] if said else []


def _youngest(aged: Mapping[str, str], questions: Mapping[str, Question]) -> dict[str, str]:
    """An age that fits two questions is the child's where one of them is asked about children only."""

    def oldest(question: str) -> float:
        return max(option.age[1] for option in questions[question].options.values() if option.age)

    child = min(aged, key=oldest)
    return {child: aged[child]} if sum(oldest(question) == oldest(child) for question in aged) == 1 else {}
