"""Blocks that share a message, and those that would make one too long to read."""

from bot.rendering.blocks import AT_ONCE, Block, line, parts
from bot.screen import Button, Message


def block(text: str, answers: int, controls: int = 0) -> Block:
    row = tuple((Button(str(n), f"{text}:{n}"),) for n in range(answers))
    return Block((line(text),), row, controls=tuple((Button("out", f"out:{n}"),) for n in range(controls)))


def texts(*blocks: Block) -> list[str]:
    return [part.text for part in parts(blocks) if isinstance(part, Message)]


def test_neighbours_share_a_message_while_their_answers_can_be_read_at_once():
    assert texts(block("one", 2), block("two", AT_ONCE - 2, controls=4)) == ["one\n\ntwo"]


def test_what_would_be_too_many_answers_is_two_messages():
    assert texts(block("said", 0), block("one", 3), block("two", AT_ONCE - 2)) == ["said\n\none", "two"]


def test_a_long_list_goes_with_what_only_says_something():
    assert texts(block("said", 0), block("list", AT_ONCE + 3)) == ["said\n\nlist"]
