"""The window's icons on paper and slides: glyphs of the Phosphor font that QtAwesome carries."""

import json
from functools import cache
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

_FONT = "Phosphor"


def _folder() -> Path:
    spec = find_spec("qtawesome")  # found, not imported: it loads Qt
    if spec is None or spec.origin is None:
        raise FileNotFoundError("qtawesome")
    return Path(spec.origin).parent / "fonts"


@cache
def _glyphs() -> dict[str, str]:
    names = json.loads((_folder() / "phosphor-charmap-1.3.0.json").read_text(encoding="utf-8"))
    return {name: chr(int(code, 16)) for name, code in names.items()}


def glyph(name: str) -> str:
    """The icon as a letter of ``register_icons``. Raises KeyError for a name Phosphor does not have."""
    return _glyphs()[name]


@cache
def register_icons() -> str:
    """Makes the icons known to ReportLab, and gives the name of their font."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    pdfmetrics.registerFont(TTFont(_FONT, str(_folder() / "phosphor-1.3.0.ttf")))
    return _FONT


@cache
def icon_png(name: str, colour: str, pixels: int) -> bytes:
    """The icon alone on nothing, for files that cannot carry the font; ``colour`` as #RRGGBB."""
    from PIL import Image, ImageDraw, ImageFont

    image = Image.new("RGBA", (pixels, pixels), (0, 0, 0, 0))
    letters = ImageFont.truetype(str(_folder() / "phosphor-1.3.0.ttf"), pixels)
    ImageDraw.Draw(image).text((pixels / 2, pixels / 2), glyph(name), font=letters, fill=colour, anchor="mm")
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()
