"""Changing, correcting and taking away the dated states of a person, and what a departure leaves open."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.errors import InvalidRecord, UserError
from ananea_desktop.domain.fields import Values
from ananea_desktop.domain.language import _, plural
from ananea_desktop.domain.member_states import MEMBER_STATES
from ananea_desktop.domain.members import MEMBERS, STATES, full_name
from ananea_desktop.domain.money import format_money
from ananea_desktop.domain.positions import position_words
from ananea_desktop.domain.rights import Right
from ananea_desktop.operations import debts
from ananea_desktop.operations.acts import ActKind, undoable
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.records import doubts_sentence, problems_sentence, read_or_refuse
from ananea_desktop.operations.rights import needs
from ananea_desktop.storage import capital, hand_outs, records
from ananea_desktop.storage import committee as committee_store
from ananea_desktop.storage import member_states as store
from ananea_desktop.storage import positions as position_store
from ananea_desktop.storage.rows import Row


def of_member(books: Books, member_id: int) -> list[Row]:
    """The newest first (storage.member_states.of_member)."""
    return store.of_member(books.db, member_id)


@needs(Right.RECORDS)
def change(books: Books, member_id: int, texts: Mapping[str, str], confirmed: Collection[str] = ()) -> None:
    """Notes a state from a day on, today's or an earlier one. Raises InvalidRecord; LookupError without such a person.

    A state that begins on a day on which another begins takes its place, when that is insisted on.
    """
    person = records.get(books.db, MEMBERS, member_id)
    values = read_or_refuse(MEMBER_STATES, texts, books.today(), confirmed)
    day, state = values["valid_from"], str(values["state"])
    assert isinstance(day, date)
    if person["admitted_on"] and day < person["admitted_on"]:
        admitted = {"valid_from": person["admitted_on"]}
        _refuse("valid_from", _("Ingresó el {day}: ponga ese día o uno posterior."), admitted)
    states = store.of_member(books.db, member_id)
    before = next((row for row in states if row["valid_from"] < day), None)
    same = next((row for row in states if row["valid_from"] == day), None)
    after = next((row for row in reversed(states) if row["valid_from"] > day), None)
    _refuse_neighbours(state, before, after)
    if same is not None and "valid_from" not in confirmed:
        sentence = _say(_("Ese día ya empieza «{state}». Para corregirlo por este, guarde otra vez."), same)
        raise InvalidRecord(doubts_sentence(1), {"valid_from": sentence})
    with undoable(books, ActKind.RECORD, _act_words(person)) as act:
        store.write(act.db, member_id, state, day, str(values["reason"]), str(values["acta"]))


@needs(Right.RECORDS)
def correct(books: Books, state_id: int, texts: Mapping[str, str], confirmed: Collection[str] = ()) -> None:
    """Corrects a state that is noted: which, since when, why. It stays between those before and after it."""
    row, states = _found(books, state_id)
    values = read_or_refuse(MEMBER_STATES, texts, books.today(), confirmed)
    place = states.index(row)
    before = states[place + 1] if place + 1 < len(states) else None
    after = states[place - 1] if place else None
    day = values["valid_from"]
    assert isinstance(day, date)
    if before is not None and day <= before["valid_from"]:
        _refuse("valid_from", _("Está {state} desde el {day}: ponga una fecha posterior."), before)
    if after is not None and day >= after["valid_from"]:
        _refuse("valid_from", _("Desde el {day} está {state}: ponga una fecha anterior."), after)
    _refuse_neighbours(str(values["state"]), before, after)
    person = records.get(books.db, MEMBERS, row["member_id"])
    with undoable(books, ActKind.RECORD, _act_words(person)) as act:
        if day != row["valid_from"]:
            store.move(act.db, state_id, day)
        store.write(act.db, row["member_id"], str(values["state"]), day, str(values["reason"]), str(values["acta"]))


@needs(Right.RECORDS)
def remove(books: Books, state_id: int) -> None:
    """Takes away a state that was noted by mistake, and with it a return to what it was before. Raises UserError."""
    row, states = _found(books, state_id)
    goes_too = why_not_removed(states, row)
    if goes_too:
        raise UserError(goes_too)
    person = records.get(books.db, MEMBERS, row["member_id"])
    with undoable(books, ActKind.RECORD, _act_words(person)) as act:
        for each in (back_again(states, row), row):
            if each is not None:
                store.remove(act.db, each["id"])


def why_not_removed(states: list[Row], row: Row) -> str:
    """Why a state stays, as a sentence; empty where it can be taken away."""
    if len(states) == 1:
        return _("Es el único estado que tiene: corríjalo, no se puede quitar.")
    if row["id"] == states[-1]["id"]:
        return _("Es el primero, desde que ingresó: corríjalo, no se puede quitar.")
    return ""


def back_again(states: list[Row], row: Row) -> Row | None:
    """The state after this one, where it only goes back to the one before: without this one it says nothing."""
    place = next(number for number, each in enumerate(states) if each["id"] == row["id"])
    if 0 < place < len(states) - 1 and states[place - 1]["state"] == states[place + 1]["state"]:
        return states[place - 1]
    return None


def _found(books: Books, state_id: int) -> tuple[Row, list[Row]]:
    states = store.of_state(books.db, state_id)
    row = next((each for each in states if each["id"] == state_id), None)
    if row is None:
        raise LookupError(f"member_states has no row {state_id}")
    return row, states


def _refuse_neighbours(state: str, before: Row | None, after: Row | None) -> None:
    """A state that says nothing new, or that comes after a death."""
    if before is not None and before["state"] == state:
        _refuse("state", _("Ya está {state} desde el {day}. Elija otro estado, o corrija esa fecha."), before)
    if after is not None and after["state"] == state:
        _refuse("state", _("Está {state} desde el {day}: corrija esa fecha en lugar de anotar otra."), after)
    if before is not None and before["state"] == "deceased":
        _refuse("state", _("Está {state} desde el {day}. Si fue un error, corrija o quite ese estado."), before)


def _refuse(name: str, sentence: str, row: Mapping[str, Any]) -> None:
    raise InvalidRecord(problems_sentence(1), {name: _say(sentence, row)})


def _say(sentence: str, row: Mapping[str, Any]) -> str:
    state = _(STATES[row["state"]]).lower() if "state" in row else ""
    return sentence.format(state=state, day=format_date(row["valid_from"]))


def _act_words(person: Values) -> str:
    return _("el estado de {name}").format(name=full_name(person))


def open_matters(books: Books, member_id: int) -> list[str]:
    """What is still open with a person who leaves, a sentence each: debts, capital, equipment, positions."""
    matters = []
    if owed := debts.owed_apart(books, member_id):
        matters.append(_("Debe {amount}.").format(amount=owed))
    held = capital.held(books.db, member_id)
    if held:
        matters.append(_("Tiene {amount} de aportaciones por devolver.").format(amount=format_money(held, "PEN")))
    things = hand_outs.held_by(books.db, member_id)
    if things:
        names = ", ".join(dict.fromkeys(row["item_name"] for row in things))
        lacking = plural(
            _("Tiene 1 equipo sin devolver: {names}."), _("Tiene equipos sin devolver: {names}."), len(things)
        )
        matters.append(lacking.format(names=names))
    day = books.today()
    for row in position_store.on_day(books.db, day):
        if row["member_id"] == member_id:
            matters.append(_("Sigue en el cargo: {position}. Anote hasta cuándo.").format(position=position_words(row)))
    if any(row["member_id"] == member_id for row in committee_store.in_office(books.db, day)):
        matters.append(_("Sigue en el comité de la Prima. Anote hasta cuándo."))
    return matters
