"""Text as people type and paste it: cleaned before it is kept, folded to be searched and sorted."""

import re
import unicodedata

_LINE_BREAKS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
# Lone surrogates cannot be written to the file, U+FFFE and U+FFFF not to a spreadsheet.
_UNWRITABLE = re.compile("[\ud800-\udfff\ufffe\uffff]")
# Zero-width marks that Unicode does not count as format characters: grapheme joiner, variation selectors.
_JOINERS = frozenset(map(chr, [0x034F, *range(0xFE00, 0xFE10)]))
# As in Ccʼallo, typed in seven ways.
_APOSTROPHES = str.maketrans("", "", "ʼ'’‘`´ʻ")
# Follows "z" and is neither letter nor digit, so "n{" stands after "nz" and before "o".
_AFTER_Z = "{"
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""What Excel and LibreOffice calculate, where a cell of a CSV file begins with it."""


_FIRST_MARK = "\u0300"
"""Before it there are neither marks nor joiners, and every letter is one code point."""
_ASCII_LETTERS = {
    code: chr(code).lower() if chr(code).isalnum() else None if chr(code) in "'`" else " " for code in range(128)
}


class InvalidValue(ValueError):
    """What was typed cannot be read. Its text is the sentence to show beside the field, already translated."""


def harmless(text: str) -> str:
    """For a CSV file: an apostrophe before what a spreadsheet would calculate."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def clean(text: str, lines: bool = False) -> str:
    """The text as it is kept: NFC, without control, bidi and zero-width characters, one blank between words.

    With ``lines`` its lines stay, with at most one empty line in a row; otherwise they become blanks.
    """
    if text.isprintable() and (text.isascii() or max(text) < _FIRST_MARK):
        return " ".join(text.split())  # nothing in it to mend: most of what is typed, and a tenth of the time
    readable = _UNWRITABLE.sub("\ufffd", _LINE_BREAKS.sub("\n", text))
    visible = unicodedata.normalize("NFC", "".join(map(_visible, readable)))
    if not lines:
        return " ".join(visible.split())
    trimmed = "\n".join(" ".join(line.split()) for line in visible.split("\n"))
    return re.sub("\n{3,}", "\n\n", trimmed).strip("\n")


def fold(text: str) -> str:
    """The text as it is searched: lower case, no accents, ñ as n, no apostrophes, a blank for other signs."""
    return _one_blank(_letters(clean(text)))


def sort_key(text: str) -> str:
    """The text for plain binary comparison in Spanish order: Á with A, Ñ after N and before O."""
    between_enyes = clean(text).casefold().split("ñ")
    return _one_blank(f"n{_AFTER_Z}".join(map(_letters, between_enyes)))


def _visible(character: str) -> str:
    if character in "\n\t":
        return character
    hidden = unicodedata.category(character) in ("Cc", "Cf") or character in _JOINERS
    return "" if hidden else character


def _letters(text: str) -> str:
    """Letters and digits without marks, in lower case; a blank for each other sign."""
    if text.isascii():
        return text.translate(_ASCII_LETTERS)
    decomposed = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES)).casefold()
    # Again, since lower case may bring new marks and apostrophes: ŉ becomes ʼn.
    decomposed = unicodedata.normalize("NFKD", decomposed).translate(_APOSTROPHES)
    unmarked = (character for character in decomposed if not unicodedata.category(character).startswith("M"))
    return "".join(character if character.isalnum() else " " for character in unmarked)


def _one_blank(text: str) -> str:
    return " ".join(text.split())
