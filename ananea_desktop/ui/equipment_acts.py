"""The menu «Más» of Compras y equipos: what else is done with what is bought and handed out. One line for each."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from PySide6.QtWidgets import QMenu, QWidget

from ananea_desktop.domain.language import N_
from ananea_desktop.ui.cash_acts import pop_up
from ananea_desktop.ui.desk import Desk


class EquipmentAct(NamedTuple):
    name: str
    """The objectName of its entry, for tests."""
    text: str
    """Marked with N_."""
    open: Callable[[QWidget, Desk], object]


def _list(table: str, _parent: QWidget, desk: Desk) -> None:
    desk.record_wanted.emit(table, 0)


def _paper(name: str, _parent: QWidget, desk: Desk) -> None:
    desk.paper_wanted.emit(name)


EQUIPMENT_ACTS: tuple[EquipmentAct, ...] = (
    EquipmentAct("suppliers", N_("Proveedores…"), lambda _parent, desk: desk.record_wanted.emit("suppliers", 0)),
    EquipmentAct(
        "quotation_requests",
        N_("Cotizaciones…"),
        partial(_list, "quotation_requests"),
    ),
    EquipmentAct("fixed_assets", N_("Activos fijos…"), partial(_list, "fixed_assets")),
    EquipmentAct("inventory", N_("Inventario de activos…"), partial(_paper, "inventario")),
    EquipmentAct("payable", N_("Por pagar a proveedores…"), partial(_paper, "por-pagar")),
    EquipmentAct("by_supplier", N_("Compras por proveedor…"), partial(_paper, "compras-por-proveedor")),
    EquipmentAct("by_category", N_("Compras por clase…"), partial(_paper, "compras-por-clase")),
    EquipmentAct("by_project", N_("Compras por proyecto…"), partial(_paper, "compras-por-proyecto")),
)


def show_equipment_acts(button: QWidget, desk: Desk) -> QMenu:
    """Opens the menu under the button."""
    entries = [(act.name, act.text, partial(act.open, button, desk)) for act in EQUIPMENT_ACTS]
    return pop_up(button, entries)
