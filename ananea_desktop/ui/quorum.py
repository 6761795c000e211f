"""How many came, large, with a bar up to those who may vote, and in words whether there is quorum in each call."""

from collections.abc import Collection

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ananea_desktop.domain.assemblies import Quorum
from ananea_desktop.domain.language import _, plural
from ananea_desktop.ui import theme
from ananea_desktop.ui.icons import IconLabel
from ananea_desktop.ui.labels import label, set_role
from ananea_desktop.ui.painting import paint_bar

_BAR_HEIGHT = 12
_LOOKS: dict[bool | None, tuple[str, str, str]] = {
    True: ("check-circle", "good", "finished"),
    False: ("warning-circle", "bad", "error"),
    None: ("users-three", "ink2", "text"),
}


class QuorumView(QWidget):
    """``large``: to be read from across the room, while the attendance is taken."""

    def __init__(self, *, large: bool = False) -> None:
        super().__init__()
        self._large = large
        self._caption = label("", "secondary")
        self.figure = label("", "display" if large else "amount", name="quorum_figure")
        self.remark = label("", "section" if large else "text", name="quorum_remark")
        self._bar = _QuorumBar()
        self.first = _StateLine("quorum_first")
        self.second = _StateLine("quorum_second")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._caption)
        for part in (self.figure, self.remark):
            column.addWidget(part)
        column.addSpacing(4)
        column.addWidget(self._bar)
        column.addSpacing(6)
        column.addWidget(self.first)
        column.addWidget(self.second)

    def show_quorum(self, quorum: Quorum, *, is_noted: bool, represented: int, calls: Collection[str]) -> None:
        """``is_noted``: whether anybody was marked yet; ``calls``: of which calls the quorum is shown."""
        self._caption.setText(_("Asistieron") if is_noted else _("Pueden votar"))
        if not is_noted:
            figure, remark = str(quorum.eligible), _("socios hábiles")
        elif self._large:
            figure, remark = str(quorum.attending), _("de {count} socios hábiles").format(count=quorum.eligible)
        else:
            figure, remark = _("{attending} de {eligible}").format(**vars(quorum)), ""
        if represented:
            parts = plural(_("1 representado"), _("{count} representados"), represented).format(count=represented)
            remark = f"{remark}  ·  {parts}" if remark else parts
        self.figure.setText(figure)
        self.remark.setText(remark)
        self.remark.setVisible(bool(remark))
        self._bar.show_quorum(quorum)
        self._bar.setVisible(is_noted)
        for call, line in (("first", self.first), ("second", self.second)):
            line.say(*_sentence(call, quorum, is_noted))
            line.setVisible(call in calls)


def _sentence(call: str, quorum: Quorum, is_noted: bool) -> tuple[str, bool | None]:
    """The words for one call, and whether its quorum is met (None while nobody was marked)."""
    needed = quorum.needed(call)
    missing = needed - quorum.attending
    name = _("segunda convocatoria") if call == "second" else _("primera convocatoria")
    if not is_noted and needed == 1:
        return _("Quórum en {call}: los que estén").format(call=name), None
    if not is_noted:
        return _("Quórum en {call}: {needed}").format(call=name, needed=needed), None
    if missing <= 0 and needed == 1:
        return _("Hay quórum en {call}: los que estén").format(call=name), True
    if missing <= 0:
        return _("Hay quórum en {call}: pide {needed}").format(call=name, needed=needed), True
    sentence = plural(
        _("Falta 1 para el quórum en {call}, que pide {needed}"),
        _("Faltan {missing} para el quórum en {call}, que pide {needed}"),
        missing,
    )
    return sentence.format(missing=missing, call=name, needed=needed), False


class _StateLine(QWidget):
    """An icon and the words that say the same."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._icon = IconLabel("info")
        self._words: QLabel = label("", wrap=True, name=name)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.INSIDE)
        row.addWidget(self._icon)
        row.addWidget(self._words, 1)

    def text(self) -> str:
        return self._words.text()

    def say(self, words: str, is_met: bool | None) -> None:
        icon, token, role = _LOOKS[is_met]
        self._icon.set_icon(icon, token)
        self._words.setText(words)
        set_role(self._words, role)


class _QuorumBar(QWidget):
    """Filled with those who came; a mark stands where the quorum of the first call is."""

    def __init__(self) -> None:
        super().__init__()
        self._quorum: Quorum | None = None
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_quorum(self, quorum: Quorum) -> None:
        self._quorum = quorum
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.scaled(160), theme.scaled(_BAR_HEIGHT + 8))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._quorum is None:
            return
        painter = QPainter(self)
        height = theme.scaled(_BAR_HEIGHT)
        box = QRect(0, (self.height() - height) // 2, self.width(), height)
        voters = max(1, self._quorum.eligible)
        paint_bar(painter, box, min(1.0, self._quorum.attending / voters))
        x = round(self.width() * min(1.0, self._quorum.needed_first / voters))
        painter.fillRect(min(self.width() - 2, x), 0, 2, self.height(), theme.color("ink"))
