"""The keys that a Central knows: whose they are and their fingerprints; one more, held against its paper."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from ananea_desktop.domain.errors import InvalidRecord, UserError
from ananea_desktop.domain.language import _
from ananea_desktop.operations import central
from ananea_desktop.ui import theme
from ananea_desktop.ui.books_thread import BooksThread
from ananea_desktop.ui.buttons import primary_button, secondary_button
from ananea_desktop.ui.dialogs import Dialog, tell
from ananea_desktop.ui.fields import TextField
from ananea_desktop.ui.forms import FormRow
from ananea_desktop.ui.labels import label
from ananea_desktop.ui.record_model import Row

_HIGHEST = 330


class NewKeyDialog(Dialog):
    """Registers a cooperative's key; ``registered`` gives its name and the fingerprint to compare."""

    registered = Signal(str, str)

    def __init__(self, parent: QWidget, books: BooksThread) -> None:
        super().__init__(parent, _("Registrar una clave"))
        self._books = books
        self.add_sentence(_("Copie lo que dice el papel firmado de la cooperativa. Después compare la huella."))
        self.rows: dict[str, FormRow] = {}
        for name, caption in (
            ("code", _("RUC o código")),
            ("name", _("Nombre de la cooperativa")),
            ("key", _("Clave")),
        ):
            field = TextField()
            field.setObjectName(f"key_{name}")
            self.rows[name] = FormRow(caption, field, stacked=True)
            self.content.addWidget(self.rows[name])
        self.add_button(secondary_button(_("Cancelar"), shortcut="Esc"), self.reject)
        button = self.add_button(primary_button(_("Registrar"), "key"), self._register)
        button.setObjectName("register_key")
        button.setDefault(True)
        self._field("code").setFocus()

    def _field(self, name: str) -> TextField:
        field = self.rows[name].field
        assert isinstance(field, TextField)
        return field

    def _register(self) -> None:
        code, name, key = (self._field(each).text() for each in ("code", "name", "key"))
        self._books.ask(
            central.add_key,
            code,
            name,
            key,
            owner=self,
            then=lambda print_: self._done(name, print_),
            refused=self._refuse,
        )

    def _done(self, name: str, fingerprint: str) -> None:
        self.accept()
        self.registered.emit(name, fingerprint)

    def _refuse(self, problem: UserError) -> None:
        problems: Mapping[str, str] = problem.problems if isinstance(problem, InvalidRecord) else {}
        for name, row in self.rows.items():
            row.set_problem(problems.get(name, ""))
        first = next((name for name in self.rows if name in problems), "")
        if first:
            self._field(first).setFocus()
        else:
            tell(self, _("No se pudo"), problem.sentence)
        self.fit()


def tell_registered(parent: QWidget, name: str, fingerprint: str) -> None:
    """What is to be compared now, by eye."""
    sentence = _("Compare la huella con la del papel, grupo por grupo. Si no es la misma, no traiga sus paquetes.")
    tell(parent, _("Se registró la clave"), sentence, [(_("Cooperativa"), name), (_("Huella"), fingerprint)])


def tell_keys(parent: QWidget, rows: list[Row]) -> None:
    """All of them with their fingerprints."""
    found = [(row["name"] + (_(" (retirada)") if row["retired_on"] else ""), row["print"]) for row in rows]
    tell_list(parent, _("Claves registradas"), _("La huella de cada cooperativa debe ser la de su papel."), found)


def tell_list(parent: QWidget, title: str, sentence: str, lines: Sequence[tuple[str, str]]) -> Dialog:
    """A message with many lines, each a name and what is said of it: they scroll."""
    dialog = Dialog(parent, title)
    dialog.add_sentence(sentence)
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, theme.GAP, 0)
    column.setSpacing(2)
    for name, words in lines:
        column.addWidget(label(name, "strong", wrap=True))
        column.addWidget(label(words, wrap=True))
        column.addSpacing(8)
    column.addStretch(1)
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setAccessibleName(title)
    area.setWidget(page)
    area.setFixedHeight(min(theme.scaled(_HIGHEST), max(theme.scaled(120), page.sizeHint().height() + 8)))
    dialog.content.addWidget(area)
    button = dialog.add_button(primary_button(_("Entendido")), dialog.accept)
    button.setDefault(True)
    button.setFocus()
    dialog.open()
    return dialog
