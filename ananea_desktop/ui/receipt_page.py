"""The receipt as it is typed: the form left, the paper as it will come out right; then number and print."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from ananea_desktop.domain import money
from ananea_desktop.domain.errors import InvalidRecord, NeedsConfirmation, UserError
from ananea_desktop.domain.language import _, plural
from ananea_desktop.domain.receipts import SHORT_TITLES, Receipt
from ananea_desktop.domain.rights import Right
from ananea_desktop.operations import receipt_drafts, receipts, waiting_receipts
from ananea_desktop.operations.receipt_drafts import ReceiptDraft
from ananea_desktop.operations.waiting_receipts import Start
from ananea_desktop.ui import theme
from ananea_desktop.ui.buttons import link_button, primary_button, secondary_button
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.doubts import ask_doubts
from ananea_desktop.ui.first_things import when_ready
from ananea_desktop.ui.labels import hairline
from ananea_desktop.ui.new_paper import print_new
from ananea_desktop.ui.page_head import PageHead
from ananea_desktop.ui.receipt_form import ReceiptForm
from ananea_desktop.ui.receipt_preview import ReceiptPreview
from ananea_desktop.ui.record_form import DRAFT_PAUSE

FORM_WIDTH = 664
FORM_LEAST = 560
PREVIEW_LEAST = 360
PREVIEW_PAUSE = 150
NAME_WIDTH = 320
"""Of a name in the menu of what waits."""
MOST_OTHERS = 15
"""Half-typed receipts offered at once, the last left."""


class ReceiptPage(QWidget):
    """``left`` when the person goes back; ``issued`` with the receipt once it is in the book."""

    rights: tuple[Right, ...] = (Right.MONEY,)
    left = Signal()
    issued = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._opened: ReceiptDraft | None = None
        self._has_kept = False
        self._others: list[ReceiptDraft] = []
        self._leaves_when_answered = False
        self._confirmed: tuple[str, ...] = ()
        self.form = ReceiptForm(desk)
        self.form.changed.connect(self._react)
        self.preview = ReceiptPreview(desk, self.form.draft)
        self._preview_timer = QTimer(self, singleShot=True, interval=PREVIEW_PAUSE)
        self._preview_timer.timeout.connect(self.preview.refresh)
        self._draft_timer = QTimer(self, singleShot=True, interval=DRAFT_PAUSE)
        self._draft_timer.timeout.connect(self._keep_draft)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._side = self._left_side()
        row.addWidget(self._side)
        row.addWidget(self.preview, 1)

    # layout

    def _left_side(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head())
        column.addWidget(self._drafts_line())
        column.addWidget(self.form, 1)
        column.addWidget(hairline())
        column.addLayout(self._foot())
        return side

    def _head(self) -> PageHead:
        head = PageHead("", self.leave, self.form.kind, keys="")
        assert head.back is not None
        self.back = head.back
        return head

    def _drafts_line(self) -> QWidget:
        """What waits half typed; takes no room where nothing does."""
        self.recovered = link_button(_("Empezar en blanco"), "clock-counter-clockwise")
        self.recovered.setToolTip(_("Se recuperó el borrador que dejó. Con este botón lo descarta."))
        self.recovered.clicked.connect(self._start_over)
        self.others = link_button("", "pencil-simple")
        self.others.setObjectName("waiting_receipts")
        self.others.setToolTip(_("Recibos que dejó sin terminar. Aquí elige con cuál seguir."))
        self.others.clicked.connect(self._offer_others)
        self._drafts = QWidget()
        row = QHBoxLayout(self._drafts)
        row.setContentsMargins(theme.MARGIN - theme.OVERHANG, 0, theme.MARGIN, 0)
        row.addWidget(self.recovered)
        row.addWidget(self.others)
        row.addStretch(1)
        self._drafts.hide()
        return self._drafts

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(theme.MARGIN, 10, theme.MARGIN, 10)
        row.setSpacing(10)
        self.issue_button = primary_button(_("Emitir e imprimir"), "printer", "Ctrl+P")
        self.issue_button.setObjectName("issue")
        self.issue_button.clicked.connect(lambda: self.issue())
        draft = secondary_button(_("Dejar en borrador"), shortcut="Ctrl+S")
        draft.setObjectName("keep_draft")
        draft.clicked.connect(self.leave)
        leave = secondary_button(_("Salir"), shortcut="Esc")
        leave.clicked.connect(self.leave)
        row.addWidget(self.issue_button)
        row.addWidget(draft)
        row.addStretch(1)
        row.addWidget(leave)
        return row

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow window takes from the form only what the paper needs to be recognised."""
        room = self.width() - theme.scaled(PREVIEW_LEAST)
        self._side.setFixedWidth(min(theme.scaled(FORM_WIDTH), max(room, theme.scaled(FORM_LEAST))))

    # opening

    def open_draft(self, draft: ReceiptDraft, back: str, resumes: bool = True) -> None:
        """Shows a draft: empty, filled in from a record, or one that was left. In place of an empty one the one left
        last is shown, unless ``resumes`` is off."""
        self.back.setText(back)
        self.desk.books.ask(waiting_receipts.start, draft, resumes, owner=self, then=self._fill)

    def _fill(self, start: Start) -> None:
        lacking = "accounts" if not start.choices["accounts"] else "funds" if not start.choices["funds"] else ""
        if lacking:
            window = self.window()
            self.left.emit()
            when_ready(window, self.desk, (lacking,), lambda: None)
            return
        draft = start.draft
        self._has_kept = False
        self.recovered.setVisible(start.is_resumed)
        self._others = start.others[:MOST_OTHERS]
        count = len(start.others)
        words = plural(_("Otro recibo sin terminar"), _("Otros {count} sin terminar"), count)
        self.others.setText(words.format(count=count))
        self.others.setVisible(count > 0)
        self._drafts.setVisible(start.is_resumed or count > 0)
        self.issue_button.setText(_("Guardar") if draft.booklet else _("Emitir e imprimir"))
        self.issue_button.set_icon("check" if draft.booklet else "printer")
        self.issue_button.setEnabled(True)
        self.form.show_draft(draft, start.choices, is_typed=start.is_resumed)
        self._opened = None if start.is_resumed else self.form.draft()
        self.preview.arrange(draft)
        self.preview.refresh()

    def _offer_others(self) -> None:
        menu = QMenu(self.others)
        letters = menu.fontMetrics()
        for draft in self._others:
            kind = _(SHORT_TITLES[draft.kind])
            name = letters.elidedText(
                draft.party_name.strip() or _("sin nombre"), Qt.TextElideMode.ElideRight, theme.scaled(NAME_WIDTH)
            )
            total = money.format_amount(receipt_drafts.sum_of(draft.lines))
            entry = menu.addAction(f"{kind} · {name} · {total}".replace("&", "&&"))
            entry.triggered.connect(partial(self._go_to_other, draft))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.others.mapToGlobal(self.others.rect().bottomLeft()))

    def _go_to_other(self, draft: ReceiptDraft, _checked: bool = False) -> None:
        """What was typed here waits in its turn."""
        self._put_away()
        self.open_draft(draft, self.back.text())

    # draft, issue

    def _react(self) -> None:
        self.preview.arrange(self.form.draft())
        self._preview_timer.start()
        self._draft_timer.start()

    def _keep_draft(self) -> None:
        draft, desk = self.form.draft(), self.desk
        if not self._is_as_opened(draft):
            self._has_kept = True
            desk.books.ask(waiting_receipts.keep, draft, owner=desk, then=lambda _none: desk.draft_kept.emit())
        elif self._has_kept:
            self._has_kept = False
            desk.books.ask(waiting_receipts.drop, draft, owner=desk, then=lambda _none: desk.draft_dropped.emit())
        else:
            desk.draft_dropped.emit()

    def _is_as_opened(self, draft: ReceiptDraft) -> bool:
        """Whether nothing was typed, nor recovered; that it is for income or for spending is no typing."""
        return self._opened is not None and replace(draft, kind=self._opened.kind) == self._opened

    def _start_over(self) -> None:
        """Throws the recovered draft away and begins anew."""
        self._draft_timer.stop()
        left = self.form.draft()
        blank = ReceiptDraft(kind=left.kind, booklet=left.booklet, booklet_number=left.booklet_number)
        self.desk.books.ask(waiting_receipts.drop, left, owner=self, then=lambda _none: self._open_blank(blank))

    def _open_blank(self, draft: ReceiptDraft) -> None:
        self.desk.draft_dropped.emit()
        self.open_draft(draft, self.back.text(), resumes=False)

    def _put_away(self) -> None:
        """What was typed waits as a draft."""
        if self._draft_timer.isActive():
            self._draft_timer.stop()
            self._keep_draft()
        elif self._is_as_opened(self.form.draft()):
            self.desk.draft_dropped.emit()

    def leave(self) -> None:
        """Goes back; what was typed waits as a draft. Asked while it is issued, the page first waits for the answer."""
        if not (self.issue_button.isEnabled() or self._leaves_when_answered):
            self._leaves_when_answered = True
            return
        self._put_away()
        self.left.emit()

    def issue(self, confirmed: tuple[str, ...] = (), spending_reason: str = "") -> None:
        """Once: while one is on its way the button is off, and the token would give the same receipt again."""
        if not self.issue_button.isEnabled():
            return
        self.issue_button.setEnabled(False)
        if self._draft_timer.isActive():
            self._draft_timer.stop()
            self._keep_draft()  # whatever comes between, what was typed in the last moment is not lost
        self._opened = None  # what was to be issued is no longer an empty form, though nobody typed in it
        self._confirmed = confirmed
        draft = replace(self.form.draft(), spending_reason=spending_reason)
        self.desk.books.ask(
            receipts.issue, draft, confirmed, True, owner=self, then=self._take_issued, refused=self._refuse
        )

    def _take_issued(self, receipt: Receipt) -> None:
        self.desk.record_saved.emit()
        self.issued.emit(receipt)
        if receipt.is_manual:
            self.desk.said.emit(_("Se guardó el recibo {number} del talonario.").format(number=receipt.number_text))
            return
        print_new(self.window(), self.desk, receipt)

    def _refuse(self, problem: UserError) -> None:
        self.issue_button.setEnabled(True)
        self._draft_timer.start()
        if self._leaves_when_answered:
            self.leave()
            self.desk.said.emit(_("El recibo no se emitió y espera como borrador. {why}").format(why=problem.sentence))
            return
        self.form.problems.show({})  # what was wrong the last time is right now, or is said again
        if isinstance(problem, NeedsConfirmation):
            by_hand = bool(self.form.draft().booklet)
            ask_doubts(
                self,
                problem,
                _("¿Anotar de todos modos?") if by_hand else _("¿Emitir de todos modos?"),
                yes=_("Anotar el recibo") if by_hand else _("Emitir el recibo"),
                no=_("No anotar") if by_hand else _("No emitir"),
                icon="receipt",
                then=lambda concerns, reason: self.issue((*self._confirmed, *concerns), reason),
                otherwise=self._go_on_typing,
            )
            return
        found = problem.problems if isinstance(problem, InvalidRecord) else {}
        self.form.problems.show(found, found.get("kind", problem.sentence))  # that one has no room for a sentence
        self.form.go_to_problem()

    def _go_on_typing(self) -> None:
        """The cursor goes back to the field it was in: the button that was pressed has lost it while it was off."""
        (self.form.focusWidget() or self.form.party).setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.focusNextChild()
            focused = self.focusWidget()
            if focused is not None and self.form.isAncestorOf(focused):
                self.form.ensureWidgetVisible(focused, 0, 60)  # Qt scrolls by itself for Tab, not for this
        else:
            super().keyPressEvent(event)
