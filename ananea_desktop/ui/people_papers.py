"""Papers of many people at once: lists to sign, credential cards, labels; of all hábiles, or of who is ticked."""

from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ananea_desktop.domain.errors import InvalidRecord, UserError
from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.members import PERSON_KINDS, STATES, full_name
from ananea_desktop.domain.steps import Steps
from ananea_desktop.operations import member_cards, registers, reports
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.registers import SignatureWish
from ananea_desktop.ui import theme
from ananea_desktop.ui.attendance import AttendanceList, TickWords
from ananea_desktop.ui.buttons import primary_button, secondary_button
from ananea_desktop.ui.choice import ChoiceField, SegmentedChoice
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.empty_page import EmptyPage
from ananea_desktop.ui.fields import NumberField, TextField
from ananea_desktop.ui.forms import FormRow
from ananea_desktop.ui.labels import hairline, label
from ananea_desktop.ui.page_head import PageHead
from ananea_desktop.ui.paper_page import Paper
from ananea_desktop.ui.problems import mend_when_changed
from ananea_desktop.ui.record_model import Row

SIGNATURES, CREDENTIALS, LABELS = "signatures", "credentials", "labels"
_WIDTH = 860
_WHO = {
    "active": N_("Socios hábiles"),
    "members": N_("Todos los socios"),
    "workers": N_("Trabajadores"),
    "everyone": N_("Socios y trabajadores"),
}
_WORDS = TickWords(
    title=N_("A quiénes"),
    search=N_("Buscar por nombre"),
    count=N_("{count} marcados"),
    everyone=N_("Marcar a todos"),
    nobody=N_("A ninguno"),
)


class PeoplePapersPage(QWidget):
    """``left`` when the person goes back."""

    left = Signal()

    def __init__(self, desk: Desk, kind: str = SIGNATURES) -> None:
        super().__init__()
        self.desk = desk
        self.way_back = _("Volver a {tab}").format(tab=_("Listas y credenciales"))
        self._people: list[Row] = []
        self.kind = SegmentedChoice(
            [(SIGNATURES, _("Lista de firmas")), (CREDENTIALS, _("Credenciales")), (LABELS, _("Etiquetas"))],
            _("Qué se imprime"),
        )
        self.kind.setObjectName("paper_kind")
        self.kind.set_value(kind)
        self.kind.value_changed.connect(self._arrange)
        self.rows = {
            "title": FormRow(_("Título de la lista"), TextField(_(registers.SIGNATURES)), stacked=True),
            "subtitle": FormRow(_("Debajo del título"), TextField(), optional=True, stacked=True),
            "blank": FormRow(_("Filas vacías al final"), NumberField("0"), stacked=True),
        }
        for name, row in self.rows.items():
            row.field.setObjectName(f"list_{name}")
            mend_when_changed(row)
        self.who = ChoiceField([(key, _(text)) for key, text in _WHO.items()], fits=True)
        self.who.setObjectName("who")
        self.who.setAccessibleName(_("A quiénes"))
        self.who.value_changed.connect(self._tick_all)
        self.ticks = AttendanceList("people", _WORDS, rows=3)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head())
        self._work = QWidget()
        work = QVBoxLayout(self._work)
        work.setContentsMargins(0, 0, 0, 0)
        work.setSpacing(0)
        work.addLayout(self._body(), 1)
        work.addWidget(hairline())
        work.addLayout(self._foot())
        column.addWidget(self._work, 1)
        self._arrange()

    def _head(self) -> PageHead:
        return PageHead(_("Listas de firmas, credenciales y etiquetas"), self.leave)

    def _body(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setContentsMargins(theme.MARGIN, 6, theme.MARGIN, theme.GAP)
        column.setSpacing(14)
        kinds = QHBoxLayout()
        kinds.addWidget(self.kind)
        kinds.addStretch(1)
        column.addLayout(kinds)
        words = QHBoxLayout()
        words.setSpacing(theme.GAP)
        for row in self.rows.values():
            words.addWidget(row)
        words.addStretch(1)
        column.addLayout(words)
        who = QHBoxLayout()
        who.setSpacing(theme.GAP)
        who.addWidget(label(_("A quiénes"), "section"))
        who.addWidget(self.who)
        who.addStretch(1)
        column.addLayout(who)
        inner = QWidget()
        theme.keep_scaled(inner, QWidget.setMaximumWidth, _WIDTH)
        place = QVBoxLayout(inner)
        place.setContentsMargins(0, 0, 0, 0)
        place.addWidget(self.ticks)
        column.addWidget(inner, 1)
        return column

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(theme.MARGIN, 10, theme.MARGIN, 10)
        see = primary_button(_("Ver e imprimir"), "printer", "Ctrl+P")
        see.setObjectName("see_people_paper")
        see.clicked.connect(self._see)
        row.addWidget(see)
        row.addStretch(1)
        leave = secondary_button(_("Salir"))
        leave.clicked.connect(self.leave)
        row.addWidget(leave)
        return row

    def open(self) -> "PeoplePapersPage":
        """Shows itself over what is in sight, and asks for the register."""
        self.desk.page_wanted.emit(self)
        self.desk.books.ask(registers.people_to_choose, owner=self, then=self._show)
        return self

    def _show(self, people: list[Row]) -> None:
        self._people = people
        self._tick_all()
        if not people:
            self._show_empty()

    def _show_empty(self) -> None:
        """Nobody is noted yet: what comes first."""
        begin = primary_button(_("Anotar el primer socio"), "plus")
        begin.setObjectName("first_row")
        begin.clicked.connect(lambda: self.desk.record_wanted.emit("members", -1))
        begin.offer(self.desk.may_change("members"))
        steps = (
            _("Anote a los socios con su DNI, o tráigalos de una hoja de Excel."),
            _("Vuelva aquí y elija a quiénes."),
            _("Imprima la lista de firmas, las credenciales o las etiquetas."),
        )
        what = _("De aquí salen las listas para firmar, las credenciales y las etiquetas.")
        page = EmptyPage("identification-card", _("Todavía no hay nadie anotado"), what, steps, (begin,))
        self._work.hide()
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.addWidget(page, 1)

    def _arrange(self) -> None:
        for row in self.rows.values():
            row.setVisible(self.kind.value() == SIGNATURES)

    def _tick_all(self) -> None:
        """Everyone of the choice, ticked; one takes the ticks off whom one does not want."""
        chosen = [row for row in self._people if _belongs(row, str(self.who.value()))]
        names = [(int(row["id"]), f"{full_name(row)}  ·  {_standing(row)}") for row in chosen]
        self.ticks.show_people(names, [each for each, _name in names])

    def _see(self) -> None:
        members, kind = self.ticks.present(), str(self.kind.value())
        if kind != SIGNATURES:
            self._check(member_cards.people, members, paper=_cards_paper(kind, members))
            return
        texts: dict[str, Any] = {name: row.field.text() for name, row in self.rows.items()}  # type: ignore[attr-defined]
        wish = SignatureWish(members=members, **texts)
        self._check(registers.signature_list, wish, paper=_signatures_paper(wish))

    def _check(self, operation: Any, given: object, paper: Paper) -> None:
        """What is wrong is said here, beside its field, and not on the page of the paper."""
        then = partial(self._open, paper)
        self.desk.books.ask(operation, given, owner=self, then=then, refused=self._refuse)

    def _open(self, paper: Paper, _made: object) -> None:
        self.desk.paper_wanted.emit(paper)

    def _refuse(self, problem: UserError) -> None:
        if not isinstance(problem, InvalidRecord):
            self.desk.books.problem_met.emit(problem)
            return
        for name, row in self.rows.items():
            row.set_problem(problem.problems.get(name, ""))
        next((row.field for name, row in self.rows.items() if name in problem.problems), self.ticks).setFocus()

    def leave(self) -> None:
        self.left.emit()


def _belongs(row: Row, who: str) -> bool:
    if who == "active":
        return bool(row["kind"] == "member" and row["state"] == "active")
    return who == "everyone" or row["kind"] == who.removesuffix("s")


def _standing(row: Row) -> str:
    kind = _(PERSON_KINDS[row["kind"]])
    return kind if row["state"] == "active" else f"{kind}, {_(STATES[row['state']]).lower()}"


def _signatures_paper(wish: SignatureWish) -> Paper:
    return Paper(
        title=wish.title.strip() or _(registers.SIGNATURES),
        file_name="lista-de-firmas",
        make=lambda books, _year, language, form: registers.signature_file(books, wish, language, form),
        forms=reports.FORMS,
    )


def _cards_paper(kind: str, members: list[int]) -> Paper:
    make = member_cards.credentials if kind == CREDENTIALS else member_cards.labels

    def made(books: Books, _year: int | None, language: str, _form: str) -> Steps[bytes]:
        return make(books, members, language)

    title = _(member_cards.CREDENTIALS) if kind == CREDENTIALS else _(member_cards.LABELS)
    return Paper(title=title, file_name="credenciales" if kind == CREDENTIALS else "etiquetas", make=made)
