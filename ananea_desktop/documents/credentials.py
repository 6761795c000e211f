"""Credential cards of members, the size of a bank card, ten to an A4 page, with lines and marks to cut along."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ananea_desktop.documents import fonts
from ananea_desktop.documents.framed_page import logo_reader, shrunk
from ananea_desktop.documents.paper import (
    A4_LONG,
    A4_SHORT,
    EDGE,
    INK2,
    LINE,
    MARGIN,
    WATERMARK,
    Sheet,
    Style,
    start_paper,
)
from ananea_desktop.documents.portrait import draw_portrait
from ananea_desktop.documents.seal_mark import qr_matrix
from ananea_desktop.domain.language import _
from ananea_desktop.domain.receipts import Letterhead
from ananea_desktop.domain.steps import Steps

_MM = 72 / 25.4
WIDTH, HEIGHT = 85.6 * _MM, 54 * _MM
"""ISO/IEC 7810, ID-1."""
ACROSS, DOWN = 2, 5
_LEFT, _TOP = (A4_SHORT - ACROSS * WIDTH) / 2, (A4_LONG - DOWN * HEIGHT) / 2
_MARK = 12.0
_PAD = 10.0
_PORTRAIT = 66.0
_QR = 46.0
_COOPERATIVE = Style(fonts.SEMIBOLD, 8, 9.6)
_KIND = Style(fonts.REGULAR, 6.5, 8, INK2)
_SURNAMES = Style(fonts.BOLD, 11, 13)
_GIVEN = Style(fonts.SEMIBOLD, 10, 12)
_FACT = Style(fonts.REGULAR, 9, 11.4)


@dataclass(frozen=True, kw_only=True)
class Credential:
    surnames: str
    given_names: str
    number: str
    """Of the member, ``12``; empty where there is none."""
    document: str
    """As printed: ``DNI 00041527``."""
    code: str
    """What the QR holds: the number of the document, which a reader types into a list of attendance."""
    photo: bytes | None
    """A JPEG."""
    initials: str
    kind: str
    """``Credencial de socio/a``."""


def credentials_pdf(cards: Sequence[Credential], letterhead: Letterhead) -> Steps[bytes]:
    """The cards as PDF, a step for each page; equal ones give equal bytes."""
    canvas, buffer = start_paper((A4_SHORT, A4_LONG), _("Credenciales"), letterhead.name)
    on_page = ACROSS * DOWN
    if not cards:
        nobody(canvas)
    for start in range(0, len(cards), on_page):
        _cuts(canvas)
        for place, card in enumerate(cards[start : start + on_page]):
            _draw(canvas, card, letterhead, _LEFT + place % ACROSS * WIDTH, _TOP + place // ACROSS * HEIGHT)
        canvas.showPage()
        yield
    canvas.save()
    return buffer.getvalue()


def nobody(canvas: Any) -> None:
    """A page that says so."""
    Sheet(canvas, A4_LONG).text(MARGIN, 60, _("No hay socios hábiles."), _GIVEN)
    canvas.showPage()


def _cuts(canvas: Any) -> None:
    """Hairlines between the cards for scissors, and marks beyond them for a ruler."""
    sheet = Sheet(canvas, A4_LONG)
    right, bottom = _LEFT + ACROSS * WIDTH, _TOP + DOWN * HEIGHT
    for column in range(ACROSS + 1):
        x = _LEFT + column * WIDTH
        sheet.upright(x, _TOP, bottom, 0.4, LINE)
        for end in (_TOP - _MARK - 3, bottom + 3):
            sheet.upright(x, end, end + _MARK, 0.6, EDGE)
    for row in range(DOWN + 1):
        y = _TOP + row * HEIGHT
        sheet.rule(_LEFT, right, y, 0.4, LINE)
        for end in (_LEFT - _MARK - 3, right + 3):
            sheet.rule(end, end + _MARK, y, 0.6, EDGE)


def _draw(canvas: Any, card: Credential, letterhead: Letterhead, x: float, y: float) -> None:
    sheet = Sheet(canvas, A4_LONG)
    if letterhead.is_sample:
        sheet.watermark([(_("MUESTRA"), WATERMARK)], x + WIDTH / 2 + 32, y + HEIGHT / 2 + 6, 112)
    left = x + _PAD
    room = WIDTH - 2 * _PAD
    if letterhead.logo is not None:
        image, (width, height) = logo_reader(letterhead.logo)
        scale = min(20 / height, 40 / width)
        sheet.picture(image, left, y + 8, width * scale, height * scale)
        left += width * scale + 6
        room -= width * scale + 6
    name = shrunk(letterhead.name, _COOPERATIVE, room, 2)
    sheet.block(left, y + 16, name)
    sheet.text(left, y + 16 + name.height, card.kind, _KIND)
    sheet.rule(x + _PAD, x + WIDTH - _PAD, y + 36, 0.7, EDGE)
    draw_portrait(canvas, A4_LONG, x + _PAD, y + 46, _PORTRAIT, card.photo, card.initials)
    beside = x + _PAD + _PORTRAIT + 10
    room = x + WIDTH - _PAD - beside
    line = y + 46 + 10
    for text, style in ((card.surnames, _SURNAMES), (card.given_names, _GIVEN)):
        words = shrunk(text, style, room, 2)
        sheet.block(beside, line, words)
        line += words.height
    line = y + HEIGHT - _PAD - 2
    sheet.text(beside, line, card.document, _FACT)
    if card.number:
        sheet.text(beside, line - _FACT.leading, _("N.º {number}").format(number=card.number), _FACT)
    sheet.qr(qr_matrix(card.code), x + WIDTH - _PAD - _QR, y + HEIGHT - _PAD - _QR, _QR)
