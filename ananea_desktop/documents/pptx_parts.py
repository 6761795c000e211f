"""What texts, shapes and charts of a PowerPoint file share: measures, colours, looks, and words for who cannot see."""

from typing import Any

from ananea_desktop.documents import fonts
from ananea_desktop.documents.charts import Look
from ananea_desktop.documents.layout_pdf import SLIDE_COLOURS

_EMU = 12_700
"""English metric units of a point."""


def emu(points: float) -> Any:
    from pptx.util import Emu

    return Emu(round(points * _EMU))


def plain(text: str) -> str:
    """Without what XML cannot hold."""
    return fonts.printable(text)


def rgb(token: str) -> Any:
    from pptx.dml.color import RGBColor

    return RGBColor.from_string(SLIDE_COLOURS[token].removeprefix("#"))


def dress(fill: Any, line: Any, look: Look, colour: str = "", is_blank: bool = False) -> None:
    from pptx.enum.dml import MSO_PATTERN
    from pptx.util import Pt

    if colour or look is Look.SOLID:
        fill.solid()
        fill.fore_color.rgb = rgb(colour or "bar")
        line.fill.background()
        return
    if look is Look.OUTLINED:
        fill.solid()
        fill.fore_color.rgb = rgb("ground" if is_blank else "track")
    else:
        fill.patterned()
        fill.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL
        fill.fore_color.rgb = rgb("edge")
        fill.back_color.rgb = rgb("ground")
    line.color.rgb = rgb("edge")
    line.width = Pt(2)


def describe(shape: Any, words: str) -> None:
    """What a screen reader says of it."""
    shape._element.xpath(".//p:cNvPr")[0].set("descr", plain(words))
