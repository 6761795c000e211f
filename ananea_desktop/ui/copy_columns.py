"""The columns of a list of copies."""

from ananea_desktop.domain.attachments import size_text
from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.receipts import SHORT_TITLES, ReceiptKind, number_text
from ananea_desktop.operations.copying import FoundCopy
from ananea_desktop.ui.cells import CellRole, Column
from ananea_desktop.ui.record_model import ListColumn, Row


def row_of(copy: FoundCopy) -> Row:
    """A copy as a row of the list."""
    return {**copy.__dict__, "state": _state(copy), "last": last_receipt(copy)}


def last_receipt(copy: FoundCopy) -> str:
    """The newest receipt in it; empty where the copy does not say."""
    known = [each for each in copy.last_numbers if each[0] in SHORT_TITLES]
    if not known:
        return ""
    kind, series, number = known[-1]
    return f"{_(SHORT_TITLES[ReceiptKind(kind)])} {number_text(series, number)}"


def _state(copy: FoundCopy) -> str:
    if copy.problem:
        return _("Dañada")
    if not copy.is_ours:
        return _("De otra computadora")
    return _("Comprobada")


def _marks(row: Row) -> dict[CellRole, object]:
    if row["problem"]:
        return {CellRole.ICON: "warning-circle", CellRole.TONE: "bad"}
    return {CellRole.ICON: "check-circle", CellRole.TONE: "good"} if row["is_ours"] else {CellRole.TONE: "ink2"}


COLUMNS = (
    ListColumn(
        title=N_("Número"), text=lambda row: f"{row['number']:06d}", layout=Column(samples=("000123",), stretch=1)
    ),
    ListColumn(title=N_("Fecha"), text=lambda row: format_date(row["day"]), layout=Column(samples=("23/11/2026",))),
    ListColumn(
        title=N_("Recibos"),
        text=lambda row: "" if row["receipts"] is None else str(row["receipts"]),
        layout=Column(samples=("10,000",), right=True, optional=True),
    ),
    ListColumn(title=N_("Último"), text=lambda row: row["last"], layout=Column(samples=("Ingreso 001-000123",))),
    ListColumn(
        title=N_("Llave"),
        text=lambda row: _("Sellada") if row["is_sealed"] else _("Sin llave"),
        layout=Column(samples=("Sin llave",), optional=True),
    ),
    ListColumn(
        title=N_("Tamaño"),
        text=lambda row: size_text(row["size"]),
        layout=Column(samples=("1,000.5 MB",), right=True, optional=True),
    ),
    ListColumn(
        title=N_("Estado"),
        text=lambda row: row["state"],
        layout=Column(samples=("De otra computadora mm",)),
        marks=_marks,
    ),
)
