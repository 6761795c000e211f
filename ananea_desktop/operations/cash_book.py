"""Libro caja y bancos in SUNAT's formats 1.1 (cash) and 1.2 (bank accounts), R.S. 234-2006/SUNAT; in soles.

A row for each line of a document, for the associated account may differ from line to line; what is annulled stands with
its number and 0.
"""

from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Any

from ananea_desktop.documents.listing import AMOUNT, DATE, Column, GroupRow, Listing
from ananea_desktop.domain.accounting import PAYMENT_CODES
from ananea_desktop.domain.language import _
from ananea_desktop.domain.receipts import DOCUMENT_CODES, Flow, ReceiptKind, number_text
from ananea_desktop.domain.text import fold
from ananea_desktop.operations import office
from ananea_desktop.operations.books import Books
from ananea_desktop.storage import cash_book as store
from ananea_desktop.storage.cash_book import BookLine

Code = tuple[str, str]
"""PCGE code and its name."""
_SHOWN_MISSING = 12


def till_book(books: Books, year: int | None) -> Listing:
    """Formato 1.1: detalle de los movimientos del efectivo."""
    columns = (
        Column(_("N.º correlativo"), weight=1.3),
        Column(_("Fecha"), DATE),
        Column(_("Descripción de la operación"), weight=4),
        Column(_("Cuenta"), weight=0.7),
        Column(_("Denominación"), weight=2),
        Column(_("Deudor"), AMOUNT),
        Column(_("Acreedor"), AMOUNT),
    )
    return _book(
        books,
        year,
        kind="till",
        name="libro-caja",
        title=_("Libro caja y bancos · Formato 1.1: movimientos del efectivo"),
        columns=columns,
        cells=lambda line, code: (_number(line), _day(line), _description(line), *code),
    )


def bank_book(books: Books, year: int | None) -> Listing:
    """Formato 1.2: detalle de los movimientos de la cuenta corriente."""
    columns = (
        Column(_("N.º correlativo"), weight=1.2),
        Column(_("Fecha"), DATE),
        Column(_("Medio"), weight=0.5),
        Column(_("Descripción"), weight=2.6),
        Column(_("Apellidos y nombres o razón social"), weight=2.2),
        Column(_("N.º de operación"), weight=1.1),
        Column(_("Cuenta"), weight=0.7),
        Column(_("Denominación"), weight=1.7),
        Column(_("Deudor"), AMOUNT),
        Column(_("Acreedor"), AMOUNT),
    )
    return _book(
        books,
        year,
        kind="bank",
        name="libro-bancos",
        title=_("Libro caja y bancos · Formato 1.2: movimientos de la cuenta corriente"),
        columns=columns,
        cells=lambda line, code: (
            _number(line),
            _day(line),
            PAYMENT_CODES.get(line.method, "999"),
            _concept(line),
            line.party_name,
            line.operation_number,
            *code,
        ),
    )


def _book(
    books: Books,
    year: int | None,
    *,
    kind: str,
    name: str,
    title: str,
    columns: tuple[Column, ...],
    cells: Callable[[BookLine, Code], tuple[Any, ...]],
) -> Listing:
    first, last = (date(year, 1, 1), date(year, 12, 31)) if year else (date.min, date.max)
    coder = _Coder(books)
    width = len(columns)
    rows: list[Any] = []
    debit = credit = 0
    for account in store.accounts_of(books.db, kind):
        held = store.opening(books.db, account["id"], first) if year else 0
        rows.append(_balance_row(_heading(account), _("saldo inicial"), held, width))
        for line in store.lines(books.db, account["id"], first, last):
            into, out = max(0, line.soles), max(0, -line.soles)
            debit, credit, held = debit + into, credit + out, held + line.soles
            rows.append((*cells(line, coder.code(line)), into or None, out or None))
        rows.append(_balance_row(account["name"], _("saldo final"), held, width))
    head = office.letterhead(books)
    period = _("Ejercicio {year}").format(year=year) if year else _("Todos los ejercicios")
    return Listing(
        name=f"{name}-{year}" if year else name,
        title=title,
        subtitle=_("Período: {period} · RUC {ruc} · {name} · en soles").format(
            period=period, ruc=head.ruc, name=head.name
        ),
        letterhead=head,
        made_on=books.today(),
        columns=columns,
        rows=rows,
        totals=(_("Totales"), *[None] * (width - 3), debit, credit),
        notes=coder.notes(),
        landscape=True,
        foot=_("Reporte auxiliar; no sustituye al libro legalizado."),
    )


def _heading(account: dict[str, Any]) -> str:
    bank = " · ".join(filter(None, (account["bank"], account["account_number"])))
    return " · ".join(filter(None, (account["name"], bank)))


def _balance_row(name: str, what: str, held: int, width: int) -> GroupRow:
    """A balance stands as debtor, or as creditor where the account is overdrawn."""
    values: list[Any] = [None] * width
    values[-2 if held >= 0 else -1] = abs(held)
    return GroupRow(f"{name}: {what}", values)


def _number(line: BookLine) -> str:
    return f"{DOCUMENT_CODES[ReceiptKind(line.kind)]} {number_text(line.series, line.number)}"


def _day(line: BookLine) -> date:
    return date.fromisoformat(line.issued_on)


def _concept(line: BookLine) -> str:
    return _("ANULADO: {concept}").format(concept=line.concept) if line.is_annulled else line.concept


def _description(line: BookLine) -> str:
    return ", ".join(filter(None, (_concept(line), line.party_name)))


class _Coder:
    """The associated account of each line: of its concept, else of the account on a transfer's other side, else of its
    fund. What has none prints blank and is told at the end. An aportación has that of its concept alone: a fund's is of
    what the cooperative earns and spends, and this is the member's own."""

    def __init__(self, books: Books) -> None:
        found = store.codes(books.db)
        self._concepts = [(fold(row["concept"]), _code(row)) for row in found if row["applies_to"] == "concept"]
        self._concepts.sort(key=lambda each: -len(each[0]))  # the longest beginning says most
        self._funds = {row["fund_id"]: _code(row) for row in found if row["applies_to"] == "fund"}
        self._accounts = {row["account_id"]: _code(row) for row in found if row["applies_to"] == "account"}
        self._missing: Counter[str] = Counter()
        self._known: dict[str, Code | None] = {}

    def code(self, line: BookLine) -> Code:
        found = self._of_concept(line.concept)
        if found is None and line.other_account_id is not None:
            found = self._accounts.get(line.other_account_id)
        elif found is None and line.flow != Flow.CAPITAL:
            found = self._funds.get(line.fund_id)
        if found is None and not line.is_annulled:
            self._missing[line.concept] += 1
        return found or ("", "")

    def _of_concept(self, concept: str) -> Code | None:
        if concept not in self._known:
            folded = fold(concept)
            self._known[concept] = next((code for start, code in self._concepts if folded.startswith(start)), None)
        return self._known[concept]

    def notes(self) -> tuple[str, ...]:
        """What has no associated account yet, the most frequent first."""
        if not self._missing:
            return ()
        listed = [f"{concept} ({count})" for concept, count in self._missing.most_common(_SHOWN_MISSING)]
        if len(self._missing) > _SHOWN_MISSING:
            listed.append(_("y {count} conceptos más").format(count=len(self._missing) - _SHOWN_MISSING))
        return (_("Sin cuenta contable: {concepts}.").format(concepts="; ".join(listed)),)


def _code(row: dict[str, Any]) -> Code:
    return str(row["code"]), str(row["name"])
