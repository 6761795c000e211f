"""The first question: to try with invented data, to begin for real, or to take up what another computer had."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ananea_desktop.domain.language import N_, _
from ananea_desktop.ui import theme
from ananea_desktop.ui.buttons import Button, primary_button, secondary_button
from ananea_desktop.ui.first_start.page import WIDTH, GuidePage
from ananea_desktop.ui.first_start.sample import SampleStarter
from ananea_desktop.ui.labels import label


class BeginPage(GuidePage):
    """``sample_made`` gives the file of the invented data."""

    sample_made = Signal(object)
    name = "begin"
    step = N_("Cómo empezar")
    question = N_("Bienvenida, bienvenido. ¿Cómo quiere empezar?")
    why = N_("Nada de lo que haga ahora es para siempre: de la prueba se pasa a lo de verdad con un botón.")
    next_words = "-"

    def fill(self, column: QVBoxLayout) -> None:
        self.begin_button = self._way(
            column,
            primary_button(_("Empezar de verdad"), "pencil-simple"),
            "begin_real",
            _("Unas preguntas cortas: la cooperativa, las personas, las cuentas, los talonarios y las copias."),
            self.done.emit,
        )
        self.sample_button = self._way(
            column,
            secondary_button(_("Probar con datos de muestra"), "eye"),
            "try_sample",
            _("Personas y dinero inventados, en otro archivo, para aprender sin miedo: todo dice MUESTRA."),
            self._try,
        )
        self.restore_button = self._way(
            column,
            secondary_button(_("Recuperar de una copia"), "clock-counter-clockwise"),
            "restore_first",
            _("Si ya llevaba sus cuentas en otra computadora y tiene la copia en una memoria USB."),
            self._restore,
        )
        self.starter = SampleStarter(self.desk)
        self.starter.made.connect(self.sample_made)
        self.starter.ended.connect(self._stay)
        column.addWidget(self.starter)

    def _way(self, column: QVBoxLayout, button: Button, name: str, words: str, work: Callable[[], object]) -> Button:
        button.setObjectName(name)
        button.clicked.connect(lambda: work())
        button.setAccessibleDescription(words)
        sentence = label(words, "secondary", wrap=True)
        sentence.setMaximumWidth(theme.scaled(WIDTH))
        way = QVBoxLayout()
        way.setSpacing(4)
        way.addWidget(button)
        way.addWidget(sentence)
        column.addLayout(way)
        column.addSpacing(theme.GAP)
        return button

    def first_field(self) -> QWidget:
        return self.begin_button

    def _restore(self) -> None:
        from ananea_desktop.ui.recovery import open_restore

        open_restore(self.desk)

    def _try(self) -> None:
        self._let_choose(False)
        self.starter.begin()

    def _stay(self) -> None:
        self._let_choose(True)
        self.sample_button.setFocus()

    def _let_choose(self, may: bool) -> None:
        for button in (self.begin_button, self.sample_button, self.restore_button):
            button.setEnabled(may)

    def leave(self) -> None:
        self.starter.give_up()
