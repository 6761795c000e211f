"""The red strip on the first page that asks for a copy, because the last good one outside the PC is too old."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.language import _, plural
from ananea_desktop.operations.copying import CopyState
from ananea_desktop.ui import theme
from ananea_desktop.ui.buttons import link_button
from ananea_desktop.ui.icons import IconLabel
from ananea_desktop.ui.labels import label
from ananea_desktop.ui.painting import paint_box

_BELOW = 18


class Banner(QWidget):
    """``wanted`` when its button is pressed. Takes no room while nothing is late."""

    wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._title = label("", "strong", wrap=True, name="copy_banner")
        self._remark = label("", "secondary", wrap=True)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._remark)
        button = link_button(_("Copiar ahora"))
        button.setObjectName("copy_now")
        button.clicked.connect(self.wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(15, 8, 6, 8 + _BELOW)
        row.setSpacing(13)
        row.addWidget(IconLabel("warning-circle", "bad"))
        row.addLayout(words, 1)
        row.addWidget(button)
        self.hide()

    def show_copies(self, copies: CopyState) -> None:
        """Says what is late, or goes away."""
        self.setVisible(copies.is_late)
        if not copies.is_late:
            return
        if copies.made_on is None:
            self._title.setText(_("Todavía no hay ninguna copia fuera de esta computadora"))
        else:
            days = plural(_("1 día"), _("{count} días"), copies.days).format(count=copies.days)
            self._title.setText(
                _("Hace {days} que no se copia en USB").format(days=days)
                if copies.days > 0
                else _("La última copia en USB está atrasada")
            )
        self._remark.setText(_since(copies))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_box(painter, self.rect().adjusted(0, 0, 0, -_BELOW), fill=theme.color("bad_soft"))


def _since(copies: CopyState) -> str:
    many = plural(_("1 documento"), _("{count} documentos"), copies.receipts).format(count=copies.receipts)
    if copies.made_on is None:
        lost = plural(
            _("Si el disco falla o roban la computadora, se pierde {many}."),
            _("Si el disco falla o roban la computadora, se pierden {many}."),
            copies.receipts,
        )
        return lost.format(many=many)
    day = format_date(copies.made_on)
    if not copies.receipts:
        return _("La última es del {day}.").format(day=day)
    return _("La última es del {day}, y después se hicieron {many}. Si el disco falla, se pierden.").format(
        day=day, many=many
    )
