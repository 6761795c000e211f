"""What is owed to suppliers by age, and what was bought by supplier, by category and by project."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from ananea_desktop.documents.listing import AMOUNT, DATE, INTEGER, Column, GroupRow, Listing
from ananea_desktop.domain.dates import days_of, format_date
from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.money import format_money
from ananea_desktop.domain.payables import AGES, age_of
from ananea_desktop.domain.purchases import CATEGORIES, PURCHASES
from ananea_desktop.domain.steps import at_once
from ananea_desktop.operations import office, purchase_rules
from ananea_desktop.operations.books import Books
from ananea_desktop.storage import payables as store
from ananea_desktop.storage.rows import Row

PAYABLE = N_("Por pagar a proveedores")


def by_age(rows: Iterable[Row], day: date) -> list[int]:
    """Céntimos of sol owed of each age on a day, in the order of AGES."""
    sums = [0] * len(AGES)
    for row in rows:
        sums[age(row, day)] += purchase_rules.in_soles(row["owed"], row)
    return sums


def in_all(rows: Iterable[Row]) -> int:
    """Céntimos of sol owed."""
    return sum(purchase_rules.in_soles(row["owed"], row) for row in rows)


def age(row: Row, day: date) -> int:
    """Index into AGES of a purchase that is owed."""
    return age_of(row["due_on"] or row["purchased_on"], day)


def payable(books: Books, year: int | None) -> Listing:
    """Supplier by supplier, each purchase that is not paid in full in the column of its age, in soles."""
    today = books.today()
    found = at_once(store.owed(books.db, today))
    rows: list[Any] = []
    for supplier_id in dict.fromkeys(row["supplier_id"] for row in found):
        same = [row for row in found if row["supplier_id"] == supplier_id]
        sums = by_age(same, today)
        rows.append(GroupRow(same[0]["supplier_name"], (*[None] * 3, *_figures(sums), sum(sums))))
        for row in same:
            ages = by_age([row], today)
            foreign = format_money(row["owed"], row["currency"]) if row["currency"] != "PEN" else ""
            paper = ", ".join(filter(None, (PURCHASES.name_of(row), foreign)))
            rows.append((row["purchased_on"], paper, row["due_on"], *_figures(ages), sum(ages)))
    sums = by_age(found, today)
    return Listing(
        name="por-pagar",
        title=_(PAYABLE),
        subtitle=_("Al {day}, en soles").format(day=format_date(today)),
        columns=(
            Column(_("Fecha"), DATE),
            Column(_("Papel"), weight=2),
            Column(_("Vence"), DATE),
            *(Column(_(age), AMOUNT) for age in AGES),
            Column(_("Total S/"), AMOUNT),
        ),
        rows=rows,
        totals=(_("Total"), None, None, *_figures(sums), sum(sums)),
        notes=tuple(_notes(found)),
        letterhead=office.letterhead(books),
        made_on=books.today(),
        landscape=True,
    )


def _figures(sums: Iterable[int]) -> list[int | None]:
    return [each or None for each in sums]


def _notes(found: Iterable[Row]) -> Iterable[str]:
    found = list(found)
    kept = sum(min(row["retention"] or 0, row["owed"]) for row in found if row["currency"] == "PEN")
    if kept:
        yield _("De ello, retenciones de honorarios que se pagan a la SUNAT: {amount}.").format(
            amount=format_money(kept, "PEN")
        )
    if any(row["currency"] == "USD" for row in found):
        yield _("Lo que se debe en dólares está al tipo de cambio de su compra.")
    if found:
        yield _("Sin vencimiento anotado, se cuenta desde el día de la compra.")


def _bought(what: str, title: str, name: str, heading: str) -> Callable[[Books, int | None], Listing]:
    def make(books: Books, year: int | None) -> Listing:
        found = store.bought_by(books.db, what, *days_of(year))
        rows = [
            (_called(what, row), row["purchases"], row["bought"], row["credited"] or None, _left(row)) for row in found
        ]
        sums = [sum(row[column] for row in found) for column in ("bought", "credited")]
        return Listing(
            name=f"{name}-{year}" if year else name,
            title=_(title),
            subtitle=_("Año {year}").format(year=year) if year else "",
            columns=(
                Column(_(heading), weight=3),
                Column(_("Compras"), INTEGER),
                Column(_("Comprado S/"), AMOUNT),
                Column(_("Notas de crédito S/"), AMOUNT),
                Column(_("Queda S/"), AMOUNT),
            ),
            rows=rows,
            totals=(_("Total"), None, sums[0], sums[1] or None, sums[0] - sums[1]),
            notes=(_("Una compra con artículos de dos clases se cuenta en cada una."),) if what == "category" else (),
            letterhead=office.letterhead(books),
            made_on=books.today(),
        )

    return make


def _left(row: Row) -> int:
    return int(row["bought"] - row["credited"])


def _called(what: str, row: Row) -> str:
    if what == "category":
        return _(CATEGORIES[row["name"]])
    return str(row["name"]) or _("Sin proyecto")


_BY = (
    ("compras-por-proveedor", "supplier", N_("Compras por proveedor"), N_("Proveedor")),
    ("compras-por-clase", "category", N_("Compras por clase"), N_("Clase")),
    ("compras-por-proyecto", "project", N_("Compras por proyecto"), N_("Proyecto")),
)
REPORTS: dict[str, tuple[str, str, Callable[[Books, int | None], Listing]]] = {
    name: (title, N_("Lo comprado en el año, menos las notas de crédito"), _bought(what, title, name, heading))
    for name, what, title, heading in _BY
}
"""Title, description and what makes it, by name."""
