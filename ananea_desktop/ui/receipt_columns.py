"""The columns of every list of receipts: the book's, and the last ones on the first page."""

from collections.abc import Callable, Collection, Mapping

from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.money import format_amount, format_money
from ananea_desktop.domain.receipts import ReceiptKind, number_text
from ananea_desktop.ui.cells import CellRole, Column
from ananea_desktop.ui.record_model import ListColumn, Row

_KINDS = {
    ReceiptKind.IN: N_("Ingreso"),
    ReceiptKind.OUT: N_("Egreso"),
    ReceiptKind.TRANSFER: N_("Traspaso"),
    ReceiptKind.BANK_NOTE: N_("Nota banco"),
    ReceiptKind.OPENING: N_("Apertura"),
    ReceiptKind.REALLOCATION: N_("Reimputac."),
    ReceiptKind.RENDITION: N_("Rendición"),
}


def _kind(row: Row) -> str:
    if row["annulled_on"] is not None:
        return _("Anulado")
    if row["is_reversal"]:
        return _("Extorno")
    if row["is_reversed"]:
        return _("Extornado")
    return _(_KINDS[ReceiptKind(row["kind"])])


def _kind_marks(row: Row) -> Mapping[CellRole, object]:
    if row["annulled_on"] is not None:
        return {CellRole.TONE: "ink2", CellRole.ICON: "prohibit"}
    if row["is_reversal"] or row["is_reversed"]:
        return {CellRole.ICON: "arrow-counter-clockwise", CellRole.TONE: "ink2"}
    icon = {1: "arrow-down-left", -1: "arrow-up-right"}.get(row["direction"], "file-text")
    return {CellRole.ICON: icon, CellRole.TONE: "ink2"}


def _struck_if_annulled(row: Row) -> Mapping[CellRole, object]:
    return {CellRole.STRUCK: True, CellRole.TONE: "ink2"} if row["annulled_on"] is not None else {}


def _amount(direction: int) -> Callable[[Row], str]:
    def text(row: Row) -> str:
        if row["direction"] != direction:
            return ""
        return format_amount(row["total"]) if row["currency"] == "PEN" else format_money(row["total"], "USD")

    return text


def _value(direction: int) -> Callable[[Row], int | None]:
    return lambda row: row["total"] if row["direction"] == direction else None


COLUMNS = (
    ListColumn(
        title=N_("Fecha"),
        key="issued_on",
        kind="date",
        text=lambda row: format_date(row["issued_on"]),
        layout=Column(samples=("23/11/2026",)),
    ),
    ListColumn(
        title=N_("Número"),
        text=lambda row: number_text(row["series"], row["number"]),
        layout=Column(samples=("001-000123",)),
        marks=_struck_if_annulled,
    ),
    ListColumn(
        title=N_("Tipo"),
        text=_kind,
        layout=Column(samples=("Ingreso mm",), optional=True, dear=True),
        marks=_kind_marks,
    ),
    ListColumn(title=N_("Nombre"), text=lambda row: row["party_name"], layout=Column(stretch=2)),
    ListColumn(
        title=N_("Concepto"),
        text=lambda row: row["concept"] + (" …" if row["line_count"] > 1 else ""),
        layout=Column(stretch=2, optional=True),
        marks=lambda row: {CellRole.TONE: "ink2"},
    ),
    ListColumn(
        title=N_("Ingreso"),
        text=_amount(1),
        kind="amount",
        value=_value(1),
        unit="currency",
        layout=Column(samples=("00,000.00",), right=True),
        marks=_struck_if_annulled,
    ),
    ListColumn(
        title=N_("Egreso"),
        text=_amount(-1),
        kind="amount",
        value=_value(-1),
        unit="currency",
        layout=Column(samples=("00,000.00",), right=True),
        marks=_struck_if_annulled,
    ),
    ListColumn(
        title=N_("Saldo"),
        text=lambda row: format_amount(row["balance"]) if "balance" in row else "",
        kind="amount",
        value=lambda row: row.get("balance"),
        layout=Column(samples=("000,000.00",), right=True),
    ),
)
IN_COLUMN, OUT_COLUMN, BALANCE_COLUMN = 5, 6, 7


def totals_note(apart: Collection[str], only_part: bool) -> str:
    """Why the totals of income and spending are not what the two columns add up to (storage.receipt_list.APART).

    ``only_part``: of each receipt only what is of a fund or project was added up, and its row shows all of it.
    """
    left_out = [
        _(words)
        for name, words in (
            ("transfer", N_("traspasos")),
            ("opening", N_("saldos iniciales")),
            ("advance", N_("entregas por rendir")),
            ("capital", N_("aportaciones de socios")),
        )
        if name in apart
    ]
    parts = [_("solo con lo del fondo o proyecto elegido")] if only_part else []
    if left_out:
        named = left_out[0] if len(left_out) == 1 else _(" ni ").join([", ".join(left_out[:-1]), left_out[-1]])
        parts.append(_("sin {what}").format(what=named))
    if "rendered" in apart:
        parts.append(_("con lo rendido"))
    if "reallocated" in apart:
        parts.append(_("con lo reimputado"))
    if "reversal" in apart:
        parts.append(_("con los extornos ya restados"))
    return _("Los totales van {parts}.").format(parts=", ".join(parts)) if parts else ""
