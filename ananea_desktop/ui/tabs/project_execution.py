"""What became of a project, on its card: milestones, whom it helped, its states, and what was spent beyond approval."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.errors import InvalidRecord, UserError
from ananea_desktop.domain.execution import BENEFICIARY_KINDS, People
from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.money import format_amount
from ananea_desktop.domain.projects import PROJECT_STATES
from ananea_desktop.domain.receipts import SHORT_TITLES, ReceiptKind, number_text
from ananea_desktop.domain.rights import Right
from ananea_desktop.operations import projects
from ananea_desktop.operations.projects import Execution
from ananea_desktop.operations.spending import BEFORE_APPROVAL
from ananea_desktop.ui import theme
from ananea_desktop.ui.buttons import primary_button, secondary_button
from ananea_desktop.ui.card import CardLine
from ananea_desktop.ui.dialogs import Dialog
from ananea_desktop.ui.fields import NumberField, mark_invalid
from ananea_desktop.ui.forms import Message
from ananea_desktop.ui.labels import label
from ananea_desktop.ui.record_card import RecordCard
from ananea_desktop.ui.record_model import Row

_COLUMNS = {"women": N_("Mujeres"), "men": N_("Hombres"), "unknown": N_("Sin distinguir")}
_COUNT_WIDTH = 92


def progress_words(execution: Execution) -> str:
    """``60 % · 3 de 5 hitos``; empty without milestones."""
    if execution.progress is None:
        return ""
    done = sum(row["done_on"] is not None for row in execution.milestones)
    words = _("{percent} % · {done} de {count} hitos")
    return words.format(percent=execution.progress, done=done, count=len(execution.milestones))


def people_words(execution: Execution) -> str:
    """``94 personas: 30 mujeres, 64 hombres``; empty where nobody was counted."""
    return execution.people.in_words() if execution.people.total else ""


def count_action(card: RecordCard, project_id: int, execution: Execution) -> None:
    """The way to count whom it helped."""
    card.action(
        _("Contar beneficiarios"),
        "users",
        lambda: BeneficiariesDialog(card, project_id, execution.beneficiaries).open(),
        Right.RECORDS,
    )


def show_execution(card: RecordCard, execution: Execution) -> None:
    """The sections of the card, each only where it has something."""
    if execution.proposed_by:
        card.section(_("Lo propuso el comité"), [_session_line(card, row) for row in execution.proposed_by])
    if execution.reasons:
        lines = [line for row in execution.reasons for line in _reason_lines(card, row)]
        card.section(_("Gastado fuera de lo aprobado"), lines, len(execution.reasons))
    if execution.milestones:
        card.section(_("Hitos"), [_milestone_line(card, row) for row in execution.milestones])
    counted = [(kind, execution.beneficiaries[kind]) for kind in BENEFICIARY_KINDS if kind in execution.beneficiaries]
    if counted:
        card.section(
            _("Beneficiarios"), [_people_line(kind, people) for kind, people in counted], execution.people.total
        )
    if execution.states:
        card.section(_("Estados"), [_state_line(row) for row in execution.states])


def _session_line(card: RecordCard, row: Row) -> CardLine:
    line = CardLine("users-three", row["acta"], row["place"], format_date(row["held_on"]))
    line.clicked.connect(lambda: card.desk.record_wanted.emit("committee_sessions", row["id"]))
    return line


def _reason_lines(card: RecordCard, row: Row) -> list[QWidget]:
    """The document, and under it the whole reason."""
    number = f"{_(SHORT_TITLES[ReceiptKind(row['kind'])])} {number_text(row['series'], row['number'])}"
    remark = _("sin presupuesto") if row["concern"] == BEFORE_APPROVAL else format_date(row["issued_on"])
    line = CardLine("warning-circle", number, remark, format_amount(row["amount"]), tone="bad")
    line.clicked.connect(lambda: card.desk.record_wanted.emit("receipts", row["receipt_id"]))
    return [line, label(row["reason"] or _("Sin motivo anotado."), "secondary", wrap=True, name="spending_reason")]


def _milestone_line(card: RecordCard, row: Row) -> CardLine:
    done, due = row["done_on"], row["due_on"]
    is_late = done is None and due is not None and due < card.desk.books.books.today()
    if done is not None:
        return CardLine("check-circle", row["name"], _("hecho"), format_date(done), tone="good", clickable=False)
    remark = _("atrasado") if is_late else _("para") if due is not None else _("pendiente")
    icon, tone = ("warning-circle", "bad") if is_late else ("clock", "ink2")
    return CardLine(icon, row["name"], remark, format_date(due) if due else "", tone=tone, clickable=False)


def _people_line(kind: str, people: People) -> CardLine:
    return CardLine("users", _(BENEFICIARY_KINDS[kind]), people.parts_in_words(), f"{people.total:,}", clickable=False)


def _state_line(row: Row) -> CardLine:
    day = format_date(row["since_on"])
    return CardLine("flag", _(PROJECT_STATES[row["state"]]), row["evidence"], day, clickable=False)


class BeneficiariesDialog(Dialog):
    """How many were helped, by kind, women and men."""

    def __init__(self, card: RecordCard, project_id: int, counted: Mapping[str, People]) -> None:
        super().__init__(card, _("¿A cuántas personas ayudó?"))
        self.desk = card.desk
        self._project_id = project_id
        self.add_sentence(_("Deje vacío lo que no corresponde. Sale en la ficha y en el informe de la Prima."))
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(0, 1)
        for column, text in enumerate(_COLUMNS.values(), start=1):
            grid.addWidget(label(_(text), "secondary"), 0, column, Qt.AlignmentFlag.AlignRight)
        self.fields: dict[tuple[str, str], NumberField] = {}
        for row, (kind, words) in enumerate(BENEFICIARY_KINDS.items(), start=1):
            grid.addWidget(label(_(words), wrap=True), row, 0)
            for column, (name, text) in enumerate(_COLUMNS.items(), start=1):
                count = getattr(counted.get(kind, People()), name)
                grid.addWidget(self._field(kind, name, f"{_(words)}, {_(text)}", str(count or "")), row, column)
        self.content.addLayout(grid)
        self._message = Message()
        self.content.addWidget(self._message)
        self.add_button(secondary_button(_("No guardar"), shortcut="Esc"), self.reject)
        self.save_button = self.add_button(primary_button(_("Guardar"), "check"), self._save)
        self.save_button.setObjectName("save_beneficiaries")
        self.save_button.setDefault(True)
        next(iter(self.fields.values())).setFocus()

    def _field(self, kind: str, name: str, words: str, text: str) -> NumberField:
        field = NumberField(text)
        field.setObjectName(f"{kind}_{name}")
        field.setAccessibleName(words)
        field.setAlignment(Qt.AlignmentFlag.AlignRight)
        theme.keep_scaled(field, QWidget.setFixedWidth, _COUNT_WIDTH)
        self.fields[kind, name] = field
        return field

    def _save(self) -> None:
        texts = {kind: {name: self.fields[kind, name].text() for name in _COLUMNS} for kind in BENEFICIARY_KINDS}
        self.desk.books.ask(
            projects.save_beneficiaries, self._project_id, texts, owner=self, then=self._take, refused=self._refuse
        )

    def _take(self, _none: None) -> None:
        self.accept()
        self.desk.said.emit(_("Se guardó."))
        self.desk.record_saved.emit()

    def _refuse(self, problem: UserError) -> None:
        problems = problem.problems if isinstance(problem, InvalidRecord) else {}
        wrong = [field for (kind, name), field in self.fields.items() if f"{kind} {name}" in problems]
        for field in self.fields.values():
            mark_invalid(field, field in wrong)
        self._message.say(next(iter(problems.values()), problem.sentence), error=True)
        if wrong:
            wrong[0].setFocus()
        self.fit()
