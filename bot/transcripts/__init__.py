"""Conversations and phrases written as YAML: examples that are tests, for who does not program."""

from bot.transcripts.phrases import PhraseTable, check_phrases
from bot.transcripts.player import Result, play
from bot.transcripts.story import Story, stories

__all__ = ["PhraseTable", "Result", "Story", "check_phrases", "play", "stories"]
