"""The papers of the documents of money beside the receipts: transfer, bank note, opening, rendition; each on A4."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from ananea_desktop.documents import fonts
from ananea_desktop.documents.correction import correction_text
from ananea_desktop.documents.flow import RIGHT_EDGE, WIDTH, AnyPart, Part, flow_pdf, signed
from ananea_desktop.documents.paper import DOT, INK2, LINE, MARGIN, RIGHT, Block, Sheet, Style, block
from ananea_desktop.documents.seal_mark import seal_text
from ananea_desktop.domain.amount_words import spell_amount
from ananea_desktop.domain.dates import format_date, long_date
from ananea_desktop.domain.language import _
from ananea_desktop.domain.money import SYMBOLS, format_amount, format_money, format_rate
from ananea_desktop.domain.receipts import KIND_TITLES, SUPPORT_TYPES, Receipt, ReceiptKind, ReceiptLine

_TITLE = Style(fonts.BOLD, 17, 22)
_NUMBER = Style(fonts.SEMIBOLD, 13, 17)
_DATED = Style(fonts.REGULAR, 11, 14, INK2)
_LABEL = Style(fonts.REGULAR, 10.5, 14, INK2)
_TEXT = Style(fonts.REGULAR, 11, 14)
_STRONG = Style(fonts.SEMIBOLD, 11, 14)
_HEAD = Style(fonts.REGULAR, 9.5, 12, INK2)
_SMALL = Style(fonts.REGULAR, 9, 12, INK2)
_LABEL_WIDTH = 130
_AMOUNT_WIDTH = 96
_FUND_WIDTH = 170
_TEXT_WIDTH = WIDTH - _AMOUNT_WIDTH - _FUND_WIDTH - 24


@dataclass(frozen=True)
class Cells:
    """A row of the table: what it is, its fund and project, its amount; under a rule where ``ruled``."""

    texts: tuple[Block, ...]
    fund: Block
    amount: str
    style: Style = _TEXT
    ruled: bool = True
    above: float = 0.0
    keeps_next: bool = False

    @cached_property
    def height(self) -> float:
        return max(sum(text.height for text in self.texts), self.fund.height, self.style.leading) + 7

    def least_height(self) -> float:
        return self.above + self.height

    def draw(self, sheet: Sheet, y: float) -> None:
        if self.ruled:
            sheet.rule(MARGIN, RIGHT_EDGE, y, 0.6, LINE)
        baseline = y + 14
        for text in self.texts:
            sheet.block(MARGIN, baseline, text)
            baseline += text.height
        sheet.block(RIGHT_EDGE - _AMOUNT_WIDTH, y + 14, self.fund, RIGHT)
        sheet.text(RIGHT_EDGE, y + 14, self.amount, self.style, RIGHT)


def head_cells(left: str, middle: str, right: str) -> Cells:
    """The words over the columns of such a table."""
    return Cells(
        (block(left, _HEAD, _TEXT_WIDTH),),
        block(middle, _HEAD, _FUND_WIDTH),
        right,
        _HEAD,
        ruled=False,
        above=16,
        keeps_next=True,
    )


def total_cells(name: str, amount: int) -> Cells:
    """The sum under the columns; ``amount`` in céntimos."""
    return Cells((block(name, _STRONG, _TEXT_WIDTH),), Block((), _TEXT), format_amount(amount), _STRONG)


def money_paper_pdf(receipt: Receipt, arrived: Receipt | None = None) -> bytes:
    """The paper as PDF; equal documents give equal bytes. ``arrived`` is the other side of a transfer."""
    title = _(KIND_TITLES[receipt.kind])
    parts: list[AnyPart] = [
        Part(block(title, _TITLE, WIDTH)),
        Part(block(_("N.º {number}").format(number=receipt.number_text), _NUMBER, WIDTH), above=1),
        Part(block(_dated(receipt), _DATED, WIDTH), above=1),
    ]
    if receipt.annulment is not None:
        sentence = _("ANULADO el {day}: {reason}").format(
            day=format_date(receipt.annulment.annulled_on), reason=receipt.annulment.reason
        )
        parts.append(Part(block(sentence, _STRONG, WIDTH), above=8))
    elif text := correction_text(receipt):
        parts.append(Part(block(text, _STRONG, WIDTH), above=8))
    parts += [_fact(name, value) for name, value in _facts(receipt, arrived) if value]
    parts += _table(receipt)
    parts.append(Part(block(spell_amount(receipt.total, receipt.currency), _STRONG, WIDTH), above=4))
    signers = _signers(receipt)
    if signers:
        parts = signed(parts, signers, above=26)
    else:
        sentence = _("Según estado de cuenta del banco; no lleva firmas.")
        parts.append(Part(block(sentence, _DATED, WIDTH), above=10))
    foot = DOT.join(filter(None, (_("Documento interno."), seal_text(receipt))))
    return flow_pdf(receipt.letterhead, f"{title} {receipt.number_text}", parts, foot)


def _dated(receipt: Receipt) -> str:
    return f"{receipt.letterhead.place}, {long_date(receipt.issued_on)}"


def _fact(name: str, value: str) -> Part:
    mark = block(name, _LABEL, _LABEL_WIDTH - 10)
    return Part(block(value, _TEXT, WIDTH - _LABEL_WIDTH), MARGIN + _LABEL_WIDTH, 6, mark)


def _facts(receipt: Receipt, arrived: Receipt | None) -> Sequence[tuple[str, str]]:
    rate = receipt.exchange_rate or (arrived.exchange_rate if arrived else None)
    common = (
        (_("Operación n.º"), receipt.operation_number),
        (_("Tipo de cambio"), f"S/ {format_rate(rate)}" if rate else ""),
    )
    if receipt.kind is ReceiptKind.TRANSFER and arrived is not None:
        return (
            (_("Sale de"), f"{receipt.account_name}{DOT}{format_money(receipt.total, receipt.currency)}"),
            (_("Llega a"), f"{arrived.account_name}{DOT}{format_money(arrived.total, arrived.currency)}"),
            *common,
            (_("Motivo"), receipt.reason),
        )
    if receipt.kind is ReceiptKind.BANK_NOTE:
        took = _("Cargo: el banco cobró") if receipt.moves < 0 else _("Abono: el banco pagó")
        return ((_("Banco"), f"{receipt.party.name}{DOT}{receipt.account_name}"), (_("Es"), took), *common)
    if receipt.kind is ReceiptKind.OPENING:
        return (
            (_("Cuenta"), receipt.account_name or receipt.party.name),
            *common,
            (_("Según"), receipt.reason),
        )
    return (
        (_("Rinde cuenta"), DOT.join(filter(None, (receipt.party.name, receipt.party.document)))),
        (_("De la entrega"), _("Recibo de egreso N.º {number}").format(number=receipt.advance_number)),
        *common,
    )


def _table(receipt: Receipt) -> list[AnyPart]:
    unit = _("Importe {unit}").format(unit=SYMBOLS[receipt.currency])
    head = head_cells(_("Concepto"), _("Fondo y proyecto"), unit)
    rows = [_row(line) for line in receipt.lines]
    return [head, *rows, total_cells(_("Total"), receipt.total)]


def _row(line: ReceiptLine) -> Cells:
    texts = [block(line.concept, _TEXT, _TEXT_WIDTH)]
    support = _(SUPPORT_TYPES[line.support_type]) if line.support_type else ""
    day = format_date(line.spent_on) if line.spent_on else ""
    detail = DOT.join(filter(None, (day, " ".join(filter(None, (support, line.support_number))))))
    if detail:
        texts.append(block(detail, _SMALL, _TEXT_WIDTH))
    place = DOT.join(filter(None, (line.project_name, line.fund_name)))
    return Cells(tuple(texts), block(place, _SMALL, _FUND_WIDTH), format_amount(line.amount))


def _signers(receipt: Receipt) -> list[tuple[str, str]]:
    head = receipt.letterhead
    treasurer = (head.treasurer_name, " · ".join(filter(None, (head.treasurer_title, head.treasurer_document))))
    president = (head.president_name or "", _("V.º B.º Presidente"))
    if receipt.kind is ReceiptKind.BANK_NOTE:
        return []
    if receipt.kind is ReceiptKind.RENDITION:
        return [(receipt.party.name, " · ".join(filter(None, (_("Quien rinde"), receipt.party.document)))), treasurer]
    return [treasurer, president] if head.president_name else [treasurer]


# what an advance was spent on without a voucher (domain.md §3.3)


def mobility_pdf(rendition: Receipt) -> bytes:
    """Planilla de movilidad: the trips of a rendition, by day, signed by who made them."""
    lines = [line for line in rendition.lines if line.support_type == "mobility"]
    return _spending_sheet(
        rendition,
        _("Planilla de gastos de movilidad"),
        _("Motivo y destino"),
        lines,
        _("Declaro que hice estos viajes para la cooperativa y que gasté estos montos."),
    )


def affidavit_pdf(rendition: Receipt) -> bytes:
    """Declaración jurada de gasto: what was spent without any voucher, sworn by who spent it."""
    lines = [line for line in rendition.lines if line.support_type == "affidavit"]
    return _spending_sheet(
        rendition,
        _("Declaración jurada de gasto"),
        _("En qué se gastó"),
        lines,
        _("Declaro bajo juramento que hice estos gastos para la cooperativa y que no fue posible obtener comprobante."),
    )


def _spending_sheet(rendition: Receipt, title: str, what: str, lines: Sequence[ReceiptLine], declaration: str) -> bytes:
    total = sum(line.amount for line in lines)
    days = [line.spent_on for line in lines if line.spent_on]
    period = " – ".join(dict.fromkeys(format_date(day) for day in (min(days), max(days)))) if days else ""
    numbered = _("N.º {number} (de la rendición)").format(number=rendition.number_text)
    parts: list[AnyPart] = [
        Part(block(title, _TITLE, WIDTH)),
        Part(block(numbered, _NUMBER, WIDTH), above=1),
        Part(block(_dated(rendition), _DATED, WIDTH), above=1),
        _fact(_("Apellidos y nombres"), rendition.party.name),
        _fact(_("Documento"), rendition.party.document or "—"),
        _fact(_("Período"), period),
        head_cells(what, _("Fecha"), _("Importe {unit}").format(unit=SYMBOLS[rendition.currency])),
    ]
    for line in sorted(lines, key=lambda line: str(line.spent_on)):
        day = format_date(line.spent_on) if line.spent_on else ""
        texts = (block(line.concept, _TEXT, _TEXT_WIDTH),)
        parts.append(Cells(texts, block(day, _TEXT, _FUND_WIDTH), format_amount(line.amount)))
    parts.append(total_cells(_("Total"), total))
    parts.append(Part(block(spell_amount(total, rendition.currency), _STRONG, WIDTH), above=4))
    parts.append(Part(block(declaration, _TEXT, WIDTH), above=12))
    head = rendition.letterhead
    signers = [
        (rendition.party.name, rendition.party.document),
        (head.treasurer_name, " · ".join(filter(None, (head.treasurer_title, head.treasurer_document)))),
    ]
    return flow_pdf(head, f"{title} {rendition.number_text}", signed(parts, signers, above=26), _("Documento interno."))
