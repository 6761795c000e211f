"""The page that fills in one document of money beside the receipts: its fields, its lines, what is wrong with them."""

import uuid
from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from ananea_desktop.domain import money
from ananea_desktop.domain.errors import InvalidRecord, NeedsConfirmation, UserError
from ananea_desktop.domain.language import _
from ananea_desktop.domain.receipts import KIND_TITLES, Receipt
from ananea_desktop.domain.rights import Right
from ananea_desktop.operations import office, receipt_drafts, records
from ananea_desktop.operations.books import Books
from ananea_desktop.ui import theme
from ananea_desktop.ui.buttons import primary_button, secondary_button
from ananea_desktop.ui.choice import ChoiceField
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.doubts import ask_doubts
from ananea_desktop.ui.fields import AmountField, TextField
from ananea_desktop.ui.forms import AlertStrip, FormRow
from ananea_desktop.ui.fund_choices import from_editor, fund_choices, fund_key, to_editor
from ananea_desktop.ui.labels import hairline, label
from ananea_desktop.ui.lines_editor import LineField, LinesEditor, total_block
from ananea_desktop.ui.page_head import PageHead
from ananea_desktop.ui.problems import FieldProblems, mend_when_changed
from ananea_desktop.ui.record_form import DRAFT_PAUSE, field_text, set_field_text, watch_field

WIDTH = 860
"""Of the fields, at 12 points: what an eye follows without turning the head."""


class DocumentPage(QWidget):
    """``left`` when the person goes back. What was typed waits as a draft until the document is made.

    A subclass gives ``make_fields`` and ``save``; it may have lines, and things to arrange after each change.
    """

    left = Signal()
    rights: tuple[Right, ...] = (Right.MONEY,)
    title = ""
    """Marked with N_, as the other words below."""
    sentence = ""
    save_text = ""
    form = ""
    """The name its draft is kept under."""
    columns = 3
    is_wide = False
    """Whether it takes the whole window, for a table."""
    has_amounts = True
    """Whether its lines are of money: each of a fund, with a total under them."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.rows: dict[str, FormRow] = {}
        self.lines: LinesEditor | None = None
        self.total: QLabel | None = None
        self.choices: dict[str, Any] = {}
        self.token = ""
        self._is_saving = self._leaves_when_answered = False
        self._confirmed: tuple[str, ...] = ()
        self._filling = True
        self._fund_choices: list[tuple[str, str]] = []
        self.strip = AlertStrip()
        self.strip.next_wanted.connect(self._go_to_problem)
        self.problems = FieldProblems(self.strip, self.problem_rows, lambda: self.lines)
        self._draft_timer = QTimer(self, singleShot=True, interval=DRAFT_PAUSE)
        self._draft_timer.timeout.connect(self._keep_draft)

    # what a subclass gives

    def make_fields(self) -> dict[str, FormRow]:
        """The fields by the names that the operation uses for its problems, in order."""
        raise NotImplementedError

    def save(self, books: Books, texts: dict[str, Any], confirmed: tuple[str, ...]) -> Any:
        """Makes the document, whose draft goes with it by its token, and gives it; in the books' thread, no widget."""
        raise NotImplementedError

    def line_fields(self) -> tuple[LineField, ...]:
        """The fields of a line; none where the document has no lines to type."""
        return ()

    def choose_from(self, books: Books) -> dict[str, Any]:
        """What the fields choose from and begin with; ``texts`` among it fills them. In the books' thread."""
        return {}

    def arrange(self) -> None:
        """Shows, hides and words what depends on other fields."""

    def currency(self) -> str:
        """Of the total under the lines."""
        return "PEN"

    # opening

    def open(self) -> "DocumentPage":
        """Asks for what it needs, and shows itself over what is in sight."""
        self.desk.page_wanted.emit(self)
        self.desk.books.ask(self._load, owner=self, then=self._show)
        return self

    def _load(self, books: Books) -> dict[str, Any]:
        kept = records.draft(books, self.form)
        return {**office.choices(books), **office.receipt_choices(books), **self.choose_from(books), "kept": kept}

    def _show(self, choices: dict[str, Any]) -> None:
        self.choices = choices
        given: dict[str, Any] = choices["kept"] or choices.get("texts") or {}
        self._fund_choices = fund_choices(choices, [])
        self.rows = self.make_fields()
        self._lay_out()
        self._fill(given)
        if choices["kept"] is not None and "token" not in given:
            self._draft_timer.start()  # kept by an earlier version, without the token by which it goes when it is made
        first = next(iter(self.rows.values()), None)
        if first is not None:
            first.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self, given: Mapping[str, Any]) -> None:
        self._filling = True
        for name, row in self.rows.items():
            if name in given:
                set_field_text(row.field, str(given[name]))
        if self.lines is not None:
            lines = given.get("lines", [])
            self.lines.set_texts([to_editor(line) for line in lines] if self.has_amounts else lines)
        self.token = str(given.get("token") or uuid.uuid4().hex)
        self._filling = False
        self._arrange()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head())
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self._body())
        self._area = area
        column.addWidget(area, 1)
        column.addWidget(hairline())
        column.addLayout(self._foot())

    def _head(self) -> PageHead:
        return PageHead(_(self.title), self.leave)

    def _body(self) -> QWidget:
        page = QWidget()
        outer = QHBoxLayout(page)
        outer.setContentsMargins(theme.MARGIN, 6, theme.MARGIN, theme.GAP)
        inner = QWidget()
        if not self.is_wide:
            theme.keep_scaled(inner, QWidget.setMaximumWidth, WIDTH)
        outer.addWidget(inner, 1)
        outer.addStretch(0)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(self.strip)
        if self.sentence:
            column.addWidget(label(_(self.sentence), "secondary", wrap=True))
        column.addLayout(self._grid())
        if fields := self.line_fields():
            self.lines = LinesEditor(fields, _("Agregar línea"))
            self.lines.changed.connect(self._react)
            if self.has_amounts:
                total_row, self.total = total_block(_("Total"))
                self.lines.foot.addLayout(total_row)
            column.addWidget(hairline())
            column.addWidget(self.lines)
        self.add_parts(column)
        column.addStretch(1)
        return page

    def add_parts(self, column: QVBoxLayout) -> None:
        """More under the fields and lines."""

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.GAP)
        grid.setVerticalSpacing(12)
        for place, (name, row) in enumerate(self.rows.items()):
            row.field.setObjectName(name)
            mend_when_changed(row)
            watch_field(row.field, self._react)
            grid.addWidget(row, place // self.columns, place % self.columns, Qt.AlignmentFlag.AlignTop)
        for column in range(self.columns):
            grid.setColumnStretch(column, 1)
        return grid

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(theme.MARGIN, 10, theme.MARGIN, 10)
        row.setSpacing(10)
        self.save_button = primary_button(_(self.save_text), "check", "Ctrl+S")
        self.save_button.setObjectName("save_document")
        self.save_button.clicked.connect(lambda: self.try_to_save())
        leave = secondary_button(_("Salir"))
        leave.clicked.connect(self.leave)
        row.addWidget(self.save_button)
        row.addStretch(1)
        row.addWidget(leave)
        return row

    # fields that several documents have

    def concept_field(self, title: str = "") -> LineField:
        return LineField(name="concept", title=title or _("Por concepto de"), make=TextField)

    def fund_field(self, width: int = 250) -> LineField:
        """``width``: pixels at 12 points; 0 takes what is left. Where there are several none is proposed: the wrong one
        would stand unseen on a document that is never changed."""

        def make() -> ChoiceField:
            none = [(fund_key({}), _("Elija el fondo"))] if len(self._fund_choices) > 1 else []
            return ChoiceField([*none, *self._fund_choices])

        return LineField(name="fund", title=_("Fondo y proyecto"), make=make, width=width)

    def amount_field(self) -> LineField:
        return LineField(name="amount", title=_("Importe"), make=AmountField, width=120, right=True)

    def account_choices(self, kind: str = "") -> list[tuple[str, str]]:
        """Accounts by id as text; of one kind where it is given."""
        kinds = self.choices["account_kinds"]
        return [(str(key), name) for key, name in self.choices["accounts"] if not kind or kinds[str(key)] == kind]

    def account_currency(self, name: str) -> str:
        """The currency of the account chosen in a field."""
        return str(self.choices["currencies"].get(field_text(self.rows[name].field), "PEN"))

    # typing

    def texts(self) -> dict[str, Any]:
        """All that is typed, as the operation takes it."""
        found: dict[str, Any] = {name: field_text(row.field) for name, row in self.rows.items()}
        if self.lines is not None:
            lines = self.lines.texts()
            found["lines"] = [from_editor(line) for line in lines] if self.has_amounts else lines
        return found | {"token": self.token}

    def _react(self) -> None:
        if not self._filling:
            self._arrange()
            self.problems.follow()
            if not self._is_saving:  # else it is on its way: a draft kept behind it would wait for ever
                self._draft_timer.start()

    def _arrange(self) -> None:
        self.arrange()
        if self.lines is not None and self.total is not None:
            self.total.setText(money.format_money(self.sum_of_lines(), self.currency()))

    def sum_of_lines(self) -> int:
        """Céntimos of the lines whose amounts can be read."""
        return receipt_drafts.sum_of(self.lines.texts() if self.lines is not None else [])

    def _keep_draft(self) -> None:
        desk = self.desk
        desk.books.ask(
            records.keep_draft, self.form, 0, self.texts(), owner=desk, then=lambda _none: desk.draft_kept.emit()
        )

    def leave(self) -> None:
        """Goes back; what was typed waits as a draft. Asked while it is saved, the page first waits for the answer."""
        if self._is_saving:
            self._leaves_when_answered = True
            return
        if self._draft_timer.isActive():
            self._draft_timer.stop()
            self._keep_draft()
        self.left.emit()

    # saving

    def try_to_save(self, confirmed: tuple[str, ...] = (), spending_reason: str = "") -> None:
        """Once: while it is on its way the button is off, and its token would give the same document again."""
        if self._is_saving:
            return
        self._set_saving(True)
        if self._draft_timer.isActive():
            self._draft_timer.stop()
            self._keep_draft()  # whatever comes between, what was typed in the last moment is not lost
        self._confirmed = confirmed
        texts = self.texts() | ({"spending_reason": spending_reason} if spending_reason else {})
        self.desk.books.ask(self.save, texts, confirmed, owner=self, then=self._take_saved, refused=self._refuse)

    def _set_saving(self, is_saving: bool) -> None:
        self._is_saving = is_saving
        self.save_button.setEnabled(not is_saving)

    def _take_saved(self, made: Any) -> None:
        self._set_saving(False)
        self.desk.record_saved.emit()
        self.desk.draft_dropped.emit()
        self.tell_saved(made)
        if self._leaves_when_answered:
            self.left.emit()
        else:
            self.after_saving(made)

    def tell_saved(self, made: Receipt) -> None:
        self.desk.said.emit(
            _("Se guardó: {title} {number}.").format(title=_(KIND_TITLES[made.kind]), number=made.number_text)
        )

    def after_saving(self, made: Receipt) -> None:
        """Shows the document in the book, where it is printed."""
        self.left.emit()
        self.desk.record_wanted.emit("receipts", made.id)

    def _refuse(self, problem: UserError) -> None:
        self._set_saving(False)
        self._draft_timer.start()
        if self._leaves_when_answered:
            self.leave()
            self.desk.said.emit(_("No se guardó y espera como borrador. {why}").format(why=problem.sentence))
            return
        if isinstance(problem, NeedsConfirmation):
            self.problems.show({})
            ask_doubts(
                self,
                problem,
                _("¿Guardar de todos modos?"),
                yes=_("Guardar"),
                no=_("Volver y revisar"),
                icon="check",
                then=lambda concerns, reason: self.try_to_save((*self._confirmed, *concerns), reason),
            )
            return
        self.problems.show(problem.problems if isinstance(problem, InvalidRecord) else {}, problem.sentence)
        self._go_to_field(next(iter(self.problems.fields()), None))

    def problem_rows(self) -> Mapping[str, FormRow]:
        """The rows by the names that the operation uses for its problems."""
        return self.rows

    def _go_to_problem(self) -> None:
        self._go_to_field(self.problems.next_field())

    def _go_to_field(self, target: QWidget | None) -> None:
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)
            self._area.ensureWidgetVisible(target, 0, 60)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.focusNextChild()
            focused = self.focusWidget()
            if focused is not None and self._area.isAncestorOf(focused):
                self._area.ensureWidgetVisible(focused, 0, 60)  # Qt scrolls by itself for Tab, not for this
        else:
            super().keyPressEvent(event)
