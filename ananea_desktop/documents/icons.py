"""The icons: glyphs of the Phosphor font that QtAwesome carries, by their names; on paper, slides and in the window."""

import json
from functools import cache
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

_FONT = "Phosphor"
_VERSION = "1.3.0"


def _folder() -> Path:
    # found, not imported: QtAwesome loads qtpy, which costs 250 ms and 29 MB, a third of what the program may
    spec = find_spec("qtawesome")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("qtawesome")
    return Path(spec.origin).parent / "fonts"


def icon_font() -> Path:
    """The font whose letters are the icons."""
    return _folder() / f"phosphor-{_VERSION}.ttf"


@cache
def _glyphs() -> dict[str, str]:
    names = json.loads((_folder() / f"phosphor-charmap-{_VERSION}.json").read_text(encoding="utf-8"))
    return {name: chr(int(code, 16)) for name, code in names.items()}


def glyph(name: str) -> str:
    """The icon as a letter of ``icon_font``. Raises KeyError for a name Phosphor does not have."""
    return _glyphs()[name]


@cache
def register_icons() -> str:
    """Makes the icons known to ReportLab, and gives the name of their font."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    pdfmetrics.registerFont(TTFont(_FONT, str(icon_font())))
    return _FONT


@cache
def icon_png(name: str, colour: str, pixels: int) -> bytes:
    """The icon alone on nothing, for files that cannot carry the font; ``colour`` as #RRGGBB."""
    from PIL import Image, ImageDraw, ImageFont

    image = Image.new("RGBA", (pixels, pixels), (0, 0, 0, 0))
    letters = ImageFont.truetype(str(icon_font()), pixels)
    ImageDraw.Draw(image).text((pixels / 2, pixels / 2), glyph(name), font=letters, fill=colour, anchor="mm")
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()
