"""The cooperative's profile: asked on the first start, changed later; with the logo and the books' first numbers."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from ananea_desktop.domain.cooperative import COOPERATIVE
from ananea_desktop.domain.errors import InvalidRecord, UserError
from ananea_desktop.domain.fields import RecordType
from ananea_desktop.domain.language import _
from ananea_desktop.domain.receipts import ReceiptKind
from ananea_desktop.domain.rights import Right
from ananea_desktop.operations import office, second_person
from ananea_desktop.operations.books import Books
from ananea_desktop.ui.buttons import primary_button, secondary_button
from ananea_desktop.ui.card import Facts
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.dialogs import Dialog
from ananea_desktop.ui.fields import NumberField
from ananea_desktop.ui.forms import FormRow
from ananea_desktop.ui.labels import label
from ananea_desktop.ui.record_form import RecordForm, field_text


class ProfileForm(RecordForm):
    """The form of the one row of the cooperative."""

    rights = (Right.OFFICE,)

    def __init__(self, desk: Desk, record_type: RecordType = COOPERATIVE) -> None:
        """``record_type``: the fields that are asked, where not all of them are."""
        self._logo: bytes | None = None
        super().__init__(desk, record_type, _("Datos de la cooperativa"), _("Volver a Inicio"), {})
        self.again_button.hide()

    def open_record(self, record_id: int, content: Mapping[str, Any]) -> None:
        super().open_record(record_id, content)
        self.desk.books.ask(second_person.who_can, owner=self, then=self._tell_who_can)

    def _tell_who_can(self, names: list[str]) -> None:
        """Where there is no second person the rule cannot be kept, and that is said beside it."""
        if not names and "second_person_from" in self.rows:
            self.rows["second_person_from"].set_hint(
                _("Ahora nadie más tiene clave y permiso para autorizar: se anula igual, y el papel lo dice.")
            )

    def _show_refusal(self, problem: UserError) -> None:
        super()._show_refusal(problem)
        if isinstance(problem, second_person.NeedsSecondPerson):
            from ananea_desktop.ui.second_person import ask_second_person

            self.strip.say("")
            ask_second_person(self, self.desk, problem.what, lambda _name: self.save())

    def add_parts(self, column: QVBoxLayout) -> None:
        column.addSpacing(6)
        column.addWidget(label(_("Logo (opcional)"), "section"))
        self._logo_words = label(_("Sale arriba a la izquierda de los papeles. PNG o JPG, hasta 2 MB."), "secondary")
        row = QHBoxLayout()
        choose = secondary_button(_("Elegir imagen"), "file-text")
        choose.setObjectName("choose_logo")
        choose.clicked.connect(self._choose_logo)
        remove = secondary_button(_("Quitar"))
        remove.clicked.connect(lambda: self._take_logo(b"", _("Sin logo.")))
        for part in (choose, remove, self._logo_words):
            row.addWidget(part)
        row.addStretch(1)
        column.addLayout(row)

    def _choose_logo(self) -> None:
        dialog = QFileDialog(self, _("Elegir el logo"), "", _("Imágenes (*.png *.jpg *.jpeg)"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self._read_logo)
        dialog.open()

    def _read_logo(self, name: str) -> None:
        path = Path(name)
        try:
            if path.stat().st_size > office.LARGEST_LOGO:
                self.strip.say(_("El logo pesa más de 2 MB. Use uno más pequeño."))
                return
            self._take_logo(path.read_bytes(), path.name)
        except OSError as problem:
            self.strip.say(_("No se pudo leer la imagen: {reason}.").format(reason=problem.strerror))

    def _take_logo(self, image: bytes, words: str) -> None:
        self._logo = image
        self._logo_words.setText(words)

    def save_operation(self, confirmed: Sequence[str]) -> tuple[Callable[..., int], tuple[Any, ...]]:
        return _save, (self.texts(), self._logo, confirmed)

    def show_problems(self, problems: Mapping[str, str]) -> None:
        super().show_problems(problems)
        if "logo" in problems:
            self._logo_words.setText(problems["logo"])


def _save(books: Books, texts: Mapping[str, str], logo: bytes | None, confirmed: Sequence[str]) -> int:
    office.save_profile(books, texts, logo, confirmed)
    return 1


class FirstNumbers(QWidget):
    """A field for each paper book whose number can still be set; of the others, which number follows.

    ``saved`` when they are in the file, ``refused`` when what is wrong stands under the fields.
    """

    saved = Signal()
    refused = Signal()

    def __init__(self, desk: Desk, numbers: Mapping[ReceiptKind, tuple[int, bool]]) -> None:
        super().__init__()
        self.desk = desk
        self.rows: dict[ReceiptKind, FormRow] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        names = {ReceiptKind.IN: _("Recibos de ingreso"), ReceiptKind.OUT: _("Recibos de egreso")}
        for kind, (number, can_change) in numbers.items():
            if can_change:
                self.rows[kind] = FormRow(names[kind], NumberField(str(number)), stacked=True)
                self.rows[kind].field.setObjectName(f"first_{kind}")
                column.addWidget(self.rows[kind])
            else:
                column.addWidget(Facts([(names[kind], _("sigue el {number}").format(number=number))]))

    def save(self) -> None:
        texts = {kind: field_text(row.field) for kind, row in self.rows.items()}
        self.desk.books.ask(_set_numbers, texts, owner=self, then=lambda _none: self.saved.emit(), refused=self._refuse)

    def _refuse(self, problem: UserError) -> None:
        sentence = problem.sentence
        if isinstance(problem, InvalidRecord):
            sentence = problem.problems.get("number", sentence)
        for row in self.rows.values():
            row.set_problem(sentence)
        self.refused.emit()


class FirstNumberDialog(Dialog):
    """Where the paper books in use left off; only until the first receipt of each kind."""

    def __init__(self, desk: Desk, numbers: Mapping[ReceiptKind, tuple[int, bool]], parent: Any) -> None:
        super().__init__(parent, _("¿Con qué número siguen los recibos?"))
        self.desk = desk
        self.add_sentence(_("Si ya usa talonarios, escriba el número que sigue. Después del primer recibo no cambia."))
        self.numbers = FirstNumbers(desk, numbers)
        self.numbers.saved.connect(self._take)
        self.numbers.refused.connect(self._place)
        self.content.addWidget(self.numbers)
        self.add_button(secondary_button(_("Cerrar"), shortcut="Esc"), self.reject)
        if self.numbers.rows:
            save = self.add_button(primary_button(_("Guardar"), "check"), self.numbers.save)
            save.setObjectName("save_numbers")

    def _take(self) -> None:
        self.accept()
        self.desk.said.emit(_("Se guardó la numeración."))


def _set_numbers(books: Books, texts: Mapping[ReceiptKind, str]) -> None:
    for kind, text in texts.items():
        if text != str(office.next_numbers(books)[kind][0]):
            office.set_first_number(books, kind, text)
