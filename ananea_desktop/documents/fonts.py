"""Source Sans Pro for ReportLab: registered once, measured, wrapped, and never silent about a missing character."""

import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

REGULAR = "SourceSansPro-Regular"
SEMIBOLD = "SourceSansPro-Semibold"
BOLD = "SourceSansPro-Bold"
FACES = (REGULAR, SEMIBOLD, BOLD)
LIGHT = "SourceSansPro-Light"
ITALIC = "SourceSansPro-It"
FINE_FACES = (LIGHT, ITALIC)
"""For what is framed; loaded only by it."""

MISSING = "☐"
"""Stands for a character that the letters lack: U+2610, since U+25A1 is itself missing from Source Sans Pro."""


def font_folder() -> Path:
    spec = find_spec("font_source_sans_pro")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("font_source_sans_pro")
    return Path(spec.origin).parent / "files"


@cache
def register() -> None:
    """Makes the letters known to ReportLab; 20 ms the first time, nothing afterwards."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    for face in FACES:
        pdfmetrics.registerFont(TTFont(face, str(font_folder() / f"{face}.ttf")))


@cache
def register_fine() -> None:
    """Makes FINE_FACES known too."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    register()
    for face in FINE_FACES:
        pdfmetrics.registerFont(TTFont(face, str(font_folder() / f"{face}.ttf")))


@cache
def _drawn() -> frozenset[str]:
    """Every character that has a glyph."""
    from reportlab.pdfbase import pdfmetrics

    register()
    return frozenset(map(chr, pdfmetrics.getFont(REGULAR).face.charToGlyph))


@cache
def _plain() -> frozenset[str]:
    """The characters that are printed as they are: no marks to compose, no invisible controls."""
    return frozenset(character for character in _drawn() if unicodedata.category(character) not in ("Mn", "Cf", "Cc"))


def _composed(text: str) -> str:
    """Accents on their letters; line breaks and tabs as spaces; invisible format characters (bidi, zero width) out."""
    spaced = "".join(" " if character in "\t\n\r\v\f" else character for character in text)
    composed = unicodedata.normalize("NFC", spaced)
    return "".join(character for character in composed if unicodedata.category(character) != "Cf")


def printable(text: str) -> str:
    """The text as it can be printed on one line, with ☐ for every character the letters lack."""
    if _plain().issuperset(text):
        return text
    return "".join(character if character in _drawn() else MISSING for character in _composed(text))


def missing_characters(text: str) -> set[str]:
    """The characters of ``text`` that a paper shows as ☐."""
    return set(_composed(text)) - _drawn()


@lru_cache(maxsize=8_192)
def text_width(text: str, font: str, size: float) -> float:
    """Points. Kept, for a paper asks it to wrap a text and again to align it, and lists repeat their texts."""
    from reportlab.pdfbase import pdfmetrics

    register()
    return float(pdfmetrics.getFont(font).stringWidth(text, size))


WidthOf = Callable[[str, str, float], float]
"""Points that a text takes in one of the faces at a size: in the paper's letters, or in those of a slide program."""


def wrap(text: str, font: str, size: float, width: float, width_of: WidthOf = text_width) -> list[str]:
    """Printable lines no wider than ``width`` points: broken at spaces, inside a word only where it alone is too wide.

    An empty text has no lines.
    """
    text = printable(text)
    if not text:
        return []
    if width_of(text, font, size) <= width:
        return [text]
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if width_of(longer, font, size) <= width:
            line = longer
            continue
        if line:
            lines.append(line)
        *full, line = _pieces(word, font, size, width, width_of)
        lines += full
    return [*lines, line] if line else lines


def _pieces(word: str, font: str, size: float, width: float, width_of: WidthOf) -> list[str]:
    """The word cut at whatever letter no longer fits; at least one letter a piece."""
    pieces = [""]
    used = 0.0
    for letter in word:
        advance = width_of(letter, font, size)
        if pieces[-1] and used + advance > width:
            pieces.append("")
            used = 0.0
        pieces[-1] += letter
        used += advance
    return pieces
