"""The reimputación on A4: what it corrects, why, from where to where each amount goes, and who approved it."""

from collections.abc import Iterator
from dataclasses import dataclass

from ananea_desktop.documents import fonts
from ananea_desktop.documents.correction import cited
from ananea_desktop.documents.flow import RIGHT_EDGE, WIDTH, AnyPart, Part, flow_pdf, signed
from ananea_desktop.documents.paper import (
    A4_LONG,
    A4_SHORT,
    DOT,
    EDGE,
    INK2,
    LINE,
    MARGIN,
    RIGHT,
    STAMP,
    Block,
    Sheet,
    Style,
    block,
)
from ananea_desktop.documents.seal_mark import seal_text
from ananea_desktop.domain.dates import long_date
from ananea_desktop.domain.language import _
from ananea_desktop.domain.money import SYMBOLS, format_amount, format_money, format_rate
from ananea_desktop.domain.receipts import KIND_TITLES, Receipt, ReceiptLine

_TITLE = Style(fonts.BOLD, 15, 20)
_TEXT = Style(fonts.REGULAR, 11, 15)
_STRONG = Style(fonts.SEMIBOLD, 11, 15)
_LABEL = Style(fonts.REGULAR, 9.5, 12, INK2)
_AMOUNT_WIDTH = 100.0
_LABEL_WIDTH = 60.0


@dataclass(frozen=True)
class _Move:
    """One amount: what it was for, from where and to where, with the amount at the right."""

    concept: Block
    source: Block
    target: Block
    amount: str
    above: float = 0.0
    keeps_next: bool = False

    @property
    def height(self) -> float:
        return self.concept.height + self.source.height + self.target.height + 14

    def least_height(self) -> float:
        return self.above + self.height

    def draw(self, sheet: Sheet, y: float) -> None:
        base = y + 5 + _TEXT.leading * 0.5 + _TEXT.size * 0.32
        sheet.block(MARGIN, base, self.concept)
        sheet.text(RIGHT_EDGE, base, self.amount, _STRONG, RIGHT)
        base += self.concept.height
        for label, place in ((_("Estaba en"), self.source), (_("Pasa a"), self.target)):
            sheet.text(MARGIN, base, label, _LABEL)
            sheet.block(MARGIN + _LABEL_WIDTH, base, place)
            base += place.height
        sheet.rule(MARGIN, RIGHT_EDGE, y + self.height - 2, 0.5, LINE)


@dataclass(frozen=True)
class _Stamp:
    """ANULADO across the page, drawn where it stands and taking no room."""

    above: float = 0.0
    keeps_next: bool = True
    height: float = 0.0

    def least_height(self) -> float:
        return 0.0

    def draw(self, sheet: Sheet, y: float) -> None:
        sheet.watermark([(_("ANULADO"), STAMP)], A4_SHORT / 2, A4_LONG / 2, 375)


@dataclass(frozen=True)
class _Line:
    """A rule over the first row, with the words of the two columns above it."""

    unit: str
    above: float = 16.0
    keeps_next: bool = True
    height: float = 16.0

    def least_height(self) -> float:
        return self.above + self.height

    def draw(self, sheet: Sheet, y: float) -> None:
        sheet.text(MARGIN, y + 9, _("Lo que se corrige"), _LABEL)
        sheet.text(RIGHT_EDGE, y + 9, _("Importe {unit}").format(unit=self.unit), _LABEL, RIGHT)
        sheet.rule(MARGIN, RIGHT_EDGE, y + self.height, 0.9, EDGE)


def reallocation_pdf(receipt: Receipt) -> bytes:
    """A4, signed by the treasurer and who approved it; equal documents give equal bytes."""
    head = receipt.letterhead
    place_and_date = ", ".join(filter(None, (head.place, long_date(receipt.issued_on))))
    title = _("{title} N.º {number}").format(title=_(KIND_TITLES[receipt.kind]), number=receipt.number_text)
    parts: list[AnyPart] = [_Stamp()] if receipt.annulment is not None else []
    parts += [
        Part(block(title, _TITLE, WIDTH), keeps_next=True),
        Part(block(place_and_date, _TEXT, WIDTH), above=2, keeps_next=True),
    ]
    parts += [Part(block(text, style, WIDTH), above=above) for text, style, above in _words(receipt)]
    parts.append(_Line(SYMBOLS[receipt.currency]))
    parts += _moves(receipt)
    total = _("Total que cambia de lugar: {amount}. Ninguna caja ni banco cambia.").format(
        amount=format_money(receipt.total, receipt.currency)
    )
    parts.append(Part(block(total, _STRONG, WIDTH), above=10))
    signers = [
        (head.treasurer_name, " · ".join(filter(None, (head.treasurer_title, head.treasurer_document)))),
        (receipt.approved_by, _("Aprobó")),
    ]
    words = _("Documento interno. El recibo que corrige queda como se emitió.")
    foot = DOT.join(filter(None, (words, seal_text(receipt))))
    return flow_pdf(head, title, signed(parts, signers, above=40), foot)


def _words(receipt: Receipt) -> Iterator[tuple[str, Style, float]]:
    if receipt.annulment is not None:
        text = _("ANULADO el {day} por {user}. Motivo: {reason}")
        done = receipt.annulment
        yield text.format(day=long_date(done.annulled_on), user=done.user, reason=done.reason), _STRONG, 10
    if receipt.prints > 0:
        yield _("COPIA – REIMPRESIÓN"), _STRONG, 10
    sentence = _("Corrige el fondo o el proyecto {cited}, a nombre de {party}.")
    yield sentence.format(cited=cited(receipt), party=receipt.party.name), _TEXT, 12
    yield _("Motivo: {reason}").format(reason=receipt.reason), _TEXT, 6
    yield _("Aprobado por: {name}").format(name=receipt.approved_by), _TEXT, 6
    if receipt.exchange_rate is not None:
        yield _("Tipo de cambio: S/ {rate}").format(rate=format_rate(receipt.exchange_rate)), _TEXT, 6


def _moves(receipt: Receipt) -> list[_Move]:
    """Each amount stands in two lines, one after the other: the place it leaves, and the one it goes to."""
    width = WIDTH - _AMOUNT_WIDTH
    return [
        _Move(
            block(old.concept, _STRONG, width),
            block(_place(old), _TEXT, width - _LABEL_WIDTH),
            block(_place(new), _TEXT, width - _LABEL_WIDTH),
            format_amount(old.amount),
        )
        for old, new in zip(receipt.lines[::2], receipt.lines[1::2], strict=True)
    ]


def _place(line: ReceiptLine) -> str:
    return f"{line.project_name} · {line.fund_name}" if line.project_name else line.fund_name
