"""A new key of the copies: for whom, its paper, and two groups typed back from it before it counts."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ananea_desktop.domain.errors import InvalidRecord, UserError
from ananea_desktop.domain.language import _
from ananea_desktop.operations import copy_keys
from ananea_desktop.operations.copy_keys import NewKey
from ananea_desktop.ui.buttons import primary_button, secondary_button
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.dialogs import Dialog, ask
from ananea_desktop.ui.fields import TextField
from ananea_desktop.ui.forms import FormRow
from ananea_desktop.ui.labels import label, set_role
from ananea_desktop.ui.printing import ask_and_print, has_printer
from ananea_desktop.ui.save_dialog import save_as


class KeyDialog(Dialog):
    """``kept`` with the name once the key counts. Left before, nothing of it was kept."""

    kept = Signal(str)

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        super().__init__(parent, _("Una llave nueva"))
        self._desk = desk
        self._key: NewKey | None = None
        self._has_paper = False
        self._sentence = label(
            _("Tenga lista la impresora y un sobre. La llave se imprime ahora y no se guarda en la computadora."),
            wrap=True,
        )
        self.content.addWidget(self._sentence)
        self.name = TextField()
        self.name.setObjectName("holder_name")
        self.name_row = FormRow(_("Quién la va a guardar"), self.name, stacked=True)
        self.content.addWidget(self.name_row)
        self._paper_part = self._make_paper_part()
        self.content.addWidget(self._paper_part)
        self.typed = TextField()
        self.typed.setObjectName("typed_groups")
        self.typed_row = FormRow(_("Los dos últimos grupos del papel (el 14 y el 15)"), self.typed, stacked=True)
        self.content.addWidget(self.typed_row)
        for part in (self._paper_part, self.typed_row):
            part.hide()
        self.add_button(secondary_button(_("Cancelar"), shortcut="Esc"), self.reject)
        self.go_on = self.add_button(primary_button(_("Hacer la llave")), self._go_on)
        self.go_on.setObjectName("go_on")
        self.go_on.setDefault(True)
        self.name.setFocus()

    def _make_paper_part(self) -> QWidget:
        part = QWidget()
        row = QHBoxLayout(part)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        self.print_button = secondary_button(_("Imprimir el papel…"), "printer")
        self.print_button.setObjectName("print_key")
        self.print_button.clicked.connect(self._print)
        self.file_button = secondary_button(_("Guardar en una memoria…"), "hard-drive")
        self.file_button.setObjectName("save_key")
        self.file_button.clicked.connect(self._ask_file)
        row.addWidget(self.print_button)
        row.addWidget(self.file_button)
        row.addStretch(1)
        return part

    def _go_on(self) -> None:
        if self._key is None:
            self._desk.books.ask(
                copy_keys.make_key, self.name.text(), owner=self, then=self._take_key, refused=self._refuse_name
            )
            return
        if not self._has_paper:
            self._say(_("Primero imprima el papel: sin él nadie podrá abrir las copias."), error=True)
            return
        self._desk.books.ask(
            copy_keys.add_holder,
            self._key,
            self.typed.text(),
            owner=self,
            then=lambda _none: self._finish(),
            refused=self._refuse_typed,
        )

    def _refuse_name(self, problem: UserError) -> None:
        beside = problem.problems.get("name", "") if isinstance(problem, InvalidRecord) else ""
        self.name_row.set_problem(beside or problem.sentence)
        self.name.setFocus()
        self.fit()

    def _refuse_typed(self, problem: UserError) -> None:
        beside = problem.problems.get("typed", "") if isinstance(problem, InvalidRecord) else ""
        self.typed_row.set_problem(beside or problem.sentence)
        self.typed.setFocus()
        self.typed.selectAll()
        self.fit()

    def _take_key(self, key: NewKey) -> None:
        self._key = key
        self.name_row.set_problem("")
        self.name.setReadOnly(True)
        self._say(
            _(
                "Imprima el papel de {name}, y mire que se lea bien. Puede guardarla además en una memoria que vaya en"
                " el mismo sobre, nunca en la de las copias."
            ).format(name=key.name),
            error=False,
        )
        self._paper_part.show()
        self.go_on.setText(_("Guardar la llave"))
        self.print_button.setFocus()
        self.fit()

    def _print(self) -> None:
        assert self._key is not None
        if not has_printer():  # else it would be offered to save the paper, and the key would lie on the PC
            self._say(_("No hay ninguna impresora. Conecte una, o guarde la llave en una memoria USB."), error=True)
            return
        self._desk.books.ask(
            copy_keys.paper,
            self._key,
            owner=self,
            then=lambda pdf: ask_and_print(self, pdf, _("Llave de las copias"), self._take_printed),
            refused=lambda problem: self._say(problem.sentence, error=True),
        )

    def _take_printed(self, was_printed: bool) -> None:
        if was_printed:
            self._ask_to_type()

    def _ask_file(self) -> None:
        assert self._key is not None
        forms = {"txt": _("Llave de age (*.txt)")}
        save_as(self, _("Guardar la llave en una memoria"), "llave-de-las-copias", forms, self._choose_file)

    def _choose_file(self, path: Path, _form: str) -> None:
        self._desk.books.ask(
            copy_keys.write_key_file,
            self._key,
            path,
            owner=self,
            then=lambda _none: self._ask_to_type(),
            refused=lambda problem: self._say(problem.sentence, error=True),
        )

    def _ask_to_type(self) -> None:
        """Whether the paper can be read is known once somebody has read from it."""
        self._has_paper = True
        self._say(_("Copie del papel los dos últimos grupos: así se sabe que se lee bien."), error=False)
        self.typed_row.show()
        self.typed.setFocus()
        self.fit()

    def _finish(self) -> None:
        assert self._key is not None
        name = self._key.name
        self._key = None
        self.accept()
        self.kept.emit(name)

    def _say(self, sentence: str, *, error: bool) -> None:
        self._sentence.setText(sentence)
        set_role(self._sentence, "error" if error else "text")
        self.fit()

    def reject(self) -> None:
        """Whoever has a paper in the hand is asked first: that paper would open nothing."""
        if self._key is None or not self._has_paper:
            self._key = None
            super().reject()
            return
        ask(
            self,
            _("¿Dejar la llave sin guardar?"),
            _("El papel que imprimió no abrirá ninguna copia: rómpalo."),
            yes=_("Dejarla"),
            no=_("Seguir con la llave"),
            destroying=True,
            then=lambda _reason: self._drop(),
        )

    def _drop(self) -> None:
        self._key = None
        super().reject()
