"""The secret key of sealed copies as it stands on a paper: in groups of letters, and read again as somebody types it.

It is an age X25519 secret key (https://age-encryption.org/v1): Bech32 (BIP 173) with six letters that check the others,
so that a mistake in typing is found, and a single wrong letter is found where it stands.
"""

from ananea_desktop.domain.errors import UserError
from ananea_desktop.domain.language import _

PREFIX = "AGE-SECRET-KEY-1"
"""What each key begins with; it need not be typed."""
LETTERS = 58
GROUP = 4

_ALPHABET = "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L"
_NAME = "age-secret-key-"
_TAKEN_FOR = str.maketrans("OI1B", "0LL8")
"""Letters that no key has, and the ones they are mistaken for."""


class WrongKey(UserError):
    """What was typed is no key; ``group`` is the number of the group to look at (from 1), or None."""

    def __init__(self, sentence: str, group: int | None = None) -> None:
        super().__init__(sentence)
        self.group = group


def groups(secret: str) -> list[str]:
    """The letters after the prefix, by fours; the last group has two."""
    letters = secret.removeprefix(PREFIX)
    return [letters[start : start + GROUP] for start in range(0, len(letters), GROUP)]


def read(text: str) -> str:
    """The key as age writes it, from what was typed: capitals, spaces, dashes and the prefix do not matter.

    Raises WrongKey with what to look at again.
    """
    letters = "".join(each for each in text.upper() if each.isalnum())
    letters = as_meant(letters.removeprefix("AGESECRETKEY1"))
    for position, letter in enumerate(letters):
        if letter not in _ALPHABET:
            group = position // GROUP + 1
            raise WrongKey(
                _("En el grupo {group} hay «{letter}», que ninguna llave tiene. Mírelo otra vez en el papel.").format(
                    group=group, letter=letter
                ),
                group,
            )
    if len(letters) != LETTERS:
        raise WrongKey(
            _("La llave tiene {wanted} letras y números, y usted escribió {typed}. Revise si falta un grupo.").format(
                wanted=LETTERS, typed=len(letters)
            )
        )
    if not _holds(letters):
        raise _misread(letters)
    return PREFIX + letters


def as_meant(letters: str) -> str:
    """Letters that no key has, taken for those they look like."""
    return letters.translate(_TAKEN_FOR)


def _misread(letters: str) -> WrongKey:
    for position in range(LETTERS):
        for letter in _ALPHABET:
            if _holds(letters[:position] + letter + letters[position + 1 :]):
                group = position // GROUP + 1
                return WrongKey(
                    _("Hay una letra o un número equivocado en el grupo {group}. Mírelo otra vez en el papel.").format(
                        group=group
                    ),
                    group,
                )
    return WrongKey(_("Hay más de una letra equivocada. Compare cada grupo con el papel."))


def _holds(letters: str) -> bool:
    """Whether the last six letters check the others (BIP 173)."""
    values = [ord(each) >> 5 for each in _NAME] + [0] + [ord(each) & 31 for each in _NAME]
    check = 1
    for value in values + [_ALPHABET.index(each) for each in letters]:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for bit, constant in enumerate((0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)):
            check ^= constant if top >> bit & 1 else 0
    return check == 1
