"""Where everything on a receipt stands: texts wrapped, lines counted, and the pages they fill."""

from dataclasses import dataclass, replace
from itertools import zip_longest

from ananea_desktop.documents import fonts
from ananea_desktop.documents.correction import correction_text
from ananea_desktop.documents.paper import A4_LONG, A4_SHORT, DOT, INK2, MARGIN, Block, Style, block
from ananea_desktop.documents.receipt_words import declaration, heading_mark
from ananea_desktop.domain.amount_words import spell_amount
from ananea_desktop.domain.dates import long_date
from ananea_desktop.domain.language import _
from ananea_desktop.domain.money import format_amount, format_money, format_rate
from ananea_desktop.domain.receipts import METHOD_NAMES, Receipt, ReceiptKind, ReceiptLine

HALF = A4_LONG / 2
AMOUNT_RIGHT = A4_SHORT - MARGIN
FUND_RIGHT = AMOUNT_RIGHT - 85
QR_SIDE = 37.0
"""13 mm: 29 modules of 0.45 mm, which a telephone reads."""
TITLE_RIGHT = AMOUNT_RIGHT - QR_SIDE - 10
BOX_WIDTH, BOX_HEIGHT = 70.87, 85.04
"""The fingerprint: 2.5 × 3 cm."""
BOX_LEFT = AMOUNT_RIGHT - BOX_WIDTH

NAME = Style(fonts.BOLD, 13.5, 16)
ADDRESS = Style(fonts.REGULAR, 9.5, 12, INK2)
ANNULMENT = Style(fonts.BOLD, 10, 12.5)
PARTY = Style(fonts.SEMIBOLD, 13, 15)
FACTS = Style(fonts.REGULAR, 10, 12.5, INK2)
TEXT = Style(fonts.REGULAR, 10.5, 12.5)
SMALL = Style(fonts.REGULAR, 8.5, 12.5, INK2)
WORDS = Style(fonts.SEMIBOLD, 10.5, 13)
ROLE = Style(fonts.REGULAR, 9, 11, INK2)
SIGNER = Style(fonts.SEMIBOLD, 10, 11)

_GAPS = (4.5, 1.0)
"""Between two rows: airy where there is room, tight before a receipt grows out of its half."""
_FUND_WIDTH = 150
_DATE_WIDTH = 214
_NO_BREAK_SPACE = "\u00a0"
_SIGNING_ROOM = 26
_LINES_KEPT_TOGETHER = 6


@dataclass(frozen=True)
class RowLine:
    """One printed line of the table."""

    text: str
    style: Style
    fund: str
    amount: str


Row = tuple[RowLine, ...]


@dataclass(frozen=True)
class Signature:
    role: Block
    name: Block
    document: Block

    @property
    def height(self) -> float:
        return self.role.height + self.name.height + self.document.height


@dataclass(frozen=True, kw_only=True)
class Layout:
    """A measured receipt. All y are points from the top of the sheet, growing downwards."""

    letterhead_left: float
    name: Block
    address: Block
    mark: str
    place_and_date: Block
    annulment: Block
    party: Block
    party_facts: Block
    rows: tuple[Row, ...]
    words: Block
    notes: Block
    signatures: tuple[Signature, ...]
    signature_width: float
    signature_gap: float
    gap: float

    @property
    def letterhead_rule(self) -> float:
        return max(82.0 if self.mark else 72.0, 44 + self.name.height + self.address.height)

    @property
    def copy_line_end(self) -> float:
        return self.letterhead_rule + 6 + self.place_and_date.height

    @property
    def party_top(self) -> float:
        strip = self.annulment.height + 16 if self.annulment.lines else 0.0
        return self.copy_line_end + 17.5 + strip

    def rows_top(self, first: bool) -> float:
        if not first:
            return self.copy_line_end + 23
        party_end = 1 + self.party.height + self.party_facts.height
        return self.party_top + max(49.0, 20.5 + party_end) + 5.7

    def notes_end(self, rows_end: float) -> float:
        return rows_end + 11 + self.words.height + self.notes.height

    def signature_line(self, bottom: float) -> float:
        return bottom - 49 - max(signature.height for signature in self.signatures)

    def closing_bottom(self, rows_end: float, notes_end: float, height: float) -> float:
        """The y under which only the foot stands: the sheet's end on a half, close under the text on a whole page."""
        if height <= HALF:
            return height
        return min(height, self._closing_need(rows_end, notes_end) + 20)

    def _closing_need(self, rows_end: float, notes_end: float) -> float:
        """The least height of a sheet on which total, notes, signatures and finger stand clear of each other."""
        finger = rows_end + 22 + BOX_HEIGHT + 62
        signing = notes_end + _SIGNING_ROOM - self.signature_line(0)
        return max(finger, signing)

    def _closes(self, rows_end: float, height: float) -> bool:
        return self._closing_need(rows_end, self.notes_end(rows_end)) <= height

    def _row_height(self, row: Row) -> float:
        return len(row) * TEXT.leading + self.gap

    @property
    def fits_half(self) -> bool:
        rows_end = self.rows_top(first=True) + sum(map(self._row_height, self.rows))
        return self._closes(rows_end, HALF)

    def pages(self, height: float) -> tuple[tuple[Row, ...], ...]:
        """The rows of each page: one on a half, else as many pages of ``height`` points as it takes."""
        if self.fits_half:
            return (self.rows,)
        pages: list[list[Row]] = [[]]
        y = self.rows_top(first=True)
        pieces = [piece for row in self.rows for piece in _pieces(row)]
        for index, row in enumerate(pieces):
            end = y + self._row_height(row)
            last = index == len(pieces) - 1
            fits = self._closes(end, height) if last else end <= height - 64
            if not fits and (pages[-1] or y > self.rows_top(first=False)):
                pages.append([])
                end = self.rows_top(first=False) + self._row_height(row)
            pages[-1].append(row)
            y = end
        return tuple(map(tuple, pages))


def _pieces(row: Row) -> list[Row]:
    """A row too long to be kept together, in parts that any page can hold."""
    return [row[start : start + _LINES_KEPT_TOGETHER] for start in range(0, len(row), _LINES_KEPT_TOGETHER)]


def measure(receipt: Receipt, logo_width: float) -> Layout:
    """Wraps every text of the receipt, airy if it then fits a half, else tight; on whole pages airy again.

    ``logo_width`` is what the logo takes from the letterhead, in points; 0 without one.
    """
    letterhead, party = receipt.letterhead, receipt.party
    left = MARGIN + logo_width
    place_and_date = ", ".join(filter(None, (letterhead.place, long_date(receipt.issued_on))))
    signatures, width, gap = _signatures(receipt)
    amount_width = fonts.text_width(format_money(receipt.total, receipt.currency), fonts.BOLD, 20)
    party_width = AMOUNT_RIGHT - MARGIN - max(80.0, amount_width) - 24
    layout = Layout(
        letterhead_left=left,
        name=block(letterhead.name, NAME, TITLE_RIGHT - 150 - left),
        address=block(_ruc_and_address(receipt), ADDRESS, TITLE_RIGHT - 150 - left),
        mark=heading_mark(receipt),
        place_and_date=block(place_and_date, TEXT, _DATE_WIDTH),
        annulment=block(_annulment_text(receipt), ANNULMENT, AMOUNT_RIGHT - MARGIN - 14),
        party=block(party.name, PARTY, party_width),
        party_facts=block(DOT.join(filter(None, (party.document, party.detail))), FACTS, party_width),
        rows=_rows(receipt),
        words=block(
            _("SON: {words}").format(words=spell_amount(receipt.total, receipt.currency)),
            WORDS,
            FUND_RIGHT - MARGIN - 45,
        ),
        notes=_notes(receipt),
        signatures=signatures,
        signature_width=width,
        signature_gap=gap,
        gap=_GAPS[0],
    )
    tight = replace(layout, gap=_GAPS[1])
    return tight if tight.fits_half and not layout.fits_half else layout


def _ruc_and_address(receipt: Receipt) -> str:
    ruc = _("RUC {ruc}").format(ruc=receipt.letterhead.ruc) if receipt.letterhead.ruc else ""
    return DOT.join(filter(None, (ruc, receipt.letterhead.address)))


def _annulment_text(receipt: Receipt) -> str:
    """What the frame over the person says: that it is annulled, else what it corrects."""
    if receipt.annulment is None:
        return correction_text(receipt)
    text = _("ANULADO el {day} por {user}. Motivo: {reason}")
    annulment = receipt.annulment
    return text.format(day=long_date(annulment.annulled_on), user=annulment.user, reason=annulment.reason)


def _rows(receipt: Receipt) -> tuple[Row, ...]:
    names = {fonts.printable(line.fund_name) for line in receipt.lines}
    widest = max((fonts.text_width(name, TEXT.font, TEXT.size) for name in names), default=0.0)
    fund_width = min(_FUND_WIDTH, widest + 0.1)
    return tuple(_row(line, fund_width) for line in receipt.lines)


def _row(line: ReceiptLine, fund_width: float) -> Row:
    """Concept over its project at the left, fund at the right of them, the amount beside the first line."""
    width = FUND_RIGHT - MARGIN - fund_width - 20
    concept = block(line.concept, TEXT, width).lines
    project = _("Proyecto: {name}").format(name=line.project_name) if line.project_name else ""
    texts = (*concept, *block(project, SMALL, width).lines)
    funds = block(line.fund_name, TEXT, fund_width).lines
    amounts = (format_amount(line.amount),)
    return tuple(
        RowLine(text, TEXT if index < len(concept) else SMALL, fund, amount)
        for index, (text, fund, amount) in enumerate(zip_longest(texts, funds, amounts, fillvalue=""))
    )


def _notes(receipt: Receipt) -> Block:
    """Account, method, operation and rate; on money going out also what the payee declares by signing."""
    is_in = receipt.kind is ReceiptKind.IN
    account = (_("Ingresó a: {account}") if is_in else _("Salió de: {account}")).format(account=receipt.account_name)
    facts = [_("Medio de pago: {method}").format(method=_(METHOD_NAMES[receipt.method]))]
    if receipt.operation_number:
        facts.append(_("Operación n.º {number}").format(number=receipt.operation_number))
    if receipt.exchange_rate is not None:
        facts.append(_("Tipo de cambio: S/ {rate}").format(rate=format_rate(receipt.exchange_rate)))
    width = BOX_LEFT - MARGIN - 24
    kept_whole = (fact.replace(" ", _NO_BREAK_SPACE) for fact in facts)
    notes = [line.strip(" ·") for line in block(DOT.join((account, *kept_whole)), FACTS, width).lines]
    if is_in:
        return Block(tuple(notes), FACTS)
    return Block((*notes, *block(declaration(receipt), FACTS, width).lines), FACTS)


def _signatures(receipt: Receipt) -> tuple[tuple[Signature, ...], float, float]:
    """Who signs, from the left; with the width of each line and the gap between them."""
    letterhead, party = receipt.letterhead, receipt.party
    gave, took = _("Entregué conforme"), _("Recibí conforme")
    is_in = receipt.kind is ReceiptKind.IN
    treasurer_role = " · ".join(filter(None, (took if is_in else gave, letterhead.treasurer_title)))
    signers = [
        (gave if is_in else took, party.name, party.document),
        (treasurer_role, letterhead.treasurer_name, letterhead.treasurer_document),
    ]
    if letterhead.president_name and not is_in:
        signers.append((_("V.º B.º Presidente"), letterhead.president_name, letterhead.president_document))
    gap = 34.0 if len(signers) == 2 else 18.0
    width = (BOX_LEFT - 34 - MARGIN - gap * (len(signers) - 1)) / len(signers)
    signatures = tuple(
        Signature(block(role, ROLE, width), block(name, SIGNER, width), block(document, ROLE, width))
        for role, name, document in signers
    )
    return signatures, width, gap
