"""Capacitaciones: the sessions held and who came to each."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QVBoxLayout

from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.members import full_name
from ananea_desktop.domain.money import format_money, format_quantity
from ananea_desktop.domain.trainings import TRAINING_KINDS, TRAINING_SESSIONS
from ananea_desktop.operations import receipt_drafts, records
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.cards import Card
from ananea_desktop.ui.attendance import AttendanceList
from ananea_desktop.ui.buttons import primary_button
from ananea_desktop.ui.card import CardLine
from ananea_desktop.ui.cells import CellRole, Column
from ananea_desktop.ui.labels import label
from ananea_desktop.ui.record_card import RecordCard
from ananea_desktop.ui.record_form import RecordForm
from ananea_desktop.ui.record_model import ListColumn, Row
from ananea_desktop.ui.record_tab import TabSpec


class TrainingForm(RecordForm):
    """The session and, under it, the register to tick."""

    def add_parts(self, column: QVBoxLayout) -> None:
        column.addSpacing(6)
        column.addWidget(label(_("Quiénes vinieron"), "section"))
        self.attendance = AttendanceList()
        self.attendance.changed.connect(self.note_typing)
        self._present: list[int] = []
        self._people: list[tuple[int, str]] = []
        column.addWidget(self.attendance)
        self.desk.books.ask(records.members_by_name, owner=self, then=self._show_people)

    def _show_people(self, rows: list[Row]) -> None:
        self._people = [(row["id"], full_name(row)) for row in rows]
        self._show_present(self._present)

    def _show_present(self, present: Sequence[int]) -> None:
        self._present = list(present)
        known = {member_id for member_id, _name in self._people}
        absent = [each for each in self._former if each[0] not in known]
        self.attendance.show_people([*self._people, *absent], self._present)

    _former: Sequence[tuple[int, str]] = ()
    """Who came then and has retired since: still shown as having come."""

    def open_new(self) -> None:
        self._show_present([])  # who came to the session before, where one more is noted
        super().open_new()

    def content(self) -> dict[str, Any]:
        return {**super().content(), "present": self.attendance.present()}

    def fill(self, content: Mapping[str, Any]) -> None:
        super().fill(content)
        if "parts" in content:
            self._former = [(row["id"], full_name(row)) for row in content["parts"]]
            self._show_present([row["id"] for row in content["parts"]])
        elif "present" in content:
            self._show_present(content["present"])

    def save_operation(self, confirmed: Sequence[str]) -> tuple[Callable[..., int], tuple[Any, ...]]:
        return records.save_training, (self.texts(), self.attendance.present(), self.record_id, confirmed)


def _hours(row: Row) -> str:
    return format_quantity(row["duration"] * 1000 // 60)


def _fill_card(card: RecordCard, data: Card) -> None:
    row = data.record
    card.head(row["topic"], f"{_(TRAINING_KINDS[row['kind']])}  ·  {format_date(row['held_on'])}")
    button = primary_button(_("Emitir recibo"), "receipt", "Ctrl+R")
    button.setObjectName("issue")
    card.money(
        _("Costó"),
        format_money(row["spent"], "PEN"),
        button,
        lambda: card.desk.want_receipt(receipt_drafts.for_training, row["id"]),
    )
    women = row["women"]
    came = _("{count} personas: {women} mujeres y {men} hombres").format(
        count=row["attendance"], women=women, men=row["attendance"] - women
    )
    card.facts(
        (
            (_("Capacitador/a"), row["trainer"]),
            (_("Horas"), _hours(row)),
            (_("Lugar"), row["place"]),
            (_("Vinieron"), came),
            (_("Proyecto"), row["project_name"] or ""),
            (_("Notas"), row["notes"]),
        )
    )
    if data.parts:
        card.section(_("Asistencia"), [_person_line(card, part) for part in data.parts[:8]], len(data.parts))


def _person_line(card: RecordCard, row: Row) -> CardLine:
    line = CardLine("user-circle", full_name(row), row["position"])
    line.clicked.connect(lambda: card.desk.record_wanted.emit("members", row["id"]))
    return line


def _defaults(books: Books) -> Mapping[str, str]:
    return {"held_on": format_date(books.today())}


TRAININGS_TAB = TabSpec(
    record_type=TRAINING_SESSIONS,
    icon="chalkboard-teacher",
    columns=(
        ListColumn(
            title=N_("Fecha"), text=lambda row: format_date(row["held_on"]), layout=Column(samples=("23/11/2026",))
        ),
        ListColumn(title=N_("Tema"), text=lambda row: row["topic"], layout=Column(stretch=3)),
        ListColumn(
            title=N_("Tipo"),
            text=lambda row: _(TRAINING_KINDS[row["kind"]]),
            layout=Column(samples=("Capacitación",), optional=True),
            marks=lambda row: {CellRole.TONE: "ink2"},
        ),
        ListColumn(title=N_("Capacitador/a"), text=lambda row: row["trainer"], layout=Column(stretch=2, optional=True)),
        ListColumn(title=N_("Horas"), text=_hours, layout=Column(samples=("00.5",), right=True)),
        ListColumn(
            title=N_("Asistieron"),
            text=lambda row: str(row["attendance"]) if row["attendance"] else "–",
            layout=Column(samples=("000",), right=True),
        ),
    ),
    search_hint=N_("Buscar por tema, lugar o capacitador"),
    new_text=N_("Nueva capacitación"),
    first_text=N_("Anotar la primera capacitación"),
    back_text=N_("Volver a Capacitaciones"),
    empty_title=N_("Todavía no hay capacitaciones"),
    empty_sentence=N_("Aquí quedan los cursos con su lista de asistencia, como la pide la auditoría."),
    empty_steps=(
        N_("Anote la capacitación: tema, fecha, horas y quién la dicta."),
        N_("Marque quiénes vinieron."),
        N_("Emita el recibo de lo que costó; queda unido a la capacitación."),
    ),
    order=("held_on", "id"),
    filters=(
        (N_("Todos los tipos"), {}),
        *((text, {"training_sessions.kind = ?": kind}) for kind, text in TRAINING_KINDS.items()),
    ),
    report="capacitaciones",
    report_text=N_("Imprimir lista"),
    form=TrainingForm,
    fill_card=_fill_card,
    defaults=_defaults,
)
