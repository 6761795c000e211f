"""The receipt as it is typed: the form left, the paper as it will come out right; then number and print."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ananea_desktop.documents.receipt import receipt_pdf
from ananea_desktop.domain import money
from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.errors import InvalidRecord, NeedsConfirmation, UserError
from ananea_desktop.domain.language import _
from ananea_desktop.domain.receipts import PAYMENT_METHODS, PaperFormat, Receipt, ReceiptKind, number_text
from ananea_desktop.domain.text import InvalidValue
from ananea_desktop.operations import office, receipt_drafts, receipts, records
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.receipt_drafts import ReceiptDraft
from ananea_desktop.ui import theme
from ananea_desktop.ui.buttons import link_button, primary_button, quiet_button, secondary_button
from ananea_desktop.ui.choice import ChoiceField, SegmentedChoice
from ananea_desktop.ui.concept_field import ConceptField
from ananea_desktop.ui.date_field import DateField
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.dialogs import ask
from ananea_desktop.ui.fields import AmountField, NumberField, TextField
from ananea_desktop.ui.forms import AlertStrip, FormRow
from ananea_desktop.ui.fund_choices import from_editor, fund_choices, fund_key, to_editor
from ananea_desktop.ui.icons import IconLabel
from ananea_desktop.ui.labels import hairline, label
from ananea_desktop.ui.lines_editor import LineField, LinesEditor, total_block
from ananea_desktop.ui.new_paper import print_new
from ananea_desktop.ui.paper_format import FormatField
from ananea_desktop.ui.pick_field import PickField
from ananea_desktop.ui.preview import PreviewPane
from ananea_desktop.ui.record_form import DRAFT_PAUSE, field_text, watch_field
from ananea_desktop.ui.sheets import UPPER_HALF, WHOLE_PAGE

FORM_WIDTH = 664
FORM_LEAST = 560
PREVIEW_LEAST = 360
PREVIEW_PAUSE = 150

PersonKey = tuple[int | None, int | None]
"""Member id and supplier id, at most one of them given: who was picked as payer or payee."""


class ReceiptPage(QWidget):
    """``left`` when the person goes back; ``issued`` with the receipt once it is in the book."""

    left = Signal()
    issued = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._draft = ReceiptDraft()
        self._filling = False
        self._opened: ReceiptDraft | None = None
        self._has_kept = False
        self._people: dict[PersonKey, dict[str, Any]] = {}
        self._person: PersonKey = (None, None)
        self._currencies: dict[str, str] = {}
        self._serial = 0
        self._leaves_when_answered = False
        self._confirmed: tuple[str, ...] = ()
        self.strip = AlertStrip()
        self.strip.next_wanted.connect(self._go_to_problem)
        self._make_fields()
        self._preview_timer = QTimer(self, singleShot=True, interval=PREVIEW_PAUSE)
        self._preview_timer.timeout.connect(self._ask_preview)
        self._draft_timer = QTimer(self, singleShot=True, interval=DRAFT_PAUSE)
        self._draft_timer.timeout.connect(self._keep_draft)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._left_side())
        row.addWidget(self._right_side(), 1)

    # layout

    def _make_fields(self) -> None:
        self.kind = SegmentedChoice(
            [(ReceiptKind.IN, _("Ingreso")), (ReceiptKind.OUT, _("Egreso"))], _("Tipo de recibo")
        )
        self.party = PickField(icon_name="user", placeholder=_("Escriba apellido o DNI"), free=True)
        self.document = TextField(placeholder=_("Por ejemplo DNI 00041527"))
        self.account = ChoiceField()
        self.method = ChoiceField([(code, _(text)) for code, text in PAYMENT_METHODS.items()])
        self.issued_on = DateField(today=self.desk.books.books.today)
        self.operation_number = TextField()
        self.exchange_rate = NumberField()
        self.note = TextField()
        self.advance = ChoiceField([("no", _("No: es un gasto")), ("yes", _("Sí: rendirá cuenta después"))])
        self.booklet_number = NumberField()
        self._fund_choices: list[tuple[str, str]] = []
        self.lines = LinesEditor(
            (
                LineField(name="concept", title=_("Por concepto de"), make=lambda: ConceptField(self.desk.books)),
                LineField(name="fund", title=_("Fondo y proyecto"), make=self._fund_field, width=190),
                LineField(name="amount", title=_("Importe"), make=AmountField, width=104, right=True),
            ),
            _("Agregar línea"),
        )
        total_row, self.total = total_block(_("Total"))
        self.lines.foot.addLayout(total_row)
        self.rows = {
            "party_name": FormRow(_("Recibí de"), self.party, stacked=True),
            "party_document": FormRow(_("Documento"), self.document, optional=True, stacked=True),
            "account_id": FormRow(_("Ingresa a"), self.account, stacked=True),
            "method": FormRow(_("Medio de pago"), self.method, stacked=True),
            "issued_on": FormRow(_("Fecha"), self.issued_on, stacked=True),
            "booklet_number": FormRow(_("N.º del talonario"), self.booklet_number, stacked=True),
            "operation_number": FormRow(_("N.º de operación"), self.operation_number, stacked=True),
            "exchange_rate": FormRow(_("Tipo de cambio"), self.exchange_rate, stacked=True),
            "is_advance": FormRow(_("¿Con cargo a rendir?"), self.advance, stacked=True),
            "note": FormRow(_("Observación (no se imprime)"), self.note, stacked=True),
        }
        for name, row in self.rows.items():
            row.field.setObjectName(name)
            watch_field(row.field, self._react)
        self.kind.value_changed.connect(self._react)
        self.lines.changed.connect(self._react)
        self.party.set_source(self._ask_people)
        self.party.picked.connect(self._take_person)

    def _fund_field(self) -> ChoiceField:
        return ChoiceField(self._fund_choices)

    def _left_side(self) -> QWidget:
        side = QWidget()
        self._side = side
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(theme.MARGIN - theme.OVERHANG, 10, theme.MARGIN, 4)
        self.back = quiet_button(_("Volver"), "arrow-left")
        self.back.clicked.connect(self.leave)
        head.addWidget(self.back)
        self.recovered = link_button(_("Empezar en blanco"), "clock-counter-clockwise")
        self.recovered.setToolTip(_("Se recuperó el borrador que dejó. Con este botón lo descarta."))
        self.recovered.clicked.connect(self._start_over)
        self.recovered.hide()
        head.addWidget(self.recovered)
        head.addStretch(1)
        head.addWidget(self.kind)
        column.addLayout(head)
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
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(theme.MARGIN, 4, theme.MARGIN, theme.GAP)
        column.setSpacing(10)
        column.addWidget(self.strip)
        column.addWidget(self.rows["booklet_number"])
        who = QHBoxLayout()
        who.setSpacing(theme.GAP)
        who.addWidget(self.rows["party_name"], 2)
        who.addWidget(self.rows["party_document"], 1)
        column.addLayout(who)
        column.addWidget(self.lines)
        column.addWidget(hairline())
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.GAP)
        grid.setVerticalSpacing(10)
        for place, name in enumerate(
            ("account_id", "method", "issued_on", "is_advance", "operation_number", "exchange_rate")
        ):
            grid.addWidget(self.rows[name], place // 3, place % 3, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(place % 3, 1)
        column.addLayout(grid)
        column.addWidget(self.rows["note"])
        column.addStretch(1)
        return page

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

    def _right_side(self) -> QWidget:
        side = QWidget()
        side.setProperty("surface", "desk")
        column = QVBoxLayout(side)
        column.setContentsMargins(20, 18, 20, 12)
        column.setSpacing(10)
        head = QHBoxLayout()
        self.title = label("", "title")
        self.number = label("", "strong", name="next_number")
        column.addWidget(self.title)
        self._number_caption = label("", "secondary")
        head.addWidget(self._number_caption)
        head.addWidget(self.number)
        head.addStretch(1)
        column.addLayout(head)
        self.preview = PreviewPane()
        column.addWidget(self.preview, 1)
        self.format = FormatField()
        self.format.value_changed.connect(self._ask_preview)
        self._paper_hint = QWidget()
        for icon, sentence, line in (
            ("info", _("Así saldrá el papel, ORIGINAL y COPIA, en:"), self._paper_hint),
            ("lock-simple", _("Emitido, ya no se cambia. Si hay un error se anula y se hace otro."), QWidget()),
        ):
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            row.addWidget(IconLabel(icon))
            row.addWidget(label(sentence, "secondary", wrap=True), 1)
            if line is self._paper_hint:
                row.addWidget(self.format)
            column.addWidget(line)
        return side

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow window takes from the form only what the paper needs to be recognised."""
        room = self.width() - theme.scaled(PREVIEW_LEAST)
        self._side.setFixedWidth(min(theme.scaled(FORM_WIDTH), max(room, theme.scaled(FORM_LEAST))))

    # filling and reading

    def open_draft(self, draft: ReceiptDraft, back: str) -> None:
        """Shows a draft: empty, filled in from a record, or the one that was left."""
        self.back.setText(back)
        self._draft = draft
        self.desk.books.ask(_page_data, draft, owner=self, then=self._fill)

    def _fill(self, data: tuple[dict[str, Any], ReceiptDraft]) -> None:
        choices, draft = data
        self._filling = True
        self.recovered.setVisible(draft is not self._draft)
        self._draft = draft
        self._currencies = choices["currencies"]
        self._fund_choices = fund_choices(choices, map(fund_key, draft.lines))
        self.account.set_choices([(str(key), text) for key, text in choices["accounts"]])
        if draft.account_id:
            self.account.set_value(draft.account_id)
        self.kind.set_value(draft.kind)
        self.method.set_value(draft.method)
        self.advance.set_value("yes" if draft.is_advance else "no")
        self._person = (draft.member_id, draft.supplier_id)
        self.party.set_picked(self._person if any(self._person) else None, draft.party_name)
        self.document.setText(draft.party_document)
        today = "" if draft.booklet else format_date(self.desk.books.books.today())  # its paper has a date of its own
        self.issued_on.setText(draft.issued_on or today)
        for field, text in (
            (self.operation_number, draft.operation_number),
            (self.exchange_rate, draft.exchange_rate or choices["last_rate"]),
            (self.note, draft.note),
            (self.booklet_number, draft.booklet_number),
        ):
            field.setText(text)
        self.lines.set_texts([to_editor(line) for line in draft.lines])
        self._show_problems({})
        self.strip.say("")
        self.issue_button.setEnabled(True)
        self._filling = False
        self._opened = self.draft() if self.recovered.isHidden() else None
        self._arrange()
        self._ask_preview()
        (self.lines.field(0, "amount") if draft.lines and draft.party_name else self.party).setFocus()

    def draft(self) -> ReceiptDraft:
        """What is typed now."""
        member_id, supplier_id = self._person
        return ReceiptDraft(
            kind=ReceiptKind(str(self.kind.value())),
            party_name=self.party.text(),
            party_document=self.document.text(),
            member_id=member_id,
            supplier_id=supplier_id,
            lines=[from_editor(line) for line in self.lines.texts()],
            account_id=field_text(self.account),
            method=field_text(self.method),
            operation_number=self.operation_number.text(),
            exchange_rate=self.exchange_rate.text(),
            issued_on=self.issued_on.text(),
            note=self.note.text(),
            is_advance=self.advance.value() == "yes" and self.advance.isVisibleTo(self),
            advance_id=self._draft.advance_id,
            corrects_id=self._draft.corrects_id,
            booklet=self._draft.booklet,
            booklet_number=self.booklet_number.text(),
            token=self._draft.token,
        )

    def _ask_people(self, typed: str) -> None:
        self.desk.books.ask(records.people, typed, owner=self, then=self._suggest)

    def _suggest(self, rows: list[dict[str, Any]]) -> None:
        self._people = {_person_key(row): row for row in rows}
        self.party.show_suggestions([(_person_key(row), row["name"], records.person_document(row)) for row in rows])

    def _take_person(self, key: object) -> None:
        self._person = (None, None)
        for known, row in self._people.items():
            if known == key:
                self._person = known
                self.document.setText(records.person_document(row))
        if any(self._person):
            kind = ReceiptKind(str(self.kind.value()))
            self.desk.books.ask(receipt_drafts.like_the_last, kind, *self._person, owner=self, then=self._propose)

    def _propose(self, last: ReceiptDraft | None) -> None:
        """What the last receipt with this person said, where nothing was typed yet."""
        texts = self.lines.texts()
        if last is None or len(texts) != 1 or texts[0]["concept"] or texts[0]["amount"]:
            return
        if last.account_id and self._opened is not None and field_text(self.account) == self._opened.account_id:
            self.account.set_value(last.account_id)
        self.method.set_value(last.method)
        self.lines.set_texts([to_editor(line) for line in last.lines])

    def _react(self) -> None:
        if not self._filling:
            self._arrange()
            self._preview_timer.start()
            self._draft_timer.start()

    def _arrange(self) -> None:
        """Words and fields that depend on the kind, the method and the account's currency; and the total."""
        is_income = self.kind.value() == ReceiptKind.IN
        self.title.setText(_("Recibo de ingreso") if is_income else _("Recibo de egreso"))
        self._arrange_booklet(self._draft.booklet)
        self.rows["party_name"].set_caption(_("Recibí de") if is_income else _("Pagado a"))
        self.rows["account_id"].set_caption(_("Ingresa a") if is_income else _("Sale de"))
        currency = self._currencies.get(field_text(self.account), "PEN")
        self.rows["exchange_rate"].setVisible(currency == "USD")
        self.rows["operation_number"].setVisible(self.method.value() != "cash")
        self.rows["is_advance"].setVisible(not is_income and self._draft.advance_id is None)
        total = 0
        for line in self.lines.texts():
            try:
                total += money.read_amount(line["amount"])
            except InvalidValue:
                continue
        self.total.setText(money.format_money(total, currency))

    def _arrange_booklet(self, booklet: str) -> None:
        """A receipt already written by hand: its number and date are on the paper, and nothing is printed."""
        self.rows["booklet_number"].setVisible(bool(booklet))
        self._paper_hint.setVisible(not booklet)
        self.kind.setEnabled(not booklet)
        self.issue_button.setText(_("Guardar") if booklet else _("Emitir e imprimir"))
        self.issue_button.set_icon("check" if booklet else "printer")
        self._number_caption.setText(_("Del talonario, el N.º") if booklet else _("Le tocará el N.º"))

    # preview, draft, issue

    def _ask_preview(self) -> None:
        self._serial += 1
        serial = self._serial
        self.desk.books.ask(
            _preview,
            self.draft(),
            self.format.form(),
            owner=self,
            then=lambda got: self._show_preview(*got) if serial == self._serial else 0,
        )

    def _show_preview(self, number: str, pdf: bytes) -> None:
        self.number.setText(number)
        if self._draft.booklet:
            said = _("Escrito a mano en el talonario {series}: no se imprime. Después, guarde su foto en Adjuntos.")
            self.preview.show_message(said.format(series=self._draft.booklet))
            return
        self.preview.show_pdf(pdf, UPPER_HALF if self.format.form() is PaperFormat.A4 else WHOLE_PAGE)

    def _keep_draft(self) -> None:
        draft, desk = self.draft(), self.desk
        key = "receipt", _draft_id(draft)
        if not self._is_as_opened(draft):
            self._has_kept = True
            kept = desk.draft_kept.emit
            desk.books.ask(records.keep_draft, *key, vars(draft), owner=desk, then=lambda _none: kept())
        elif self._has_kept:
            self._has_kept = False
            desk.books.ask(records.drop_draft, *key, owner=desk, then=lambda _none: desk.draft_dropped.emit())
        else:
            desk.draft_dropped.emit()

    def _is_as_opened(self, draft: ReceiptDraft) -> bool:
        """Whether nothing was typed, nor recovered; that it is for income or for spending is no typing."""
        return self._opened is not None and replace(draft, kind=self._opened.kind) == self._opened

    def _start_over(self) -> None:
        """Throws the recovered draft away and begins anew."""
        self._draft_timer.stop()
        kind = ReceiptKind(str(self.kind.value()))
        blank = ReceiptDraft(kind=kind, booklet=self._draft.booklet, booklet_number=self._draft.booklet_number)
        self.desk.books.ask(
            records.drop_draft,
            "receipt",
            _draft_id(self._draft),
            owner=self,
            then=lambda _none: self._open_blank(blank),
        )

    def _open_blank(self, draft: ReceiptDraft) -> None:
        self._has_kept = False
        self.desk.draft_dropped.emit()
        self.open_draft(draft, self.back.text())

    def leave(self) -> None:
        """Goes back; what was typed waits as a draft. Asked while it is issued, the page first waits for the answer."""
        if not (self.issue_button.isEnabled() or self._leaves_when_answered):
            self._leaves_when_answered = True
            return
        if self._draft_timer.isActive():
            self._draft_timer.stop()
            self._keep_draft()
        elif self._is_as_opened(self.draft()):
            self.desk.draft_dropped.emit()
        self.left.emit()

    def issue(self, confirmed: tuple[str, ...] = ()) -> None:
        """Once: while one is on its way the button is off, and the token would give the same receipt again."""
        if not self.issue_button.isEnabled():
            return
        self.issue_button.setEnabled(False)
        if self._draft_timer.isActive():
            self._draft_timer.stop()
            self._keep_draft()  # whatever comes between, what was typed in the last moment is not lost
        self._opened = None  # what was to be issued is no longer an empty form, though nobody typed in it
        self._confirmed = confirmed
        self.desk.books.ask(
            receipts.issue, self.draft(), confirmed, True, owner=self, then=self._take_issued, refused=self._refuse
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
        if isinstance(problem, NeedsConfirmation):
            ask(
                self,
                _("¿Emitir de todos modos?"),
                problem.sentence,
                yes=_("Emitir el recibo"),
                no=_("No emitir"),
                icon="receipt",
                then=lambda _reason: self.issue((*self._confirmed, *problem.concern.split())),
            )
            return
        problems = problem.problems if isinstance(problem, InvalidRecord) else {}
        self._show_problems(problems)
        self.strip.say(problem.sentence)
        self._go_to_problem()

    def _show_problems(self, problems: dict[str, str]) -> None:
        for name, row in self.rows.items():
            row.set_problem(problems.get(name, ""))
        self.lines.show_problems(problems)

    def _go_to_problem(self) -> None:
        fields = [row.field for row in self.rows.values() if row.problem()] + self.lines.problem_fields()
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


def _person_key(row: dict[str, Any]) -> PersonKey:
    return (row["id"], None) if row["table"] == "members" else (None, row["id"])


def _draft_id(draft: ReceiptDraft) -> int:
    """What is typed of a booklet waits apart from what is typed of the other receipts, which is 0."""
    return 2 * int(draft.booklet) + (draft.kind is ReceiptKind.OUT) if draft.booklet else 0


def _preview(books: Books, draft: ReceiptDraft, form: PaperFormat) -> tuple[str, bytes]:
    receipt = receipts.preview(books, draft)
    return number_text(receipt.series, receipt.number), receipt_pdf(receipt, form)


def _page_data(books: Books, draft: ReceiptDraft) -> tuple[dict[str, Any], ReceiptDraft]:
    """What the page chooses from; and, for an empty draft, the one that was left, if there is one."""
    choices: dict[str, Any] = {**office.choices(books), **office.receipt_choices(books)}
    choices["last_rate"] = receipt_drafts.last_rate(books)
    is_empty = not draft.lines and not draft.party_name
    kept = records.draft(books, "receipt", _draft_id(draft)) if is_empty else None
    if kept is not None:
        draft = ReceiptDraft(**{**kept, "kind": ReceiptKind(kept["kind"])})
    return choices, draft
