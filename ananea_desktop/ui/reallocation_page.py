"""The reimputación as it is typed: each line of the document with the place it should have had; its paper right."""

from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ananea_desktop.documents.reallocation import reallocation_pdf
from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.errors import InvalidRecord, NeedsConfirmation, UserError
from ananea_desktop.domain.language import SPANISH, _
from ananea_desktop.domain.money import format_money
from ananea_desktop.domain.receipts import KIND_TITLES, Receipt, ReceiptLine
from ananea_desktop.domain.rights import Right
from ananea_desktop.operations import office, reallocations, records
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.corrections import standing_lines
from ananea_desktop.operations.languages import in_language
from ananea_desktop.operations.reallocations import ReallocationDraft
from ananea_desktop.operations.records import problems_sentence
from ananea_desktop.ui import theme
from ananea_desktop.ui.buttons import primary_button, secondary_button
from ananea_desktop.ui.card import Facts
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.dialogs import tell
from ananea_desktop.ui.doubts import ask_doubts
from ananea_desktop.ui.fields import TextField
from ananea_desktop.ui.forms import AlertStrip, FormRow, Message
from ananea_desktop.ui.fund_choices import fund_choices
from ananea_desktop.ui.labels import hairline, label, title_with_help
from ananea_desktop.ui.new_paper import print_new
from ananea_desktop.ui.page_head import PageHead
from ananea_desktop.ui.preview import PreviewPane
from ananea_desktop.ui.problems import mend_when_changed
from ananea_desktop.ui.reallocation_line import ReallocationLine
from ananea_desktop.ui.record_form import DRAFT_PAUSE, watch_field

FORM_WIDTH = 664
FORM_LEAST = 560
PREVIEW_LEAST = 360
_PAUSE = 150
_FORM = "reallocation"


class ReallocationPage(QWidget):
    """``left`` when the person goes back, or the document is issued. What was typed waits as a draft."""

    rights: tuple[Right, ...] = (Right.MONEY,)
    left = Signal()

    def __init__(self, desk: Desk, receipt: Receipt) -> None:
        super().__init__()
        self.desk = desk
        self._receipt = receipt
        self._draft = ReallocationDraft(receipt_id=receipt.id)
        self._serial = 0
        self._confirmed: tuple[str, ...] = ()
        self._filling = False
        self._shown_problems = 0
        self.lines: list[ReallocationLine] = []
        self.strip = AlertStrip()
        self.strip.next_wanted.connect(self._go_to_problem)
        self.reason, self.approved_by = TextField(), TextField()
        self.rows = {
            "reason": FormRow(_("Motivo (se imprime)"), self.reason, stacked=True),
            "approved_by": FormRow(
                _("Quién lo aprobó (firma el papel)"),
                self.approved_by,
                stacked=True,
                hint=_("Por ejemplo el presidente, o el consejo de administración con su acta."),
            ),
        }
        for name, given in self.rows.items():
            given.field.setObjectName(f"reallocation_{name}")
            mend_when_changed(given)
            watch_field(given.field, self._react)
        self._preview_timer = QTimer(self, singleShot=True, interval=_PAUSE)
        self._preview_timer.timeout.connect(self._ask_preview)
        self._draft_timer = QTimer(self, singleShot=True, interval=DRAFT_PAUSE)
        self._draft_timer.timeout.connect(self._keep_draft)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._left_side())
        row.addWidget(self._right_side(), 1)
        desk.books.ask(_page_data, receipt, owner=self, then=lambda data: self._fill(*data))

    def _left_side(self) -> QWidget:
        side = QWidget()
        self._side = side
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(PageHead("", self.leave, keys=""))
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self._fields())
        self._area = area
        column.addWidget(area, 1)
        column.addWidget(hairline())
        column.addLayout(self._foot())
        return side

    def _fields(self) -> QWidget:
        receipt = self._receipt
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(theme.MARGIN, 4, theme.MARGIN, theme.GAP)
        column.setSpacing(12)
        column.addWidget(self.strip)
        title = _("{title} N.º {number}").format(title=_(KIND_TITLES[receipt.kind]), number=receipt.number_text)
        column.addWidget(label(title, "title", wrap=True))
        facts = [(_("Nombre"), receipt.party.name), (_("Fecha"), format_date(receipt.issued_on))]
        column.addWidget(Facts([*facts, (_("Importe"), format_money(receipt.total, receipt.currency))]))
        column.addWidget(hairline())
        self._line_column = QVBoxLayout()
        self._line_column.setSpacing(14)
        column.addLayout(self._line_column)
        self._general = Message()
        column.addWidget(self._general)
        column.addWidget(hairline())
        for row in self.rows.values():
            column.addWidget(row)
        column.addStretch(1)
        return page

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(theme.MARGIN, 10, theme.MARGIN, 10)
        row.setSpacing(10)
        self.issue_button = primary_button(_("Emitir e imprimir"), "printer", "Ctrl+P")
        self.issue_button.setObjectName("issue_reallocation")
        self.issue_button.clicked.connect(lambda: self.issue())
        leave = secondary_button(_("Salir"), shortcut="Esc")
        leave.clicked.connect(self.leave)
        row.addWidget(self.issue_button)
        row.addStretch(1)
        row.addWidget(leave)
        return row

    def _right_side(self) -> QWidget:
        side = QWidget()
        side.setProperty("surface", "desk")
        column = QVBoxLayout(side)
        column.setContentsMargins(20, 18, 20, 12)
        column.setSpacing(10)
        top = QHBoxLayout()
        title_with_help(label(_("Reimputación"), "title"), top)
        top.addStretch(1)
        column.addLayout(top)
        head = QHBoxLayout()
        head.addWidget(label(_("Le tocará el N.º"), "secondary"))
        self.number = label("", "strong", name="next_number")
        head.addWidget(self.number)
        head.addStretch(1)
        column.addLayout(head)
        self.preview = PreviewPane()
        column.addWidget(self.preview, 1)
        said = _("El recibo no cambia, ni la caja: solo pasa de un fondo o proyecto a otro, y queda dicho por qué.")
        column.addWidget(label(said, "secondary", wrap=True))
        return side

    def resizeEvent(self, event: QResizeEvent) -> None:
        room = self.width() - theme.scaled(PREVIEW_LEAST)
        self._side.setFixedWidth(min(theme.scaled(FORM_WIDTH), max(room, theme.scaled(FORM_LEAST))))

    def _fill(self, places: list[tuple[str, str]], lines: list[ReceiptLine], kept: dict[str, Any], boss: str) -> None:
        self._filling = True
        for number, line in enumerate(lines):
            row = ReallocationLine(number, line, places, self._receipt.currency)
            watch_field(row.place, partial(self._mend_line, row))
            watch_field(row.amount, partial(self._mend_line, row))
            watch_field(row.place, self._react)
            watch_field(row.amount, self._react)
            self.lines.append(row)
            self._line_column.addWidget(row)
        for row, texts in zip(self.lines, kept.get("lines", []), strict=False):
            row.fill(texts)
        self.reason.setText(kept.get("reason", ""))
        self.approved_by.setText(kept.get("approved_by", boss))
        self._draft.token = kept.get("token", self._draft.token)
        self._filling = False
        self._arrange()
        self._ask_preview()
        if self.lines:
            self.lines[0].place.setFocus()

    def draft(self) -> ReallocationDraft:
        """What is typed now."""
        return ReallocationDraft(
            receipt_id=self._receipt.id,
            lines=[row.texts() for row in self.lines],
            reason=self.reason.text(),
            approved_by=self.approved_by.text(),
            token=self._draft.token,
        )

    def _react(self) -> None:
        if not self._filling:
            self._arrange()
            self._count_problems()
            self._preview_timer.start()
            self._draft_timer.start()

    def _arrange(self) -> None:
        for row in self.lines:
            row.react()

    def _ask_preview(self) -> None:
        self._serial += 1
        serial = self._serial
        self.desk.books.ask(
            _preview,
            self.draft(),
            owner=self,
            then=lambda got: self._show_preview(*got) if serial == self._serial else None,
        )

    def _show_preview(self, number: str, pdf: bytes) -> None:
        self.number.setText(number)
        self.preview.show_pdf(pdf)

    # draft and issue

    def _keep_draft(self) -> None:
        desk = self.desk
        desk.books.ask(
            records.keep_draft,
            _FORM,
            self._receipt.id,
            vars(self.draft()),
            owner=desk,
            then=lambda _none: desk.draft_kept.emit(),
        )

    def leave(self) -> None:
        """Goes back; what was typed waits as a draft. While it is issued, the page waits for the answer."""
        if not self.issue_button.isEnabled():
            return
        if self._draft_timer.isActive():
            self._draft_timer.stop()
            self._keep_draft()
        self.left.emit()

    def issue(self, confirmed: tuple[str, ...] = (), spending_reason: str = "") -> None:
        """Once: while one is on its way the button is off, and the token would give the same document again."""
        if not self.issue_button.isEnabled():
            return
        self.issue_button.setEnabled(False)
        self._confirmed = confirmed
        self._draft_timer.stop()
        self.desk.books.ask(
            reallocations.reallocate,
            replace(self.draft(), spending_reason=spending_reason),
            confirmed,
            True,
            owner=self,
            then=self._take_issued,
            refused=self._refuse,
        )

    def _take_issued(self, receipt: Receipt) -> None:
        self.issue_button.setEnabled(True)
        desk = self.desk
        desk.record_saved.emit()
        desk.draft_dropped.emit()
        window = self.window()
        self.left.emit()
        desk.receipt_issued.emit(receipt.id)
        print_new(window, desk, receipt)

    def _refuse(self, problem: UserError) -> None:
        self.issue_button.setEnabled(True)
        self._draft_timer.start()
        if isinstance(problem, NeedsConfirmation):
            self._show_problems({})
            ask_doubts(
                self,
                problem,
                _("¿Emitir de todos modos?"),
                yes=_("Emitir la reimputación"),
                no=_("No emitir"),
                icon="receipt",
                then=lambda concerns, reason: self.issue((*self._confirmed, *concerns), reason),
                otherwise=lambda: (self._area.focusWidget() or self.reason).setFocus(),
            )
            return
        self._show_problems(problem.problems if isinstance(problem, InvalidRecord) else {}, problem.sentence)
        self.issue_button.setFocus()  # the first problem, not the one after a field that has the cursor
        self._go_to_problem()

    def _show_problems(self, problems: dict[str, str], sentence: str = "") -> None:
        for name, row in self.rows.items():
            row.set_problem(problems.get(name, ""))
        for number, line in enumerate(self.lines, start=1):
            line.show_problems(problems.get(f"line {number} fund", ""), problems.get(f"line {number} amount", ""))
        self._general.say(problems.get("lines", ""), error=True)
        self.strip.say(sentence)
        self._shown_problems = len(self._problem_fields())

    def _mend_line(self, line: ReallocationLine) -> None:
        """What is chosen now is not what was wrong."""
        line.show_problems("", "")
        self._general.say("", error=True)

    def _count_problems(self) -> None:
        left = len(self._problem_fields())
        if left != self._shown_problems:
            self._shown_problems = left
            self.strip.say(problems_sentence(left) if left else "")

    def _problem_fields(self) -> list[QWidget]:
        fields = [field for field in (line.problem_field() for line in self.lines) if field is not None]
        fields += [row.field for row in self.rows.values() if row.problem()]
        if self._general.text() and self.lines:
            fields.insert(0, self.lines[0].place)
        return fields

    def _go_to_problem(self) -> None:
        fields = self._problem_fields()
        focused = [number for number, field in enumerate(fields) if field.hasFocus()]
        if fields:
            target = fields[(focused[0] + 1) % len(fields) if focused else 0]
            target.setFocus(Qt.FocusReason.OtherFocusReason)
            self._area.ensureWidgetVisible(target, 0, 60)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.focusNextChild()
        else:
            super().keyPressEvent(event)


def open_reallocation(parent: QWidget, desk: Desk, receipt: Receipt) -> None:
    """Opens the page, or says why fund and project of this document cannot be corrected."""

    def answer(refusal: str) -> None:
        if refusal:
            tell(parent, _("No se puede corregir así"), refusal)
        else:
            desk.page_wanted.emit(ReallocationPage(desk, receipt))

    desk.books.ask(reallocations.why_not_reallocate, receipt, owner=parent, then=answer)


def _page_data(books: Books, receipt: Receipt) -> tuple[list[tuple[str, str]], list[ReceiptLine], dict[str, Any], str]:
    """The places to choose from, the lines that stand, what was left typed, and who usually approves."""
    places = fund_choices({**office.choices(books), **office.receipt_choices(books)})
    kept = records.draft(books, _FORM, receipt.id) or {}
    return places, list(standing_lines(books, receipt)), kept, office.letterhead(books).president_name


def _preview(books: Books, draft: ReallocationDraft) -> tuple[str, bytes]:
    made = reallocations.preview_reallocation(books, draft)
    with in_language(SPANISH):  # as it will be issued, whatever the window speaks
        return made.number_text, reallocation_pdf(made)
