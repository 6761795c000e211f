"""After a crash between issuing and printing: what was saved and not printed is told, and can be printed now."""

from PySide6.QtWidgets import QWidget

from ananea_desktop.domain.language import _, plural
from ananea_desktop.domain.receipts import KIND_TITLES, Receipt
from ananea_desktop.operations import pending_prints
from ananea_desktop.operations.papers import LARGEST_BATCH, Batch
from ananea_desktop.ui.batch_paper import make_batch, print_batch
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.dialogs import ask
from ananea_desktop.ui.new_paper import print_new
from ananea_desktop.ui.paper_format import usual_format

_MOST_NAMED = 6


def ask_about_pending(window: QWidget, desk: Desk) -> None:
    """One question for all of them; nothing where all came out."""
    desk.books.ask(pending_prints.pending_prints, owner=window, then=lambda found: _ask(window, desk, found))


def _ask(window: QWidget, desk: Desk, waiting: list[Receipt]) -> None:
    if not waiting:
        return
    count, names = len(waiting), [_name(each) for each in waiting]
    why = plural(
        _("Se guardó y no se imprimió: el programa se cerró antes. El recibo vale igual; falta su papel para firmar."),
        _(
            "Se guardaron y no se imprimieron: el programa se cerró antes. Valen igual; falta su papel para firmar:"
            " {names}."
        ),
        count,
    )
    named = ", ".join(names[:_MOST_NAMED]) + (" …" if count > _MOST_NAMED else "")
    ask(
        window,
        plural(_("¿Imprimir {name}?"), _("¿Imprimir los {count} que faltan?"), count).format(
            name=names[0], count=count
        ),
        why.format(names=named),
        yes=plural(_("Imprimir"), _("Imprimir los {count}"), count).format(count=count),
        no=_("No imprimir"),
        icon="printer",
        then=lambda _reason: _print(window, desk, waiting),
        otherwise=lambda: _forget(desk, waiting),
    )


def _name(receipt: Receipt) -> str:
    return _("{title} N.º {number}").format(title=_(KIND_TITLES[receipt.kind]), number=receipt.number_text)


def _print(window: QWidget, desk: Desk, waiting: list[Receipt]) -> None:
    if len(waiting) == 1:
        print_new(window, desk, waiting[0])
        return

    def show(batch: Batch, pdf: bytes) -> None:
        print_batch(window, desk, batch, pdf, then=lambda done: None if done else _forget(desk, waiting))

    make_batch(window, desk, [each.id for each in waiting[:LARGEST_BATCH]], usual_format(), show)


def _forget(desk: Desk, waiting: list[Receipt]) -> None:
    desk.books.ask(pending_prints.forget_pending_prints, [each.id for each in waiting], owner=desk)
