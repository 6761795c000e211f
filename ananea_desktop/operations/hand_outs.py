"""Handing out equipment: to one person or to many, given back, donated, annulled; never more than there is."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from ananea_desktop.domain import money
from ananea_desktop.domain.dates import format_date, months_later
from ananea_desktop.domain.errors import InvalidRecord
from ananea_desktop.domain.execution import BENEFICIARY_KINDS
from ananea_desktop.domain.hand_outs import (
    CONDITIONS,
    REASONS,
    Beneficiaries,
    HandOut,
    HandOutKind,
    HandOutLine,
    number_text,
)
from ananea_desktop.domain.identity import document_text
from ananea_desktop.domain.items import is_whole, known_size, whole_sentence
from ananea_desktop.domain.language import SPANISH, _
from ananea_desktop.domain.members import GONE, MEMBERS, STATES, full_name
from ananea_desktop.domain.receipts import Annulment
from ananea_desktop.domain.rights import Right
from ananea_desktop.domain.text import InvalidValue, clean, sort_key
from ananea_desktop.operations import office
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.languages import in_language
from ananea_desktop.operations.reading import Reading, id_of
from ananea_desktop.operations.receipt_warnings import Warnings, ask
from ananea_desktop.operations.records import problems_sentence
from ananea_desktop.operations.rights import needs
from ananea_desktop.operations.stock import past_day, read_stock_name, stock_name
from ananea_desktop.storage import drafts, lists, records
from ananea_desktop.storage import hand_outs as store
from ananea_desktop.storage import stock as stock_store
from ananea_desktop.storage.rows import Row

RETIRED = "retired"
BEFORE_RECEIVED = "before_received"
TWICE = "handed_twice"
ALL = (RETIRED, BEFORE_RECEIVED, TWICE)
"""For who knows what he does: sample data, trials."""


@dataclass(kw_only=True)
class HandOutDraft:
    """A hand-out as it is typed: several things for one person, or one thing for many."""

    to_many: str = ""
    """``yes`` where one item goes to many people."""
    handed_on: str = ""
    project_id: str = ""
    note: str = ""
    member_id: str = ""
    lines: list[dict[str, str]] = field(default_factory=list)
    """For one person: ``stock`` (as stock_name has it), ``quantity``, ``reason``."""
    item: str = ""
    reason: str = ""
    people: dict[str, dict[str, str]] = field(default_factory=dict)
    """For many: by the member's id as text ``quantity`` and ``size``."""
    token: str = ""


@dataclass(kw_only=True)
class ReturnDraft:
    """What a person gives back: by the id of the line as text ``quantity`` and ``condition``."""

    member_id: str = ""
    handed_on: str = ""
    note: str = ""
    lines: dict[str, dict[str, str]] = field(default_factory=dict)
    token: str = ""


@dataclass(kw_only=True)
class DonationDraft:
    """What is given to a school, an orchestra, families, and who signs for them."""

    handed_on: str = ""
    receiver_name: str = ""
    receiver_document: str = ""
    receiver_detail: str = ""
    project_id: str = ""
    note: str = ""
    lines: list[dict[str, str]] = field(default_factory=list)
    beneficiaries: dict[str, dict[str, str]] = field(default_factory=dict)
    """By kind ``women``, ``men`` and ``unknown``, as texts."""
    token: str = ""


@needs(Right.RECORDS)
def hand_out(books: Books, draft: HandOutDraft, confirmed: Collection[str] = ()) -> HandOut:
    """Hands out, numbered, sealed, frozen from now on; what is handed out leaves the stock in the same act.

    Problems are named by field, ``line 2 quantity`` or ``person 17``. Raises InvalidRecord, and NeedsConfirmation with
    what is unusual. A draft that is saved twice gives the document that was made of it.
    """
    earlier = store.id_of_token(books.db, draft.token)
    if earlier is not None:
        return store.get(books.db, earlier)
    reading = Reading(books)
    day = past_day(books, reading, draft.handed_on, "handed_on")
    is_to_many = draft.to_many == "yes"
    read = _for_many(books, draft, reading, day) if is_to_many else _for_one(books, draft, reading, day)
    _refuse_more_than_there_is(books, read, reading.problems)
    project = _project(books, draft.project_id)
    made = _made(books, HandOutKind.HAND_OUT, day, read, project, reading.words("note", draft.note))
    reading.refuse()
    ask(_doubts(books, made), confirmed)
    return _written(books, made, draft.token)


def _written(books: Books, made: HandOut, token: str) -> HandOut:
    with books.act() as db:
        hand_out_id = store.insert(db, made, token, books.now(), office.logo_key(books))
        drafts.drop_made(db, token)
    return store.get(books.db, hand_out_id)


def _made(
    books: Books, kind: HandOutKind, day: date, read: Mapping[str, HandOutLine], project: Row | None, note: str
) -> HandOut:
    return HandOut(
        kind=kind,
        number=store.next_number(books.db, kind),
        handed_on=day,
        lines=tuple(read.values()),
        letterhead=office.letterhead(books),
        user=books.user,
        project_id=project["id"] if project else None,
        project_name=project["name"] if project else "",
        note=note,
    )


def _project(books: Books, text: str) -> Row | None:
    return lists.named(books.db, "premium_projects", id_of(text))


def _for_one(books: Books, draft: HandOutDraft, reading: Reading, day: date) -> dict[str, HandOutLine]:
    """The lines of one person, by the name under which a problem of each stands."""
    member_id = id_of(draft.member_id)
    if member_id is None or not records.exists(books.db, "members", member_id):
        reading.problems["member_id"] = _("Elija a quién se entrega.")
        person: dict[str, Any] = {}
    else:
        person = person_columns(books, member_id)
    read = {}
    for number, texts in enumerate(draft.lines, start=1):
        line = _read_line(books, f"line {number} ", texts, reading.problems)
        if texts.get("reason") not in REASONS:
            reading.problems[f"line {number} reason"] = _("Elija el motivo.")
        if line is not None:
            read[f"line {number} quantity"] = replace(
                line, reason=texts.get("reason", ""), renew_on=_renewal(books, line, day), **person
            )
    if not draft.lines:
        reading.problems["lines"] = _("Anote al menos un artículo.")
    return read


def _read_line(books: Books, name: str, texts: Mapping[str, str], problems: dict[str, str]) -> HandOutLine | None:
    """Item, size and quantity of a line; None where something is wrong, which stands in ``problems``."""
    item, size, problem = read_stock_name(books, texts.get("stock", ""))
    if problem:
        problems[f"{name}stock"] = problem
    quantity = _quantity(f"{name}quantity", texts.get("quantity", ""), item, problems)
    return None if item is None or problem or not quantity else _line(item, size, quantity)


def _quantity(name: str, text: str, item: Row | None, problems: dict[str, str]) -> int:
    """Thousandths; 0 where it is wrong."""
    try:
        quantity = money.read_quantity(text)
    except InvalidValue as invalid:
        problems[name] = str(invalid)
        return 0
    if item is not None and not is_whole(quantity, item["unit"]):
        problems[name] = whole_sentence(item["unit"])
        return 0
    return quantity


def _line(item: Row, size: str, quantity: int) -> HandOutLine:
    return HandOutLine(
        item_id=item["id"],
        item_name=item["name"],
        size=size,
        unit=item["unit"],
        quantity=quantity,
        safety=item["safety"],
    )


def person_columns(books: Books, member_id: int) -> dict[str, Any]:
    """A person as a line is printed with."""
    row = records.get(books.db, MEMBERS, member_id)
    return {
        "member_id": member_id,
        "person_name": full_name(row),
        "person_document": document_text(row["document_type"], row["document_number"]),
        "person_position": row["position"],
        "person_area": row["work_area"],
    }


def _renewal(books: Books, line: HandOutLine, day: date) -> date | None:
    item = stock_store.item(books.db, line.item_id)
    return None if item is None or not item["life_months"] else months_later(day, item["life_months"])


def _for_many(books: Books, draft: HandOutDraft, reading: Reading, day: date) -> dict[str, HandOutLine]:
    """The lines of many people, who get one item, in the order of their names."""
    problems = reading.problems
    item = _item(books, draft.item)
    if item is None:
        problems["item"] = _("Elija el artículo que se entrega.")
    if draft.reason not in REASONS:
        problems["reason"] = _("Elija el motivo.")
    if not draft.people:
        problems["people"] = _("Marque a quiénes se entrega.")
    read: dict[str, HandOutLine] = {}
    for key, texts in draft.people.items():
        member_id = id_of(key)
        if item is None or member_id is None or not records.exists(books.db, "members", member_id):
            continue
        name = f"person {member_id}"
        size = known_size(item["sizes"], texts.get("size", "")) if item["sizes"] else ""
        if size is None:
            sentence = (
                _("Elija la talla: {sizes}.") if not texts.get("size") else _("No tiene esa talla. Tiene: {sizes}.")
            )
            problems[name] = sentence.format(sizes=item["sizes"])
        quantity = _quantity(name, texts.get("quantity", ""), item, problems)
        if size is not None and quantity:
            line = _line(item, size, quantity)
            read[name] = replace(
                line, reason=draft.reason, renew_on=_renewal(books, line, day), **person_columns(books, member_id)
            )
    if not read and not problems:
        problems["people"] = _("Marque a quiénes se entrega.")
    return dict(sorted(read.items(), key=lambda each: sort_key(each[1].person_name)))


def _item(books: Books, name: str) -> Row | None:
    """The item of the catalogue with this name."""
    return stock_store.item_named(books.db, sort_key(name)) if clean(name) else None


def _refuse_more_than_there_is(books: Books, read: Mapping[str, HandOutLine], problems: dict[str, str]) -> None:
    """Of each item and size together never more than the stock: said beside the line where it runs out."""
    left: dict[tuple[int, str], int] = {}
    for name, line in read.items():
        key = (line.item_id, line.size)
        there = left.setdefault(key, stock_store.available(books.db, *key))
        left[key] = there - line.quantity
        if left[key] < 0 <= there:
            in_all = stock_store.available(books.db, *key)
            wanted = sum(each.quantity for each in read.values() if (each.item_id, each.size) == key)
            sentence = _("De {name} hay {there} en el almacén y se entregarían {wanted}.")
            told = sentence.format(
                name=stock_name(line.item_name, line.size),
                there=money.format_quantity(in_all),
                wanted=money.format_quantity(wanted),
            )
            problems.setdefault(name, told)


def _doubts(books: Books, made: HandOut) -> Warnings:
    """What is unusual about a hand-out."""
    return [*_retired(books, made), *_before_received(books, made), *_twice(books, made)]


def _retired(books: Books, made: HandOut) -> Iterator[tuple[str, str]]:
    for member_id in dict.fromkeys(line.member_id for line in made.lines if line.member_id is not None):
        row = records.get(books.db, MEMBERS, member_id)
        if row["state"] in GONE:
            since = format_date(row["state_since"]) if row["state_since"] else "–"
            state = _(STATES[row["state"]]).lower()
            sentence = _("{name} está {state} desde el {day}.")
            yield RETIRED, sentence.format(name=full_name(row), state=state, day=since)


def _before_received(books: Books, made: HandOut) -> Iterator[tuple[str, str]]:
    for item_id, name in {line.item_id: line.item_name for line in made.lines}.items():
        first = stock_store.first_received(books.db, item_id)
        if first is not None and made.handed_on < first:
            sentence = _("{name} llegó al almacén recién el {day}, después de la fecha de esta entrega.")
            yield BEFORE_RECEIVED, sentence.format(name=name, day=format_date(first))


def _twice(books: Books, made: HandOut) -> Iterator[tuple[str, str]]:
    for line in made.lines:
        if line.member_id is None:
            continue
        number = store.handed_on_day(books.db, line.member_id, line.item_id, made.handed_on)
        if number is not None:
            sentence = _("{person} ya recibió {item} ese día, con la entrega N.º {number}.")
            told = sentence.format(person=line.person_name, item=line.item_name, number=number_text(number))
            yield TWICE, told


@needs(Right.RECORDS)
def give_back(books: Books, draft: ReturnDraft) -> HandOut:
    """Takes back what a person was handed: what is usable returns to the stock. Raises InvalidRecord.

    A problem of a line is named by the line's id.
    """
    earlier = store.id_of_token(books.db, draft.token)
    if earlier is not None:
        return store.get(books.db, earlier)
    reading = Reading(books)
    day = past_day(books, reading, draft.handed_on, "handed_on")
    read: dict[str, HandOutLine] = {}
    for key, texts in draft.lines.items():
        if clean(texts.get("quantity", "")).strip("0."):
            line = _returned_line(books, key, texts, day, reading.problems)
            if line is not None and str(line.member_id) == draft.member_id:
                read[key] = line
    if not read and not reading.problems:
        reading.problems["handed_on"] = _("Anote cuánto devuelve de al menos una cosa.")
    made = _made(books, HandOutKind.RETURN, day, read, None, reading.words("note", draft.note))
    reading.refuse()
    return _written(books, made, draft.token)


def _returned_line(
    books: Books, key: str, texts: Mapping[str, str], day: date, problems: dict[str, str]
) -> HandOutLine | None:
    row = store.line(books.db, id_of(key) or 0)
    if row is None:
        return None
    quantity = _quantity(key, texts["quantity"], row, problems)
    if quantity > row["quantity"] - row["returned"]:
        problems[key] = _("Tiene {left}: no puede devolver más.").format(
            left=money.format_quantity(row["quantity"] - row["returned"])
        )
    elif day < row["handed_on"]:
        problems[key] = _("Se le entregó el {day}: no pudo devolverlo antes.").format(day=format_date(row["handed_on"]))
    elif texts.get("condition") not in CONDITIONS:
        problems[key] = _("Elija si sirve o no.")
    kept = ("member_id", "person_name", "person_document", "person_position", "person_area", "item_id", "item_name")
    return HandOutLine(
        **{name: row[name] for name in (*kept, "size", "unit", "safety")},
        quantity=quantity or row["quantity"],
        reason=texts.get("condition", ""),
        returned_line_id=row["id"],
    )


@needs(Right.RECORDS)
def donate(books: Books, draft: DonationDraft, confirmed: Collection[str] = ()) -> HandOut:
    """Gives things to a school, an orchestra, families: signed by who receives. Raises InvalidRecord."""
    earlier = store.id_of_token(books.db, draft.token)
    if earlier is not None:
        return store.get(books.db, earlier)
    reading = Reading(books)
    day = past_day(books, reading, draft.handed_on, "handed_on")
    name = reading.words("receiver_name", draft.receiver_name, _("Falta quién recibe y firma."))
    detail = reading.words(
        "receiver_detail", draft.receiver_detail, _("Falta a quién se dona: el colegio, la orquesta, las familias…")
    )
    document = reading.words("receiver_document", draft.receiver_document, longest=60)
    read = {}
    for number, texts in enumerate(draft.lines, start=1):
        line = _read_line(books, f"line {number} ", texts, reading.problems)
        if line is not None:
            read[f"line {number} quantity"] = line
    if not draft.lines:
        reading.problems["lines"] = _("Anote al menos un artículo.")
    _refuse_more_than_there_is(books, read, reading.problems)
    people = tuple(_read_beneficiaries(draft.beneficiaries, reading.problems))
    note = reading.words("note", draft.note)
    made = _made(books, HandOutKind.DONATION, day, read, _project(books, draft.project_id), note)
    reading.refuse()
    made = replace(made, receiver_name=name, receiver_document=document, receiver_detail=detail, beneficiaries=people)
    ask([*_before_received(books, made)], confirmed)
    return _written(books, made, draft.token)


def _read_beneficiaries(given: Mapping[str, Mapping[str, str]], problems: dict[str, str]) -> Iterator[Beneficiaries]:
    for kind, texts in given.items():
        counts = {}
        for name in ("women", "men", "unknown"):
            text = clean(texts.get(name, ""))
            if text and not (text.isascii() and text.isdigit() and len(text) <= 6):
                problems[f"{kind} {name}"] = _("Escriba cuántas personas, solo con cifras.")
            counts[name] = int(text) if text.isascii() and text.isdigit() and len(text) <= 6 else 0
        if kind in BENEFICIARY_KINDS and any(counts.values()):
            yield Beneficiaries(kind=kind, **counts)


@needs(Right.RECORDS)
def annul(books: Books, hand_out_id: int, reason: str) -> HandOut:
    """Annuls a document: its number stays, what it moved goes back. Raises InvalidRecord."""
    made = store.get(books.db, hand_out_id)
    refusal = why_not_annul(books, made)
    if refusal:
        raise InvalidRecord(refusal, {})
    reason = clean(reason)
    if not reason:
        raise InvalidRecord(problems_sentence(1), {"reason": _("Falta el motivo. Escriba por qué la anula.")})
    annulment = Annulment(reason=reason[:300], annulled_on=books.today(), user=books.user)
    with books.act() as db:
        store.annul(db, hand_out_id, annulment, books.now())
    return store.get(books.db, hand_out_id)


def why_not_annul(books: Books, made: HandOut) -> str:
    """The sentence that says why a document cannot be annulled, and what to do; empty where it can."""
    if made.annulment is not None:
        return _("Ya está anulada.")
    if made.kind is HandOutKind.HAND_OUT and store.has_returns(books.db, made.id):
        return _("Algo de esta entrega ya se devolvió: anule primero la devolución.")
    if made.kind is HandOutKind.RETURN:
        back: dict[tuple[int, str], int] = {}
        for line in made.lines:
            if line.reason == "usable":
                key = (line.item_id, line.size)
                back[key] = back.get(key, 0) + line.quantity
        for (item_id, size), quantity in back.items():
            if stock_store.available(books.db, item_id, size) < quantity:
                return _("Lo devuelto ya salió otra vez del almacén: no se puede anular.")
    return ""


def get(books: Books, hand_out_id: int) -> HandOut:
    return store.get(books.db, hand_out_id)


def find(books: Books, kind: HandOutKind, number: str) -> HandOut:
    """The document of a number like ``000123``. Raises LookupError."""
    found = None if (given := id_of(number)) is None else store.id_of_number(books.db, kind, given)
    if found is None:
        raise LookupError(number)
    return store.get(books.db, found)


def held_by(books: Books, member_id: int) -> list[Row]:
    """What a person still has, oldest first, with how much: ``left``."""
    return store.held_by(books.db, member_id)


def people_for(books: Books, item_name: str) -> list[Row]:
    """Everyone an item can be handed to, by name, each with the ``size`` and ``quantity`` (thousandths) of the last
    time; one of the unit where there was none."""
    item = _item(books, item_name)
    last = store.last_of_item(books.db, item["id"]) if item else {}
    return [
        {
            "id": row["id"],
            "number": row["number"],
            "name": full_name(row),
            "document": document_text(row["document_type"], row["document_number"]),
            "document_number": row["document_number"],
            "kind": row["kind"],
            "size": last.get(row["id"], ("", 0))[0],
            "quantity": last.get(row["id"], ("", 1000))[1],
        }
        for row in lists.members(books.db, conditions={lists.MEMBER_HERE: 1}, limit=-1)
    ]


def people_like(books: Books, typed: str) -> list[tuple[int, str, str]]:
    """Who is meant by what was typed: id, name, and document with the state of who has retired."""
    found = []
    for row in lists.members(books.db, search=typed, limit=8):
        document = document_text(row["document_type"], row["document_number"])
        found.append(
            (
                row["id"],
                full_name(row),
                f"{document} · {_(STATES[row['state']])}" if row["state"] in GONE else document,
            )
        )
    return found


def of_member(books: Books, member_id: int) -> list[Row]:
    """All that a person was handed and that counts, newest first, with what came back: ``returned``."""
    return store.of_member(books.db, member_id)


def last_of_member(books: Books, member_id: int) -> dict[int, tuple[str, int]]:
    """By item the size and quantity (thousandths) that a person was last handed."""
    return store.last_of_member(books.db, member_id)


def usual_project(books: Books, stock_text: str) -> str:
    """The project for which an item was last bought, as a form gives it; empty where it was for none."""
    item = read_stock_name(books, stock_text)[0]
    found = store.project_of_item(books.db, item["id"]) if item else None
    return "" if found is None else str(found)


def paper(books: Books, hand_out_id: int, language: str = SPANISH) -> bytes:
    """The paper of a document to sign, in ``es`` or ``en``."""
    from ananea_desktop.documents.hand_out import hand_out_pdf

    made = store.get(books.db, hand_out_id)
    with in_language(language):
        return hand_out_pdf(made)
