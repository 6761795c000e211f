"""«Apariencia»: colours, letters and language of the window on this PC; each choice is seen at once."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ananea_desktop.domain.language import _, current_language
from ananea_desktop.ui import appearance, theme, window_language
from ananea_desktop.ui.appearance import Colours, Letters
from ananea_desktop.ui.choice import SegmentedChoice
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.forms import FormRow
from ananea_desktop.ui.labels import hairline, label
from ananea_desktop.ui.page_head import PageHead


class AppearancePage(QWidget):
    """Each row of ``add_row`` is one thing that can be chosen."""

    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.colours = SegmentedChoice(
            [
                (Colours.SYSTEM, _("Como el sistema")),
                (Colours.LIGHT, _("Claros")),
                (Colours.DARK, _("Oscuros")),
            ],
            _("Colores"),
        )
        self.letters = SegmentedChoice([(Letters.NORMAL, _("Normales")), (Letters.LARGE, _("Grandes"))], _("Letras"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(PageHead(_("Apariencia"), self.leave))
        column.addWidget(hairline())
        self._rows = QVBoxLayout()
        self._rows.setContentsMargins(theme.MARGIN, 16, theme.MARGIN, theme.MARGIN)
        self._rows.setSpacing(16)
        sentence = _("Lo que elige se ve al momento, y queda así en esta computadora. Los papeles no cambian.")
        self._rows.addWidget(label(sentence, "secondary", wrap=True))
        column.addLayout(self._rows)
        column.addStretch(1)
        hint = _("Como el sistema: claros u oscuros, según los tenga Windows.")
        self.add_row(_("Colores"), self.colours, hint)
        hint = _("También con las teclas: Ctrl y + para grandes, Ctrl y − para normales.")
        self.add_row(_("Letras"), self.letters, hint)
        self.language = SegmentedChoice([*window_language.NAMES.items()], _("Idioma"))
        self.language.set_value(current_language())
        hint = _("La ventana se abre otra vez en el idioma elegido. Cada papel tiene el suyo, que se elige al verlo.")
        self.add_row("Idioma · Language", self.language, hint)
        self._show()
        self.language.value_changed.connect(lambda: window_language.choose_language(desk, str(self.language.value())))
        self.colours.value_changed.connect(lambda: appearance.choose(colours=Colours(str(self.colours.value()))))
        self.letters.value_changed.connect(lambda: appearance.choose(letters=Letters(str(self.letters.value()))))
        theme.on_change(self._show)  # also by the keys

    def add_row(self, caption: str, field: QWidget, hint: str = "") -> None:
        """One more thing to choose, under the others."""
        self._rows.addWidget(FormRow(caption, field, hint=hint))

    def open(self) -> "AppearancePage":
        """Shows itself over what is in sight."""
        self.desk.page_wanted.emit(self)
        self.colours.setFocus(Qt.FocusReason.OtherFocusReason)
        return self

    def leave(self) -> None:
        self.left.emit()

    def _show(self) -> None:
        now = appearance.chosen()
        for field, value in ((self.colours, now.colours), (self.letters, now.letters)):
            field.blockSignals(True)
            field.set_value(value)
            field.blockSignals(False)
