"""Capacitaciones: what is planned and what was held, who came to each, and the topics that people must repeat."""

from collections.abc import Mapping

from PySide6.QtWidgets import QSizePolicy

from ananea_desktop.documents.listing import DATE, INTEGER, QUANTITY
from ananea_desktop.domain.certificates import number_text
from ananea_desktop.domain.dates import format_date, format_time
from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.members import full_name
from ananea_desktop.domain.money import format_money, format_quantity
from ananea_desktop.domain.purchases import PURCHASES
from ananea_desktop.domain.rights import Right
from ananea_desktop.domain.trainings import (
    AUDIENCES,
    MANDATORY_TOPICS,
    STATES,
    TRAINING_KINDS,
    TRAINING_SESSIONS,
    TrainingDay,
    days_text,
    result_text,
)
from ananea_desktop.operations import receipt_drafts, training_papers, training_reports
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.cards import Card
from ananea_desktop.ui.buttons import Button, MenuEntry, primary_button, secondary_button
from ananea_desktop.ui.card import CardLine, SectionHeader
from ananea_desktop.ui.cash_acts import hang_menu, more_button
from ananea_desktop.ui.cells import CellRole, Column
from ananea_desktop.ui.certificates import ask_to_issue, open_certificate, open_certificates
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.list_page import ListPage
from ananea_desktop.ui.paper_page import Paper
from ananea_desktop.ui.record_card import RecordCard
from ananea_desktop.ui.record_model import ListColumn, Row
from ananea_desktop.ui.record_tab import RecordTab, TabSpec
from ananea_desktop.ui.tabs.training_form import TrainingForm
from ananea_desktop.ui.training_columns import signature_words

_PEOPLE_SHOWN = 8
_CERTIFICATES_SHOWN = 4


def _hours(row: Row) -> str:
    return format_quantity(row["duration"] * 1000 // 60)


def _state_marks(row: Row) -> Mapping[CellRole, object]:
    if row["state"] == "held":
        return {CellRole.TONE: "good", CellRole.ICON: "check-circle"}
    if row["state"] == "cancelled":
        return {CellRole.TONE: "ink3", CellRole.ICON: "prohibit"}
    return {CellRole.TONE: "ink2", CellRole.ICON: "calendar-blank"}


def _fill_card(card: RecordCard, data: Card) -> None:
    row = data.record
    days = days_text(row["held_on"], row["last_held_on"])
    card.head(row["topic"], "  ·  ".join((_(TRAINING_KINDS[row["kind"]]), _(STATES[row["state"]]).lower(), days)))
    _add_buttons(card, row)
    card.facts(
        (
            (_("Capacitador/a"), ", ".join(filter(None, (row["trainer"], row["trainer_firm"])))),
            (_("Documento"), row["trainer_document"]),
            (_("Horas"), _hours(row)),
            (_("Días"), "\n".join(_day_words(day) for day in data.training.days) if data.training else ""),
            (_("Lugar"), row["place"]),
            (_("Va para"), _audience_words(row)),
            (_("Vinieron"), _came_words(row)),
            (_("Nota para aprobar"), "" if row["pass_mark"] is None else str(row["pass_mark"])),
            (_("Programa"), row["programme"]),
            (_("Fondo"), row["fund_name"] or ""),
            (_("Proyecto"), row["project_name"] or ""),
            (_("Responsable"), row["responsible"]),
            (_("Notas"), row["notes"]),
        )
    )
    if data.training is not None and data.training.purchases:
        lines = [_purchase_line(card, each) for each in data.training.purchases]
        card.section(_("Compras"), lines, len(lines))
    _add_papers(card, data)
    if data.parts:
        lines = [_person_line(card, part, row["pass_mark"]) for part in data.parts[:_PEOPLE_SHOWN]]
        card.section(_("Asistencia"), lines, len(data.parts))


def _add_buttons(card: RecordCard, row: Row) -> None:
    """The filled one is what comes next: who came, and after that what it cost; or what is theirs."""
    may_note, may_pay = card.desk.may(Right.RECORDS), card.desk.may(Right.MONEY)
    is_first = may_note and (not may_pay or (not row["attendance"] and row["state"] != "cancelled"))
    make_attendance, make_issue = (primary_button, secondary_button) if is_first else (secondary_button, primary_button)
    attendance = make_attendance(_("Tomar asistencia"), "users-three", "Ctrl+T")
    attendance.setObjectName("attendance")
    issue = make_issue(_("Emitir recibo"), "receipt", "Ctrl+R")
    issue.setObjectName("issue")
    card.money(
        _("Costó"),
        format_money(row["spent"], "PEN"),
        attendance if is_first else issue,
        (lambda: open_attendance(card.desk, row["id"])) if is_first else (lambda: _issue(card, row)),
        Right.RECORDS if is_first else Right.MONEY,
    )
    other = issue if is_first else attendance
    other.clicked.connect((lambda: _issue(card, row)) if is_first else (lambda: open_attendance(card.desk, row["id"])))
    other.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    if may_note and may_pay:
        card.add(other, above=12)


def _add_papers(card: RecordCard, data: Card) -> None:
    """What is printed of the session, and its constancias."""
    row, session_id = data.record, int(data.record["id"])
    card.add(SectionHeader(_("Papeles para imprimir")), above=10)
    for name, paper in training_papers.PAPERS.items():
        if name == "constancias":
            continue
        line = CardLine("printer", _(paper.title))
        line.setToolTip(_(paper.description))
        line.setObjectName(f"paper_{name}")
        line.clicked.connect(lambda _checked=False, name=name: card.desk.paper_wanted.emit(training_paper(row, name)))
        card.add(line)
    issued = [] if data.training is None else data.training.certificates
    may_issue = card.desk.may(Right.RECORDS) and row["state"] == "held" and row["attendance"]
    link = _("Emitir") if may_issue else ""
    header = SectionHeader(_("Constancias"), len(issued), link, "medal" if link else "")
    header.setObjectName("certificates")
    header.link_clicked.connect(lambda: ask_to_issue(card, card.desk, session_id))
    card.add(header, above=10)
    for each in issued[:_CERTIFICATES_SHOWN]:
        card.add(_certificate_line(card, each))
    if issued:
        card.action(_("Imprimirlas todas"), "printer", lambda: _print_all(card, row))
        card.action(_("Ver la lista"), "list-bullets", lambda: open_certificates(card.desk, session_id))


def _print_all(card: RecordCard, row: Row) -> None:
    card.desk.paper_wanted.emit(training_paper(row, "constancias"))


def _certificate_line(card: RecordCard, row: Row) -> CardLine:
    annulled = row["annulled_on"] is not None
    words = f"{number_text(row['number'])}  {row['person_name']}"
    remark = _("ANULADA") if annulled else format_date(row["issued_on"])
    line = CardLine("prohibit" if annulled else "medal", words, remark, struck=annulled)
    line.setObjectName(f"certificate_{row['number']}")
    line.clicked.connect(lambda: open_certificate(card, card.desk, row))
    return line


def training_paper(row: Row, name: str) -> Paper:
    """One of the papers of a session, for the preview."""
    session_id = int(row["id"])
    return Paper(
        title=_(training_papers.PAPERS[name].title),
        file_name=f"{name}-{row['held_on'].isoformat()}",
        make=lambda books, _year, language, _form: training_papers.training_paper(books, session_id, name, language),
    )


def _issue(card: RecordCard, row: Row) -> None:
    card.desk.want_receipt(receipt_drafts.for_training, row["id"])


def open_attendance(desk: Desk, session_id: int) -> None:
    """The page that notes who came."""
    from ananea_desktop.ui.training_attendance import TrainingAttendancePage

    TrainingAttendancePage(desk, session_id).open()


def _day_words(day: TrainingDay) -> str:
    times = " – ".join(format_time(each) for each in (day.starts_at, day.ends_at) if each)
    return "  ·  ".join(filter(None, (format_date(day.held_on), times)))


def _audience_words(row: Row) -> str:
    parts = [_(AUDIENCES[row["audience"]])]
    if row["invited"]:
        parts.append(_("{count} invitados").format(count=row["invited"]))
    if row["capacity"] is not None:
        parts.append(_("caben {count}").format(count=row["capacity"]))
    return "  ·  ".join(parts)


def _came_words(row: Row) -> str:
    if not row["attendance"]:
        return ""
    return _("{count} personas: {women} mujeres y {men} hombres").format(
        count=row["attendance"], women=row["women"], men=row["attendance"] - row["women"]
    )


def _person_line(card: RecordCard, row: Row, pass_mark: int | None) -> CardLine:
    remark = result_text(row["mark"], pass_mark) or signature_words(row)
    line = CardLine("user-circle", full_name(row), remark)
    line.clicked.connect(lambda: card.desk.record_wanted.emit("members", row["id"]))
    return line


def _purchase_line(card: RecordCard, row: Row) -> CardLine:
    words = f"{row['supplier_name']}, {PURCHASES.name_of(row)}"
    line = CardLine("package", words, row["items"] or "", format_money(row["total"], row["currency"]))
    line.clicked.connect(lambda: card.desk.record_wanted.emit("purchases", row["id"]))
    return line


def _defaults(books: Books) -> Mapping[str, str]:
    return {"held_on": format_date(books.today())}


TRAININGS_TAB = TabSpec(
    record_type=TRAINING_SESSIONS,
    icon="chalkboard-teacher",
    columns=(
        ListColumn(
            title=N_("Fecha"),
            key="held_on",
            kind=DATE,
            text=lambda row: format_date(row["held_on"]),
            layout=Column(samples=("23/11/2026",)),
        ),
        ListColumn(title=N_("Tema"), key="sort_key", text=lambda row: row["topic"], layout=Column(stretch=3)),
        ListColumn(
            title=N_("Estado"),
            key="state",
            text=lambda row: _(STATES[row["state"]]),
            layout=Column(samples=("Programada",)),
            marks=_state_marks,
        ),
        ListColumn(
            title=N_("Tipo"),
            key="kind",
            text=lambda row: _(TRAINING_KINDS[row["kind"]]),
            layout=Column(samples=("Capacitación",), optional=True),
            marks=lambda row: {CellRole.TONE: "ink2"},
        ),
        ListColumn(
            title=N_("Capacitador/a"),
            key="trainer",
            text=lambda row: row["trainer"],
            layout=Column(stretch=2, optional=True),
        ),
        ListColumn(
            title=N_("Horas"),
            key="duration",
            kind=QUANTITY,
            value=lambda row: (row["duration"] or 0) * 1000 // 60,
            text=_hours,
            layout=Column(samples=("00.5",), right=True),
        ),
        ListColumn(
            title=N_("Asistieron"),
            key="attendance",
            kind=INTEGER,
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
        N_("Imprima la hoja de firmas, y después tome la asistencia."),
        N_("Emita el recibo de lo que costó; queda unido a la capacitación."),
    ),
    order=("held_on", "id"),
    filters=(
        (N_("Todas"), {}),
        (N_("Programadas"), {"training_sessions.state = ?": "planned"}),
        (N_("Realizadas"), {"training_sessions.state = ?": "held"}),
        (N_("Canceladas"), {"training_sessions.state = ?": "cancelled"}),
        *((text, {"training_sessions.kind = ?": kind}) for kind, text in TRAINING_KINDS.items()),
    ),
    report="capacitaciones",
    report_text=N_("Imprimir lista"),
    form=TrainingForm,
    fill_card=_fill_card,
    defaults=_defaults,
)


class TrainingsTab(RecordTab):
    """The sessions, with what else belongs to them under «Más»."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, TRAININGS_TAB)

    def tools(self) -> list[Button]:
        button = more_button()
        hang_menu(button, self._entries)
        return [button]

    def _import_attendance(self) -> None:
        from ananea_desktop.ui.import_page import open_import

        chosen = self.table.currentIndex().row()
        open_import(self.desk, "asistencia", self.model.row(chosen)["id"] if chosen >= 0 else None)

    def _entries(self) -> list[MenuEntry]:
        desk = self.desk
        bring = ("import_attendance", N_("Traer la asistencia de una hoja de cálculo…"), self._import_attendance)
        return [
            *([bring] if desk.may(Right.RECORDS) else []),
            ("plan", N_("Plan del año…"), lambda: desk.paper_wanted.emit("plan-capacitaciones")),
            ("lacking", N_("A quiénes les falta un tema…"), lambda: open_lacking(desk)),
            ("topics", N_("Temas obligatorios…"), lambda: desk.record_wanted.emit("mandatory_topics", 0)),
        ]


_LACKING_COLUMNS = (
    ListColumn(title=N_("Tema"), text=lambda row: row["topic"], layout=Column(stretch=2)),
    ListColumn(title=N_("Apellidos y nombres"), text=full_name, layout=Column(stretch=2)),
    ListColumn(title=N_("Cargo"), text=lambda row: row["position"] or "–", layout=Column(stretch=1, optional=True)),
    ListColumn(
        title=N_("Última vez"),
        text=lambda row: format_date(row["taken_on"]) if row["taken_on"] else _("Nunca"),
        layout=Column(samples=("23/11/2026",)),
        marks=lambda row: {CellRole.TONE: "bad"} if row["taken_on"] is None else {},
    ),
)


class LackingPage(ListPage):
    """Leads from each row to the person."""

    def open_row(self, row: Row) -> None:
        self.desk.record_wanted.emit("members", row["id"])


def open_lacking(desk: Desk) -> None:
    """Who has not had a mandatory topic, over what is in sight."""
    LackingPage(
        desk,
        title=_("A quiénes les falta un tema obligatorio"),
        sentence=_("Según los temas obligatorios de cada cargo, y cada cuántos meses se repiten."),
        empty=_("A nadie le falta ninguno"),
        icon="check-circle",
        steps=(
            _("Anote los temas obligatorios, y cada cuántos meses se repiten."),
            _("Anote las capacitaciones con su asistencia."),
            _("A quien le falta un tema, o se le venció, aparece aquí."),
        ),
        first=(_("Temas obligatorios"), lambda _window: desk.record_wanted.emit("mandatory_topics", 0)),
        columns=_LACKING_COLUMNS,
        rows=training_reports.lacking,
        report="temas-pendientes",
    ).open()


def _fill_topic(card: RecordCard, data: Card) -> None:
    row = data.record
    card.head(row["topic"], row["position"] or _("Para todos"))
    card.facts(((_("Cargo"), row["position"] or _("Todos")), (_("Cada"), _months(row))))


def _months(row: Row) -> str:
    return _("{count} meses").format(count=row["months"])


MANDATORY_TOPICS_TAB = TabSpec(
    record_type=MANDATORY_TOPICS,
    title=N_("Temas obligatorios"),
    icon="chalkboard-teacher",
    columns=(
        ListColumn(title=N_("Tema"), key="topic", text=lambda row: row["topic"], layout=Column(stretch=3)),
        ListColumn(
            title=N_("Cargo"), key="position", text=lambda row: row["position"] or _("Todos"), layout=Column(stretch=1)
        ),
        ListColumn(
            title=N_("Cada"),
            key="months",
            kind=INTEGER,
            as_text=True,
            text=_months,
            layout=Column(samples=("120 meses",), right=True),
        ),
    ),
    search_hint=N_("Buscar tema"),
    new_text=N_("Nuevo tema"),
    first_text=N_("Anotar el primer tema"),
    back_text=N_("Volver a Temas obligatorios"),
    empty_title=N_("Todavía no hay temas obligatorios"),
    empty_sentence=N_("Aquí está qué capacitaciones debe llevar cada quien, y cada cuántos meses."),
    report="temas-pendientes",
    report_text=N_("Imprimir a quiénes les falta"),
    empty_steps=(
        N_("Anote el tema como lo anota en las capacitaciones."),
        N_("Diga para qué cargo es, o déjelo vacío si es para todos."),
        N_("Imprima la lista de a quiénes les falta."),
    ),
    order=("id",),
    fill_card=_fill_topic,
)
