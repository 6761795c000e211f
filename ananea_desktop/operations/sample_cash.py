"""Sample documents of money beside the receipts: openings, a transfer, bank notes, advances and their renditions."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.identity import document_text
from ananea_desktop.domain.language import _
from ananea_desktop.domain.members import MEMBERS, full_name
from ananea_desktop.domain.receipts import ReceiptKind
from ananea_desktop.operations import advances, bank_notes, openings, receipt_warnings, receipts, transfers
from ananea_desktop.operations.advances import RenditionDraft
from ananea_desktop.operations.bank_notes import BankNoteDraft
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.openings import OpeningDraft
from ananea_desktop.operations.receipt_drafts import ReceiptDraft
from ananea_desktop.operations.transfers import TransferDraft
from ananea_desktop.storage import records

_PREMIUM, _OWN = "1", "2"
_TILL, _BANK, _DOLLARS = "1", "2", "3"
_TOKEN = "sample-cash-"

Act = tuple[date, Callable[[], object]]


def acts(books: Books) -> Iterator[Act]:
    """Each with the day it happens on."""
    for account, fund, amount, folio in ((_TILL, _OWN, "620.00", "12"), (_BANK, _OWN, "1,480.00", "13")):
        yield date(2018, 1, 3), partial(_open_account, books, account, fund, amount, folio)
    yield date(2026, 9, 25), partial(_change_dollars, books, "1,000.00", "3.741")
    for day, concept, amount in (
        (date(2026, 9, 30), _("Mantenimiento de cuenta, setiembre"), "12.00"),
        (date(2026, 9, 30), _("ITF"), "0.15"),
        (date(2026, 10, 30), _("Mantenimiento de cuenta, octubre"), "12.00"),
    ):
        yield day, partial(_note, books, concept, amount)
    yield date(2026, 10, 5), partial(_travel, books)
    yield date(2026, 11, 6), partial(_advance, books, 5, _("Compra de repuestos menores en Juliaca"), "150.00")


def _open_account(books: Books, account: str, fund: str, amount: str, folio: str) -> None:
    evidence = _("Libro de caja anterior, folio {folio}").format(folio=folio)
    line = {"fund_id": fund, "amount": amount}
    openings.make(
        books,
        OpeningDraft(
            account_id=account,
            issued_on=_today(books),
            lines=[line],
            evidence=evidence,
            token=f"{_TOKEN}opening-{account}",
        ),
        [*receipt_warnings.ALL, openings.EARLIER_RECEIPTS],
    )


def _change_dollars(books: Books, amount: str, rate: str) -> None:
    draft = TransferDraft(
        from_account=_DOLLARS,
        to_account=_BANK,
        issued_on=_today(books),
        lines=[{"fund_id": _PREMIUM, "amount": amount}],
        exchange_rate=rate,
        operation_number="C-2026-0007",
        reason=_("Cambio a soles para pagar proyectos"),
        token=f"{_TOKEN}change",
    )
    transfers.make(books, draft, receipt_warnings.ALL)


def _note(books: Books, concept: str, amount: str) -> None:
    line = {"concept": concept, "fund_id": _OWN, "amount": amount}
    draft = BankNoteDraft(
        account_id=_BANK, issued_on=_today(books), lines=[line], token=f"{_TOKEN}{books.today()}-{concept}"
    )
    bank_notes.make(books, draft, receipt_warnings.ALL)


def _travel(books: Books) -> None:
    """An advance of which a part is spent and the rest given back."""
    advance = _advance(books, 3, _("Viaje a la capacitación en Juliaca"), "200.00")
    line = {"fund_id": _OWN, "spent_on": _today(books)}
    lines = [
        {**line, "concept": _("Pasajes Ananea–Juliaca, ida y vuelta"), "support_type": "mobility", "amount": "40.00"},
        {
            **line,
            "concept": _("Almuerzo de seis personas"),
            "support_type": "03",
            "support_number": "B001-00231",
            "amount": "96.00",
        },
        {**line, "concept": _("Copias en el mercado"), "support_type": "affidavit", "amount": "8.50"},
    ]
    draft = RenditionDraft(advance_id=advance, issued_on=_today(books), lines=lines, token=f"{_TOKEN}rendition")
    advances.render(books, draft, [*receipt_warnings.ALL, *advances.ALL])
    back = advances.draft_to_settle(books, advance)
    back.issued_on, back.token = _today(books), f"{_TOKEN}return"
    receipts.issue(books, back, receipt_warnings.ALL)


def _advance(books: Books, member_id: int, concept: str, amount: str) -> int:
    row = records.get(books.db, MEMBERS, member_id)
    draft = ReceiptDraft(
        kind=ReceiptKind.OUT,
        party_name=full_name(row),
        party_document=document_text(row["document_type"], row["document_number"]),
        member_id=member_id,
        lines=[{"concept": concept, "fund_id": _OWN, "amount": amount}],
        account_id=_TILL,
        issued_on=_today(books),
        is_advance=True,
        token=f"{_TOKEN}advance-{member_id}-{books.today()}",
    )
    return receipts.issue(books, draft, receipt_warnings.ALL).id


def _today(books: Books) -> str:
    return format_date(books.today())
