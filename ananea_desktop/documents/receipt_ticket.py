"""The receipt on a roll of 80 mm: 72 mm that the printer reaches, as long as it takes, nothing left out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ananea_desktop.documents import fonts
from ananea_desktop.documents.correction import correction_text
from ananea_desktop.documents.paper import CENTER, LEFT, RIGHT, Block, Sheet, Style, block
from ananea_desktop.documents.receipt_words import declaration, heading_mark
from ananea_desktop.documents.seal_mark import Matrix, receipt_qr, seal_text
from ananea_desktop.domain.amount_words import spell_amount
from ananea_desktop.domain.dates import format_date, long_date
from ananea_desktop.domain.language import _
from ananea_desktop.domain.money import format_amount, format_money, format_rate
from ananea_desktop.domain.receipts import KIND_TITLES, METHOD_NAMES, Receipt, ReceiptKind

WIDTH = 226.77
"""80 mm."""
_LEFT = 11.34
"""4 mm: the print head of such printers is 72 mm wide."""
_RIGHT = WIDTH - _LEFT
_REACH = _RIGHT - _LEFT
_AMOUNT_WIDTH = 66
_QR_SIDE = 62.0
_FINGER = (70.87, 85.04)
"""2.5 × 3 cm."""
_SIGNING = 34.0

# black letters only: a thermal head prints grey as dots
_NAME = Style(fonts.BOLD, 11, 13)
_TITLE = Style(fonts.BOLD, 12, 15)
_AMOUNT = Style(fonts.BOLD, 16, 20)
_TEXT = Style(fonts.REGULAR, 9, 11.5)
_STRONG = Style(fonts.SEMIBOLD, 9, 11.5)
_SMALL = Style(fonts.REGULAR, 8, 10)


@dataclass(frozen=True)
class _Piece:
    """A block of text with what stands at its right; or, without text, free room, a rule, a QR, the finger's box."""

    text: Block | None = None
    align: str = LEFT
    right: str = ""
    above: float = 2.0
    rule: bool = False
    room: float = 0.0
    qr: Matrix = ()
    finger: bool = False

    @property
    def height(self) -> float:
        if self.qr:
            return self.above + _QR_SIDE
        if self.finger:
            return self.above + _FINGER[1]
        return self.above + (self.text.height if self.text else self.room)


def draw_ticket(canvas: Any, receipt: Receipt, copies: Sequence[str]) -> None:
    """A page for each copy, of exactly the length it needs."""
    for copy in copies:
        pieces = list(_pieces(receipt, _(copy)))
        height = sum(piece.height for piece in pieces) + 34
        canvas.setPageSize((WIDTH, height))
        sheet = Sheet(canvas, height)
        y = 12.0
        for piece in pieces:
            _draw(sheet, y, piece)
            y += piece.height
        canvas.showPage()


def _draw(sheet: Sheet, y: float, piece: _Piece) -> None:
    top = y + piece.above
    if piece.rule:
        sheet.rule(_LEFT, _RIGHT, top, 0.7)
    elif piece.qr:
        sheet.qr(piece.qr, (WIDTH - _QR_SIDE) / 2, top, _QR_SIDE)
    elif piece.finger:
        sheet.frame((WIDTH - _FINGER[0]) / 2, top, *_FINGER, 0.7, 0)
    elif piece.text is not None:
        x = {LEFT: _LEFT, RIGHT: _RIGHT, CENTER: WIDTH / 2}[piece.align]
        baseline = top + piece.text.style.size
        sheet.block(x, baseline, piece.text, piece.align)
        if piece.right:
            sheet.text(_RIGHT, baseline, piece.right, piece.text.style, RIGHT)


def _piece(text: str, style: Style = _TEXT, align: str = LEFT, above: float = 2.0, right: str = "") -> _Piece:
    width = _REACH - (_AMOUNT_WIDTH if right else 0)
    return _Piece(block(text, style, width), align, right, above)


def _rule() -> _Piece:
    return _Piece(rule=True, above=5.0, room=3.0)


def _pieces(receipt: Receipt, copy: str) -> Iterator[_Piece]:
    """The same words as on the sheet, one under the other."""
    head = receipt.letterhead
    if head.is_sample:
        yield _piece(_("MUESTRA"), _TITLE, CENTER)
    yield _piece(head.name, _NAME, CENTER)
    if head.ruc:
        yield _piece(_("RUC {ruc}").format(ruc=head.ruc), _SMALL, CENTER)
    yield _piece(head.address, _SMALL, CENTER)
    yield _rule()
    yield _piece(_(KIND_TITLES[receipt.kind]).upper(), _TITLE, CENTER)
    yield _piece(_("N.º {number}").format(number=receipt.number_text), _TITLE, CENTER)
    if mark := heading_mark(receipt):
        yield _piece(mark, _STRONG, CENTER)
    yield _piece(copy, _SMALL, CENTER)
    if receipt.prints > 0:
        yield _piece(_("COPIA – REIMPRESIÓN"), _STRONG, CENTER)
    yield from _state(receipt)
    yield _piece(", ".join(filter(None, (head.place, long_date(receipt.issued_on)))), _TEXT, CENTER, 4)
    yield _rule()
    yield from _body(receipt)
    yield from _signing(receipt)
    yield _piece(_("Documento interno. No es comprobante de pago: no da derecho a crédito fiscal."), _SMALL, CENTER, 10)
    if receipt.seal:
        yield _piece(seal_text(receipt), _SMALL, CENTER)
        yield _Piece(qr=receipt_qr(receipt), above=6)


def _state(receipt: Receipt) -> Iterator[_Piece]:
    if receipt.annulment is not None:
        annulled = receipt.annulment
        yield _piece(_("ANULADO"), _AMOUNT, CENTER, 4)
        sentence = _("ANULADO el {day}: {reason}").format(day=format_date(annulled.annulled_on), reason=annulled.reason)
        yield _piece(sentence, _STRONG)
    elif text := correction_text(receipt):
        yield _piece(text, _STRONG, above=4)


def _body(receipt: Receipt) -> Iterator[_Piece]:
    is_in = receipt.kind is ReceiptKind.IN
    yield _piece(_("Recibí de") if is_in else _("Pagado a"), _SMALL)
    yield _piece(receipt.party.name, _STRONG, above=0)
    facts = " · ".join(filter(None, (receipt.party.document, receipt.party.detail)))
    if facts:
        yield _piece(facts, _SMALL, above=0)
    yield _piece(format_money(receipt.total, receipt.currency), _AMOUNT, CENTER, 6)
    yield _rule()
    for line in receipt.lines:
        yield _piece(line.concept, right=format_amount(line.amount), above=3)
        place = " · ".join(filter(None, (line.project_name, line.fund_name)))
        yield _piece(place, _SMALL, above=0)
    yield _rule()
    yield _piece(_("Total"), _STRONG, right=format_amount(receipt.total))
    words = spell_amount(receipt.total, receipt.currency)
    yield _piece(_("SON: {words}").format(words=words), _STRONG)
    account = (_("Ingresó a: {account}") if is_in else _("Salió de: {account}")).format(account=receipt.account_name)
    yield _piece(account, above=5)
    yield _piece(_("Medio de pago: {method}").format(method=_(METHOD_NAMES[receipt.method])), above=0)
    if receipt.operation_number:
        yield _piece(_("Operación n.º {number}").format(number=receipt.operation_number), above=0)
    if receipt.exchange_rate is not None:
        yield _piece(_("Tipo de cambio: S/ {rate}").format(rate=format_rate(receipt.exchange_rate)), above=0)
    if text := declaration(receipt):
        yield _piece(text)


def _signing(receipt: Receipt) -> Iterator[_Piece]:
    head, party = receipt.letterhead, receipt.party
    is_in = receipt.kind is ReceiptKind.IN
    gave, took = _("Entregué conforme"), _("Recibí conforme")
    signers = [
        (gave if is_in else took, party.name, party.document),
        (
            " · ".join(filter(None, (took if is_in else gave, head.treasurer_title))),
            head.treasurer_name,
            head.treasurer_document,
        ),
    ]
    if head.president_name and not is_in:
        signers.append((_("V.º B.º Presidente"), head.president_name, head.president_document))
    for role, name, document in signers:
        yield _Piece(room=_SIGNING)
        yield _Piece(rule=True, above=0, room=2)
        yield _piece(role, _SMALL, CENTER)
        yield _piece(name, _STRONG, CENTER, 0)
        if document:
            yield _piece(document, _SMALL, CENTER, 0)
    yield _Piece(finger=True, above=10)
    yield _piece(_("Huella digital"), _SMALL, CENTER, 3)
    yield _piece(_("índice derecho"), _SMALL, CENTER, 0)
