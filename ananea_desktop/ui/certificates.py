"""Constancias in the window: issued for a training, listed, looked at, printed again, annulled."""

from functools import partial

from PySide6.QtWidgets import QWidget

from ananea_desktop.domain.certificates import number_text
from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.errors import UserError
from ananea_desktop.domain.language import N_, _, plural
from ananea_desktop.domain.rights import Right
from ananea_desktop.operations import certificates
from ananea_desktop.operations.certificates import Issued
from ananea_desktop.ui.annul_question import ask_to_annul
from ananea_desktop.ui.buttons import danger_button, primary_button, secondary_button
from ananea_desktop.ui.card import Facts
from ananea_desktop.ui.cells import CellRole, Column
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.dialogs import Dialog, ask, tell
from ananea_desktop.ui.list_page import ListPage
from ananea_desktop.ui.paper_page import Paper
from ananea_desktop.ui.record_model import ListColumn, Row


def ask_to_issue(parent: QWidget, desk: Desk, session_id: int) -> None:
    """Says how many would be issued; then issues them and shows them."""
    desk.books.ask(
        certificates.due,
        session_id,
        owner=parent,
        then=lambda found: _ask_to_issue(parent, desk, *found),
        refused=lambda problem: _tell_why_not(parent, problem),
    )


def _tell_why_not(parent: QWidget, problem: UserError) -> None:
    tell(parent, _("No se emite ninguna constancia"), problem.sentence)


def _ask_to_issue(parent: QWidget, desk: Desk, session: Row, count: int, left_out: str) -> None:
    question = plural(_("¿Emitir 1 constancia?"), _("¿Emitir {count} constancias?"), count).format(count=count)
    consequence = _("Son de «{topic}». Cada una toma su número y queda sellada: no se cambia, solo se anula.")
    if left_out:
        consequence += " " + _("Los demás no reciben: {left_out}.")
    ask(
        parent,
        question,
        consequence.format(topic=session["topic"], left_out=left_out),
        yes=_("Emitir"),
        no=_("Todavía no"),
        icon="medal",
        then=lambda _reason: desk.books.ask(
            certificates.issue,
            int(session["id"]),
            owner=desk,
            then=lambda issued: _show_issued(desk, issued),
            refused=lambda problem: _tell_why_not(parent, problem),
            must_finish=True,
        ),
    )


def _show_issued(desk: Desk, issued: Issued) -> None:
    desk.said.emit(certificates.issued_words(issued))
    desk.record_saved.emit()
    desk.paper_wanted.emit(certificates_paper(issued.ids))


def certificates_paper(ids: list[int]) -> Paper:
    """Some constancias, to look at, print or save."""
    return Paper(
        title=_("Constancia") if len(ids) == 1 else _("Constancias"),
        file_name="constancias",
        make=lambda books, _year, language, _form: certificates.pdf(books, ids, language),
    )


def open_certificate(parent: QWidget, desk: Desk, row: Row) -> None:
    """What can be done with one: see it and print it again, or annul it."""
    title = _("Constancia N.º {number}").format(number=number_text(row["number"]))
    dialog = Dialog(parent, title)
    state = _("Vale")
    if row["annulled_on"] is not None:
        state = _("Anulada el {day}").format(day=format_date(row["annulled_on"]))
    issued = format_date(row["issued_on"])
    dialog.content.addWidget(
        Facts(
            (
                (_("Nombre"), row["person_name"]),
                (_("Capacitación"), row["topic"]),
                (_("Emitida"), issued),
                (_("Estado"), state),
            )
        )
    )
    dialog.add_button(secondary_button(_("Cerrar"), shortcut="Esc"), dialog.reject)
    if row["annulled_on"] is None and desk.may(Right.RECORDS):
        annul = dialog.add_button(danger_button(_("Anular…"), "prohibit"), dialog.reject)
        annul.setObjectName("annul_certificate")
        annul.clicked.connect(lambda: _ask_to_annul(parent, desk, row))
    see = dialog.add_button(primary_button(_("Ver e imprimir"), "printer"), dialog.accept)
    see.setObjectName("see_certificate")
    see.setDefault(True)
    dialog.accepted.connect(lambda: desk.paper_wanted.emit(certificates_paper([int(row["id"])])))
    dialog.open()


def _ask_to_annul(parent: QWidget, desk: Desk, row: Row) -> None:
    number = number_text(row["number"])
    ask_to_annul(
        parent,
        desk,
        _("¿Anular la constancia N.º {number}?").format(number=number),
        _("Su número queda, y el papel dirá ANULADA. Después puede emitir otra para {name}.").format(
            name=row["person_name"]
        ),
        annul=certificates.annul,
        record_id=int(row["id"]),
        said=lambda _none: _("Se anuló la constancia N.º {number}.").format(number=number),
        refused=_("No se anuló la constancia"),
    )


def _state_marks(row: Row) -> dict[CellRole, object]:
    if row["annulled_on"] is None:
        return {CellRole.ICON: "check-circle", CellRole.TONE: "good"}
    return {CellRole.ICON: "prohibit", CellRole.TONE: "ink2"}


_COLUMNS = (
    ListColumn(title=N_("Número"), text=lambda row: number_text(row["number"]), layout=Column(samples=("000123",))),
    ListColumn(title=N_("Nombre"), text=lambda row: row["person_name"], layout=Column(stretch=1)),
    ListColumn(
        title=N_("Emitida"), text=lambda row: format_date(row["issued_on"]), layout=Column(samples=("23/11/2026",))
    ),
    ListColumn(
        title=N_("Estado"),
        text=lambda row: _("ANULADA") if row["annulled_on"] else _("Vale"),
        layout=Column(samples=("ANULADA",)),
        marks=_state_marks,
    ),
)


class CertificatesPage(ListPage):
    def open_row(self, row: Row) -> None:
        open_certificate(self, self.desk, row)


def open_certificates(desk: Desk, session_id: int) -> None:
    """All constancias of a training, over what is in sight."""
    page = CertificatesPage(
        desk,
        title=_("Constancias de la capacitación"),
        sentence=_("Con Enter se ve cada una, se imprime otra vez o se anula."),
        empty=_("Todavía no hay constancias"),
        icon="medal",
        steps=(
            _("Tome la asistencia, y marque la capacitación como realizada."),
            _("Emita las constancias desde su ficha: una por cada persona que asistió."),
            _("Aquí se ven, se imprimen otra vez o se anulan."),
        ),
        columns=_COLUMNS,
        rows=partial(certificates.newest, session_id=session_id),
    )
    desk.record_saved.connect(page.load)
    page.open()
