"""Llaves de las copias: who holds one, a new one on its paper, and one that counts no more."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ananea_desktop.domain.dates import day_of_moment, format_date
from ananea_desktop.domain.language import _
from ananea_desktop.domain.rights import Right
from ananea_desktop.operations import copy_keys
from ananea_desktop.ui import theme
from ananea_desktop.ui.buttons import link_button, primary_button
from ananea_desktop.ui.card import clear_layout
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.dialogs import ask
from ananea_desktop.ui.icons import IconLabel
from ananea_desktop.ui.key_dialog import KeyDialog
from ananea_desktop.ui.labels import hairline, label, set_role
from ananea_desktop.ui.page_head import PageHead
from ananea_desktop.ui.record_model import Row

_WIDTH = 760


class KeysPage(QWidget):
    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.new_button = primary_button(_("Hacer una llave…"), "lock-simple")
        self.new_button.setObjectName("new_key")
        self.new_button.offer(desk.may(Right.PEOPLE))
        self.new_button.clicked.connect(self._open_dialog)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head())
        column.addWidget(hairline())
        column.addWidget(self._body())
        column.addStretch(1)

    def _head(self) -> PageHead:
        return PageHead(_("Llaves de las copias"), self.leave)

    def _body(self) -> QWidget:
        body = QWidget()
        theme.keep_scaled(body, QWidget.setFixedWidth, _WIDTH)
        column = QVBoxLayout(body)
        column.setContentsMargins(theme.MARGIN, 16, theme.MARGIN, 0)
        column.setSpacing(theme.GAP)
        sentence = _(
            "Con llaves, la copia de la memoria USB va sellada: si se pierde la memoria, nadie la puede leer. Dos"
            " personas guardan una llave cada una, en un papel dentro de un sobre cerrado; cualquiera de las dos abre"
            " las copias. La computadora no guarda la llave: si se pierden los dos papeles, nadie las podrá abrir."
        )
        column.addWidget(label(sentence, wrap=True))
        self._standing = label("", wrap=True, name="keys_standing")
        column.addWidget(self._standing)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        column.addLayout(self._rows)
        row = QHBoxLayout()
        row.addWidget(self.new_button)
        row.addStretch(1)
        column.addLayout(row)
        return body

    def open(self) -> None:
        """Shows itself over what is in sight."""
        self.desk.page_wanted.emit(self)
        self.load()

    def leave(self) -> None:
        self.left.emit()

    def load(self) -> None:
        self.desk.books.ask(copy_keys.holders, owner=self, then=self._show)

    def _show(self, holders: list[Row]) -> None:
        count = sum(each["retired_at"] is None for each in holders)
        words, role = _standing(count)
        self._standing.setText(words)
        set_role(self._standing, role)
        clear_layout(self._rows)
        for holder in holders:
            self._rows.addWidget(hairline())
            self._rows.addWidget(self._row(holder))
        if holders:
            self._rows.addWidget(hairline())

    def _row(self, holder: Row) -> QWidget:
        is_retired = holder["retired_at"] is not None
        row = QHBoxLayout()
        row.setContentsMargins(0, 6, 0, 6)
        row.setSpacing(18)
        row.addWidget(IconLabel("prohibit" if is_retired else "lock-simple", "ink2"))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label(holder["name"], "strong", wrap=True))
        words.addWidget(label(_about(holder), "secondary", wrap=True))
        row.addLayout(words, 1)
        if not is_retired:
            button = link_button(_("Retirar…")).set_flush()
            button.setObjectName(f"retire_{holder['id']}")
            button.setAccessibleName(_("Retirar la llave de {name}").format(name=holder["name"]))
            button.clicked.connect(partial(self._ask_to_retire, holder))
            row.addWidget(button.offer(self.desk.may(Right.PEOPLE)))
        holding = QWidget()
        holding.setLayout(row)
        return holding

    def _open_dialog(self) -> None:
        dialog = KeyDialog(self, self.desk)
        dialog.kept.connect(self._take_new)
        dialog.open()

    def _take_new(self, name: str) -> None:
        self.desk.said.emit(_("Desde ahora las copias en USB se sellan también para {name}.").format(name=name))
        self.load()

    def _ask_to_retire(self, holder: Row, _checked: bool = False) -> None:
        ask(
            self,
            _("¿Retirar la llave de {name}?").format(name=holder["name"]),
            _(
                "Las copias que se hagan desde ahora ya no se abrirán con ella. Las que ya están hechas sí: guarde el"
                " papel mientras las tenga, y si se lo llevaron, haga copias nuevas y borre las anteriores."
            ),
            yes=_("Retirar la llave"),
            no=_("No retirarla"),
            destroying=True,
            then=lambda _reason: self.desk.books.ask(
                copy_keys.retire_holder, holder["id"], owner=self, then=lambda _none: self.load()
            ),
        )


def _standing(count: int) -> tuple[str, str]:
    if count == 0:
        return _("Todavía no hay llaves: las copias en USB las lee quien encuentre la memoria."), "error"
    if count < copy_keys.WANTED:
        return _("Falta la segunda llave: si se pierde ese papel, nadie podrá abrir las copias."), "error"
    return _("Las copias en USB se sellan para {count} personas.").format(count=count), "finished"


def _about(holder: Row) -> str:
    made = format_date(day_of_moment(holder["made_at"]))
    if holder["retired_at"] is None:
        return _("Tiene llave desde el {day}. Señal: {print}").format(day=made, print=holder["print"])
    retired = format_date(day_of_moment(holder["retired_at"]))
    return _("Retirada el {retired}. Abre las copias hechas desde el {day}. Señal: {print}").format(
        retired=retired, day=made, print=holder["print"]
    )


def open_keys(desk: Desk) -> None:
    """Shows the page over what is in sight."""
    KeysPage(desk).open()
