"""What a page needs before it can be filled in, told with the button that leads there instead of an empty page."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtWidgets import QWidget

from ananea_desktop.domain.language import N_, _
from ananea_desktop.operations import office
from ananea_desktop.ui.buttons import primary_button, secondary_button
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.dialogs import Dialog


class _Thing(NamedTuple):
    title: str
    """Marked with N_, as the other words."""
    why: str
    button: str
    table: str
    record_id: int = -1


_ACCOUNT = N_("Anotar una cuenta")
_THINGS = {
    "profile": _Thing(
        N_("Primero, los datos de la cooperativa"),
        N_("Salen en todos los papeles, y con ellos el programa prepara la caja y los fondos."),
        N_("Anotar los datos"),
        "cooperative",
        1,
    ),
    "accounts": _Thing(
        N_("Primero, una caja o un banco"),
        N_("Todavía no hay ninguna cuenta en la que esté el dinero."),
        _ACCOUNT,
        "accounts",
    ),
    "two_accounts": _Thing(
        N_("Primero, otra cuenta"),
        N_("Un traspaso va de una cuenta a otra, y hay una sola. Anote la otra caja o el banco."),
        _ACCOUNT,
        "accounts",
    ),
    "till": _Thing(
        N_("Primero, una caja"),
        N_("Un arqueo cuenta el dinero de una caja, y todavía no hay ninguna."),
        _ACCOUNT,
        "accounts",
    ),
    "bank": _Thing(
        N_("Primero, una cuenta de banco"),
        N_("Es para los movimientos de un banco, y todavía no hay ninguna cuenta de banco."),
        _ACCOUNT,
        "accounts",
    ),
    "funds": _Thing(
        N_("Primero, un fondo"),
        N_("Todo el dinero es de algún fondo, y todavía no hay ninguno."),
        N_("Anotar un fondo"),
        "funds",
    ),
}


def when_ready(parent: QWidget, desk: Desk, needed: tuple[str, ...], opens: Callable[[], object]) -> None:
    """Opens a page, or says which of ``office.FIRST_THINGS`` comes first."""
    desk.books.ask(
        office.lacking,
        *needed,
        owner=parent,
        then=lambda what: tell_first(parent, desk, what) if what else opens(),
    )


def tell_first(parent: QWidget, desk: Desk, what: str) -> Dialog:
    """What is lacking, with the button that leads there."""
    thing = _THINGS[what]
    dialog = Dialog(parent.window(), _(thing.title))
    dialog.setObjectName("first_thing")
    dialog.add_sentence(_(thing.why))
    dialog.add_button(secondary_button(_("Cerrar"), shortcut="Esc"), dialog.reject)

    def go() -> None:
        dialog.accept()
        desk.record_wanted.emit(thing.table, thing.record_id)

    button = dialog.add_button(primary_button(_(thing.button)), go)
    button.setObjectName("go_first")
    button.setDefault(True)
    button.setFocus()
    dialog.open()
    return dialog
