"""What was changed about the people who work with the program, and who came in, was refused or authorized something."""

from datetime import datetime

from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.language import N_, _
from ananea_desktop.operations import people
from ananea_desktop.operations.books import Books
from ananea_desktop.ui.cells import CellRole, Column
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.list_page import ListPage
from ananea_desktop.ui.record_model import ListColumn, Row

_ACTS = {
    "begun": N_("Ya estaba, con {roles}"),
    "created": N_("Persona nueva, con {roles}"),
    "renamed": N_("Cambió de nombre"),
    "roles": N_("Desde entonces puede: {roles}"),
    "disabled": N_("Desactivada"),
    "enabled": N_("Activada otra vez"),
    "password": N_("Clave nueva"),
    "password_removed": N_("Se quitó su clave"),
    "recovery_code": N_("Hizo un código de recuperación"),
    "recovered": N_("Clave nueva con el código del sobre"),
    "keys": N_("Llaves de las copias"),
}
_OUTCOMES = {
    "in": N_("Entró"),
    "refused": N_("Clave equivocada"),
    "recovered": N_("Entró con el código del sobre"),
    "approved": N_("Autorizó: {detail}"),
}


def _when(row: Row) -> str:
    at = datetime.fromisoformat(row["at"]).astimezone()
    return f"{format_date(at.date())} {at:%H:%M}"


def _refused(row: Row) -> dict[CellRole, object]:
    return {CellRole.ICON: "warning-circle", CellRole.TONE: "bad"} if row["kind"] == "refused" else {}


COLUMNS = (
    ListColumn(title=N_("Cuándo"), text=_when, layout=Column(samples=("23/11/2026 23:59",))),
    ListColumn(title=N_("Persona"), text=lambda row: row["name"], layout=Column(stretch=1)),
    ListColumn(title=N_("Qué"), text=lambda row: row["what"], layout=Column(stretch=3), marks=_refused),
    ListColumn(title=N_("Lo hizo"), text=lambda row: row["by"], layout=Column(stretch=1, optional=True)),
    ListColumn(title=N_("Autorizó"), text=lambda row: row["second"] or "–", layout=Column(stretch=1)),
)


class PeopleLogPage(ListPage):
    """Newest first."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            title=_("Cambios y entradas"),
            sentence=_(
                "Los cambios de personas, roles y claves están sellados: «Comprobar datos» dice si alguien los cambió"
                " por fuera. De las entradas están aquí las últimas {count}."
            ).format(count=people.MOST),
            empty=_("Todavía no hay cambios ni entradas"),
            icon="clock-counter-clockwise",
            steps=(
                _("Cada cambio de una persona, de sus roles o de su clave queda aquí."),
                _("Con claves, también cada entrada al programa."),
            ),
            columns=COLUMNS,
            rows=_rows,
        )

    def open_row(self, row: Row) -> None:
        """There is nothing more to show of a line."""


def _rows(books: Books) -> list[Row]:
    """A row's ``id`` is its place: two tables stand in it."""
    acts = [
        {
            "at": act["recorded_at"],
            "kind": act["kind"],
            "name": act["user_name"],
            "what": _(_ACTS[act["kind"]]).format(roles=people.roles_in_words(act["roles"])),
            "by": act["user"],
            "second": act["approved_by"],
        }
        for act in people.acts_of(books)
    ]
    entries = [
        {
            "at": entry["at"],
            "kind": entry["outcome"],
            "name": entry["name"] or _("un nombre que no existe"),
            "what": _(_OUTCOMES[entry["outcome"]]).format(detail=entry["detail"]),
            "by": "",
            "second": "",
        }
        for entry in people.sign_ins(books)
    ]
    found = sorted([*acts, *entries], key=lambda row: row["at"], reverse=True)
    return [{"id": number, **row} for number, row in enumerate(found, start=1)]
