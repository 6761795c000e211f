"""A framed page, A4 lying, to be signed and hung up: what constancias and certificates have in common."""

from collections.abc import Sequence
from functools import lru_cache
from io import BytesIO
from typing import Any

from ananea_desktop.documents import fonts
from ananea_desktop.documents.paper import (
    A4_LONG,
    A4_SHORT,
    CENTER,
    DOT,
    EDGE,
    INK,
    INK2,
    STAMP,
    WATERMARK,
    Block,
    Sheet,
    Style,
    block,
)
from ananea_desktop.documents.seal_mark import SEAL_SHOWN, qr_matrix
from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.language import _
from ananea_desktop.domain.receipts import Annulment, Letterhead

WIDTH, HEIGHT = A4_LONG, A4_SHORT
MIDDLE = WIDTH / 2
INNER = 640.0
"""Width of the text between the ornaments."""
DATE_Y = HEIGHT - 140
"""Baseline of place and date."""

NAME_STYLES = tuple(Style(fonts.BOLD, size, size * 1.12) for size in (33.0, 30.0, 27.0, 24.0, 21.0))
"""Of the person's name: the largest in which it takes one line."""

_COOPERATIVE = Style(fonts.SEMIBOLD, 15, 18)
_FACTS = Style(fonts.REGULAR, 9.5, 12, INK2)
_TITLE = Style(fonts.LIGHT, 44, 48)
_SUBTITLE = Style(fonts.REGULAR, 12.5, 16, INK2)
_SIGNER = Style(fonts.SEMIBOLD, 11, 13.5)
_ROLE = Style(fonts.REGULAR, 9.5, 12, INK2)
_NUMBER = Style(fonts.SEMIBOLD, 9.5, 12)
_SEAL = Style(fonts.REGULAR, 8, 10, INK2)
_ANNULLED = Style(fonts.SEMIBOLD, 11, 14)

_SPACING = 7.0
"""Points between the letters of the title."""
_LOGO_HEIGHT = 46.0
_QR_SIDE = 54.0
_SIGN_WIDTH = 210.0
_FRAME, _HAIRLINE = 25.0, 33.0
"""From the edge of the paper."""
_STEP = 6.5
"""One step of the corners: the stepped cross of the Andes."""

Parts = Sequence[tuple[Block, float]]
"""The middle of the page: texts, each with how many points stand above it at least."""


class FramedPage:
    """One page being drawn. ``qr``: what the code holds, in the letters a dense QR has; empty before it is sealed."""

    title = ""
    annulled = ""
    """The word across the page of an annulled one."""
    annulled_why = ""
    """The line at its foot, with ``day`` and ``reason``."""

    def __init__(
        self, canvas: Any, letterhead: Letterhead, number_text: str, seal: str, qr: str, annulment: Annulment | None
    ) -> None:
        self._canvas = canvas
        self._letterhead_of = letterhead
        self._number_text = number_text
        self._seal_text = seal
        self._qr_text = qr
        self._annulment = annulment
        self._sheet = Sheet(canvas, HEIGHT)

    def draw(self, parts: Parts, dated: str, signers: Sequence[tuple[str, str]]) -> None:
        """``signers``: name and role of who signs at the left, and at the right."""
        self._watermark()
        self._frame()
        y = self._letterhead()
        y = self._title(y)
        self._words(y, parts)
        self._signatures(dated, signers)
        self._seal()

    def _watermark(self) -> None:
        words: list[tuple[str, float]] = []
        if self._letterhead_of.is_sample:
            words.append((_("MUESTRA"), WATERMARK))
        if self._annulment is not None:
            words.append((_(self.annulled), STAMP))
        self._sheet.watermark(words, MIDDLE, HEIGHT / 2, 430)

    def _frame(self) -> None:
        sheet = self._sheet
        sheet.frame(_FRAME, _FRAME, WIDTH - 2 * _FRAME, HEIGHT - 2 * _FRAME, 1.6, INK2)
        sheet.frame(_HAIRLINE, _HAIRLINE, WIDTH - 2 * _HAIRLINE, HEIGHT - 2 * _HAIRLINE, 0.5, EDGE)
        path = self._canvas.beginPath()
        for across in (1, -1):
            for down in (1, -1):
                self._corner(path, across, down)
        self._canvas.setFillGray(INK2)
        self._canvas.drawPath(path, stroke=0, fill=1)

    def _corner(self, path: Any, across: int, down: int) -> None:
        """Three steps from the corner of the frame inwards."""
        x = _HAIRLINE + 4 if across > 0 else WIDTH - _HAIRLINE - 4
        y = HEIGHT - _HAIRLINE - 4 if down > 0 else _HAIRLINE + 4
        for step in range(4):
            width, height = across * _STEP * (4 - step), -down * _STEP
            path.rect(x, y - down * _STEP * step, width, height * 0.82)

    def _letterhead(self) -> float:
        head = self._letterhead_of
        y = 64.0
        if head.logo is not None:
            y = 54.0
            image, (width, height) = logo_reader(head.logo)
            scale = min(_LOGO_HEIGHT / height, 3 * _LOGO_HEIGHT / width)
            wide, high = width * scale, height * scale
            self._sheet.picture(image, MIDDLE - wide / 2, y, wide, high)
            y += high + 6
        name = shrunk(head.name, _COOPERATIVE, INNER, 1)
        self._sheet.block(MIDDLE, y + 14, name, CENTER)
        y += name.height + 2
        ruc = _("RUC {ruc}").format(ruc=head.ruc) if head.ruc else ""
        facts = shrunk(DOT.join(filter(None, (ruc, head.address))), _FACTS, INNER, 1)
        self._sheet.block(MIDDLE, y + 11, facts, CENTER)
        return y + facts.height + 2

    def _title(self, y: float) -> float:
        title = _(self.title)
        width = fonts.text_width(title, _TITLE.font, _TITLE.size) + _SPACING * (len(title) - 1)
        share = min(1.0, INNER / width)
        width *= share
        self._canvas.setFont(_TITLE.font, _TITLE.size * share)
        self._canvas.setFillGray(INK)
        self._canvas.drawString(MIDDLE - width / 2, HEIGHT - y - 46, title, charSpace=_SPACING * share)
        y += 58
        self._sheet.rule(MIDDLE - 120, MIDDLE - 14, y, 0.6, EDGE)
        self._sheet.rule(MIDDLE + 14, MIDDLE + 120, y, 0.6, EDGE)
        self._cross(MIDDLE, HEIGHT - y)
        return y

    def _cross(self, x: float, y: float) -> None:
        """A small stepped cross between the rules."""
        path = self._canvas.beginPath()
        for width, height in ((3.0, 9.0), (6.0, 6.0), (9.0, 3.0)):
            path.rect(x - width / 2, y - height / 2, width, height)
        self._canvas.setFillGray(INK2)
        self._canvas.drawPath(path, stroke=0, fill=1)

    def _words(self, y: float, parts: Parts) -> None:
        """Spread over what is free."""
        needed = sum(text.height + above for text, above in parts)
        spread = max(0.0, min(9.0, (DATE_Y - 22 - y - needed) / (len(parts) + 1)))
        for text, above in parts:
            y += above + spread
            self._sheet.block(MIDDLE, y + text.style.size, text, CENTER)
            y += text.height

    def _signatures(self, dated: str, signers: Sequence[tuple[str, str]]) -> None:
        for x, (name, role) in zip((MIDDLE - 235, MIDDLE + 235), signers, strict=True):
            y = HEIGHT - 92
            self._sheet.rule(x - _SIGN_WIDTH / 2, x + _SIGN_WIDTH / 2, y, 0.7, EDGE)
            signer = shrunk(name, _SIGNER, _SIGN_WIDTH + 20, 2)
            self._sheet.block(x, y + 14, signer, CENTER)
            self._sheet.text(x, y + 14 + signer.height, role, _ROLE, CENTER)
        self._sheet.block(MIDDLE, DATE_Y, shrunk(dated, _SUBTITLE, INNER, 1), CENTER)

    def _seal(self) -> None:
        sheet = self._sheet
        y = HEIGHT - 130
        sheet.qr(qr_matrix(self._qr_text) if self._seal_text else (), MIDDLE - _QR_SIDE / 2, y, _QR_SIDE)
        sheet.text(MIDDLE, y + _QR_SIDE + 12, _("N.º {number}").format(number=self._number_text), _NUMBER, CENTER)
        seal = _("Sello {seal}").format(seal=self._seal_text[:SEAL_SHOWN])
        sheet.text(MIDDLE, y + _QR_SIDE + 22, seal, _SEAL, CENTER)
        annulment = self._annulment
        if annulment is not None:
            words = _(self.annulled_why).format(day=format_date(annulment.annulled_on), reason=annulment.reason)
            sheet.block(MIDDLE, 47, shrunk(words, _ANNULLED, INNER, 1), CENTER)


def fitted(text: str, styles: Sequence[Style], most: int) -> Block:
    """The text in the largest letters in which it takes at most so many lines; one more line in the smallest."""
    for style in styles:
        found = block(text, style, INNER)
        if len(found.lines) <= most:
            return found
    return _cut(block(text, styles[-1], INNER), most + 1)


def shrunk(text: str, style: Style, width: float, most: int) -> Block:
    """In smaller letters where it takes too many lines, down to two thirds."""
    for share in (1.0, 0.9, 0.8, 0.7):
        found = block(text, Style(style.font, style.size * share, style.leading * share, style.grey), width)
        if len(found.lines) <= most:
            return found
    return _cut(found, most + 1)


def _cut(found: Block, most: int) -> Block:
    """What nobody's name needs: a text of hundreds of letters ends in «…»."""
    if len(found.lines) <= most:
        return found
    return Block((*found.lines[: most - 1], found.lines[most - 1][:-1].rstrip() + "…"), found.style)


@lru_cache(maxsize=2)
def logo_reader(image: bytes) -> tuple[Any, tuple[int, int]]:
    """Read once for all pages: ReportLab then keeps it in the file once too."""
    from reportlab.lib.utils import ImageReader

    reader = ImageReader(BytesIO(image))
    return reader, reader.getSize()
