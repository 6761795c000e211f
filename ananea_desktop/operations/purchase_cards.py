"""What the cards of a purchase and of a supplier show beside their own data."""

from dataclasses import dataclass, field

from ananea_desktop.domain.money import line_total
from ananea_desktop.domain.purchase_sums import Sums, sums
from ananea_desktop.domain.purchases import FEES
from ananea_desktop.operations import purchase_reports, purchase_rules
from ananea_desktop.operations.books import Books
from ananea_desktop.storage import assets, lists, payables, purchases
from ananea_desktop.storage.rows import Row


@dataclass(frozen=True, kw_only=True)
class PurchaseCard:
    """Céntimos of the purchase's currency."""

    sums: Sums
    detraction_reminder: str
    credit_notes: list[Row] = field(default_factory=list)
    assets: list[Row] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class SupplierCard:
    owed: list[Row]
    """The purchases not paid in full."""
    ages: list[int]
    """Céntimos of sol of each of domain.payables.AGES."""


def of_purchase(books: Books, row: Row) -> PurchaseCard:
    """Of a row of storage.lists.purchases."""
    percent = purchase_rules.igv_percent(books, row)
    total = abs(row["total"])
    # a line's total has its IGV in it, however its price was typed
    has_igv = row["igv"] != "none" and row["document_type"] != FEES
    summed = sums([total], "included" if has_igv else "none", percent)
    if row["igv"] == "apart":
        lines = lists.purchase_lines(books.db, row["id"])
        net = sum(line_total(line["quantity"], line["unit_price"]) for line in lines)
        summed = Sums(net=net, igv=total - net, total=total)
    return PurchaseCard(
        sums=summed,
        detraction_reminder=purchase_rules.detraction_reminder(books, row, total),
        credit_notes=purchases.credit_notes(books.db, row["id"]),
        assets=assets.of_purchase(books.db, row["id"]),
    )


def of_supplier(books: Books, supplier_id: int) -> SupplierCard:
    owed = payables.owed_to(books.db, supplier_id, books.today())
    return SupplierCard(owed=owed, ages=purchase_reports.by_age(owed, books.today()))
