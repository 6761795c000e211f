"""The constancia de socio hábil in the window: issued, looked at, printed again, annulled."""

import uuid

from PySide6.QtWidgets import QWidget

from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.errors import InvalidRecord, NeedsConfirmation, UserError
from ananea_desktop.domain.language import _
from ananea_desktop.domain.member_certificates import MemberCertificate
from ananea_desktop.domain.members import full_name
from ananea_desktop.domain.rights import Right
from ananea_desktop.operations import good_standing
from ananea_desktop.ui.annul_question import ask_to_annul
from ananea_desktop.ui.buttons import danger_button, primary_button, secondary_button
from ananea_desktop.ui.card import Facts
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.dialogs import Dialog, tell
from ananea_desktop.ui.doubts import ask_doubts
from ananea_desktop.ui.fields import TextField
from ananea_desktop.ui.forms import FormRow
from ananea_desktop.ui.paper_page import Paper
from ananea_desktop.ui.problems import mend_when_changed
from ananea_desktop.ui.record_model import Row


class IssueDialog(Dialog):
    """For what it is asked; then it is issued and shown."""

    def __init__(self, parent: QWidget, desk: Desk, member: Row) -> None:
        super().__init__(parent, _("Constancia de socio hábil"))
        self._desk, self._member = desk, member
        self._token = uuid.uuid4().hex
        self.add_sentence(
            _("De {name}. Toma su número y queda sellada: no se cambia, solo se anula.").format(name=full_name(member))
        )
        self.purpose = TextField(placeholder=_("Por ejemplo: un préstamo en la caja municipal"))
        self.purpose.setObjectName("purpose")
        self.row = FormRow(_("Para qué la pide"), self.purpose, optional=True, stacked=True)
        mend_when_changed(self.row)
        self.content.addWidget(self.row)
        self.add_button(secondary_button(_("Cancelar"), shortcut="Esc"), self.reject)
        self.issue_button = self.add_button(primary_button(_("Emitir"), "medal", "Ctrl+S"), self.issue)
        self.issue_button.setObjectName("issue_standing")
        self.issue_button.setDefault(True)
        self.purpose.setFocus()

    def issue(self, confirmed: tuple[str, ...] = ()) -> None:
        self.issue_button.setEnabled(False)
        self._desk.books.ask(
            good_standing.issue,
            int(self._member["id"]),
            self.purpose.text(),
            confirmed,
            self._token,
            owner=self,
            then=self._take_issued,
            refused=self._refuse,
            must_finish=True,
        )

    def _take_issued(self, made: MemberCertificate) -> None:
        self.accept()
        self._desk.said.emit(_("Se emitió la constancia N.º {number}.").format(number=made.number_text))
        self._desk.record_saved.emit()
        self._desk.paper_wanted.emit(standing_paper(made.id, made.number_text))

    def _refuse(self, problem: UserError) -> None:
        self.issue_button.setEnabled(True)
        if isinstance(problem, NeedsConfirmation):
            ask_doubts(
                self,
                problem,
                _("¿Emitir la constancia de todos modos?"),
                yes=_("Emitir"),
                no=_("No emitir"),
                icon="medal",
                then=lambda concerns, _reason: self.issue(concerns),
            )
            return
        self.row.set_problem(problem.problems.get("purpose", "") if isinstance(problem, InvalidRecord) else "")
        if not isinstance(problem, InvalidRecord):
            self.reject()
            tell(self.parentWidget(), _("No se emite la constancia"), problem.sentence)
        self.fit()


def ask_to_issue(parent: QWidget, desk: Desk, member: Row) -> None:
    """Where the person is hábil, asks for what it is; else says why there is none."""
    desk.books.ask(
        good_standing.refuse,
        int(member["id"]),
        owner=parent,
        then=lambda _person: IssueDialog(parent, desk, member).open(),
        refused=lambda problem: tell(parent, _("No se emite la constancia"), problem.sentence),
    )


def standing_paper(certificate_id: int, number: str) -> Paper:
    """One constancia, to look at, print or save."""
    return Paper(
        title=_("Constancia de socio hábil N.º {number}").format(number=number),
        file_name=f"constancia-habil-{number}",
        make=lambda books, _year, language, _form: good_standing.pdf(books, certificate_id, language),
    )


def open_standing(parent: QWidget, desk: Desk, row: Row) -> None:
    """One that was issued: see it and print it again, or annul it."""
    number = f"{row['number']:06d}"
    dialog = Dialog(parent, _("Constancia de socio hábil N.º {number}").format(number=number))
    state = _("Vale")
    if row["annulled_on"] is not None:
        state = _("Anulada el {day}").format(day=format_date(row["annulled_on"]))
    facts = (
        (_("Nombre"), row["person_name"]),
        (_("Emitida"), format_date(row["issued_on"])),
        (_("Para"), row["purpose"]),
        (_("Estado"), state),
    )
    dialog.content.addWidget(Facts([fact for fact in facts if fact[1]]))
    dialog.add_button(secondary_button(_("Cerrar"), shortcut="Esc"), dialog.reject)
    if row["annulled_on"] is None and desk.may(Right.RECORDS, Right.MONEY):
        annul = dialog.add_button(danger_button(_("Anular…"), "prohibit"), dialog.reject)
        annul.setObjectName("annul_standing")
        annul.clicked.connect(lambda: _ask_to_annul(parent, desk, row, number))
    see = dialog.add_button(primary_button(_("Ver e imprimir"), "printer"), dialog.accept)
    see.setObjectName("see_standing")
    see.setDefault(True)
    dialog.accepted.connect(lambda: desk.paper_wanted.emit(standing_paper(int(row["id"]), number)))
    dialog.open()


def _ask_to_annul(parent: QWidget, desk: Desk, row: Row, number: str) -> None:
    ask_to_annul(
        parent,
        desk,
        _("¿Anular la constancia N.º {number}?").format(number=number),
        _("Su número queda, y el papel dirá ANULADA. Después puede emitir otra para {name}.").format(
            name=row["person_name"]
        ),
        annul=good_standing.annul,
        record_id=int(row["id"]),
        said=lambda _none: _("Se anuló la constancia N.º {number}.").format(number=number),
        refused=_("No se anuló la constancia"),
    )
