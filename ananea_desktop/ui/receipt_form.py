"""The fields of a receipt: shown from a draft, read into one, with what the last receipt with a person said."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ananea_desktop.domain import money
from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.language import _
from ananea_desktop.domain.receipts import PAYMENT_METHODS, ReceiptKind
from ananea_desktop.operations import receipt_drafts, records
from ananea_desktop.operations.receipt_drafts import ReceiptDraft
from ananea_desktop.ui import personal, theme
from ananea_desktop.ui.choice import ChoiceField, SegmentedChoice
from ananea_desktop.ui.concept_field import ConceptField
from ananea_desktop.ui.date_field import DateField
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.fields import AmountField, NumberField, TextField
from ananea_desktop.ui.forms import AlertStrip, FormRow
from ananea_desktop.ui.fund_choices import from_editor, fund_choices, fund_key, to_editor
from ananea_desktop.ui.labels import hairline
from ananea_desktop.ui.lines_editor import LineField, LinesEditor, total_block
from ananea_desktop.ui.pick_field import PickField
from ananea_desktop.ui.problems import FieldProblems, mend_when_changed
from ananea_desktop.ui.receipt_debts import ReceiptDebts
from ananea_desktop.ui.record_form import field_text, watch_field

PersonKey = tuple[int | None, int | None]
"""Member id and supplier id, at most one of them given: who was picked as payer or payee."""
Lines = list[dict[str, str]]


class ReceiptForm(QScrollArea):
    """``changed`` after each change. ``kind`` is placed by the page, over the rest."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._draft = self._given = ReceiptDraft()
        self._untouched: ReceiptDraft | None = None
        self._filling = False
        self._people: dict[PersonKey, dict[str, Any]] = {}
        self._person: PersonKey = (None, None)
        self._currencies: dict[str, str] = {}
        self._fund_choices: list[tuple[str, str]] = []
        self.strip = AlertStrip()
        self.strip.next_wanted.connect(self.go_to_problem)
        self.problems = FieldProblems(self.strip, lambda: self.rows, lambda: self.lines)
        self._make_fields()
        self._make_rows()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(self._page())

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
        self.debts = ReceiptDebts(self)
        self.lines.foot.insertWidget(1, self.debts.button)

    def _make_rows(self) -> None:
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
            mend_when_changed(row)
            watch_field(row.field, self._react)
        self.kind.value_changed.connect(self._react)
        self.lines.changed.connect(self._react)
        self.party.set_source(self._ask_people)
        self.party.picked.connect(self._take_person)

    def _fund_field(self) -> ChoiceField:
        return ChoiceField(self._fund_choices)

    def _page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(theme.MARGIN, 4, theme.MARGIN, theme.GAP)
        column.setSpacing(10)
        column.addWidget(self.strip)
        column.addWidget(self.rows["booklet_number"])
        who = QHBoxLayout()
        who.setSpacing(theme.GAP)
        who.addWidget(self.rows["party_name"], 2, Qt.AlignmentFlag.AlignTop)
        who.addWidget(self.rows["party_document"], 1, Qt.AlignmentFlag.AlignTop)
        column.addLayout(who)
        column.addWidget(self.lines)
        column.addWidget(hairline())
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.GAP)
        grid.setVerticalSpacing(10)
        names = ("account_id", "method", "issued_on", "is_advance", "operation_number", "exchange_rate")
        for place, name in enumerate(names):
            grid.addWidget(self.rows[name], place // 3, place % 3, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(place % 3, 1)
        column.addLayout(grid)
        column.addWidget(self.rows["note"])
        column.addStretch(1)
        return page

    # filling and reading

    def show_draft(self, draft: ReceiptDraft, choices: dict[str, Any], *, is_typed: bool) -> None:
        """``choices``: what the fields choose from. ``is_typed``: a person wrote it, so nothing is proposed over it."""
        self._filling = True
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
        self.debts.forget()
        self.lines.set_texts([to_editor(line) for line in draft.lines])
        self.problems.show({})
        self._filling = False
        self._given = self.draft()
        self._untouched = None if is_typed else self._given
        self._arrange()
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
            premium_income_id=self._draft.premium_income_id,
            booklet=self._draft.booklet,
            booklet_number=self.booklet_number.text(),
            token=self._draft.token,
        )

    def _react(self) -> None:
        if not self._filling:
            self._arrange()
            self.problems.follow()
            self.changed.emit()

    def _arrange(self) -> None:
        """Words and fields that depend on the kind, the method and the account's currency; and the total."""
        is_income = self.kind.value() == ReceiptKind.IN
        self.kind.setEnabled(not self._draft.booklet and self._draft.corrects_id is None)
        self.rows["booklet_number"].setVisible(bool(self._draft.booklet))
        self.rows["party_name"].set_caption(_("Recibí de") if is_income else _("Pagado a"))
        self.rows["account_id"].set_caption(_("Ingresa a") if is_income else _("Sale de"))
        currency = self._currencies.get(field_text(self.account), "PEN")
        self.rows["exchange_rate"].setVisible(currency == "USD")
        self.rows["operation_number"].setVisible(self.method.value() != "cash")
        self.debts.button.setVisible(is_income and self._draft.advance_id is None)
        self.rows["is_advance"].setVisible(not is_income and self._draft.advance_id is None)
        self.total.setText(money.format_money(receipt_drafts.sum_of(self.lines.texts()), currency))

    # who it is with

    def _ask_people(self, typed: str) -> None:
        self.desk.books.ask(records.people, typed, owner=self, then=self._suggest)

    def _suggest(self, rows: list[dict[str, Any]]) -> None:
        self._people = {_person_key(row): row for row in rows}
        self.party.show_suggestions(
            [(_person_key(row), row["name"], personal.number(records.person_document(row))) for row in rows]
        )

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
        """What the last receipt with this person said, where nothing was typed yet; what was proposed for somebody else
        goes, too."""
        before, typed = self._untouched, self.draft()
        if before is None:
            return
        proposed = self._given if last is None else last
        if typed.account_id == before.account_id and proposed.account_id in self._currencies:
            self.account.set_value(proposed.account_id)
            before = replace(before, account_id=proposed.account_id)
        if typed.method == before.method:
            self.method.set_value(proposed.method)
            before = replace(before, method=proposed.method)
        if not _is_for_something(self._draft):
            before = replace(before, lines=self._propose_lines(typed.lines, before.lines, proposed.lines))
        self._untouched = before

    def _propose_lines(self, typed: Lines, before: Lines, proposed: Lines) -> Lines:
        """All lines where none was touched, of a single one what was not touched; gives what nobody typed."""
        if typed == before:
            self.lines.set_texts([to_editor(line) for line in proposed])
            return self.draft().lines
        if not len(typed) == len(before) == len(proposed) == 1:
            return before
        new = {name: text for name, text in proposed[0].items() if typed[0].get(name) == before[0].get(name)}
        if "concept" not in new:
            new.pop("amount", None)  # what is typed is for something else, which need not cost the same
            new.pop("charge_id", None)  # nor is it the debt
        else:
            new["charge_id"] = proposed[0].get("charge_id", "")
        self.lines.set_texts([to_editor({**typed[0], **new})])
        return [{**before[0], **new}]

    def take_payer(self, member_id: int, name: str, document: str) -> None:
        """Who pays, where nobody is named yet."""
        if not any(self._person) and not self.party.text().strip():
            self._person = (member_id, None)
            self.party.set_picked(self._person, name)
            self.document.setText(document)

    # problems

    def go_to_problem(self) -> None:
        """To the next field that is not right, and round again."""
        target = self.problems.next_field()
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)
            self.ensureWidgetVisible(target, 0, 60)


def _person_key(row: dict[str, Any]) -> PersonKey:
    return (row["id"], None) if row["table"] == "members" else (None, row["id"])


def _is_for_something(draft: ReceiptDraft) -> bool:
    """Whether it came with what it is for: a purchase, a training session, a project, a concept or an amount."""
    names = ("concept", "amount", "project_id", "purchase_id", "training_session_id")
    return any(line.get(name) for line in draft.lines for name in names)
