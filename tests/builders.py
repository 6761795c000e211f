"""A builder for each record: typed texts that are accepted as they are, with what a test wants changed."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from ananea_desktop.domain.accounts import ACCOUNTS
from ananea_desktop.domain.members import MEMBERS
from ananea_desktop.domain.receipts import Receipt, ReceiptKind
from ananea_desktop.domain.rights import Role
from ananea_desktop.domain.suppliers import SUPPLIERS
from ananea_desktop.operations import (
    assemblies,
    items,
    office,
    people,
    project_budgets,
    projects,
    receipt_warnings,
    receipts,
    records,
    second_person,
    sign_in,
    stock,
    trainings,
)
from ananea_desktop.operations.books import Books, books_in_memory, open_books
from ananea_desktop.operations.receipt_drafts import ReceiptDraft
from ananea_desktop.operations.stock import CountDraft
from ananea_desktop.storage import drives

PREMIUM, OWN = "1", "2"
"""The funds a new office begins with, as a form gives them."""
TILL = "1"
PERU = timezone(timedelta(hours=-5))
NOW = datetime(2026, 11, 23, 9, 30, tzinfo=PERU)


def clock() -> datetime:
    return NOW


def a_profile(**changes: str) -> dict[str, str]:
    return {
        "name": "Cooperativa Minera Señor de Ananea Ltda.",
        "ruc": "20100000009",
        "address": "Ananea, San Antonio de Putina, Puno",
        "place": "Ananea",
        "treasurer_name": "Quispe Mamani, Rosa",
        "treasurer_document": "00038210",
        "treasurer_title": "Tesorera",
        "president_name": "Huanca Layme, Tomás",
        "is_sample": "no",
        "yearly_series": "no",
    } | changes


def an_office(books: Books | None = None) -> Books:
    """Books in which work can begin: the profile given, with its till, funds, headings and series."""
    books = books or books_in_memory(clock=clock)
    office.save_profile(books, a_profile())
    return books


def an_office_on_disk(path: Path) -> Books:
    """The same in a data file; opened again when it is already there."""
    books = open_books(path, "Rosa", clock)
    books.user = "Rosa"
    return books if office.is_set_up(books) else an_office(books)


def a_member(**changes: str) -> dict[str, str]:
    return {
        "kind": "member",
        "document_type": "dni",
        "document_number": "00041527",
        "paternal_surname": "Ccʼallo",
        "maternal_surname": "Núñez",
        "given_names": "José",
        "sex": "m",
        "birth_date": "03/05/1971",
        "community": "Ananea",
        "admitted_on": "12/08/2009",
        "state": "active",
    } | changes


def a_supplier(**changes: str) -> dict[str, str]:
    return {"name": "Ferretería El Minero S.A.C.", "ruc": "20448318754", "address": "Juliaca"} | changes


def save_training(
    books: Books, attendance: Collection[int] | None = None, days: Sequence[Mapping[str, str]] = (), **changes: str
) -> int:
    """A session held, with who came; ``days`` each with ``held_on``, ``starts_at`` and ``ends_at``."""
    return trainings.save(books, a_training(**changes), attendance, days=days)


def a_training(**changes: str) -> dict[str, str]:
    return {
        "topic": "Manejo de residuos",
        "kind": "training",
        "held_on": "10/11/2026",
        "trainer": "Ing. Apaza Condori, Luz",
        "duration": "4",
        "state": "held",
        "audience": "everyone",
    } | changes


def a_project(**changes: str) -> dict[str, str]:
    return {
        "name": "Alojamiento",
        "heading_id": "2",
        "objective": "Dormitorios dignos para quienes trabajan en altura",
        "responsible": "Huanca Layme, Tomás",
        "starts_on": "01/03/2026",
        "ends_on": "30/11/2027",
        "proposed_amount": "1,000.00",
        "state": "proposed",
        "state_evidence": "Acta de conformidad",
    } | changes


def a_budget(**changes: str) -> dict[str, str]:
    return {"decided_on": "28/02/2026", "amount": "1,000.00", "acta": "Asamblea 28/02/2026, acuerdo 4"} | changes


def an_assembly(**changes: str) -> dict[str, str]:
    return {
        "kind": "ordinary",
        "held_on": "21/11/2026",
        "first_call": "9:00",
        "second_call": "10:00",
        "place": "Ananea, local de la cooperativa",
        "agenda": "Informe de la tesorería\nPlan de uso de la Prima",
        "first_quorum": "50",
        "second_quorum": "0",
    } | changes


def a_resolution(**changes: str) -> dict[str, str]:
    return {
        "number": "1",
        "text": "Aprobar el informe",
        "votes_for": "2",
        "votes_against": "0",
        "votes_abstaining": "0",
        "outcome": "approved",
    } | changes


def a_committee_term(**changes: str) -> dict[str, str]:
    return {"member_id": "1", "role": "member", "starts_on": "25/01/2025"} | changes


def a_committee_session(**changes: str) -> dict[str, str]:
    return {
        "held_on": "18/11/2026",
        "place": "Ananea",
        "acta": "Acta 7",
        "matters": "Necesidades de socios y trabajadores",
    } | changes


def a_purchase(supplier_id: int, **changes: str) -> dict[str, str]:
    return {
        "supplier_id": str(supplier_id),
        "document_type": "01",
        "series": "F001",
        "number": "123",
        "purchased_on": "20/11/2026",
        "currency": "PEN",
        "fund_id": PREMIUM,
    } | changes


def a_purchase_line(**changes: str) -> dict[str, str]:
    return {"item": "Casco", "category": "ppe", "quantity": "12", "unit": "unidad", "unit_price": "45.50"} | changes


def an_item(**changes: str) -> dict[str, str]:
    return {
        "name": "Casco",
        "category": "ppe",
        "safety": "ppe",
        "unit": "unidad",
        "life_months": "24",
        "state": "active",
    } | changes


def a_line(**changes: str) -> dict[str, str]:
    return {"concept": "Cuota de noviembre", "amount": "50.00", "fund_id": OWN} | changes


def a_draft(*lines: Mapping[str, str], **changes: object) -> ReceiptDraft:
    """An ingreso of one line into the till, on the day of the clock."""
    given: dict[str, object] = {
        "party_name": "Huanca Layme, Tomás",
        "party_document": "DNI 00041527",
        "account_id": TILL,
        "issued_on": "23/11/2026",
        "lines": [dict(line) for line in lines] or [a_line()],
    }
    return ReceiptDraft(**(given | changes))  # type: ignore[arg-type]


def an_egreso(*lines: Mapping[str, str], **changes: object) -> ReceiptDraft:
    return a_draft(*lines, **{"kind": ReceiptKind.OUT} | changes)


def issued(books: Books, *lines: Mapping[str, str], **changes: object) -> Receipt:
    return issue_anyway(books, a_draft(*lines, **changes))


def issue_anyway(books: Books, draft: ReceiptDraft) -> Receipt:
    """Issues what would ask first: from a till without money, over a budget."""
    return receipts.issue(books, draft, confirmed=receipt_warnings.ALL)


def save_member(books: Books, **changes: str) -> int:
    return records.save(books, MEMBERS, a_member(**changes))


def save_members(books: Books, count: int) -> list[int]:
    """So many members who may vote, numbered from 1."""
    return [save_member(books, document_number=f"1000{n:04d}", number=str(n)) for n in range(1, count + 1)]


def save_assembly(books: Books, **changes: str) -> int:
    return assemblies.save(books, an_assembly(**changes))


def save_supplier(books: Books, **changes: str) -> int:
    return records.save(books, SUPPLIERS, a_supplier(**changes))


def save_item(books: Books, stock_of: Mapping[str, str] | str = "", **changes: str) -> int:
    """An item of the catalogue; ``stock_of`` counted of it at the beginning of 2026, by size where it has sizes."""
    item_id = items.save(books, an_item(**changes))
    counted = {"": stock_of} if isinstance(stock_of, str) else stock_of
    name = an_item(**changes)["name"]
    lines = [{"stock": stock.stock_name(name, size), "counted": each} for size, each in counted.items() if each]
    if lines:
        stock.adjust(books, CountDraft(moved_on="01/01/2026", reason="Saldo inicial", lines=lines))
    return item_id


def save_project(books: Books, budget: str = "", **changes: str) -> int:
    """A project; with ``budget`` also approved by the assembly."""
    project_id = projects.save(books, a_project(**changes))
    if budget:
        project_budgets.approve(books, project_id, a_budget(amount=budget))
    return project_id


def save_account(books: Books, **changes: str) -> str:
    """A dollar account in a bank; its id as a form gives it."""
    texts = {"name": "Banco en dólares", "kind": "bank", "currency": "USD", "bank": "Caja Los Andes"}
    return str(records.save(books, ACCOUNTS, texts | changes))


def a_person(
    books: Books, name: str, roles: Collection[Role], password: str = "", approved_by: tuple[str, str] | None = None
) -> int:
    """Somebody who works with the program; ``approved_by`` says yes with their password where one must."""
    if approved_by:
        second, word = approved_by
        second_person.approve(books, second, word, people.giving(name, roles))
    user_id = people.add(books, {"name": name, "title": "socio"}, roles)
    if password:
        people.set_password(books, user_id, password)
    return user_id


def a_stick(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that stands for a memory of its own: the disk of the tests is one with that of the data file."""
    monkeypatch.setattr(drives, "is_same_disk", lambda place, _other: not place.is_relative_to(folder))
    return folder


def nobody_in(books: Books) -> None:
    """As when the program starts where passwords are asked: nobody has come in yet."""
    books.user = ""
    sign_in.entry(books)
