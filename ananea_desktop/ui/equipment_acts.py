"""The menu «Más» of Compras y equipos: what else is done with what is bought and handed out. One line for each."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from PySide6.QtWidgets import QMenu, QWidget

from ananea_desktop.domain.language import N_
from ananea_desktop.domain.rights import Right
from ananea_desktop.ui.cash_acts import pop_up
from ananea_desktop.ui.desk import Desk


class EquipmentAct(NamedTuple):
    name: str
    """The objectName of its entry, for tests."""
    text: str
    """Marked with N_."""
    open: Callable[[QWidget, Desk], object]
    right: Right | None = None
    """Whose it is; None where it is only looked at."""


def _list(table: str, _parent: QWidget, desk: Desk) -> None:
    desk.record_wanted.emit(table, 0)


def _paper(name: str, _parent: QWidget, desk: Desk) -> None:
    desk.paper_wanted.emit(name)


def open_hand_out(_parent: QWidget, desk: Desk) -> None:
    """The page that hands out."""
    from ananea_desktop.ui.hand_out_page import HandOutPage

    HandOutPage(desk).open()


def _donation(_parent: QWidget, desk: Desk) -> None:
    from ananea_desktop.ui.donation_page import DonationPage

    DonationPage(desk).open()


def _renewals(_parent: QWidget, desk: Desk) -> None:
    from ananea_desktop.ui.renewals_page import open_renewals

    open_renewals(desk)


def _count_stock(_parent: QWidget, desk: Desk) -> None:
    from ananea_desktop.ui.stock_count_page import StockCountPage

    StockCountPage(desk).open()


def _import_suppliers(_parent: QWidget, desk: Desk) -> None:
    from ananea_desktop.ui.import_page import open_import

    open_import(desk, "proveedores")


EQUIPMENT_ACTS: tuple[EquipmentAct, ...] = (
    EquipmentAct("hand_out", N_("Entregar equipo…"), open_hand_out, Right.RECORDS),
    EquipmentAct("donation", N_("Donar (acta de entrega)…"), _donation, Right.RECORDS),
    EquipmentAct("hand_outs", N_("Entregas hechas…"), partial(_list, "hand_outs")),
    EquipmentAct("renewals", N_("Por renovar…"), _renewals),
    EquipmentAct("items", N_("Artículos y almacén…"), partial(_list, "items")),
    EquipmentAct("count_stock", N_("Contar y ajustar el almacén…"), _count_stock, Right.RECORDS),
    EquipmentAct("suppliers", N_("Proveedores…"), partial(_list, "suppliers")),
    EquipmentAct("import_suppliers", N_("Traer proveedores de una hoja de cálculo…"), _import_suppliers, Right.RECORDS),
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
    entries = [(act.name, act.text, partial(act.open, button, desk)) for act in desk.offered(EQUIPMENT_ACTS)]
    return pop_up(button, entries)
