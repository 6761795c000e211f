"""Fixed assets: what a new one begins with, and the inventory paper to go round with and tick."""

from typing import Any

from ananea_desktop.documents.listing import AMOUNT, BLANK, DATE, Column, GroupRow, Listing, Row
from ananea_desktop.domain.assets import CODE_PREFIX, CONDITIONS, next_code
from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.language import N_, _, plural
from ananea_desktop.domain.money import format_amount
from ananea_desktop.domain.purchases import CATEGORIES
from ananea_desktop.domain.text import fold
from ananea_desktop.operations import office, purchase_rules
from ananea_desktop.operations.books import Books
from ananea_desktop.storage import assets as store
from ananea_desktop.storage import lists

LIST, INVENTORY = N_("Activos fijos"), N_("Inventario de activos fijos")


def proposed_code(books: Books) -> str:
    return next_code(store.last_code(books.db, CODE_PREFIX))


def of_purchase(books: Books, purchase_id: int, position: int = 1) -> dict[str, Any]:
    """What the form of an asset begins with, of a line of a purchase: one piece of it."""
    row = lists.purchases(books.db, conditions={"purchases.id = ?": purchase_id})[0]
    line = next(each for each in lists.purchase_lines(books.db, purchase_id) if each["position"] == position)
    pieces = max(1, line["quantity"] // 1000)
    value = purchase_rules.in_soles(line["total"] // pieces, row)
    texts = {
        "code": proposed_code(books),
        "name": line["item"],
        "category": line["category"],
        "acquired_on": format_date(row["purchased_on"]),
        "value": format_amount(value) if value else "",
        "purchase_id": str(purchase_id),
        "project_id": str(row["project_id"] or ""),
    }
    picked = {"purchase_id": purchase_rules.purchase_words(row)}
    return {"origin": f"purchase {purchase_id}, {position}", "texts": texts, "picked": picked}


def listing(books: Books, year: int | None) -> Listing:
    """Every asset by code, also those taken out of use."""
    found = store.fixed_assets(books.db, limit=-1)
    rows = [
        (
            row["code"],
            row["name"],
            _(CATEGORIES[row["category"]]),
            row["place"],
            _(CONDITIONS[row["condition"]]),
            row["responsible"],
            row["acquired_on"],
            row["value"],
        )
        for row in found
    ]
    in_use = [row for row in found if row["condition"] != "retired"]
    return _listing(
        books,
        "activos",
        LIST,
        columns=(
            Column(_("Código"), weight=0.8),
            Column(_("Qué es"), weight=2.2),
            Column(_("Clase")),
            Column(_("Dónde está"), weight=1.4),
            Column(_("Estado"), weight=0.7),
            Column(_("Responsable"), weight=1.4),
            Column(_("Desde"), DATE),
            Column(_("Valor S/"), AMOUNT),
        ),
        rows=rows,
        totals=(_("En uso"), *[None] * 6, sum(row["value"] or 0 for row in in_use)) if rows else None,
    )


def inventory(books: Books, year: int | None) -> Listing:
    """Place by place, with a box for found or not, and room for the state and what is to be said."""
    found = store.by_place(books.db)
    rows: list[Row] = []
    place = None
    for row in found:
        if place is None or fold(row["place"]) != fold(place):
            place = row["place"]
            rows.append(GroupRow(place))
        asset = ", ".join(filter(None, (row["name"], row["serial"])))
        state = _(CONDITIONS[row["condition"]])
        rows.append((row["code"], asset, row["responsible"], state, None, None, None))
    count = plural(_("1 activo en uso"), _("{count} activos en uso"), len(found)).format(count=len(found))
    letterhead = office.letterhead(books)
    return _listing(
        books,
        "inventario",
        INVENTORY,
        columns=(
            Column(_("Código"), weight=0.8),
            Column(_("Qué es"), weight=2.2),
            Column(_("Responsable"), weight=1.4),
            Column(_("Estado anotado"), weight=0.9),
            Column(_("Encontrado"), BLANK, weight=0.6),
            Column(_("Estado hoy"), BLANK, weight=1),
            Column(_("Observación"), BLANK, weight=1.9),
        ),
        rows=rows,
        notes=(count, _("Fecha del inventario: ____ /____ /________")) if rows else (),
        signers=(
            (letterhead.treasurer_name, letterhead.treasurer_title),
            ("", _("Consejo de vigilancia")),
        ),
    )


def _listing(books: Books, name: str, title: str, **parts: Any) -> Listing:
    return Listing(
        name=name,
        title=_(title),
        letterhead=office.letterhead(books),
        made_on=books.today(),
        landscape=True,
        **parts,
    )
