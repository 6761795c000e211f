"""States of a person as dated rows: what the form says of the newest, and the act that changes it."""

from collections.abc import Collection
from datetime import date

from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.errors import InvalidRecord
from ananea_desktop.domain.fields import Values
from ananea_desktop.domain.language import _
from ananea_desktop.domain.members import STATES
from ananea_desktop.operations.books import Books
from ananea_desktop.storage import member_states as store
from ananea_desktop.storage.data_file import Connection
from ananea_desktop.storage.rows import Row

BEFORE_ALL = date(1900, 1, 1)
"""From when a state holds of which nobody knows since when."""


def since(values: Values) -> date:
    """The day from which a form's state holds."""
    for name in ("state_since", "admitted_on"):
        given = values.get(name)
        if isinstance(given, date):
            return given
    return BEFORE_ALL


def refuse(books: Books, values: Values, member_id: int | None, confirmed: Collection[str]) -> None:
    """Raises InvalidRecord where the state typed into a form does not follow those that are noted.

    A new state under the old day is a doubt: most of the time the day was forgotten.
    """
    given = values.get("state_since")
    if isinstance(given, date) and given > books.today():
        raise _problem(_("Esa fecha todavía no llega. Anote el cambio cuando ocurra."))
    if member_id is None:
        return
    newest, *earlier = store.of_member(books.db, member_id)
    day = since(values)
    if values["state"] == newest["state"]:
        if values["state_since"] is not None and earlier and day <= earlier[0]["valid_from"]:
            sentence = _("Está {state} desde el {day}: ponga una fecha posterior.")
            raise _problem(_say(sentence, earlier[0]))
        return
    if day < newest["valid_from"]:
        raise _problem(_say(_("Está {state} desde el {day}: ponga ese día o uno posterior."), newest))
    if day == newest["valid_from"] and "state_since" not in confirmed:
        sentence = _("¿Desde cuándo? Está {state} desde el {day}. Si solo corrige el estado, guarde otra vez.")
        raise InvalidRecord(_("Revise 1 dato. Si está bien, guarde otra vez."), {"state_since": _say(sentence, newest)})


def _say(sentence: str, row: Row) -> str:
    return sentence.format(state=_(STATES[row["state"]]).lower(), day=format_date(row["valid_from"]))


def _problem(sentence: str) -> InvalidRecord:
    return InvalidRecord(_("Corrija 1 dato para guardar. Lo que escribió no se pierde."), {"state_since": sentence})


def follow_form(db: Connection, member_id: int, before: Row, values: Values) -> None:
    """Writes what a form that was accepted says of the state, and of when a person was admitted."""
    states = store.of_member(db, member_id)
    newest, first = states[0], states[-1]
    admitted = values["admitted_on"]
    if first["valid_from"] == before["admitted_on"] and isinstance(admitted, date) and admitted != first["valid_from"]:
        later = states[-2]["valid_from"] if len(states) > 1 else None
        if later is None or admitted < later:
            store.move(db, first["id"], admitted)
            newest = store.of_member(db, member_id)[0]
    if values["state"] != newest["state"]:
        store.write(db, member_id, str(values["state"]), since(values))
    elif values["state_since"] != before["state_since"] and isinstance(values["state_since"], date):
        store.move(db, newest["id"], values["state_since"])
