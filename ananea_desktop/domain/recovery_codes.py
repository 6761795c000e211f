"""The code that opens the program to whoever lost their password: 90 random bits in letters that nobody mistakes for
each other, and two letters that tell a slip of the pen."""

import secrets
from hashlib import sha256

from ananea_desktop.domain.language import _
from ananea_desktop.domain.text import InvalidValue

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O, U."""
_MISTAKEN = str.maketrans({"O": "0", "I": "1", "L": "1", "-": "", " ": "", "–": "", ".": ""})
_RANDOM, _CHECKED, _GROUP = 18, 2, 5


def make() -> str:
    """A new code, in four groups of five: ``7KQ2M-…``."""
    letters = "".join(secrets.choice(_LETTERS) for _place in range(_RANDOM))
    return in_groups(letters + _check_of(letters))


def in_groups(letters: str) -> str:
    return "-".join(letters[place : place + _GROUP] for place in range(0, len(letters), _GROUP))


def read(text: str) -> str:
    """The code as it was made, however it was typed. Raises InvalidValue with what is wrong with it."""
    letters = text.upper().translate(_MISTAKEN)
    wanted = _RANDOM + _CHECKED
    if not letters:
        raise InvalidValue(_("Falta el código del sobre."))
    if len(letters) != wanted:
        raise InvalidValue(
            _("El código tiene {wanted} letras y números, y aquí hay {count}. Cópielo otra vez del papel.").format(
                wanted=wanted, count=len(letters)
            )
        )
    if not set(letters) <= set(_LETTERS) or _check_of(letters[:_RANDOM]) != letters[_RANDOM:]:
        raise InvalidValue(_("Hay una letra equivocada en el código. Compárelo grupo por grupo con el papel."))
    return in_groups(letters)


def _check_of(letters: str) -> str:
    number = int.from_bytes(sha256(letters.encode()).digest()[:2], "big")
    return _LETTERS[number >> 11] + _LETTERS[(number >> 6) & 31]
