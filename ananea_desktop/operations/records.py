"""Saving records: read by the one gate, checked against what is already there, written with their history."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from ananea_desktop.domain.accounts import ACCOUNTS
from ananea_desktop.domain.cooperative import COOPERATIVE, USERS
from ananea_desktop.domain.errors import InDiscarded, InvalidRecord
from ananea_desktop.domain.fields import RecordType, Values
from ananea_desktop.domain.identity import document_text
from ananea_desktop.domain.language import _, plural
from ananea_desktop.domain.members import MEMBERS, full_name
from ananea_desktop.domain.projects import HEADINGS
from ananea_desktop.domain.rights import Right, rights_over
from ananea_desktop.operations import member_states
from ananea_desktop.operations.acts import saving
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.rights import needs
from ananea_desktop.storage import drafts, lists, records, statistics
from ananea_desktop.storage import office as store
from ananea_desktop.storage.data_file import Connection
from ananea_desktop.storage.rows import Row


def read_or_refuse(
    record_type: RecordType, texts: Mapping[str, str], today: date, confirmed: Collection[str] = ()
) -> Values:
    """The values of typed texts. Raises InvalidRecord with a sentence for each field that was not taken."""
    values, problems = record_type.read(texts, today, confirmed)
    if problems:
        are_doubts = all(problem.overridable for problem in problems.values())
        sentence = doubts_sentence(len(problems)) if are_doubts else problems_sentence(len(problems))
        raise InvalidRecord(sentence, {name: problem.sentence for name, problem in problems.items()})
    return values


def doubts_sentence(count: int) -> str:
    """The same where nothing is wrong for sure, so that one may insist."""
    return plural(
        _("Revise 1 dato. Si está bien, guarde otra vez."),
        _("Revise {count} datos. Si están bien, guarde otra vez."),
        count,
    ).format(count=count)


def problems_sentence(count: int) -> str:
    """What stands on top of a form that was not saved."""
    return plural(
        _("Corrija 1 dato para guardar. Lo que escribió no se pierde."),
        _("Corrija {count} datos para guardar. Lo que escribió no se pierde."),
        count,
    ).format(count=count)


def _rights_over(_books: Books, record_type: RecordType, *_given: Any, **_named: Any) -> tuple[Right, ...]:
    return rights_over(record_type.table)


@needs(_rights_over)
def save(
    books: Books,
    record_type: RecordType,
    texts: Mapping[str, str],
    record_id: int | None = None,
    confirmed: Collection[str] = (),
) -> int:
    """Adds a record, or changes the one given, and gives its id. Raises InvalidRecord; nothing is then written."""
    if record_type in (USERS, COOPERATIVE):
        raise TypeError("saved by operations/people.py and office.py, which ask for the second person")
    values = read_or_refuse(record_type, texts, books.today(), confirmed)
    refuse_missing(books, record_type, values)
    refuse_twins(books, record_type, values, record_id)
    if record_type is ACCOUNTS and record_id is not None:
        _refuse_other_currency(books, values, record_id)
    if record_type is HEADINGS and record_id is not None and "name" not in confirmed:
        _ask_about_new_name(books, values, record_id)
    if record_type is MEMBERS:
        member_states.refuse(books, values, record_id, confirmed)
    with saving(books, record_type, values, record_id) as db:
        if record_id is None:
            return records.add(db, record_type, values)
        change(db, record_type, record_id, values)
        return record_id


def change(db: Connection, record_type: RecordType, record_id: int, values: Values) -> None:
    """Writes the accepted values over a record, within an act; of a person the state goes among the dated ones."""
    if record_type is not MEMBERS:
        records.change(db, record_type, record_id, values)
        return
    before = records.get(db, MEMBERS, record_id)
    states = {name: before[name] for name in ("state", "state_since")}
    records.change(db, record_type, record_id, {**values, **states})
    member_states.follow_form(db, record_id, before, values)


def _ask_about_new_name(books: Books, values: Values, heading_id: int) -> None:
    """A heading that projects stand under: the reports of earlier years, printed anew, have the new name too."""
    count = statistics.projects_under(books.db, heading_id)
    if count and records.get(books.db, HEADINGS, heading_id)["name"] != values["name"]:
        sentence = plural(
            _("1 proyecto está en este rubro: los informes de otros años saldrán con el nombre nuevo."),
            _("{count} proyectos están en este rubro: los informes de otros años saldrán con el nombre nuevo."),
            count,
        )
        insist = _("Si está bien, guarde otra vez.")
        raise InvalidRecord(doubts_sentence(1), {"name": f"{sentence.format(count=count)} {insist}"})


def missing_references(books: Books, record_type: RecordType, values: Values) -> dict[str, str]:
    """A sentence for each field that refers to a row that is not there."""
    missing = {}
    for each in record_type.fields:
        given = values.get(each.name)
        if each.references and given is not None and not records.exists(books.db, each.references, given):
            missing[each.name] = _("Lo elegido ya no está en la lista. Elija uno de la lista.")
    return missing


def refuse_missing(books: Books, record_type: RecordType, values: Values) -> None:
    """Raises InvalidRecord where a field refers to a row that is not there."""
    if missing := missing_references(books, record_type, values):
        raise InvalidRecord(problems_sentence(len(missing)), missing)


def _refuse_other_currency(books: Books, values: Values, account_id: int) -> None:
    """An account's receipts are all in its currency, so that they can be added up."""
    used = store.currency_used(books.db, account_id)
    if used is None or used == values["currency"]:
        return
    sentence = (
        _("Esta cuenta ya tiene recibos en soles: abra otra cuenta para dólares.")
        if used == "PEN"
        else _("Esta cuenta ya tiene recibos en dólares: abra otra cuenta para soles.")
    )
    raise InvalidRecord(problems_sentence(1), {"currency": sentence})


def refuse_twins(books: Books, record_type: RecordType, values: Values, record_id: int | None) -> None:
    """What may stand only once: a document, a member's number, a RUC, a rate of a day, a name in a short list."""
    rules: dict[str, tuple[tuple[tuple[str, ...], str, str], ...]] = {
        "members": (
            (("document_type", "document_number"), "document_number", _("Ya está registrado: es {name}.")),
            (("number",), "number", _("Ese número ya lo tiene {name}.")),
        ),
        "suppliers": ((("ruc",), "ruc", _("Ese RUC ya está registrado: es {name}.")),),
    }
    sentence = _("Ya hay una tarifa de ese metal desde ese día. Corrija esa, o ponga el día desde el que rige esta.")
    rules["premium_rates"] = ((("metal", "valid_from"), "valid_from", sentence),)
    sentence = _("Ya hay una tasa o un monto que rige desde ese día. Corrija ese, o ponga otro día.")
    rules["tax_rates"] = ((("name", "valid_from"), "valid_from", sentence),)
    rules["legal_amounts"] = ((("name", "currency", "valid_from"), "valid_from", sentence),)
    rules["fixed_assets"] = ((("code",), "code", _("Ese código ya lo tiene {name}.")),)
    for name in ("accounts", "funds", "headings", "users"):
        rules[name] = ((("name",), "name", _("Ya hay uno con ese nombre. Escriba otro.")),)
    for columns, field, sentence in rules.get(record_type.table, ()):
        if not all(values.get(column) for column in columns):
            continue
        twin = records.twin(books.db, record_type, {column: values[column] for column in columns}, record_id)
        if twin is not None and field == "number" and twin["discarded"] == "yes":  # another person, as it may be
            told = _("Ese número es de {name}, que está en la papelera. Ponga otro.")
            raise InvalidRecord(problems_sentence(1), {field: told.format(name=record_type.name_of(twin))})
        if twin is not None:
            raise same_record(record_type, twin, field, sentence)


def same_record(record_type: RecordType, twin: Row, field: str, sentence: str) -> InvalidRecord:
    """That there is a record with the same document already, or that it waits in the papelera to be brought back."""
    name = record_type.name_of(twin)
    if twin.get("discarded") != "yes":
        return InvalidRecord(problems_sentence(1), {field: sentence.format(name=name)})
    told = _("Ya está registrado y se retiró por error: es {name}. Recupérelo de la papelera.").format(name=name)
    return InDiscarded(problems_sentence(1), {field: told}, record_type.table, twin["id"], name)


def people(books: Books, typed: str, limit: int = 8) -> list[Row]:
    """Members and suppliers whose name or document begins like what was typed, for a payee or payer."""
    found: list[Row] = []
    for row in lists.members(books.db, search=typed, limit=limit):
        found.append({**row, "table": "members", "name": full_name(row)})
    for row in lists.suppliers(books.db, search=typed, limit=limit):
        found.append({**row, "table": "suppliers"})
    return found[:limit] if not typed else found


def next_member_number(books: Books) -> int:
    return lists.next_member_number(books.db)


@needs(Right.OWN)
def keep_draft(books: Books, form: str, record_id: int, content: Mapping[str, Any]) -> None:
    """Keeps what is being typed, so that a crash or a closed window loses none of it."""
    with books.noting() as db:
        drafts.keep(db, form, record_id, content, books.user, books.now())


def draft(books: Books, form: str, record_id: int = 0) -> dict[str, Any] | None:
    """What was being typed into this form when it was left, or None."""
    return drafts.get(books.db, form, record_id)


@needs(Right.OWN)
def drop_draft(books: Books, form: str, record_id: int = 0) -> None:
    with books.noting() as db:
        drafts.drop(db, form, record_id)


def person_document(row: Row) -> str:
    """The document of a row of ``people`` as it is printed: ``DNI 00041527``, ``RUC 20100000001``."""
    if row["table"] == "members":
        return document_text(row["document_type"], row["document_number"])
    return f"RUC {row['ruc']}" if row["ruc"] else ""
