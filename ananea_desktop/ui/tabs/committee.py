"""The Premium committee: who sits on it since when, and its sessions with who came and what they proposed."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QVBoxLayout

from ananea_desktop.documents.listing import DATE, INTEGER
from ananea_desktop.domain.committee import COMMITTEE_ROLES, COMMITTEE_SESSIONS, COMMITTEE_TERMS
from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.identity import document_text
from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.members import MEMBERS, full_name
from ananea_desktop.domain.projects import PROJECT_STATES
from ananea_desktop.operations import cards, committee, committee_reports
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.cards import Card
from ananea_desktop.ui import personal
from ananea_desktop.ui.attendance import AttendanceList, TickWords
from ananea_desktop.ui.card import CardLine
from ananea_desktop.ui.cells import CellRole, Column
from ananea_desktop.ui.labels import label
from ananea_desktop.ui.pick_field import PickField
from ananea_desktop.ui.record_card import RecordCard
from ananea_desktop.ui.record_form import RecordForm
from ananea_desktop.ui.record_model import ListColumn, Row
from ananea_desktop.ui.record_tab import TabSpec

_PROJECTS = TickWords(
    title=N_("Proyectos que se propusieron"),
    search=N_("Buscar proyecto"),
    count=N_("{count} propuestos"),
    everyone=N_("Marcar todos"),
    nobody=N_("Ninguno"),
)


class CommitteeTermForm(RecordForm):
    """Who sits on the committee: the person is found in the register as one types."""

    def add_parts(self, column: QVBoxLayout) -> None:
        self._member.set_source(self._suggest)

    @property
    def _member(self) -> PickField:
        field = self.rows["member_id"].field
        assert isinstance(field, PickField)
        return field

    def _suggest(self, typed: str) -> None:
        self.desk.books.ask(cards.page_of, MEMBERS, search=typed, limit=8, owner=self, then=self._show_people)

    def _show_people(self, found: list[Row]) -> None:
        self._member.show_suggestions(
            [
                (
                    row["id"],
                    full_name(row),
                    personal.number(document_text(row["document_type"], row["document_number"])),
                )
                for row in found
            ]
        )

    def content(self) -> dict[str, Any]:
        return {**super().content(), "member_name": self._member.text()}

    def fill(self, content: Mapping[str, Any]) -> None:
        texts = dict(content.get("texts", {}))
        member_id = texts.pop("member_id", "")
        super().fill({"texts": texts})
        name = content.get("member_name") or content.get("record", {}).get("member_name", "")
        self._filling = True
        if member_id.isdigit():
            self._member.set_picked(int(member_id), name)
        else:
            self._member.setText(name)
        self._filling = False

    def save_operation(self, confirmed: Sequence[str]) -> tuple[Callable[..., int], tuple[Any, ...]]:
        return committee.save_term, (self.texts(), self.record_id, confirmed)


class CommitteeSessionForm(RecordForm):
    """The session and, under it, who came and what was proposed, both to tick."""

    def add_parts(self, column: QVBoxLayout) -> None:
        self.attendance = AttendanceList(rows=7)
        self.proposals = AttendanceList("proposals", _PROJECTS, rows=5)
        self._lists = {"present": self.attendance, "proposed": self.proposals}
        self._all: dict[str, list[tuple[int, str]]] = {name: [] for name in self._lists}
        self._ticked: dict[str, list[int]] = {name: [] for name in self._lists}
        self._former: list[tuple[int, str]] = []  # who came then and has retired since: still shown as having come
        for name, title in (("present", _("Quiénes vinieron")), ("proposed", _("Proyectos que se propusieron"))):
            column.addSpacing(6)
            column.addWidget(label(title, "section"))
            self._lists[name].changed.connect(self.note_typing)
            column.addWidget(self._lists[name])
        self.desk.books.ask(committee.who_can_come, owner=self, then=lambda found: self._take_all("present", found))
        self.desk.books.ask(
            committee.what_can_be_proposed, owner=self, then=lambda found: self._take_all("proposed", found)
        )

    def _take_all(self, name: str, found: list[tuple[int, str]]) -> None:
        self._all[name] = found
        self._show(name, self._ticked[name])

    def _show(self, name: str, ticked: Sequence[int]) -> None:
        self._ticked[name] = list(ticked)
        known = {each_id for each_id, _text in self._all[name]}
        former = [each for each in self._former if each[0] not in known] if name == "present" else []
        self._lists[name].show_people([*self._all[name], *former], ticked)

    def open_new(self) -> None:
        for name in self._lists:
            self._show(name, [])
        super().open_new()

    def content(self) -> dict[str, Any]:
        return {**super().content(), **{name: each.present() for name, each in self._lists.items()}}

    def fill(self, content: Mapping[str, Any]) -> None:
        super().fill(content)
        ticked = {name: content[name] for name in self._lists if name in content}
        if "parts" in content:
            people = [part for part in content["parts"] if part["table"] == "members"]
            self._former = [(part["id"], full_name(part)) for part in people]
            ticked["present"] = [part["id"] for part in people]
            ticked["proposed"] = [part["id"] for part in content["parts"] if part["table"] == "premium_projects"]
        for name, ids in ticked.items():
            self._show(name, ids)

    def save_operation(self, confirmed: Sequence[str]) -> tuple[Callable[..., int], tuple[Any, ...]]:
        ticked = self.attendance.present(), self.proposals.present()
        return committee.save_session, (self.texts(), *ticked, self.record_id, confirmed)


def _period(row: Row) -> str:
    if row["ends_on"] is None:
        return _("desde el {day}").format(day=format_date(row["starts_on"]))
    return f"{format_date(row['starts_on'])} – {format_date(row['ends_on'])}"


def _fill_term(card: RecordCard, data: Card) -> None:
    row = data.record
    card.head(row["member_name"], f"{_(COMMITTEE_ROLES[row['role']])}  ·  {_period(row)}")
    card.facts(
        (
            (_("Documento"), personal.number(document_text(row["document_type"], row["document_number"]))),
            (_("Desde"), format_date(row["starts_on"])),
            (_("Hasta"), _until(row, card.desk.books.books.today())),
            (_("Notas"), row["notes"]),
        )
    )
    card.action(
        _("Ver su ficha"), "user-circle", lambda: card.desk.record_wanted.emit("members", int(row["member_id"]))
    )


def _until(row: Row, today: date) -> str:
    if row["ends_on"] is None:
        return _("Sigue en el cargo")
    words = _("{day}, sigue en el cargo") if row["starts_on"] <= today <= row["ends_on"] else "{day}"
    return words.format(day=format_date(row["ends_on"]))


def _fill_session(card: RecordCard, data: Card) -> None:
    row = data.record
    card.head(row["acta"], "  ·  ".join(filter(None, (format_date(row["held_on"]), row["place"]))))
    card.facts(
        (
            (_("Asuntos"), row["matters"]),
            (_("Se decidió"), row["decisions"]),
            (_("Vinieron"), committee_reports.came_words(row) or _("Sin asistencia anotada")),
        )
    )
    people = [part for part in data.parts if part["table"] == "members"]
    projects = [part for part in data.parts if part["table"] == "premium_projects"]
    if projects:
        card.section(_("Propuso"), [_part_line(card, part) for part in projects], len(projects))
    if people:
        card.section(_("Asistencia"), [_part_line(card, part) for part in people[:8]], len(people))


def _part_line(card: RecordCard, part: Row) -> CardLine:
    if part["table"] == "members":
        line = CardLine("user-circle", full_name(part), part["position"])
    else:
        line = CardLine("coin", part["name"], _(PROJECT_STATES[part["state"]]))
    line.clicked.connect(lambda: card.desk.record_wanted.emit(part["table"], part["id"]))
    return line


def _term_defaults(books: Books) -> Mapping[str, str]:
    return {"starts_on": format_date(books.today())}


COMMITTEE_TERMS_TAB = TabSpec(
    record_type=COMMITTEE_TERMS,
    title=N_("Comité de la Prima"),
    icon="users",
    columns=(
        ListColumn(
            title=N_("Apellidos y nombres"),
            key="sort_key",
            text=lambda row: row["member_name"],
            layout=Column(stretch=1),
        ),
        ListColumn(
            title=N_("Cargo"),
            key="role",
            text=lambda row: _(COMMITTEE_ROLES[row["role"]]),
            layout=Column(samples=("Secretario/a",)),
        ),
        ListColumn(
            title=N_("Desde"),
            key="starts_on",
            kind=DATE,
            text=lambda row: format_date(row["starts_on"]),
            layout=Column(samples=("23/11/2026",)),
        ),
        ListColumn(
            title=N_("Hasta"),
            key="ends_on",
            kind=DATE,
            text=lambda row: format_date(row["ends_on"]) if row["ends_on"] else _("Sigue"),
            layout=Column(samples=("23/11/2026",)),
            marks=lambda row: {} if row["ends_on"] else {CellRole.TONE: "good"},
        ),
    ),
    search_hint=N_("Buscar por nombre o cargo"),
    new_text=N_("Nuevo integrante"),
    first_text=N_("Anotar al primer integrante"),
    back_text=N_("Volver al Comité"),
    empty_title=N_("Todavía no hay comité de la Prima"),
    empty_sentence=N_("Aquí queda quién integra el comité de la Prima, desde cuándo y hasta cuándo."),
    empty_steps=(
        N_("Anote a cada integrante con su cargo y desde cuándo."),
        N_("Cuando termine su cargo, anote hasta cuándo; no lo borre."),
        N_("Anote las sesiones en «Sesiones del comité»."),
    ),
    order=("starts_on", "id"),
    filters=((N_("Todos"), {}), (N_("En el cargo hoy"), committee.sitting)),
    report="comite",
    report_text=N_("Imprimir"),
    form=CommitteeTermForm,
    fill_card=_fill_term,
    defaults=_term_defaults,
)

COMMITTEE_SESSIONS_TAB = TabSpec(
    record_type=COMMITTEE_SESSIONS,
    title=N_("Sesiones del comité"),
    icon="users-three",
    columns=(
        ListColumn(
            title=N_("Fecha"),
            key="held_on",
            kind=DATE,
            text=lambda row: format_date(row["held_on"]),
            layout=Column(samples=("23/11/2026",)),
        ),
        ListColumn(title=N_("Acta"), key="acta", text=lambda row: row["acta"], layout=Column(stretch=1)),
        ListColumn(
            title=N_("Asuntos"),
            key="matters",
            text=lambda row: " ".join(row["matters"].split()),
            layout=Column(stretch=3, optional=True),
            marks=lambda row: {CellRole.TONE: "ink2"},
        ),
        ListColumn(
            title=N_("Asistieron"),
            key="attendance",
            kind=INTEGER,
            text=lambda row: str(row["attendance"]) if row["attendance"] else "–",
            layout=Column(samples=("000",), right=True),
        ),
        ListColumn(
            title=N_("Propuso"),
            key="proposal_count",
            kind=INTEGER,
            text=lambda row: str(row["proposal_count"]) if row["proposal_count"] else "–",
            layout=Column(samples=("000",), right=True),
        ),
    ),
    search_hint=N_("Buscar por acta, lugar o asunto"),
    new_text=N_("Nueva sesión"),
    first_text=N_("Anotar la primera sesión"),
    back_text=N_("Volver a Sesiones"),
    empty_title=N_("Todavía no hay sesiones del comité"),
    empty_sentence=N_("Aquí quedan las actas del comité de la Prima: quiénes vinieron y qué propusieron."),
    empty_steps=(
        N_("Anote la sesión: fecha, acta y qué se trató."),
        N_("Marque quiénes vinieron y qué proyectos se propusieron."),
        N_("La asamblea vota el plan: imprímalo con «Plan de la Prima para la asamblea»."),
    ),
    order=("held_on", "id"),
    report="comite",
    report_text=N_("Imprimir"),
    form=CommitteeSessionForm,
    fill_card=_fill_session,
    defaults=committee.new_session_texts,
)
