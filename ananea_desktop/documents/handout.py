"""One page for every member to take home: few words, large letters, icons; it prints in black."""

from collections.abc import Sequence
from dataclasses import dataclass

from ananea_desktop.documents import fonts
from ananea_desktop.documents.charts import Look
from ananea_desktop.documents.layout import SOURCE_SANS, Box, Icon, Page, Pen
from ananea_desktop.documents.layout_pdf import PRINTED_COLOURS, write_page
from ananea_desktop.documents.paper import A4_LONG, A4_SHORT, MARGIN, start_paper
from ananea_desktop.documents.slides import Amount, Figure
from ananea_desktop.domain.language import _
from ananea_desktop.domain.receipts import Letterhead

LEAST = 13.0
_BOTTOM = A4_LONG - 44


@dataclass(frozen=True, kw_only=True)
class HandoutLine:
    """What was spent on one thing, and its part of all that was spent."""

    icon: str
    name: str
    spent: str
    remark: str
    """«51 de cada 100 soles»"""
    share: float
    """0 … 1."""


@dataclass(frozen=True, kw_only=True)
class Handout:
    letterhead: Letterhead
    title: str
    amounts: tuple[Amount, ...]
    lines_title: str
    lines: Sequence[HandoutLine]
    figures: Sequence[Figure]
    sentence: str
    foot: str


def handout_pdf(handout: Handout) -> bytes:
    """Always one page of A4; equal hand-outs give equal bytes."""
    canvas, buffer = start_paper((A4_SHORT, A4_LONG), handout.title, handout.letterhead.name)
    write_page(canvas, _page(handout), A4_LONG, PRINTED_COLOURS, LEAST)
    canvas.save()
    return buffer.getvalue()


def _page(handout: Handout) -> Page:
    pen = Pen(SOURCE_SANS, A4_SHORT, MARGIN, LEAST)
    pen.text(handout.letterhead.name, MARGIN, 34, pen.inner, 17, size=14, font=fonts.SEMIBOLD, colour="ink2")
    title = pen.text(handout.title, MARGIN, 54, pen.inner, 62, size=30, least=20, font=fonts.BOLD)
    top = 54 + len(title.lines) * title.leading + 12
    for amount in handout.amounts:
        top = _amount(pen, amount, top)
    top = _lines(pen, handout, top + 8)
    top = _figures(pen, handout.figures, top + 12)
    if handout.sentence:
        room = min(84.0, _BOTTOM - 14 - top)
        pen.text(handout.sentence, MARGIN, top + 8, pen.inner, room, size=20, font=fonts.SEMIBOLD)
    mark = _("MUESTRA: datos inventados") if handout.letterhead.is_sample else ""
    pen.text(
        "  ·  ".join(filter(None, (handout.foot, mark))), MARGIN, _BOTTOM, pen.inner, 17, size=LEAST, colour="ink2"
    )
    return Page(tuple(pen.elements))


def _amount(pen: Pen, amount: Amount, top: float) -> float:
    """The words, the number large at the right, and its bar."""
    pen.text(amount.words, MARGIN, top, pen.inner * 0.36, 42, size=22, font=fonts.SEMIBOLD, colour="ink2", middle=True)
    pen.number(amount.value, MARGIN + pen.inner * 0.36, top, pen.inner * 0.64, size=34, align="right")
    begins, ends = (min(1.0, max(0.0, share)) for share in (amount.begins, amount.ends))
    if ends > begins:
        pen.add(
            Box(
                x=MARGIN + begins * pen.inner,
                y=top + 44,
                width=(ends - begins) * pen.inner,
                height=13,
                look=amount.look,
                colour="ink" if amount.strong else "",
            )
        )
    return top + 68


def _lines(pen: Pen, handout: Handout, top: float) -> float:
    if not handout.lines:
        return top
    pen.text(handout.lines_title, MARGIN, top, pen.inner, 26, size=20, font=fonts.BOLD)
    top += 34
    for line in handout.lines:
        pen.add(Icon(x=MARGIN, y=top + 3, side=38, name=line.icon, colour="ink2"))
        left = MARGIN + 52
        room = pen.inner - 52
        pen.text(line.name, left, top, room * 0.56, 42, size=17, least=LEAST, font=fonts.SEMIBOLD, middle=True)
        amounts = left + room * 0.58
        pen.number(line.spent, amounts, top, room * 0.42, size=20, align="right")
        pen.text(line.remark, amounts, top + 24, room * 0.42, 19, size=14, colour="ink2", align="right")
        wide = room
        pen.add(Box(x=left, y=top + 46, width=wide, height=9, look=Look.OUTLINED))
        if line.share > 0:
            pen.add(Box(x=left, y=top + 46, width=max(1.0, min(1.0, line.share) * wide), height=9))
        top += 66
    return top


def _figures(pen: Pen, figures: Sequence[Figure], top: float) -> float:
    if not figures:
        return top
    width = pen.inner / len(figures)
    for index, figure in enumerate(figures):
        x = MARGIN + index * width
        pen.add(Icon(x=x, y=top + 4, side=38, name=figure.icon, colour="ink2"))
        pen.number(figure.value, x + 50, top, width - 58, size=30)
        pen.text(figure.words, x + 50, top + 36, width - 58, 36, size=15, colour="ink2")
    return top + 78
