"""The receipt on A4 (two halves, ORIGINAL and COPIA, to be cut) or A5; a long one takes more pages for each."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

from ananea_desktop.documents import fonts
from ananea_desktop.documents.paper import (
    A4_LONG,
    A4_SHORT,
    CENTER,
    DOT,
    EDGE,
    INK2,
    LINE,
    MARGIN,
    RIGHT,
    STAMP,
    WATERMARK,
    Sheet,
    Style,
    start_paper,
)
from ananea_desktop.documents.receipt_layout import (
    AMOUNT_RIGHT,
    BOX_HEIGHT,
    BOX_LEFT,
    BOX_WIDTH,
    FUND_RIGHT,
    HALF,
    QR_SIDE,
    ROLE,
    TEXT,
    TITLE_RIGHT,
    WORDS,
    Layout,
    Row,
    measure,
)
from ananea_desktop.documents.receipt_ticket import draw_ticket
from ananea_desktop.documents.seal_mark import receipt_qr, seal_text
from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.money import SYMBOLS, format_amount, format_money
from ananea_desktop.domain.receipts import KIND_TITLES, PaperFormat, Receipt, ReceiptKind
from ananea_desktop.domain.steps import Steps, at_once

_LOGO_HEIGHT = 32

_TITLE = Style(fonts.BOLD, 13.5, 16)
_NUMBER = Style(fonts.SEMIBOLD, 13.5, 16)
_MARK = Style(fonts.BOLD, 9, 11)
_COPY = Style(fonts.SEMIBOLD, 9.5, 12, INK2)
_REPRINT = Style(fonts.BOLD, 9.5, 12)
_LABEL = Style(fonts.REGULAR, 10.5, 13, INK2)
_AMOUNT = Style(fonts.BOLD, 20, 24)
_TOTAL = Style(fonts.BOLD, 11.5, 13)
_CAPTION = Style(fonts.REGULAR, 8.25, 9, INK2)
_FOOT = Style(fonts.REGULAR, 8, 10, INK2)
_FOOT_MARK = Style(fonts.SEMIBOLD, 8, 10, INK2)


def receipt_pdf(receipt: Receipt, form: PaperFormat = PaperFormat.A4) -> bytes:
    """The paper as PDF: equal receipts give equal bytes. Everything typed by a person is printed literally."""
    return at_once(receipts_pdf([receipt], form))


def receipts_pdf(receipts: Sequence[Receipt], form: PaperFormat = PaperFormat.A4) -> Steps[bytes]:
    """Several receipts as one PDF, one after the other; a step for each."""
    first = receipts[0]
    heading = f"{_(KIND_TITLES[first.kind])} {first.number_text}"
    if len(receipts) > 1:
        heading = _("{count} recibos").format(count=len(receipts))
    canvas, buffer = start_paper((A4_SHORT, A4_LONG), heading, first.letterhead.name)
    for receipt in receipts:
        if form is PaperFormat.TICKET:
            draw_ticket(canvas, receipt, COPIES)
        else:
            _draw(canvas, receipt, form)
        yield
    canvas.save()
    return buffer.getvalue()


COPIES = (N_("ORIGINAL · para el interesado"), N_("COPIA · para la tesorería"))


def _draw(canvas: Any, receipt: Receipt, form: PaperFormat) -> None:
    """Both copies: on the two halves of a sheet where they fit, else on pages of their own."""
    logo = _logo(receipt)
    layout = measure(receipt, logo_width=_logo_size(logo)[0] + 10 if logo else 0)
    if form is PaperFormat.A4 and layout.fits_half:
        canvas.setPageSize((A4_SHORT, A4_LONG))
        for copy, top in zip(COPIES, (A4_LONG, HALF), strict=True):
            _Copy(receipt, layout, _(copy), logo, Sheet(canvas, top), HALF).draw_page(0)
        Sheet(canvas, A4_LONG).dashes(0, A4_SHORT, HALF)
        canvas.showPage()
        return
    height = HALF if form is PaperFormat.A5 else A4_LONG
    canvas.setPageSize((A4_SHORT, height))
    for copy in COPIES:
        for index in range(len(layout.pages(height))):
            _Copy(receipt, layout, _(copy), logo, Sheet(canvas, height), height).draw_page(index)
            canvas.showPage()


def _logo(receipt: Receipt) -> Any | None:
    if receipt.letterhead.logo is None:
        return None
    from reportlab.lib.utils import ImageReader

    return ImageReader(BytesIO(receipt.letterhead.logo))


def _logo_size(logo: Any) -> tuple[float, float]:
    """Points: as high as the two lines beside it, at most twice as wide."""
    width, height = logo.getSize()
    scale = min(2 * _LOGO_HEIGHT / width, _LOGO_HEIGHT / height)
    return width * scale, height * scale


class _Copy:
    """One copy of the receipt being drawn on one sheet of the given height."""

    def __init__(
        self, receipt: Receipt, layout: Layout, copy: str, logo: Any | None, sheet: Sheet, height: float
    ) -> None:
        self._receipt = receipt
        self._layout = layout
        self._copy = copy
        self._logo = logo
        self._sheet = sheet
        self._height = height
        self._qr = receipt_qr(receipt)
        self._pages = layout.pages(height)

    def draw_page(self, index: int) -> None:
        layout, rows = self._layout, self._pages[index]
        self._sheet.watermark(list(self._watermarks()), A4_SHORT / 2 - 22, self._height / 2, 375)
        self._letterhead()
        self._copy_line(index)
        if index == 0:
            self._annulment()
            self._party()
        y = self._rows(rows, layout.rows_top(first=index == 0))
        if index == len(self._pages) - 1:
            notes_end = self._total(y)
            self._signatures(layout.closing_bottom(y, notes_end, self._height))
        else:
            text = _("Continúa en la página {page}").format(page=index + 2)
            self._sheet.text(MARGIN, y + 16, text, ROLE)
        self._foot()

    def _watermarks(self) -> Iterator[tuple[str, float]]:
        if self._receipt.annulment is not None:
            yield _("ANULADO"), STAMP
        if self._receipt.letterhead.is_sample:
            yield _("MUESTRA"), WATERMARK

    def _letterhead(self) -> None:
        layout, sheet = self._layout, self._sheet
        if self._logo is not None:
            sheet.picture(self._logo, MARGIN, 33, *_logo_size(self._logo))
        sheet.block(layout.letterhead_left, 47, layout.name)
        sheet.block(layout.letterhead_left, 44 + layout.name.height, layout.address)
        if self._qr:
            sheet.qr(self._qr, AMOUNT_RIGHT - QR_SIDE, 31, QR_SIDE)
        sheet.text(TITLE_RIGHT, 47, _(KIND_TITLES[self._receipt.kind]).upper(), _TITLE, RIGHT)
        number = _("N.º {number}").format(number=self._receipt.number_text)
        sheet.text(TITLE_RIGHT, 63, number, _NUMBER, RIGHT)
        sheet.text(TITLE_RIGHT, 76, layout.mark, _MARK, RIGHT)
        sheet.rule(MARGIN, AMOUNT_RIGHT, layout.letterhead_rule, 1.2)

    def _copy_line(self, index: int) -> None:
        receipt, sheet = self._receipt, self._sheet
        y = self._layout.letterhead_rule + 12.5
        text = self._copy
        if len(self._pages) > 1:
            text += " · " + _("página {page} de {pages}").format(page=index + 1, pages=len(self._pages))
        sheet.text(MARGIN, y, text, _COPY)
        if receipt.prints > 0:
            x = MARGIN + fonts.text_width(text, _COPY.font, _COPY.size) + 14
            mark = _("COPIA – REIMPRESIÓN")
            sheet.text(x, y, mark, _REPRINT)
            width = fonts.text_width(mark, _REPRINT.font, _REPRINT.size)
            sheet.frame(x - 5, y - 9, width + 10, 12, 0.8, 0)
        sheet.block(AMOUNT_RIGHT, y, self._layout.place_and_date, RIGHT)

    def _annulment(self) -> None:
        layout = self._layout
        if layout.annulment.lines:
            top = layout.copy_line_end + 0.5
            self._sheet.frame(MARGIN, top, AMOUNT_RIGHT - MARGIN, layout.annulment.height + 7, 0.8, 0)
            self._sheet.block(MARGIN + 7, top + 12.5, layout.annulment)

    def _party(self) -> None:
        receipt, layout, sheet = self._receipt, self._layout, self._sheet
        y = layout.party_top
        label = _("Recibí de") if receipt.kind is ReceiptKind.IN else _("Pagado a")
        sheet.text(MARGIN, y, label, _LABEL)
        sheet.block(MARGIN, y + 14.5, layout.party)
        sheet.block(MARGIN, y + 13.5 + layout.party.height, layout.party_facts)
        sheet.text(AMOUNT_RIGHT, y, _("La suma de"), _LABEL, RIGHT)
        self._amount(y + 19, format_money(receipt.total, receipt.currency), _AMOUNT)

    def _amount(self, y: float, text: str, style: Style) -> None:
        """An amount at the right edge, struck through when it no longer counts."""
        self._sheet.text(AMOUNT_RIGHT, y, text, style, RIGHT)
        if self._receipt.annulment is not None:
            left = AMOUNT_RIGHT - fonts.text_width(text, style.font, style.size)
            self._sheet.rule(left - 3, AMOUNT_RIGHT + 2, y - style.size * 0.31, style.size * 0.055)

    def _rows(self, rows: Sequence[Row], top: float) -> float:
        """The table; returns where its last row ends."""
        sheet = self._sheet
        sheet.text(MARGIN, top - 5.7, _("Por concepto de"), _LABEL)
        sheet.text(FUND_RIGHT, top - 5.7, _("Fondo"), _LABEL, RIGHT)
        unit = _("Importe {unit}").format(unit=SYMBOLS[self._receipt.currency])
        sheet.text(AMOUNT_RIGHT, top - 5.7, unit, _LABEL, RIGHT)
        sheet.rule(MARGIN, AMOUNT_RIGHT, top, 0.6, LINE)
        gap = self._layout.gap
        y = top
        for row in rows:
            for index, line in enumerate(row):
                baseline = y + gap / 2 + 10.25 + index * TEXT.leading
                sheet.text(MARGIN, baseline, line.text, line.style)
                if line.fund:
                    sheet.text(FUND_RIGHT, baseline, line.fund, TEXT, RIGHT)
                if line.amount:
                    sheet.text(AMOUNT_RIGHT, baseline, line.amount, TEXT, RIGHT)
            y += len(row) * TEXT.leading + gap
        return y

    def _total(self, y: float) -> float:
        """The total in words and figures, then account and method; returns where they end."""
        layout, sheet = self._layout, self._sheet
        sheet.rule(MARGIN, AMOUNT_RIGHT, y + 3, 1.2)
        sheet.block(MARGIN, y + 16, layout.words)
        sheet.text(FUND_RIGHT, y + 16, _("Total"), WORDS, RIGHT)
        self._amount(y + 16, format_amount(self._receipt.total), _TOTAL)
        sheet.block(MARGIN, y + 21.7 + layout.words.height, layout.notes)
        return layout.notes_end(y)

    def _signatures(self, bottom: float) -> None:
        """Lines to sign on and the box for the finger, over ``bottom``."""
        layout, sheet = self._layout, self._sheet
        line_y = layout.signature_line(bottom)
        for index, signature in enumerate(layout.signatures):
            x = MARGIN + index * (layout.signature_width + layout.signature_gap)
            sheet.rule(x, x + layout.signature_width, line_y, 0.7, EDGE)
            sheet.block(x, line_y + 10, signature.role)
            name_y = line_y + 11 + signature.role.height
            sheet.block(x, name_y, signature.name)
            sheet.block(x, name_y - 1 + signature.name.height, signature.document)
        box_top = bottom - 62 - BOX_HEIGHT
        sheet.frame(BOX_LEFT, box_top, BOX_WIDTH, BOX_HEIGHT, 0.7, EDGE)
        middle = BOX_LEFT + BOX_WIDTH / 2
        sheet.text(middle, bottom - 52, _("Huella digital"), _CAPTION, CENTER)
        sheet.text(middle, bottom - 43, _("índice derecho"), _CAPTION, CENTER)

    def _foot(self) -> None:
        y = self._height - 31
        text = _("Documento interno. No es comprobante de pago: no da derecho a crédito fiscal.")
        self._sheet.text(MARGIN, y, DOT.join(filter(None, (text, seal_text(self._receipt)))), _FOOT)
        if self._receipt.letterhead.is_sample:
            self._sheet.text(AMOUNT_RIGHT, y, _("MUESTRA"), _FOOT_MARK, RIGHT)
