"""Fields to type in: text, search, numbers, amounts, longer texts."""

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy, QToolButton, QWidget

from ananea_desktop.domain import money
from ananea_desktop.domain.language import _
from ananea_desktop.domain.text import InvalidValue
from ananea_desktop.ui import theme
from ananea_desktop.ui.icons import icon, paint_icon
from ananea_desktop.ui.labels import literal_tip, repolish

FIELD_WIDTH = 360
_ICON_X = 10
_COMING_BACK = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)


def mark_invalid(field: QWidget, invalid: bool) -> None:
    """Draws a field with or without the border of an error; the sentence stands beside it (forms.FormRow)."""
    if bool(field.property("invalid")) != invalid:
        field.setProperty("invalid", invalid)
        repolish(field)


class TextField(QLineEdit):
    """One line of text, 40 high, with an optional icon at its left and small buttons inside at its right."""

    def __init__(self, text: str = "", *, icon_name: str = "", placeholder: str = "") -> None:
        super().__init__(text)
        self._icon_name = icon_name
        self._buttons: list[QToolButton] = []
        self._wanted_width = FIELD_WIDTH
        self.setPlaceholderText(placeholder)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._leave_room()
        theme.on_change(self._leave_room)

    def set_wanted_width(self, pixels: int) -> None:
        """The width at 12 points that the field asks its layout for."""
        self._wanted_width = pixels
        self.updateGeometry()

    def add_inner_button(self, icon_name: str, accessible_name: str) -> QToolButton:
        """A button inside the field, at its right; for the mouse only, so the same must be there for the keyboard."""
        button = QToolButton(self)
        button.setProperty("inField", True)
        button.setIcon(icon(icon_name, "ink2"))
        button.setAccessibleName(accessible_name)
        button.setToolTip(accessible_name)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._buttons.append(button)
        self._leave_room()
        return button

    def sizeHint(self) -> QSize:
        return QSize(theme.scaled(self._wanted_width), theme.control_height())

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.scaled(64), theme.control_height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_buttons()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._icon_name:
            side = theme.small_icon_size()
            box = self.rect()
            box.setSize(QSize(side, side))
            box.translate(_ICON_X, (self.height() - side) // 2)
            painter = QPainter(self)
            paint_icon(painter, self._icon_name, box, theme.color("ink2"))

    def _leave_room(self) -> None:
        left = theme.icon_size() + 6 if self._icon_name else 0
        right = (theme.icon_size() + 10) * len(self._buttons)
        self.setTextMargins(left, 0, right, 0)
        self.updateGeometry()
        self._place_buttons()

    def _place_buttons(self) -> None:
        side = theme.icon_size() + 8
        x = self.width() - 6 - side * len(self._buttons)
        for button in self._buttons:
            button.setIconSize(QSize(theme.small_icon_size(), theme.small_icon_size()))
            button.setGeometry(x, (self.height() - side) // 2, side, side)
            x += side


class SearchField(TextField):
    """Searches as one types. Esc empties it; Down goes on to the list (``left_downwards``)."""

    search_changed = Signal(str)
    left_downwards = Signal()

    def __init__(self, placeholder: str) -> None:
        super().__init__(icon_name="magnifying-glass", placeholder=placeholder)
        self.setAccessibleName(placeholder)
        self._whole = placeholder
        self._clear_button = self.add_inner_button("x", _("Borrar la búsqueda"))
        self._clear_button.clicked.connect(self.clear)
        self._clear_button.hide()
        self.textChanged.connect(self._tell)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.text_width(_("Buscar")) + self._beside(), theme.control_height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the words would be cut one is enough, and the tip has them all."""
        super().resizeEvent(event)
        cut = theme.text_width(self._whole) + self._beside() > self.width()
        self.setPlaceholderText(_("Buscar") if cut else self._whole)
        self.setToolTip(literal_tip(self._whole) if cut else "")

    def _beside(self) -> int:
        """What the icon, the border and the paddings take."""
        return self.textMargins().left() + self.textMargins().right() + 2 * 12

    def event(self, event: QEvent) -> bool:
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return super().event(event)
        if event.key() == Qt.Key.Key_Escape and self.text():
            event.accept()  # else the page would be left by it
            return True
        if event.matches(QKeySequence.StandardKey.Undo) and not (self.text() or self.isUndoAvailable()):
            event.ignore()  # nothing of its own to take back: the window's last act is meant
            return False
        if event.matches(QKeySequence.StandardKey.Paste):
            copied = QGuiApplication.clipboard().mimeData()
            if copied.hasUrls() or (copied.hasImage() and not copied.hasText()):
                event.ignore()  # files and pictures are for the card, not for a search
                return False
        return super().event(event)

    def _tell(self, text: str) -> None:
        self._clear_button.setVisible(bool(text))
        self.search_changed.emit(text.strip())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() == Qt.Key.Key_Down:
            self.left_downwards.emit()
        else:
            super().keyPressEvent(event)


class NumberField(TextField):
    """A number, an hour or a date: wholly selected when entered, also by a click; the next click places the cursor."""

    _is_entered_by_mouse = False
    _pressed_at = QPointF()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._is_entered_by_mouse = event.reason() is Qt.FocusReason.MouseFocusReason
        if not self._is_entered_by_mouse and event.reason() not in _COMING_BACK:
            self.selectAll()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self._pressed_at = event.position()
        if event.button() is not Qt.MouseButton.LeftButton:
            self._select_if_entered(event)  # its menu opens now, and offers to copy

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self._select_if_entered(event)

    def _select_if_entered(self, event: QMouseEvent) -> None:
        moved = (event.position() - self._pressed_at).manhattanLength()
        if self._is_entered_by_mouse and moved < QGuiApplication.styleHints().startDragDistance():
            self.selectAll()
        self._is_entered_by_mouse = False


class AmountField(NumberField):
    """An amount of money: right-aligned, and written out (``40`` → ``40.00``) when left."""

    def __init__(
        self, centimos: int | None = None, *, allow_zero: bool = False, signed: bool = False, currency: str = ""
    ) -> None:
        """``signed``: a balance, which may be 0 or less."""
        super().__init__()
        self._allow_zero = allow_zero
        self._signed = signed
        self.currency = currency
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.set_wanted_width(104)
        self.set_amount(centimos)
        self.editingFinished.connect(self._write_out)

    def amount(self) -> int:
        """The amount in céntimos. Raises InvalidValue with a sentence for the person where it is not one."""
        if self._signed:
            return money.read_signed_amount(self.text(), self.currency)
        return money.read_amount(self.text(), self._allow_zero, self.currency)

    def set_amount(self, centimos: int | None) -> None:
        """Shows an amount in céntimos; None leaves the field empty."""
        self.setText("" if centimos is None else money.format_amount(centimos))

    def _write_out(self) -> None:
        if not self.currency and money.names_currency(self.text()):
            return  # written out it would lose its symbol, by which the form may see that it is another currency
        try:
            written = money.format_amount(self.amount())
        except InvalidValue:
            return  # what was typed stays, for the form to say what is wrong with it
        if written != self.text():
            self.setText(written)


class TextArea(QPlainTextEdit):
    """Some lines of plain text. Tab leaves it, as in every other field."""

    def __init__(self, text: str = "", lines: int = 3) -> None:
        super().__init__(text)
        self._lines = lines
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def text(self) -> str:
        return self.toPlainText()

    def setText(self, text: str) -> None:
        self.setPlainText(text)

    def sizeHint(self) -> QSize:
        return QSize(theme.scaled(FIELD_WIDTH), self._lines * theme.line_height() + 20)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.scaled(64), self.sizeHint().height())
