"""The booklets for a day without power: registering one, and entering its receipts afterwards."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ananea_desktop.domain.errors import InvalidRecord, UserError
from ananea_desktop.domain.language import _, plural
from ananea_desktop.domain.receipts import KIND_TITLES, ReceiptKind
from ananea_desktop.operations import booklets
from ananea_desktop.operations.booklets import Booklet
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.receipt_drafts import ReceiptDraft
from ananea_desktop.ui.buttons import primary_button, secondary_button
from ananea_desktop.ui.choice import SegmentedChoice
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.dialogs import Dialog
from ananea_desktop.ui.fields import NumberField
from ananea_desktop.ui.forms import FormRow
from ananea_desktop.ui.labels import label
from ananea_desktop.ui.problems import mend_when_changed

_SHOWN = 6
Series = dict[ReceiptKind, str]


class BookletsDialog(Dialog):
    """The booklets with the way to enter the next receipt of each."""

    def __init__(self, parent: QWidget, desk: Desk, found: list[Booklet]) -> None:
        super().__init__(parent, _("Talonario a mano"))
        self._parent, self._desk = parent, desk
        self.add_sentence(
            _(
                "Para los días sin luz: se escribe en un talonario numerado y después se anota aquí cada recibo, con el"
                " número y la fecha del papel. No se imprime nada."
            )
        )
        for booklet in found[:_SHOWN]:
            self.content.addLayout(self._row(booklet))
        self.add_button(secondary_button(_("Cerrar"), shortcut="Esc"), self.reject)
        button = self.add_button(primary_button(_("Registrar talonario"), "plus"), self._register)
        button.setObjectName("register_booklet")

    def _row(self, booklet: Booklet) -> QHBoxLayout:
        row = QHBoxLayout()
        words = QVBoxLayout()
        words.setSpacing(0)
        name = _("{title} · talonario {series}").format(title=_(KIND_TITLES[booklet.kind]), series=booklet.series)
        words.addWidget(label(name, "strong"))
        count = plural(_("1 anotado"), _("{count} anotados"), booklet.used).format(count=booklet.used)
        span = _("Del {first} al {last}").format(first=f"{booklet.first:06d}", last=f"{booklet.last:06d}")
        words.addWidget(label(f"{span} · {count}", "secondary"))
        row.addLayout(words, 1)
        if booklet.next_number is None:
            row.addWidget(label(_("Terminado"), "secondary"))
        else:
            button = secondary_button(_("Anotar recibo"), "pencil-simple")
            button.setAccessibleName(f"{_('Anotar recibo')}: {name}")
            button.setObjectName(f"enter_{booklet.kind}_{booklet.series}")
            button.clicked.connect(lambda: self._enter(booklet))
            row.addWidget(button)
        return row

    def _enter(self, booklet: Booklet) -> None:
        self.accept()
        number = f"{booklet.next_number:06d}"
        self._desk.receipt_wanted.emit(ReceiptDraft(kind=booklet.kind, booklet=booklet.series, booklet_number=number))

    def _register(self) -> None:
        self.accept()
        self._desk.books.ask(
            booklets.next_series,
            owner=self._parent,
            then=lambda series: RegisterDialog(self._parent, self._desk, series).open(),
        )


class RegisterDialog(Dialog):
    """Kind, first and last number; and how the booklet will be called, to be written on its cover."""

    def __init__(self, parent: QWidget, desk: Desk, series: Series) -> None:
        super().__init__(parent, _("Registrar un talonario"))
        self._parent, self._desk, self._series = parent, desk, series
        self.kind = SegmentedChoice(
            [(ReceiptKind.IN, _("Ingreso")), (ReceiptKind.OUT, _("Egreso"))], _("Tipo de recibo")
        )
        self.kind.setObjectName("booklet_kind")
        self.kind.value_changed.connect(self._tell_name)
        kinds = QHBoxLayout()
        kinds.addWidget(self.kind)
        kinds.addStretch(1)
        self.content.addLayout(kinds)
        self.rows = {
            "first": FormRow(_("Primer número impreso"), NumberField(), stacked=True),
            "last": FormRow(_("Último número impreso"), NumberField(), stacked=True),
        }
        for name, row in self.rows.items():
            row.field.setObjectName(f"booklet_{name}")
            mend_when_changed(row)
            self.content.addWidget(row)
        self._name = label("", wrap=True, name="booklet_name")
        self.content.addWidget(self._name)
        self._tell_name()
        self.add_button(secondary_button(_("Cancelar"), shortcut="Esc"), self.reject)
        self.save_button = self.add_button(primary_button(_("Registrar"), "check", "Ctrl+S"), self._save)
        self.save_button.setObjectName("save_booklet")
        self.rows["first"].field.setFocus()

    def _tell_name(self) -> None:
        series = self._series[ReceiptKind(str(self.kind.value()))]
        said = _("Se llamará talonario {series}. Escríbalo en la tapa: sus recibos serán {series}-000001 y así.")
        self._name.setText(said.format(series=series))

    def _save(self) -> None:
        if not self.save_button.isEnabled():
            return
        self.save_button.setEnabled(False)
        texts = {name: row.field.text() for name, row in self.rows.items() if isinstance(row.field, NumberField)}
        self._desk.books.ask(
            booklets.register,
            ReceiptKind(str(self.kind.value())),
            texts["first"],
            texts["last"],
            owner=self,
            then=self._take_saved,
            refused=self._refuse,
        )

    def _take_saved(self, booklet: Booklet) -> None:
        self.accept()
        self._desk.said.emit(_("Se registró el talonario {series}.").format(series=booklet.series))
        open_booklets(self._parent, self._desk)

    def _refuse(self, problem: UserError) -> None:
        self.save_button.setEnabled(True)
        if not isinstance(problem, InvalidRecord):
            self._desk.books.problem_met.emit(problem)
            return
        problems = problem.problems
        for name, row in self.rows.items():
            row.set_problem(problems.get(name, ""))
        next((row.field for name, row in self.rows.items() if name in problems), self.kind).setFocus()
        self.fit()


def open_booklets(parent: QWidget, desk: Desk) -> None:
    """The booklets there are; where there is none yet, at once the way to register one."""
    desk.books.ask(_data, owner=parent, then=lambda data: _open(parent, desk, *data))


def _data(books: Books) -> tuple[list[Booklet], Series]:
    return booklets.booklets(books), booklets.next_series(books)


def _open(parent: QWidget, desk: Desk, found: list[Booklet], series: Series) -> None:
    (BookletsDialog(parent, desk, found) if found else RegisterDialog(parent, desk, series)).open()
