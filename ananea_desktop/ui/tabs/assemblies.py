"""Asamblea: the assemblies called and held, with quorum, resolutions and the papers of each."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ananea_desktop.documents.listing import DATE, INTEGER
from ananea_desktop.domain.assemblies import ASSEMBLIES, ASSEMBLY_KINDS, CALLS, calls_of, year_reported
from ananea_desktop.domain.dates import format_date, format_time, weekday_date
from ananea_desktop.domain.fields import Field
from ananea_desktop.domain.language import N_, _, plural
from ananea_desktop.domain.money import format_amount
from ananea_desktop.domain.rights import Right
from ananea_desktop.operations import assemblies, assembly_papers, office, reports
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.cards import Card
from ananea_desktop.ui import theme
from ananea_desktop.ui.buttons import Button, primary_button, secondary_button
from ananea_desktop.ui.card import CardLine, SectionHeader
from ananea_desktop.ui.cells import CellRole, Column
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.fields import TextArea
from ananea_desktop.ui.icons import paint_icon
from ananea_desktop.ui.labels import literal_tip
from ananea_desktop.ui.painting import paint_box, paint_ring, paint_text
from ananea_desktop.ui.paper_page import Paper, report_paper
from ananea_desktop.ui.quorum import QuorumView
from ananea_desktop.ui.record_card import RecordCard
from ananea_desktop.ui.record_form import RecordForm
from ananea_desktop.ui.record_model import ListColumn, Row
from ananea_desktop.ui.record_tab import RecordTab, TabSpec
from ananea_desktop.ui.resolution_form import ResolutionForm

_REPORTS = ("informe", "hoja")
"""What the treasurer brings to it on paper, beside the papers of the assembly itself."""


class AssemblyForm(RecordForm):
    """The call, and what is known of the day."""

    def save_operation(self, confirmed: Sequence[str]) -> tuple[Callable[..., int], tuple[Any, ...]]:
        return assemblies.save, (self.texts(), self.record_id, confirmed)

    def _field_widget(self, field: Field) -> QWidget:
        return TextArea(lines=6) if field.name == "agenda" else super()._field_widget(field)


class ResolutionLine(CardLine):
    """A resolution on the card: what was resolved, and under it the votes and the budget."""

    def __init__(self, row: Row) -> None:
        text = f"{row['number']}. {' '.join(row['text'].split())}"
        approved = row["outcome"] == "approved"
        icon, tone = ("check-circle", "good") if approved else ("x", "ink2")
        amount = "" if row["amount"] is None else format_amount(row["amount"])
        super().__init__(icon, text, amount=amount, tone=tone)
        self._below = _votes_text(row)
        self.setAccessibleName(". ".join(filter(None, (text, self._below, amount))))

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), 2 * theme.line_height() + 13)

    def resizeEvent(self, event: object) -> None:
        too_long = theme.text_width(self.text()) > self._text_box().width()
        self.setToolTip(literal_tip(self.text()) if too_long else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.underMouse() or self.isDown():
            paint_box(painter, self.rect(), fill=theme.color("hover"))
        box = self._text_box()
        side = theme.icon_size()
        icon_box = QRect(theme.OVERHANG, 6 + (theme.line_height() - side) // 2, side, side)
        paint_icon(painter, self._icon_name, icon_box, theme.color(self._tone))
        first = QRect(box.left(), 6, box.width(), theme.line_height())
        paint_text(painter, first, self.text(), letters=theme.font(), colour=theme.color("ink"))
        right = first.adjusted(0, 0, self.width() - theme.OVERHANG - first.right() - 1, 0)
        paint_text(
            painter, right, self._amount, letters=theme.font(), colour=theme.color("ink"), right=True, elide=False
        )
        second = first.translated(0, theme.line_height())
        paint_text(painter, second, self._below, letters=theme.font("secondary"), colour=theme.color("ink2"))
        if self.hasFocus():
            paint_ring(painter, self.rect())


def _votes_text(row: Row) -> str:
    parts = [_("{votes} a favor").format(votes=row["votes_for"])]
    if row["votes_against"]:
        parts.append(_("{votes} en contra").format(votes=row["votes_against"]))
    if row["votes_abstaining"]:
        abstaining = row["votes_abstaining"]
        parts.append(plural(_("1 abstención"), _("{count} abstenciones"), abstaining).format(count=abstaining))
    if row["outcome"] != "approved":
        parts.insert(0, _("No aprobado"))
    return "  ·  ".join(parts)


def _came(row: Row) -> str:
    return f"{row['attending']} / {row['voters']}" if row["noted"] else "–"


def _quorum_marks(row: Row) -> Mapping[CellRole, object]:
    if not row["noted"]:
        return {CellRole.TONE: "ink2"}
    quorum = assemblies.quorum_of(row)
    if any(quorum.is_met(call) for call in calls_of(row["call"], row["second_call"])):
        return {CellRole.TONE: "good", CellRole.ICON: "check-circle"}
    return {CellRole.TONE: "bad", CellRole.ICON: "warning-circle"}


SPEC = TabSpec(
    record_type=ASSEMBLIES,
    icon="users-three",
    columns=(
        ListColumn(
            title=N_("Fecha"),
            key="held_on",
            kind=DATE,
            text=lambda row: format_date(row["held_on"]),
            layout=Column(samples=("28/02/2026",)),
        ),
        ListColumn(
            title=N_("Clase"),
            key="kind",
            text=lambda row: _(ASSEMBLY_KINDS[row["kind"]]),
            layout=Column(samples=("Extraordinaria",)),
        ),
        ListColumn(title=N_("Lugar"), key="place", text=lambda row: row["place"], layout=Column(stretch=1)),
        ListColumn(
            title=N_("Asistieron"),
            key="attending",
            kind=INTEGER,
            as_text=True,
            text=_came,
            layout=Column(samples=("000 / 000",), right=True),
            marks=_quorum_marks,
        ),
        ListColumn(
            title=N_("Acuerdos"),
            key="resolution_count",
            kind=INTEGER,
            text=lambda row: str(row["resolution_count"] or "–"),
            layout=Column(samples=("00",), right=True),
        ),
    ),
    search_hint=N_("Buscar por lugar, agenda o quien dirigió"),
    new_text=N_("Nueva asamblea"),
    first_text=N_("Anotar la primera asamblea"),
    back_text=N_("Volver a Asamblea"),
    empty_title=N_("Todavía no hay asambleas"),
    empty_sentence=N_("Aquí están las asambleas con su convocatoria, su asistencia, su quórum y sus acuerdos."),
    empty_steps=(
        N_("Anote la asamblea: fecha, horas, lugar y agenda. Imprima la convocatoria."),
        N_("El día de la asamblea tome la asistencia: el programa cuenta el quórum."),
        N_("Anote los acuerdos con sus votos. El que aprueba un presupuesto llega solo al proyecto."),
    ),
    order=("held_on", "id"),
    filters=(
        (N_("Todas las clases"), {}),
        *((text, {"assemblies.kind = ?": kind}) for kind, text in ASSEMBLY_KINDS.items()),
    ),
    form=AssemblyForm,
    fill_card=lambda card, data: None,
    defaults=assemblies.new_texts,
)


class AssembliesTab(RecordTab):
    """A tab of records whose card also leads to the attendance, to each resolution and to the papers."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, replace(SPEC, fill_card=lambda card, data: self._fill_card(card, data)))

    def tools(self) -> list[Button]:
        button = secondary_button(_("Presentación"), "presentation-chart")
        button.setObjectName("presentation")
        button.clicked.connect(self.desk.presentation_wanted)
        return [button.offer(self.desk.may(Right.RECORDS, Right.MONEY))]

    def _fill_card(self, card: RecordCard, data: Card) -> None:
        row = data.record
        times = " / ".join(format_time(row[name]) for name in ("first_call", "second_call") if row[name])
        card.head(ASSEMBLIES.name_of(row), f"{weekday_date(row['held_on'])}  ·  {times}")
        quorum = QuorumView()
        quorum.show_quorum(
            assemblies.quorum_of(row),
            is_noted=bool(row["noted"]),
            represented=row["represented"],
            calls=calls_of(row["call"], row["second_call"]),
        )
        card.add(quorum, above=12)
        is_over = row["noted"] and row["held_on"] < self.desk.books.books.today()
        if is_over:
            button = primary_button(_("Anotar acuerdo"), "plus", "Ctrl+R")
            button.setObjectName("new_resolution")
            card.action_button(button, lambda: self.open_resolution(row["id"], None), Right.RECORDS)
        else:
            button = primary_button(_("Tomar asistencia"), "users-three", "Ctrl+T")
            button.setObjectName("attendance")
            card.action_button(button, lambda: self.desk.attendance_wanted.emit(row["id"]), Right.RECORDS)
        self._add_resolutions(card, data, with_link=not is_over and self.desk.may(Right.RECORDS))
        self._add_papers(card, row)
        card.facts(_facts(row))
        if is_over:
            card.action(
                _("Ver o cambiar la asistencia"), "users-three", lambda: self._take_attendance(row["id"]), Right.RECORDS
            )

    def _take_attendance(self, assembly_id: int) -> None:
        self.desk.attendance_wanted.emit(assembly_id)

    def _add_resolutions(self, card: RecordCard, data: Card, *, with_link: bool) -> None:
        assembly_id = int(data.record["id"])
        link = _("Anotar acuerdo") if with_link else ""
        header = SectionHeader(_("Acuerdos"), len(data.parts), link, "plus" if with_link else "")
        header.link_clicked.connect(lambda: self.open_resolution(assembly_id, None))
        card.add(header, above=10)
        for part in data.parts:
            line = ResolutionLine(part)
            line.setObjectName(f"resolution_{part['number']}")
            line.clicked.connect(lambda _checked=False, part=part: self.open_resolution(assembly_id, part["id"]))
            card.add(line)

    def _add_papers(self, card: RecordCard, row: Row) -> None:
        card.add(SectionHeader(_("Papeles para imprimir")), above=10)
        for name, paper in assembly_papers.PAPERS.items():
            line = CardLine("printer", _(paper.title))
            line.setToolTip(_(paper.description))
            line.setObjectName(f"paper_{name}")
            line.clicked.connect(
                lambda _checked=False, name=name: self.desk.paper_wanted.emit(assembly_paper(row, name))
            )
            card.add(line)
        for name in _REPORTS:
            line = CardLine("printer", _(reports.REPORTS[name].title), str(year_reported(row["held_on"])))
            line.setToolTip(_(reports.REPORTS[name].description))
            line.setObjectName(f"paper_{name}")
            line.clicked.connect(lambda _checked=False, name=name: self._show_report(row, name))
            card.add(line)

    def _show_report(self, row: Row, name: str) -> None:
        self.desk.paper_wanted.emit(report_paper(name, year_reported(row["held_on"])))

    # one resolution

    def open_resolution(self, assembly_id: int, resolution_id: int | None) -> None:
        """The form of a resolution as a page over the list: empty, or over one that is there."""
        self.desk.books.ask(_resolution_data, assembly_id, resolution_id, owner=self, then=self._show_resolution)

    def _show_resolution(self, data: tuple[Row, Row | None, dict[str, list[tuple[int, str]]]]) -> None:
        assembly, resolution, choices = data
        if self.desk.refuses(Right.RECORDS):
            return
        self._close_form()
        form = ResolutionForm(self.desk, assembly, choices, resolution)
        form.saved.connect(lambda _id: self._after_save(int(assembly["id"])))
        form.left.connect(self._leave_form)
        self._pages.addWidget(form)
        self._pages.setCurrentWidget(form)
        if resolution is None:
            form.open_new()
        else:
            form.again_button.hide()
            form.open_record(int(resolution["id"]), {"texts": form.record_type.texts(resolution)})


def _facts(row: Row) -> list[tuple[str, str]]:
    held = " – ".join(format_time(row[name]) for name in ("opened_at", "closed_at") if row[name])
    return [
        (_("Lugar"), row["place"]),
        (_("Agenda"), row["agenda"]),
        (_("Se instaló en"), _(CALLS[row["call"]]).lower() if row["call"] else ""),
        (_("Horas"), held),
        (_("Dirigió"), row["chair"]),
        (_("Secretario/a"), row["secretary"]),
        (_("Acta"), row["acta"]),
        (_("Notas"), row["notes"]),
    ]


def assembly_paper(row: Row, name: str) -> Paper:
    """One of the papers of an assembly, for the preview."""
    paper = assembly_papers.PAPERS[name]
    assembly_id = int(row["id"])
    return Paper(
        title=f"{_(paper.title)}  ·  {format_date(row['held_on'])}",
        file_name=f"{name}-{row['held_on'].isoformat()}",
        make=lambda books, _year, language, form: assembly_papers.assembly_paper(
            books, assembly_id, name, language, form
        ),
        forms=paper.forms,
    )


def _resolution_data(
    books: Books, assembly_id: int, resolution_id: int | None
) -> tuple[Row, Row | None, dict[str, list[tuple[int, str]]]]:
    found = [row for row in assemblies.resolutions(books, assembly_id) if row["id"] == resolution_id]
    return assemblies.get(books, assembly_id), found[0] if found else None, office.choices(books)
