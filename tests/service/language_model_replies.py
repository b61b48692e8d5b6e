"""Replies of a language model's server as no model should give them, and a few good ones among them."""

import json
import random
from collections.abc import Callable

from tests.service.language_model_server import envelope

PIECES = (
    '{"sentences": [', '{"sentences"', "]}", "[", "]", "{", "}", ",", ":", " ", "\n", '"', "1", "2", "5", "6", "0",
    "-1", "1.0", "1e0", "1e999", "true", "null", "NaN", "Infinity", "-Infinity", '"1"', "9" * 30, "9" * 5_000,
    "[" * 3_000, '{"a":' * 3_000, "\\u0000", "\\ud800", "\x00", "\u2028", "٣", "²", "Ⅳ", "The answer is 7.", "```json",
    "```", '"sentences": [1]', '"question": "Who?"', '"choices"', '"finish_reason": "length"', "\ufeff", "//",
    "<think>",
)  # fmt: skip


def made_replies(seed: int, count: int) -> list[bytes]:
    """Random bytes, random pieces, good replies damaged, wrong values in good envelopes: a quarter of each."""
    source = random.Random(seed)
    return [(_bytes, _pieces, _damaged, _wrapped)[number % 4](source) for number in range(count)]


def _bytes(source: random.Random) -> bytes:
    return source.randbytes(source.randrange(200))


def _pieces(source: random.Random) -> bytes:
    text = "".join(source.choices(PIECES, k=source.randint(0, 12)))
    return source.choice((envelope, str.encode))(text)


def _damaged(source: random.Random) -> bytes:
    body = bytearray(envelope('{"sentences": [3, 1]}', usage={"prompt_tokens": 1, "completion_tokens": 1}))
    for _ in range(source.randint(1, 4)):
        place = source.randrange(len(body))
        body[place : place + source.randint(0, 3)] = source.randbytes(source.randint(0, 2))
    return bytes(body[: source.choice((len(body), source.randrange(1, len(body) + 1)))])


def _wrapped(source: random.Random) -> bytes:
    odd: tuple[object, ...] = (
        1,
        2,
        5,
        6,
        0,
        -1,
        10**40,
        True,
        False,
        None,
        1.0,
        float("nan"),
        float("inf"),
        "1",
        [1],
        {"1": 1},
        [],
    )
    values = source.choices(odd, k=source.randint(0, 8))
    shapes: tuple[Callable[[], object], ...] = (
        lambda: {"sentences": values},
        lambda: {"sentences": values, "because": "it is so"},
        lambda: {"sentences": source.choice(odd)},
        lambda: {"numbers": values},
        lambda: values,
        lambda: [{"sentences": values}],
    )
    text = json.dumps(source.choice(shapes)())
    before, after = source.choice((("", ""), ("", ""), ("Sure: ", ""), ("", " "), ("```json\n", "\n```")))
    return envelope(f"{before}{text}{after}", source.choice(("stop", "stop", "length")), source.choice(odd))
