"""The papelera: what was noted by mistake is set aside from its card, listed here, and comes back by one click."""

from PySide6.QtWidgets import QWidget

from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.errors import InDiscarded
from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.rights import Right
from ananea_desktop.operations import discarding
from ananea_desktop.operations.books import Books
from ananea_desktop.ui.buttons import Button, primary_button
from ananea_desktop.ui.cells import Column
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.dialogs import ask, tell
from ananea_desktop.ui.list_page import ListPage
from ananea_desktop.ui.record_model import ListColumn, Row

COLUMNS = (
    ListColumn(
        title=N_("Qué era"), text=lambda row: row["line"].kind, layout=Column(samples=("Pedido de cotización",))
    ),
    ListColumn(title=N_("Nombre"), text=lambda row: row["line"].name, layout=Column(stretch=3)),
    ListColumn(
        title=N_("Retirado el"),
        text=lambda row: format_date(row["line"].at.date()) if row["line"].at else "–",
        layout=Column(samples=("23/11/2026",)),
    ),
    ListColumn(title=N_("Quién lo retiró"), text=lambda row: row["line"].by or "–", layout=Column(stretch=1)),
)


class PapeleraPage(ListPage):
    """A row's ``id`` is its place in the list: records of all kinds stand in it."""

    def __init__(self, desk: Desk) -> None:
        recover: Button = primary_button(_("Recuperar"), "arrow-counter-clockwise")
        recover.setObjectName("recover")
        recover.clicked.connect(lambda: self._recover_chosen())
        recover.offer(desk.may(Right.RECORDS))
        super().__init__(
            desk,
            title=_("Papelera"),
            sentence=_(
                "Lo que se anotó por error y se retiró. No sale en listas, búsquedas ni sumas; nada se borra."
                " Elija uno y pulse Recuperar."
            ),
            empty=_("La papelera está vacía"),
            icon="trash",
            what=_("Aquí queda lo que se anotó por error y se retiró: nada se borra."),
            steps=(
                _("Lo que se retira por error desde su ficha aparece aquí."),
                _("Elija uno y pulse «Recuperar»: vuelve como estaba."),
            ),
            columns=COLUMNS,
            rows=_rows,
            buttons=[recover],
        )
        self.loaded.connect(lambda: recover.setEnabled(self.model.rowCount() > 0))

    def open_row(self, row: Row) -> None:
        """Its card, which says that it is set aside."""
        self.desk.record_wanted.emit(row["line"].table, row["line"].id)

    def _recover_chosen(self) -> None:
        row = self.chosen()
        if row is not None:
            recover(self.desk, self, row["line"].table, row["line"].id)
            self.load()


def _rows(books: Books) -> list[Row]:
    return [{"id": number, "line": line} for number, line in enumerate(discarding.papelera(books), start=1)]


def open_papelera(desk: Desk) -> None:
    """Shows the list over what is in sight."""
    PapeleraPage(desk).open()


def recover(desk: Desk, owner: QWidget, table: str, record_id: int) -> None:
    """Brings a record back, and says so."""

    def told(name: str) -> None:
        desk.said.emit(_("Se recuperó: {name}.").format(name=name))
        desk.record_saved.emit()

    desk.books.ask(discarding.recover, table, record_id, owner=owner, then=told)


def ask_to_discard(parent: QWidget, desk: Desk, table: str, record_id: int, name: str) -> None:
    """Asks whether a record was noted by mistake, and sets it aside; says why not where something stands on it."""

    def discarded(_name: str) -> None:
        desk.said.emit(_("Se retiró: {name}. Está en la Papelera.").format(name=name))
        desk.record_saved.emit()

    def ask_or_tell(refusal: str) -> None:
        if refusal:
            tell(parent, _("No se puede retirar"), refusal)
            return
        ask(
            parent,
            _("¿Retirar «{name}» por error?").format(name=name),
            _(
                "Solo para lo que nunca debió anotarse. Sale de las listas, las búsquedas y las sumas; queda en el"
                " historial, y vuelve con un clic desde la Papelera."
            ),
            yes=_("Retirar"),
            no=_("No retirar"),
            icon="trash",
            destroying=True,
            then=lambda _reason: desk.books.ask(discarding.discard, table, record_id, owner=parent, then=discarded),
        )

    desk.books.ask(discarding.why_not, table, record_id, owner=parent, then=ask_or_tell)


def offer_to_recover(parent: QWidget, desk: Desk, refused: InDiscarded) -> None:
    """A new record is one that was set aside: it can come back instead. What was typed waits as a draft."""

    def back(name: str) -> None:
        desk.said.emit(_("Se recuperó: {name}.").format(name=name))
        desk.record_saved.emit()
        desk.record_wanted.emit(refused.table, refused.record_id)

    ask(
        parent,
        _("«{name}» está en la papelera. ¿Recuperarlo?").format(name=refused.name),
        _("Se retiró por error antes. Vuelve con sus datos y su historial, y después los puede cambiar."),
        yes=_("Recuperar"),
        no=_("Seguir escribiendo"),
        then=lambda _reason: desk.books.ask(
            discarding.recover, refused.table, refused.record_id, owner=parent, then=back
        ),
    )
