"""Broken bytes and broken texts by a seed that can be told again, and the loop that tries them for a time."""

import os
import random
import time
from collections.abc import Callable, Sequence
from typing import Any

SECONDS = float(os.environ["ANANEA_FUZZ_SECONDS"]) if "ANANEA_FUZZ_SECONDS" in os.environ else 0.8
"""For each reader; ``dev.py test --full`` gives ten minutes."""
SEED = int(os.environ.get("ANANEA_FUZZ_SEED", "20261128"))

PIECES = (
    *("0", "1", "9", "00", "999", "1,234.50", "1.234,56", "S/", "US$", "-", "−", "+", "e308", "NaN", "inf", "%"),
    *("23/11/2026", "29/2/2025", "2026-11-23", "31.12.99", "0000", "9:30", "p. m.", "am", "F001-00000123", "N°", "º"),
    *(" ", "\u00a0", "\t", "\n", "\r\n", "\x00", "\x1b", "\u2028", "\u202e", "\u2066", "\u200b", "\ufeff", "\ud800"),
    *("\ufffe", "１２", "٣", "Ⅻ", "½", "ñ", "n\u0303", "é", "ʼ", "’", "'", '"', "<b>", "&amp;", "<img src=x>", "{x}"),
    *("%s", "\\", "../", "CON", "=1+1", "@SUM(A1)", "OR", "NOT", "NEAR(", "*", "^", "name:", "AND", "(", ")", "😀"),
    *("א", "ع", "漢", "W" * 200, "z\u0301" * 50, "AGE-SECRET-KEY-1", "qpzry9x8", "ﬁ", "ß", "İ", "ŉ", "\u0345"),
)


def a_text(chance: random.Random, seeds: Sequence[str] = ()) -> str:
    """Pieces of what goes wrong elsewhere, in any order; half of the time something good that is then spoilt."""
    if seeds and chance.random() < 0.5:
        letters = list(chance.choice(seeds))
        for _change in range(chance.randint(0, 4)):
            at = chance.randrange(len(letters) + 1)
            letters[at : at + chance.randint(0, 2)] = [chance.choice(PIECES)] if chance.random() < 0.7 else []
        return "".join(letters)
    if chance.random() < 0.1:
        return "".join(chr(chance.randrange(0x11_0000)) for _letter in range(chance.randint(0, 30)))
    return "".join(chance.choice(PIECES) for _piece in range(chance.randint(0, 6)))


def broken(chance: random.Random, data: bytes, most: int = 12) -> bytes:
    """With a few bytes changed, added or taken away; now and then cut, or a long part doubled or made zero."""
    found = bytearray(data)
    for _change in range(chance.randint(1, most)):
        at = chance.randrange(len(found) + 1)
        kind = chance.random()
        if kind < 0.05:
            del found[at:]
        elif kind < 0.1:
            found[at:at] = found[at : at + chance.randint(1, 500)]
        elif kind < 0.2:
            length = len(found[at : at + chance.randint(1, 100)])
            found[at : at + length] = bytes([chance.choice((0, 255))]) * length
        elif kind < 0.6 and at < len(found):
            found[at] ^= 1 << chance.randrange(8)
        else:
            found[at : at + chance.randint(0, 4)] = chance.randbytes(chance.randint(0, 4))
    return bytes(found)


def changed_bytes(chance: random.Random, data: bytes, most: int = 12) -> bytes:
    """The same length, with a few bytes changed."""
    found = bytearray(data)
    for _change in range(chance.randint(1, most)):
        at = chance.randrange(len(found))
        length = min(chance.choice((1, 1, 2, 4, 64)), len(found) - at)
        found[at : at + length] = chance.randbytes(length)
    return bytes(found)


def broken_json(chance: random.Random, value: Any) -> Any:
    """The same content with a part of it of another kind, missing, or one more."""
    other: tuple[Any, ...] = (
        None,
        True,
        0,
        -1,
        1 << 70,
        1.5,
        "",
        "x",
        "2026-02-30",
        [],
        {},
        [[]],
        {"kind": "receipt"},
        "\u202e",
    )
    if chance.random() < 0.3 or not isinstance(value, dict | list) or not value:
        return chance.choice(other)
    if isinstance(value, list):
        place = chance.randrange(len(value))
        return [broken_json(chance, each) if at == place else each for at, each in enumerate(value)]
    name = chance.choice(list(value))
    result = {each: given for each, given in value.items() if each != name}
    if chance.random() < 0.8:
        result[name] = broken_json(chance, value[name])
    return result


def fuzz(name: str, one: Callable[[random.Random], bool]) -> tuple[int, int]:
    """Tries ``one`` until the time is over, each time with a seed of its own; it gives whether what it tried was taken.

    A failure names the seed of its one try. Gives how many were taken and how many refused.
    """
    until = time.monotonic() + SECONDS
    taken = refused = 0
    while time.monotonic() < until or not taken + refused:
        seed = f"{SEED}:{name}:{taken + refused}"
        try:
            if one(random.Random(seed)):
                taken += 1
            else:
                refused += 1
        except Exception as fault:
            fault.add_note(f"the seed of this try: {seed!r}")
            raise
    print(f"fuzz {name}: seed {SEED}, {taken + refused} tries, {taken} taken, {refused} refused")
    return taken, refused
