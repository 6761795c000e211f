"""The act of a cash count (acta de arqueo de caja): notes and coins, the book's balance, the difference, signatures."""

from ananea_desktop.documents import fonts
from ananea_desktop.documents.flow import WIDTH, AnyPart, Part, flow_pdf, signed
from ananea_desktop.documents.money_paper import Cells, head_cells, total_cells
from ananea_desktop.documents.paper import INK2, Block, Style, block
from ananea_desktop.domain.cash_counts import CashCount, difference_text
from ananea_desktop.domain.dates import long_date
from ananea_desktop.domain.language import _
from ananea_desktop.domain.money import SYMBOLS, format_amount, format_money
from ananea_desktop.domain.receipts import Letterhead

_TITLE = Style(fonts.BOLD, 17, 22)
_NUMBER = Style(fonts.SEMIBOLD, 13, 17)
_TEXT = Style(fonts.REGULAR, 11, 14.5)
_STRONG = Style(fonts.SEMIBOLD, 12.5, 16)
_DATED = Style(fonts.REGULAR, 11, 14, INK2)


def cash_count_pdf(count: CashCount, letterhead: Letterhead) -> bytes:
    """Equal counts give equal bytes; everything typed is printed literally."""
    title = _("Acta de arqueo de caja")
    number = f"{count.number:06d}"
    told = _("A las {time} se contó el dinero de «{account}», en presencia de quienes firman.").format(
        time=count.counted_at, account=count.account_name
    )
    parts: list[AnyPart] = [
        Part(block(title, _TITLE, WIDTH)),
        Part(block(_("N.º {number}").format(number=number), _NUMBER, WIDTH), above=1),
        Part(block(f"{letterhead.place}, {long_date(count.counted_on)}", _DATED, WIDTH), above=1),
        Part(block(told, _TEXT, WIDTH), above=12),
        head_cells(_("Billetes y monedas"), _("Cantidad"), _("Importe {unit}").format(unit=SYMBOLS[count.currency])),
    ]
    for denomination, quantity in count.quantities.items():
        name = block(format_money(denomination, count.currency), _TEXT, 200)
        amount = format_amount(denomination * quantity)
        parts.append(Cells((name,), block(str(quantity), _TEXT, 100), amount))
    parts.append(total_cells(_("Contado"), count.counted))
    parts.append(
        Cells((block(_("Saldo según el libro"), _TEXT, 300),), Block((), _TEXT), format_amount(count.book_balance))
    )
    difference = format_amount(count.difference)
    parts.append(Cells((block(_("Diferencia"), _TEXT, 300),), Block((), _TEXT), difference))
    parts.append(
        Part(block(difference_text(count.counted, count.book_balance, count.currency), _STRONG, WIDTH), above=10)
    )
    if count.explanation:
        explained = _("Explicación: {text}").format(text=count.explanation)
        parts.append(Part(block(explained, _TEXT, WIDTH), above=4))
    witness = " · ".join(filter(None, (count.witness_title or _("Testigo"), count.witness_document)))
    treasurer = " · ".join(filter(None, (letterhead.treasurer_title, count.treasurer_document)))
    signers = [(count.treasurer_name, treasurer), (count.witness_name, witness)]
    return flow_pdf(letterhead, f"{title} {number}", signed(parts, signers, above=30), _("Documento interno."))
