"""The columns of a Central's list of cooperatives, its totals, and what is said over it."""

from collections.abc import Callable, Mapping
from typing import Any

from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.money import format_amount, format_money, format_quantity
from ananea_desktop.operations.central import Overview
from ananea_desktop.ui.cells import CellRole, Column
from ananea_desktop.ui.record_model import ListColumn, Row


def _marks(row: Row) -> Mapping[CellRole, object]:
    if row["is_late"]:
        return {CellRole.ICON: "warning-circle", CellRole.TONE: "bad"}
    return {CellRole.ICON: "check-circle"} if row["has_package"] else {CellRole.TONE: "ink2"}


def _amount(name: str) -> Callable[[Mapping[str, Any]], str]:
    return lambda row: format_amount(row[name])


def _count(name: str) -> Callable[[Mapping[str, Any]], str]:
    return lambda row: f"{row[name]:,}"


def _quantity(name: str) -> Callable[[Mapping[str, Any]], str]:
    return lambda row: format_quantity(row[name])


_FIGURES: tuple[tuple[str, Callable[[Mapping[str, Any]], str], str, bool], ...] = (
    (N_("Prima recibida S/"), _amount("premium_income"), "1,234,567.00", False),
    (N_("Gastada S/"), _amount("premium_spent"), "1,234,567.00", False),
    (N_("Saldo S/"), _amount("premium_closing"), "1,234,567.00", True),
    (N_("Proyectos"), _count("projects"), "1,234", True),
    (N_("Capacitados"), _count("trained"), "12,345", True),
    (N_("Entregas"), _quantity("handed_out"), "12,345", True),
    (N_("Socios"), _count("members"), "1,234", True),
)


def _column(title: str, text: Callable[[Mapping[str, Any]], str], sample: str, optional: bool) -> ListColumn:
    def shown(row: Row) -> str:
        return text(row) if row["has_package"] else "–"

    return ListColumn(title=title, text=shown, layout=Column(samples=(sample,), right=True, optional=optional))


COLUMNS = (
    ListColumn(title=N_("Cooperativa"), text=lambda row: str(row["name"]), layout=Column(stretch=3)),
    ListColumn(
        title=N_("Paquete"),
        text=lambda row: str(row["state"]),
        layout=Column(samples=("N.º 1, hasta 31/12/2025",)),
        marks=_marks,
    ),
    *(_column(*each) for each in _FIGURES),
)
TOTALS = {number: text for number, (_title, text, _sample, _optional) in enumerate(_FIGURES, start=2)}


def figures(found: Overview) -> str:
    """What stands over the list: how many packages are there, and all of it in one line."""
    late = sum(row["is_late"] for row in found.rows)
    parts = [
        _("{came} de {count} cooperativas con paquete").format(came=len(found.came), count=len(found.rows)),
        _("{count} con atraso").format(count=late) if late else "",
        _("Prima recibida {amount}").format(amount=format_money(found.totals["premium_income"], "PEN")),
        _("gastada {amount}").format(amount=format_money(found.totals["premium_spent"], "PEN")),
    ]
    return "  ·  ".join(part for part in parts if part)
