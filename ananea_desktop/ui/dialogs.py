"""Questions and messages: a card over the dimmed window. Opened, never executed: the answer comes by a call."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPaintEvent, QPixmap, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ananea_desktop.domain.errors import UserError
from ananea_desktop.domain.fields import LONGEST_TEXT
from ananea_desktop.domain.language import _
from ananea_desktop.ui import theme
from ananea_desktop.ui.buttons import Button, danger_button, primary_button, secondary_button
from ananea_desktop.ui.card import Facts
from ananea_desktop.ui.fields import TextArea, TextField
from ananea_desktop.ui.forms import FormRow
from ananea_desktop.ui.labels import label
from ananea_desktop.ui.painting import paint_box

WIDTH = 520
_RADIUS = 10
_PADDING = 27
_DIMMED = QColor(20, 19, 17, 92)


class _Room(NamedTuple):
    """Pixels that a card keeps free."""

    above: int
    title: int
    """Under the title."""
    parts: int
    """Between what is in it."""
    buttons: int
    """Over the buttons."""
    below: int


_ROOMY = _Room(above=30, title=14, parts=14, buttons=22, below=23)
_TIGHT = _Room(above=14, title=8, parts=8, buttons=10, below=12)
"""Where the window is too low for it."""


class _Sheet(QWidget):
    """The card itself."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_box(painter, self.rect(), fill=theme.color("bg"), edge=theme.color("edge2"), radius=_RADIUS)


class Dialog(QDialog):
    """A card with a title, whatever is put into ``content``, and buttons at its lower right.

    It covers its parent's window with a dimmed picture of it: round corners and dimming then need no compositor.
    """

    card_width = WIDTH
    """At 12 points."""

    def __init__(self, parent: QWidget | None, title: str, covers: bool = True) -> None:
        """``covers`` False: a card over the window and no picture of it, which asks nothing of what it stands over."""
        super().__init__(parent.window() if parent is not None else None)
        self._covers = covers
        self._behind = QPixmap()
        self.setWindowFlags(Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self._sheet = _Sheet(self)
        column = QVBoxLayout(self._sheet)
        column.setSpacing(0)
        column.addWidget(label(title, "title", wrap=True))
        self.content = QVBoxLayout()
        column.addLayout(self.content)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(10)
        self._buttons.addStretch(1)
        column.addLayout(self._buttons)
        theme.on_change(self._place)

    def add_sentence(self, sentence: str) -> None:
        if sentence:
            self.content.addWidget(label(sentence, wrap=True))

    def add_button(self, button: Button, pressed: Callable[[], object]) -> Button:
        """Adds a button right of the others."""
        button.clicked.connect(lambda: pressed())
        self._buttons.addWidget(button)
        return button

    def fit(self) -> None:
        """Makes room for what came into the card, such as a sentence under a field."""
        self._place_sheet()

    def focusNextPrevChild(self, forward: bool) -> bool:
        from ananea_desktop.ui.focus_order import follow_layout  # not when the program starts

        follow_layout(self)
        return super().focusNextPrevChild(forward)

    def showEvent(self, event: QShowEvent) -> None:
        owner = self.parentWidget()
        if self._covers and owner is not None and owner.isVisible():
            self._behind = owner.grab()
            owner.installEventFilter(self)
        self._place()
        super().showEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize) and watched is self.parentWidget():
            self._place()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place_sheet()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("bg"))
        if not self._behind.isNull():
            painter.drawPixmap(QPoint(0, 0), self._behind)
            painter.fillRect(self.rect(), _DIMMED)

    def _place(self) -> None:
        owner = self.parentWidget()
        if self._covers and owner is not None and owner.isVisible():
            self.setGeometry(QRect(owner.mapToGlobal(QPoint(0, 0)), owner.size()))
        else:
            self.resize(self._sheet_size(10_000, 10_000).size())
            if owner is not None and owner.isVisible():
                self.move(owner.mapToGlobal(owner.rect().center()) - self.rect().center())
        self._place_sheet()

    def _place_sheet(self) -> None:
        self._sheet.setGeometry(self._sheet_size(self.width(), self.height()))

    def _sheet_size(self, most_wide: int, most_high: int) -> QRect:
        layout = self._sheet.layout()
        assert layout is not None
        self._keep_room(_ROOMY)
        layout.activate()
        # A row of buttons may be wider, above all with large letters.
        width = min(max(theme.scaled(self.card_width), layout.totalMinimumSize().width()), most_wide)
        wanted = self._wanted_height(width)
        if wanted > most_high:
            self._keep_room(_TIGHT)
            wanted = self._wanted_height(width)
        height = min(wanted, most_high)
        box = QRect(0, 0, width, height)
        if not self._behind.isNull():
            # Somewhat above the middle, where one looks first.
            box.moveTo((most_wide - width) // 2, max(0, (most_high - height) * 47 // 100))
        return box

    def _wanted_height(self, width: int) -> int:
        layout = self._sheet.layout()
        assert layout is not None
        layout.activate()
        return layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else layout.totalSizeHint().height()

    def _keep_room(self, room: "_Room") -> None:
        layout = self._sheet.layout()
        assert layout is not None
        layout.setContentsMargins(_PADDING, room.above, _PADDING, room.below)
        self.content.setContentsMargins(0, room.title, 0, room.buttons)
        self.content.setSpacing(room.parts)


class Question(Dialog):
    """Asks before something is done. The answer *no* is Esc, and what destroys is never done by Enter alone."""

    def __init__(
        self, parent: QWidget | None, question: str, *, yes: str, no: str, icon: str, destroying: bool
    ) -> None:
        super().__init__(parent, question)
        self._reason: FormRow | None = None
        self.no_button = self.add_button(secondary_button(no, shortcut="Esc"), self.reject)
        make = danger_button if destroying else primary_button
        self.yes_button = self.add_button(make(yes, icon), self._confirm)
        self.yes_button.setDefault(not destroying)

    def ask_reason(self, caption: str, reason: str = "") -> None:
        """Adds a field for the reason, without which the answer is not taken."""
        field = TextField(reason)
        self._reason = FormRow(caption, field, stacked=True)
        self.content.addWidget(self._reason)
        field.setFocus()
        field.selectAll()

    def reason(self) -> str:
        """The reason typed; empty where none is asked."""
        if self._reason is None:
            return ""
        assert isinstance(self._reason.field, TextField)
        return self._reason.field.text().strip()

    def _confirm(self) -> None:
        problem = "" if self.reason() else _("Falta el motivo. Escriba por qué lo hace.")
        if len(self.reason()) > LONGEST_TEXT:  # more is not kept: said here, and not cut unseen
            problem = _("Es demasiado largo: tiene {count} letras y caben {longest}. Acórtelo.").format(
                count=len(self.reason()), longest=LONGEST_TEXT
            )
        if self._reason is not None and problem:
            self._reason.set_problem(problem)
            self._reason.field.setFocus()
            self._place_sheet()
            return
        self.accept()


def ask(
    parent: QWidget | None,
    question: str,
    consequence: str = "",
    *,
    yes: str,
    no: str,
    then: Callable[[str], object],
    otherwise: Callable[[], object] | None = None,
    facts: Sequence[tuple[str, str]] = (),
    reason: str = "",
    suggested_reason: str = "",
    icon: str = "",
    destroying: bool = False,
) -> Question:
    """Opens a question and returns at once; ``then`` is called with the reason (or "") when it is answered yes.

    ``yes`` and ``no`` are the verbs on the buttons; ``reason`` is the caption of a reason that must be given.
    """
    dialog = Question(parent, question, yes=yes, no=no, icon=icon, destroying=destroying)
    dialog.add_sentence(consequence)
    if facts:
        dialog.content.addWidget(Facts(facts))
    if reason:
        dialog.ask_reason(reason, suggested_reason)
    elif destroying:
        dialog.no_button.setFocus()
    else:
        dialog.yes_button.setFocus()
    dialog.accepted.connect(lambda: then(dialog.reason()))
    if otherwise is not None:
        dialog.rejected.connect(lambda: otherwise())
    dialog.open()
    return dialog


def tell(parent: QWidget | None, title: str, sentence: str, facts: Sequence[tuple[str, str]] = ()) -> Dialog:
    """Opens a message that is read and closed."""
    dialog = Dialog(parent, title)
    dialog.add_sentence(sentence)
    if facts:
        dialog.content.addWidget(Facts(facts))
    button = dialog.add_button(primary_button(_("Entendido")), dialog.accept)
    button.setDefault(True)
    button.setFocus()
    dialog.open()
    return dialog


def fault_dialog(parent: QWidget | None, details: str, goes_on: bool = True) -> Dialog:
    """Opens the message of a fault of ours, with the report to copy or keep for whoever mends the program.

    ``goes_on``: whether the program can be worked with afterwards.
    """
    dialog = Dialog(parent, _("El programa tuvo una falla"), covers=False)  # what fails may be the painting itself
    what_now = (
        _("Puede seguir trabajando; si vuelve a pasar, cierre el programa y ábralo de nuevo.")
        if goes_on
        else _("El programa no puede seguir así.")
    )
    dialog.add_sentence(
        _(
            "Lo que ya estaba guardado sigue guardado. {what_now} Copie este informe, o guárdelo en una memoria USB,"
            " y envíelo a quien le ayuda con el programa. No tiene nombres, documentos ni montos."
        ).format(what_now=what_now)
    )
    report = TextArea(details, lines=6)
    report.setReadOnly(True)
    report.setAccessibleName(_("Informe de la falla"))
    dialog.content.addWidget(report)
    copy = secondary_button(_("Copiar informe"), "copy")
    dialog.add_button(copy, lambda: QGuiApplication.clipboard().setText(details))
    dialog.add_button(secondary_button(_("Guardar en archivo"), "floppy-disk"), lambda: _save_report(dialog, details))
    button = dialog.add_button(primary_button(_("Seguir") if goes_on else _("Cerrar")), dialog.accept)
    button.setDefault(True)
    button.setFocus()
    dialog.open()
    return dialog


def _save_report(dialog: Dialog, details: str) -> None:
    from datetime import date

    from ananea_desktop.storage.files import write_file_safely
    from ananea_desktop.ui.save_dialog import save_as

    def save(path: Path, _form: str) -> None:
        try:
            write_file_safely(path, details.encode())
        except UserError as problem:
            tell(dialog, _("No se pudo"), problem.sentence)

    name = f"falla-ananea-{date.today().isoformat()}"
    save_as(dialog, _("Guardar el informe de la falla"), name, {"txt": _("Texto (*.txt)")}, save)
