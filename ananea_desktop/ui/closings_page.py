"""Cierre de mes y año: every period with its state, what is to be closed next, the actas, and opening again."""

from typing import Any

from PySide6.QtWidgets import QWidget

from ananea_desktop.domain.closings import Period, PeriodKind
from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.rights import Right
from ananea_desktop.operations import closing_actas, closings
from ananea_desktop.operations.books import Books
from ananea_desktop.ui.annul_question import say_done, tell_why_not
from ananea_desktop.ui.buttons import primary_button, secondary_button
from ananea_desktop.ui.cells import CellRole, Column
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.dialogs import ask
from ananea_desktop.ui.list_page import ListPage
from ananea_desktop.ui.paper_page import Paper
from ananea_desktop.ui.record_model import ListColumn, Row
from ananea_desktop.ui.second_person import ask_with_second_person

_STATES = {
    "closed": (N_("Cerrado"), "lock-simple", "good"),
    "reopened": (N_("Se reabrió"), "lock-simple-open", "bad"),
    "to_close": (N_("Por cerrar"), "calendar-blank", "ink"),
    "running": (N_("En curso"), "clock", "ink2"),
}


def _marks(row: Row) -> dict[CellRole, object]:
    _words, icon, tone = _STATES[row["state"]]
    return {CellRole.ICON: icon, CellRole.TONE: tone}


def _acta(row: Row) -> str:
    return f"{row['number']:06d}" if row["number"] else "–"


def _remark(row: Row) -> str:
    if row["reopened_on"]:
        return _("El {day}, por {user}: {reason}").format(
            day=format_date(row["reopened_on"]), user=row["reopened_by"], reason=row["reopened_why"]
        )
    if row["is_first"]:
        return _("Se cierra junto con todo lo anterior.")
    if row["closed_on"]:
        return _("El {day}, por {user}").format(day=format_date(row["closed_on"]), user=row["user"])
    return ""


COLUMNS = (
    ListColumn(title=N_("Período"), text=lambda row: row["period"].title, layout=Column(stretch=2)),
    ListColumn(
        title=N_("Estado"),
        text=lambda row: _(_STATES[row["state"]][0]),
        layout=Column(samples=("Se reabrió mmmmm",)),
        marks=_marks,
    ),
    ListColumn(title=N_("Acta N.º"), text=_acta, layout=Column(samples=("000123",))),
    ListColumn(
        title=N_("Documentos"),
        text=lambda row: f"{row['documents']:,}" if row["number"] else "–",
        layout=Column(samples=("10,000",), right=True),
    ),
    ListColumn(title=N_("Cuándo y quién"), text=_remark, layout=Column(stretch=3)),
)


def acta_paper(number: int) -> Paper:
    """The acta de cierre, to look at, print or save."""
    return Paper(
        title=_("Acta de cierre N.º {number}").format(number=f"{number:06d}"),
        file_name=f"acta-de-cierre-{number:06d}",
        make=lambda books, _year, language, _form: closing_actas.acta_pdf(books, number, language),
    )


def _rows(books: Books) -> list[Row]:
    empty = dict.fromkeys(("number", "documents", "closed_on", "user", "reopened_on", "reopened_by", "reopened_why"))
    following = closings.next_to_close(books)
    newest = closings.to_reopen(books)
    is_first = closings.closed_through(books) is None
    return [
        {
            **empty,
            **(each.closing or {}),
            "period": each.period,
            "state": each.state,
            "is_next": each.period == following and each.closing is None,
            "is_first": is_first and each.period == following,
            "can_be_reopened": each.closing is not None and newest is not None and each.closing["id"] == newest["id"],
        }
        for each in closings.states(books)
    ]


class ClosingsPage(ListPage):
    """A closed period leads to its acta, another one to its closing."""

    def __init__(self, desk: Desk) -> None:
        self.close_button = primary_button("", "lock-simple")
        self.close_button.setObjectName("close_next")
        self.close_button.hide()
        self.reopen_button = secondary_button(_("Reabrir el último…"), "lock-simple-open")
        self.reopen_button.setObjectName("reopen")
        self.reopen_button.hide()
        handover = secondary_button(_("Entrega de cargo…"), "file-text")
        handover.setObjectName("handover")
        super().__init__(
            desk,
            title=_("Cierre de mes y año"),
            sentence=_(
                "Lo que se cierra ya no se emite, cambia ni anula: lo que haya que corregir va en el mes abierto."
                " Enter abre el acta de un período cerrado, o el cierre de uno abierto."
            ),
            empty=_("Todavía no hay nada que cerrar"),
            icon="lock-simple",
            what=_("Aquí se cierra cada mes y cada año: lo cerrado ya no se emite, cambia ni anula."),
            steps=(
                _("Emita los recibos del mes: cada mes aparece aquí con su primer recibo."),
                _("Cuando termine, cuente la caja y concilie el banco."),
                _("Ciérrelo aquí: sale el acta para firmar, y lo cerrado ya no cambia."),
            ),
            columns=COLUMNS,
            rows=_rows,
            buttons=(handover, self.reopen_button, self.close_button),
        )
        self._next: Period | None = None
        self._newest: Row | None = None
        self.close_button.clicked.connect(self._close_next)
        self.reopen_button.clicked.connect(self._ask_to_reopen)
        handover.clicked.connect(self._hand_over)

    def _show(self, rows: list[dict[str, Any]]) -> None:
        super()._show(rows)
        self._next = next((row["period"] for row in rows if row["is_next"]), None)
        self._newest = next((row for row in rows if row["can_be_reopened"]), None)
        self.close_button.setVisible(self._next is not None and self.desk.may(Right.CLOSE))
        if self._next is not None:
            self.close_button.setText(_("Cerrar {period}").format(period=self._next.name))
        self.reopen_button.setVisible(self._newest is not None and self.desk.may(Right.REOPEN))
        place = next((place for place, row in enumerate(rows) if row["is_next"]), None)
        if place is not None:
            self.table.choose_row(place)

    def open_row(self, row: Row) -> None:
        if row["number"]:
            self.desk.paper_wanted.emit(acta_paper(row["number"]))
        else:
            self._open_closing(row["period"])

    def _close_next(self) -> None:
        if self._next is not None:
            self._open_closing(self._next)

    def _open_closing(self, period: Period) -> None:
        if self.desk.refuses(Right.CLOSE):
            return
        from ananea_desktop.ui.closing_page import ClosingPage

        ClosingPage(self.desk, period).open()

    def _hand_over(self) -> None:
        from ananea_desktop.ui.handover import open_handover

        open_handover(self, self.desk)

    def _ask_to_reopen(self) -> None:
        if self._newest is not None:
            ask_to_reopen(self, self.desk, self._newest["number"], self._newest["period"])


def ask_to_reopen(parent: QWidget, desk: Desk, number: int, period: Period) -> None:
    """With its reason, never by Enter alone; why it was refused is said too."""
    what = _("Se reabre el mes") if period.kind is PeriodKind.MONTH else _("Se reabre el año")
    ask(
        parent,
        _("¿Reabrir {period}?").format(period=period.name),
        _(
            "El acta N.º {number} queda como está, y dirá que se reabrió: cuándo, quién y por qué. Después de corregir,"
            " ciérrelo otra vez y firmen el acta nueva."
        ).format(number=f"{number:06d}"),
        yes=_("Reabrir"),
        no=_("Dejar cerrado"),
        icon="lock-simple-open",
        reason=_("Por qué se reabre"),
        destroying=True,
        then=lambda reason: ask_with_second_person(
            parent,
            desk,
            closings.reopen,
            number,
            reason,
            owner=desk,
            then=lambda _none: _say_reopened(parent, desk, period),
            refused=lambda problem: tell_why_not(parent, what, problem),
        ),
    )


def _say_reopened(parent: QWidget, desk: Desk, period: Period) -> None:
    say_done(desk, _("Se reabrió {period}. Ciérrelo otra vez cuando esté corregido.").format(period=period.name))
    if isinstance(parent, ClosingsPage):
        parent.load()


def open_closings(desk: Desk) -> None:
    """Shows the list over what is in sight."""
    ClosingsPage(desk).open()
