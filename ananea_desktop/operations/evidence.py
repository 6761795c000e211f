"""What is still to be proved (signed scans, supports), and the sample of documents that an auditor draws."""

from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from heapq import nsmallest
from typing import Any

from ananea_desktop.documents.listing import AMOUNT, DATE, Column, Listing
from ananea_desktop.domain.errors import InvalidRecord
from ananea_desktop.domain.language import SPANISH, _
from ananea_desktop.domain.money import to_soles
from ananea_desktop.domain.receipts import SHORT_TITLES, Receipt, ReceiptKind, number_text
from ananea_desktop.domain.steps import Steps
from ananea_desktop.operations import attachments, office, papers
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.languages import in_language
from ananea_desktop.operations.records import problems_sentence
from ananea_desktop.storage import evidence as store
from ananea_desktop.storage import receipts
from ananea_desktop.storage.rows import Row

LARGEST_SAMPLE = 500
MOST_SHOWN = 500
"""In the window, where they are worked off one by one; the lists on paper have all."""


def without_signed_scan(books: Books) -> Steps[list[Row]]:
    """Valid receipts whose signed paper was not scanned, the MOST_SHOWN first issued of them."""
    return store.first_lacking(books.db, "signed scan", MOST_SHOWN)


def without_support(books: Books) -> Steps[list[Row]]:
    """Valid egresos with nothing that stands behind what was spent, the MOST_SHOWN first issued of them."""
    return store.first_lacking(books.db, "support", MOST_SHOWN)


def unsigned_list(books: Books, year: int | None) -> Listing:
    """Receipts without their signed scan, as a list to work off."""
    rows = store.lacking(books.db, "signed scan", *_period(year))
    return _listing(books, "sin-firma", _("Recibos sin firma escaneada"), year, rows)


def unsupported_list(books: Books, year: int | None) -> Listing:
    """Egresos without any support, as a list to work off."""
    rows = store.lacking(books.db, "support", *_period(year))
    return _listing(books, "sin-sustento", _("Egresos sin sustento"), year, rows)


def _period(year: int | None) -> tuple[date, date]:
    return (date(year, 1, 1), date(year, 12, 31)) if year else (date.min, date.max)


def _listing(books: Books, name: str, title: str, year: int | None, found: list[Row], note: str = "") -> Listing:
    rows = [_cells(row) for row in found]
    count = _("{count} documentos").format(count=len(rows))
    return Listing(
        name=f"{name}-{year}" if year else name,
        title=title,
        subtitle=_("Año {year}").format(year=year) if year else "",
        letterhead=office.letterhead(books),
        made_on=books.today(),
        columns=(
            Column(_("Fecha"), DATE),
            Column(_("Tipo"), weight=1.2),
            Column(_("Número"), weight=1),
            Column(_("Nombre"), weight=2),
            Column(_("Concepto"), weight=2.5),
            Column(_("Importe S/"), AMOUNT),
        ),
        rows=rows,
        notes=tuple(filter(None, (count, note))),
    )


def _cells(row: Row) -> tuple[Any, ...]:
    rate = row["exchange_rate"]
    return (
        row["issued_on"],
        _(SHORT_TITLES[ReceiptKind(row["kind"])]),
        number_text(row["series"], row["number"]),
        row["party_name"],
        row["concept"],
        row["total"] if rate is None else to_soles(row["total"], rate),
    )


# the auditor's sample


def draw(books: Books, year: int | None, count: int, seed: str) -> list[int]:
    """The ids of so many documents of a year: those with the smallest SHA-256 of «seed:in 001-000123», in that order.

    Whoever has the seed and the numbers can draw the same by hand; nobody can choose who is drawn.
    """
    found = store.numbers_between(books.db, *_period(year))
    drawn = nsmallest(count, found, key=lambda each: sha256(f"{seed}:{each[1]}".encode()).digest())
    return [receipt_id for receipt_id, _name in drawn]


def sample_parts(
    books: Books, year: int | None, count_text: str, seed: str, language: str = SPANISH
) -> Steps[list[bytes]]:
    """The sample as PDFs to be joined: the list with its seed, then each document with its supports.

    Raises InvalidRecord.
    """
    problems = {}
    count = int(count_text) if count_text.isascii() and count_text.isdigit() and len(count_text) < 5 else 0
    if not 1 <= count <= LARGEST_SAMPLE:
        problems["count"] = _("Escriba cuántos documentos, de 1 a {largest}.").format(largest=LARGEST_SAMPLE)
    if not seed.strip():
        problems["seed"] = _("Escriba la semilla: cualquier palabra o número que elija quien revisa.")
    if problems:
        raise InvalidRecord(problems_sentence(len(problems)), problems)
    yield
    with in_language(language):
        drawn = [receipts.get(books.db, each) for each in draw(books, year, count, seed.strip())]
        yield
        parts = [_sample_list(books, year, drawn, seed.strip())]
        for receipt in drawn:
            parts.append(papers.document_pdf(books, receipt, language))
            parts += _supports(books, receipt)
            yield
    return parts


def _sample_list(books: Books, year: int | None, drawn: list[Receipt], seed: str) -> bytes:
    from ananea_desktop.documents.listing_pdf import listing_pdf

    rows: list[Row] = [
        {
            "issued_on": each.issued_on,
            "kind": each.kind,
            "series": each.series,
            "number": each.number,
            "party_name": each.party.name,
            "concept": each.lines[0].concept,
            "total": each.total,
            "exchange_rate": each.exchange_rate,
        }
        for each in drawn
    ]
    note = _(
        "Semilla: {seed}. Salen los documentos con el menor SHA-256 de «semilla:tipo serie-número»; con la misma"
        " semilla y los mismos números sale la misma muestra."
    ).format(seed=seed)
    return listing_pdf(_listing(books, "muestra-auditoria", _("Muestra de auditoría"), year, rows, note))


def _supports(books: Books, receipt: Receipt) -> Iterator[bytes]:
    """The attachments of a document, and those of what it pays."""
    what = f"{_(SHORT_TITLES[receipt.kind])} {receipt.number_text}"
    purchases = {line.purchase_id for line in receipt.lines if line.purchase_id is not None}
    for table, record_id in (("receipts", receipt.id), *(("purchases", each) for each in sorted(purchases))):
        yield from attachments.pages(books, attachments.of_record(books, table, record_id), what)
