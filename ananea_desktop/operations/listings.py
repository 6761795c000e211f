"""The lists that the program prints: who, what and how much, row by row, in the language in use."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from ananea_desktop.documents.listing import AMOUNT, DATE, INTEGER, QUANTITY, Column, GroupRow, Listing, Row
from ananea_desktop.domain.accounts import ACCOUNT_KINDS
from ananea_desktop.domain.fields import RecordType
from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.money import SYMBOLS, format_money, to_soles
from ananea_desktop.domain.projects import PREMIUM_PROJECTS, PROJECT_STATES
from ananea_desktop.domain.purchases import PURCHASES
from ananea_desktop.domain.receipts import SHORT_TITLES, ReceiptKind, number_text
from ananea_desktop.domain.steps import Steps
from ananea_desktop.domain.suppliers import SUPPLIERS
from ananea_desktop.domain.trainings import TRAINING_KINDS, TRAINING_SESSIONS
from ananea_desktop.operations import cards, office
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.open_advances import age_group, open_advances
from ananea_desktop.operations.receipts import ReceiptFilter, page
from ananea_desktop.storage import lists

_PAGE = 500
_ORDERS = {"training_sessions": ("held_on", "id"), "purchases": ("purchased_on", "id")}
TITLES = {
    "proveedores": N_("Proveedores"),
    "capacitaciones": N_("Capacitaciones"),
    "compras": N_("Compras y equipos"),
    "proyectos": N_("Proyectos de la Prima Fairtrade"),
    "recibos": N_("Recibos de caja y bancos"),
    "cuentas": N_("Dinero en caja y bancos"),
    "entregas": N_("Entregas por rendir"),
}
"""Of each list by its name."""


def _all(books: Books, record_type: RecordType, **conditions: Any) -> Iterator[dict[str, Any]]:
    """Every row of a list, however long."""
    order: tuple[str, ...] = _ORDERS.get(record_type.table, ("sort_key", "id"))
    if record_type is PREMIUM_PROJECTS:
        order = ("heading_id", "sort_key", "id")
    after = None
    while True:
        rows = cards.page_of(books, record_type, after=after, limit=_PAGE, conditions=conditions.get("conditions"))
        yield from rows
        if len(rows) < _PAGE:
            return
        after = [_key(rows[-1][name]) for name in order]


def _key(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _in_year(column: str, year: int | None) -> dict[str, Any]:
    if year is None:
        return {}
    return {f"{column} >= ?": f"{year}-01-01", f"{column} <= ?": f"{year}-12-31"}


def _listing(books: Books, name: str, year: int | None, **parts: Any) -> Listing:
    period = _("Año {year}").format(year=year) if year is not None else ""
    return Listing(
        name=name if year is None else f"{name}-{year}",
        title=_(TITLES[name]),
        subtitle=period,
        letterhead=office.letterhead(books),
        made_on=books.today(),
        **parts,
    )


def suppliers(books: Books, year: int | None) -> Listing:
    rows = [(row["name"], row["ruc"], row["address"], row["phone"]) for row in _all(books, SUPPLIERS)]
    columns = (
        Column(_("Proveedor"), weight=2),
        Column(_("RUC")),
        Column(_("Dirección"), weight=2),
        Column(_("Teléfono")),
    )
    return _listing(books, "proveedores", None, columns=columns, rows=rows)


def trainings(books: Books, year: int | None) -> Listing:
    """Those held; what was planned or cancelled stands in the plan of the year."""
    held = {"training_sessions.state = ?": "held", **_in_year("training_sessions.held_on", year)}
    found = list(_all(books, TRAINING_SESSIONS, conditions=held))
    rows = [
        (
            row["held_on"],
            row["topic"],
            _(TRAINING_KINDS[row["kind"]]),
            row["trainer"],
            row["duration"] * 1000 // 60,
            row["women"],
            row["attendance"] - row["women"],
            row["spent"],
        )
        for row in reversed(found)
    ]
    columns = (
        Column(_("Fecha"), DATE),
        Column(_("Tema"), weight=3),
        Column(_("Tipo"), weight=1.2),
        Column(_("Capacitador/a"), weight=2),
        Column(_("Horas"), QUANTITY),
        Column(_("Mujeres"), INTEGER),
        Column(_("Hombres"), INTEGER),
        Column(_("Gastado S/"), AMOUNT),
    )
    sums = [sum(int(row[column]) for row in rows) for column in range(4, 8)]
    totals = (None, _("Total"), None, None, *sums)
    return _listing(books, "capacitaciones", year, columns=columns, rows=rows, totals=totals, landscape=True)


def purchases(books: Books, year: int | None) -> Listing:
    found = list(_all(books, PURCHASES, conditions=_in_year("purchases.purchased_on", year)))
    rows = [
        (
            row["purchased_on"],
            row["supplier_name"],
            PURCHASES.name_of(row),
            row["items"],
            row["project_name"] or row["fund_name"],
            SYMBOLS[row["currency"]],
            row["total"],
            max(0, row["owed"]),
        )
        for row in reversed(found)
    ]
    columns = (
        Column(_("Fecha"), DATE),
        Column(_("Proveedor"), weight=2),
        Column(_("Papel"), weight=1.5),
        Column(_("Artículos"), weight=2.5),
        Column(_("Proyecto o fondo"), weight=2),
        Column(_("Moneda"), weight=0.6),
        Column(_("Total"), AMOUNT),
        Column(_("Por pagar"), AMOUNT),
    )
    return _listing(books, "compras", year, columns=columns, rows=rows, landscape=True)


def projects(books: Books, year: int | None) -> Listing:
    found = list(_all(books, PREMIUM_PROJECTS))
    rows: list[Row] = []
    # the four headings everyone begins with are in the catalogue; a renamed one stays as it is called
    for heading in dict.fromkeys(row["heading_name"] for row in found):
        same = [row for row in found if row["heading_name"] == heading]
        rows.append(GroupRow(_(heading), (None, *_project_sums(same), None, None)))
        rows += [
            (row["name"], row["budget"], row["spent"], _balance(row), _(PROJECT_STATES[row["state"]]), row["result"])
            for row in same
        ]
    columns = (
        Column(_("Proyecto"), weight=2.2),
        Column(_("Planificado S/"), AMOUNT),
        Column(_("Ejecutado S/"), AMOUNT),
        Column(_("Saldo S/"), AMOUNT),
        Column(_("Estado"), weight=0.9),
        Column(_("Resultado"), weight=2),
    )
    totals = (_("Total"), *_project_sums(found), None, None)
    return _listing(books, "proyectos", None, columns=columns, rows=rows, totals=totals, landscape=True)


def _balance(row: dict[str, Any]) -> int | None:
    return None if row["budget"] is None else int(row["budget"] - row["spent"])


def _project_sums(rows: list[dict[str, Any]]) -> tuple[int, int, int]:
    planned, spent = sum(row["budget"] or 0 for row in rows), sum(row["spent"] for row in rows)
    return planned, spent, planned - spent


def receipts(books: Books, year: int | None) -> Steps[Listing]:
    """All of them of a year or ever, oldest first, in steps: there may be a million."""
    wanted = ReceiptFilter()
    if year is not None:
        wanted = ReceiptFilter(first_day=date(year, 1, 1), last_day=date(year, 12, 31))
    found: list[dict[str, Any]] = []
    while more := page(books, wanted, found[-1] if found else None):
        found += more
        yield
    rows: list[tuple[Any, ...]] = []
    while found:
        rows += [_receipt_row(books, row) for row in reversed(found[-_PAGE:])]
        del found[-_PAGE:]
        yield
    sums = [sum(int(row[column] or 0) for row in rows) for column in (6, 7)]
    notes = (_("Los anulados suman 0. Los dólares, en soles por el tipo de cambio de cada recibo."),)
    totals = (None, _("Total"), None, None, None, None, *sums)
    columns = receipt_columns()
    return _listing(books, "recibos", year, columns=columns, rows=rows, totals=totals, notes=notes, landscape=True)


def receipt_columns() -> tuple[Column, ...]:
    return (
        Column(_("Fecha"), DATE),
        Column(_("Número"), weight=1.1),
        Column(_("Tipo"), weight=0.8),
        Column(_("Nombre"), weight=2),
        Column(_("Concepto"), weight=2.5),
        Column(_("Cuenta"), weight=1.2),
        Column(_("Ingreso S/"), AMOUNT),
        Column(_("Egreso S/"), AMOUNT),
    )


def _receipt_row(books: Books, row: dict[str, Any]) -> tuple[Any, ...]:
    annulled = row["annulled_on"] is not None
    amount = row["total"] if row["exchange_rate"] is None else to_soles(row["total"], row["exchange_rate"])
    amount = 0 if annulled else amount
    return (
        row["issued_on"],
        number_text(row["series"], row["number"]),
        _receipt_state(row),
        row["party_name"],
        _receipt_concept(row),
        row["account_name"],
        amount if row["direction"] > 0 else None,
        amount if row["direction"] < 0 else None,
    )


def _receipt_concept(row: dict[str, Any]) -> str:
    """A correction says of what; what touches no account says here how much goes from one place to another."""
    if row["kind"] == ReceiptKind.REALLOCATION:
        amount = format_money(row["total"], row["currency"])
        text = _("{concept} (corrige el {number}: {amount} de un fondo o proyecto a otro)")
        return text.format(concept=row["concept"], number=row["corrects_number"], amount=amount)
    if row["is_reversal"]:
        return _("{concept} (extorna el {number})").format(concept=row["concept"], number=row["corrects_number"])
    return str(row["concept"])


def _receipt_state(row: dict[str, Any]) -> str:
    """What a document is, in a word or two; what no longer counts says so first."""
    if row["annulled_on"] is not None:
        return _("ANULADO")
    if row["is_reversal"]:
        return _("Extorno")
    kind = _(SHORT_TITLES[ReceiptKind(row["kind"])])
    return _("{kind} extornado").format(kind=kind) if row["is_reversed"] else kind


def accounts(books: Books, year: int | None) -> Listing:
    rows = [
        (row["name"], _(ACCOUNT_KINDS[row["kind"]]), row["bank"], SYMBOLS[row["currency"]], row["balance"])
        for row in lists.account_balances(books.db)
    ]
    columns = (
        Column(_("Cuenta"), weight=2),
        Column(_("Es"), weight=0.8),
        Column(_("Banco"), weight=1.5),
        Column(_("Moneda"), weight=0.6),
        Column(_("Saldo"), AMOUNT),
    )
    return _listing(books, "cuentas", None, columns=columns, rows=rows)


def advances(books: Books, year: int | None) -> Listing:
    """Open advances by person, oldest first, with their age (domain.md §3.3)."""
    found = sorted(open_advances(books), key=lambda row: (row["party_name"], row["issued_on"]))
    rows = [
        (
            row["party_name"],
            row["issued_on"],
            number_text(row["series"], row["number"]),
            row["concept"],
            row["age"],
            age_group(row["age"]),
            SYMBOLS[row["currency"]],
            row["total"],
            row["left"],
        )
        for row in found
    ]
    columns = (
        Column(_("Quién rinde"), weight=2),
        Column(_("Fecha"), DATE),
        Column(_("Egreso"), weight=1),
        Column(_("Para qué"), weight=2),
        Column(_("Días"), INTEGER),
        Column(_("Antigüedad"), weight=1.1),
        Column(_("Moneda"), weight=0.6),
        Column(_("Entregado"), AMOUNT),
        Column(_("Por rendir"), AMOUNT),
    )
    return _listing(books, "entregas", None, columns=columns, rows=rows, landscape=True)
