"""Closing months and years: in order, with its acta, opened again with a reason, found when it was tampered with."""

import sqlite3
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from ananea_desktop.domain.cash_counts import DENOMINATIONS
from ananea_desktop.domain.closings import Matter, MatterKind, read_period
from ananea_desktop.domain.errors import ClosedPeriod, InvalidRecord, NeedsConfirmation, UserError
from ananea_desktop.domain.rights import Role, rights_of
from ananea_desktop.domain.steps import at_once
from ananea_desktop.domain.text import InvalidValue
from ananea_desktop.operations import (
    cash_counts,
    checking,
    closed,
    closing_actas,
    closings,
    corrections,
    office,
    openings,
    premium_reports,
    purchases,
    receipts,
    second_person,
    sign_in,
    transfers,
    year_folder,
)
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.cash_book import till_book
from ananea_desktop.operations.cash_counts import CashCountDraft
from ananea_desktop.operations.corrections import ReversalDraft
from ananea_desktop.operations.figures import figures
from ananea_desktop.operations.openings import OpeningDraft
from ananea_desktop.operations.receipt_warnings import ALL
from ananea_desktop.operations.rights import NotAllowed
from ananea_desktop.operations.second_person import NeedsSecondPerson
from ananea_desktop.operations.transfers import TransferDraft
from tests.builders import (
    PERU,
    PREMIUM,
    TILL,
    a_draft,
    a_line,
    a_person,
    a_profile,
    a_purchase,
    a_purchase_line,
    an_egreso,
    issue_anyway,
    issued,
    save_account,
    save_supplier,
)

TABLES = ("closing_balances", "closing_series", "closings", "seals")
TOMAS = "tres piedras cantan"
ANYWAY = (closings.UNFINISHED, closings.EARLY, closings.TOGETHER)


def on(books: Books, year: int, month: int, day: int) -> None:
    """From now on it is this day."""
    books.clock = lambda: datetime(year, month, day, 9, 30, tzinfo=PERU)


def close(books: Books, period: str, confirmed: tuple[str, ...] = ANYWAY, notes: str = "", token: str = "") -> int:
    return at_once(closings.close(books, period, notes, confirmed, token))


@pytest.fixture
def books(books: Books) -> Iterator[Books]:
    """An ingreso in September, an egreso and an annulled ingreso in October, one of today in November."""
    issued(books, issued_on="05/09/2026")
    issue_anyway(books, an_egreso(a_line(amount="20.00"), issued_on="16/10/2026"))
    receipts.annul(books, issued(books, issued_on="20/10/2026").id, "Duplicado")
    issued(books)
    yield books
    assert checking.check(books).problems == []


def test_the_first_closing_closes_all_before_it_and_its_acta_says_what_there_was(books: Books) -> None:
    number = close(books, "2026-10", notes=" El arqueo\nse hizo después. ")
    made = closing_actas.get(books, number)
    assert (made.number, made.period.key, made.first_day) == (1, "2026-10", date(2026, 9, 5))
    assert (made.documents, made.user, made.notes) == (3, "Rosa", "El arqueo\nse hizo después.")
    assert [(each.name, each[3:]) for each in made.balances] == [
        ("Caja", (0, 5000, 2000, 0, 3000)),
        ("Fondos propios", (0, 5000, 2000, 0, 3000)),
    ]
    assert [tuple(each) for each in made.numbers] == [("in", "001", 1, 2, 2, 1), ("out", "001", 1, 1, 1, 0)]
    seals = dict(books.db.execute("SELECT id, lower(hex(hash)) FROM seals").fetchall())
    assert made.seal_hash == seals[made.seal_id]
    assert (made.own_seal_id, made.own_seal_hash) == (made.seal_id + 1, seals[made.seal_id + 1])
    assert closings.closed_through(books) == date(2026, 10, 31)


def test_what_is_unfinished_is_asked_once_and_stands_on_the_acta(books: Books) -> None:
    with pytest.raises(NeedsConfirmation) as asked:
        close(books, "2026-10", confirmed=())
    assert asked.value.concern == closings.UNFINISHED
    assert "1 egreso sin sustento: S/\xa020.00" in asked.value.sentence
    matters = closing_actas.get(books, close(books, "2026-10", confirmed=(closings.UNFINISHED,))).matters
    assert list(matters) == [
        Matter(MatterKind.TILLS, 1, "Caja"),
        Matter(MatterKind.UNSUPPORTED, 1, "S/\xa020.00"),
        Matter(MatterKind.UNSIGNED, 2),
    ]


def test_every_unfinished_matter_is_found(books: Books) -> None:
    on(books, 2026, 10, 31)
    bank = save_account(books, currency="PEN", name="Banco")
    issue_anyway(books, an_egreso(a_line(amount="7.00"), issued_on="30/10/2026", account_id=bank, is_advance=True))
    line = a_purchase_line(quantity="1", unit_price="45.50")
    purchases.save(books, a_purchase(save_supplier(books), purchased_on="30/10/2026"), [line])
    books.db.execute("INSERT INTO drafts (form, content, user, saved_at) VALUES ('receipt', '{}', 'x', 'now')")
    looked = at_once(closings.look(books, "2026-10"))
    assert {each.kind: each.detail for each in looked.matters} == {
        MatterKind.DRAFTS: "",
        MatterKind.ADVANCES: "S/\xa07.00",
        MatterKind.TILLS: "Caja",
        MatterKind.BANKS: "Banco",
        MatterKind.UNSUPPORTED: "S/\xa020.00",
        MatterKind.WITHOUT_INVOICE: "",
        MatterKind.UNPAID: "S/\xa045.50",
        MatterKind.UNSIGNED: "",
    }
    count = {str(DENOMINATIONS["PEN"][0]): "0", "1000": "3"}
    cash_counts.count(books, CashCountDraft(account_id=TILL, quantities=count, witness_name="Huanca"))
    assert MatterKind.TILLS not in {each.kind for each in at_once(closings.look(books, "2026-10")).matters}


def test_months_go_in_order_and_a_year_needs_its_december(books: Books) -> None:
    for period, sentence in (
        ("2026-08", "no hay ningún documento"),
        ("2026-12", "todavía no empieza"),
        ("2026", "Primero cierre diciembre de 2026"),
    ):
        with pytest.raises(UserError, match=sentence):
            close(books, period)
    close(books, "2026-09")
    with pytest.raises(UserError, match="ya está cerrado"):
        close(books, "2026-09")
    close(books, "2026-10")
    on(books, 2027, 1, 8)
    close(books, "2026-11")
    close(books, "2026-12")
    assert closings.next_to_close(books) == read_period("2026")
    year = closing_actas.get(books, close(books, "2026"))
    assert year.first_day == date(2026, 1, 1)
    assert [each[3:] for each in year.balances] == [(0, 10_000, 2000, 0, 8000)] * 2
    with pytest.raises(UserError, match="El año 2026 ya está cerrado"):
        close(books, "2026")
    assert closings.next_to_close(books) is None


def test_months_that_were_left_out_are_closed_together_when_asked(books: Books) -> None:
    close(books, "2026-09")
    on(books, 2026, 12, 8)
    assert closings.next_to_close(books) == read_period("2026-10")
    with pytest.raises(NeedsConfirmation, match="los meses de octubre de 2026 a noviembre de 2026") as asked:
        close(books, "2026-11", confirmed=(closings.UNFINISHED,))
    assert asked.value.concern == closings.TOGETHER
    made = closing_actas.get(books, close(books, "2026-11"))
    assert (made.first_day, made.documents) == (date(2026, 10, 1), 3)
    on(books, 2028, 1, 8)
    assert closings.next_to_close(books) == read_period("2027-12")


def test_a_month_that_is_not_over_is_asked_about(books: Books) -> None:
    with pytest.raises(NeedsConfirmation) as asked:
        close(books, "2026-11", confirmed=(closings.UNFINISHED,))
    assert asked.value.concern == closings.EARLY
    close(books, "2026-11")
    with pytest.raises(InvalidRecord) as refused:
        receipts.issue(books, a_draft(issued_on="23/11/2026"), ALL)
    assert "hasta el 30/11/2026" in refused.value.problems["issued_on"]
    with pytest.raises(ClosedPeriod, match="hasta el 30/11/2026"):
        cash_counts.count(books, CashCountDraft(account_id=TILL, quantities={}, witness_name="H", explanation="x"))


@pytest.mark.parametrize("text", ["", "2026-13", "10-2026", "26-10", "2026-00", "²026"])
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(InvalidValue, match="2026-10"):
        read_period(text)


def test_a_closing_that_is_saved_twice_is_made_once(books: Books) -> None:
    assert close(books, "2026-10", token="t") == close(books, "2026-10", token="t") == 1
    assert books.db.execute("SELECT count(*) FROM closings").fetchone() == (1,)


def test_a_document_that_comes_meanwhile_stops_the_closing(books: Books) -> None:
    steps = closings.close(books, "2026-10", "", ANYWAY)
    next(steps)
    issued(books, issued_on="25/10/2026")
    with pytest.raises(UserError, match="se anotó otro documento"):
        at_once(steps)
    assert closings.closed_through(books) is None
    close(books, "2026-10")


@pytest.mark.parametrize(
    "moment", [*(f"INSERT ON main.{table}" for table in TABLES), "DELETE ON main.acting"], ids=[*TABLES, "the end"]
)
def test_a_closing_that_fails_anywhere_leaves_nothing(books: Books, moment: str) -> None:
    before = list(books.db.iterdump())
    books.db.execute(f"CREATE TEMP TRIGGER failing AFTER {moment} BEGIN SELECT RAISE(ABORT, 'power is gone'); END")
    with pytest.raises(sqlite3.IntegrityError, match="power is gone"):
        close(books, "2026-10")
    books.db.execute("DROP TRIGGER failing")
    assert list(books.db.iterdump()) == before
    assert close(books, "2026-10") == 1


def test_a_fault_in_the_data_keeps_it_open(books: Books) -> None:
    (guard,) = books.db.execute("SELECT sql FROM sqlite_master WHERE name = 'receipts_frozen_update'").fetchone()
    books.db.execute("DROP TRIGGER receipts_frozen_update")
    books.db.execute("UPDATE receipts SET note = 'x' WHERE id = 2")
    with pytest.raises(UserError, match=r"los datos tienen una falla.* Sellos: Recibo de egreso 001-000001"):
        close(books, "2026-10")
    books.db.execute("UPDATE receipts SET note = '' WHERE id = 2")
    books.db.execute(guard)
    close(books, "2026-10")


def test_the_newest_is_opened_again_with_a_reason_and_closed_anew(books: Books) -> None:
    close(books, "2026-09")
    close(books, "2026-10")
    with pytest.raises(UserError, match="primero el último"):
        closings.reopen(books, 1, "Faltó un recibo")
    with pytest.raises(InvalidRecord) as refused:
        closings.reopen(books, 2, " ")
    assert refused.value.problems == {"reason": "Falta el motivo. Escriba por qué se reabre."}
    closings.reopen(books, 2, "Faltó un recibo")
    assert closings.closed_through(books) == date(2026, 9, 30)
    row = closed.reopened(books)
    assert row is not None
    assert (row["number"], row["reopened_why"]) == (2, "Faltó un recibo")
    assert [(each.period.key, each.state) for each in closings.states(books)] == [
        ("2026-11", "running"),
        ("2026-10", "to_close"),
        ("2026-10", "reopened"),
        ("2026-09", "closed"),
    ]
    issued(books, issued_on="25/10/2026")
    assert close(books, "2026-10") == 3
    assert closed.reopened(books) is None
    assert [each[3:] for each in closing_actas.get(books, 3).balances] == [(5000, 5000, 2000, 0, 8000)] * 2
    again = closing_actas.get(books, 2).reopening
    assert again is not None
    assert (again.reason, again.user) == ("Faltó un recibo", "Rosa")


def test_only_who_may_closes_and_opens_again(books: Books) -> None:
    books.rights = rights_of([Role.ADMINISTRATION])
    with pytest.raises(NotAllowed, match="Tesorería"):
        close(books, "2026-10")
    books.rights = rights_of([Role.TREASURY])
    close(books, "2026-10")
    with pytest.raises(NotAllowed, match="Administración"):
        closings.reopen(books, 1, "x")
    books.rights = rights_of(Role)


def test_another_person_says_yes_to_opening_again(books: Books) -> None:
    close(books, "2026-10")
    sign_in.enter(books, "Rosa Quispe")
    a_person(books, "Tomás Huanca", {Role.SUPERVISION}, TOMAS)
    with pytest.raises(NeedsSecondPerson) as asked:
        closings.reopen(books, 1, "Faltó un recibo")
    assert asked.value.what == "reabrir octubre de 2026"
    assert closings.closed_through(books) == date(2026, 10, 31)
    second_person.approve(books, "Tomás Huanca", TOMAS, asked.value.what)
    closings.reopen(books, 1, "Faltó un recibo")
    again = closing_actas.get(books, 1).reopening
    assert again is not None
    assert (again.user, again.approved_by) == ("Rosa Quispe", "Tomás Huanca")


def test_what_is_to_be_mended_goes_into_the_open_month(books: Books) -> None:
    wrong = issued(books, issued_on="07/10/2026")
    close(books, "2026-10")
    with pytest.raises(InvalidRecord, match="es anterior al 01/11/2026 y ese período ya está cerrado"):
        receipts.annul(books, wrong.id, "x")
    made = corrections.reverse(books, ReversalDraft(receipt_id=wrong.id, reason="Doble"), ALL)
    assert made.issued_on == date(2026, 11, 23)


def test_the_day_of_the_profile_still_warns_and_the_later_day_counts(books: Books) -> None:
    office.save_profile(books, a_profile(books_open_from="01/08/2026"), confirmed=("books_open_from",))
    with pytest.raises(NeedsConfirmation, match="anterior al 01/08/2026"):
        receipts.issue(books, a_draft(issued_on="31/07/2026"))
    old = issued(books, issued_on="31/07/2026")
    with pytest.raises(InvalidRecord, match="anterior al 01/08/2026"):
        receipts.annul(books, old.id, "x")
    close(books, "2026-09")
    with pytest.raises(InvalidRecord, match="anterior al 01/10/2026"):
        receipts.annul(books, old.id, "x")


def test_the_acta_s_totals_are_those_of_the_reports_and_the_next_year_begins_with_them(books: Books) -> None:
    """Dollars, advances, transfers, capital: what a year leaves is what the next one's reports begin with."""
    dollars = save_account(books)
    opening = OpeningDraft(
        account_id=dollars,
        issued_on="01/10/2026",
        exchange_rate="3.7",
        lines=[{"fund_id": PREMIUM, "amount": "100"}],
        evidence="Libro",
    )
    openings.make(books, opening, ALL)
    lines = [{"fund_id": PREMIUM, "amount": "40.00"}]
    draft = TransferDraft(
        from_account=dollars,
        to_account=TILL,
        issued_on="02/11/2026",
        exchange_rate="3.8",
        lines=lines,
    )
    transfers.make(books, draft, ALL)
    rated = {"account_id": dollars, "exchange_rate": "3.75", "issued_on": "03/11/2026"}
    given = issue_anyway(books, an_egreso(a_line(amount="10.00", fund_id=PREMIUM), **rated, is_advance=True))
    rated["exchange_rate"] = "3.9"  # it came back at another rate, which is a gain of the fund
    issued(books, a_line(amount="10.00", fund_id=PREMIUM), **rated, advance_id=given.id)
    close(books, "2026-11")
    on(books, 2027, 1, 8)
    close(books, "2026-12")
    balances = closing_actas.get(books, close(books, "2026")).balances
    accounts = {each.name: each.closing for each in balances if each.subject == "account"}
    funds = {each.name: each.closing for each in balances if each.subject == "fund"}
    assert accounts == {"Caja": 23_200, "Banco en dólares": 6000}
    assert funds == {"Prima Fairtrade": 37_000 + 150, "Fondos propios": 8000}

    issued(books, a_line(fund_id=PREMIUM), issued_on="08/01/2027")
    found = at_once(figures(books, date(2027, 1, 1), date(2027, 12, 31)))
    assert found.of_funds("premium").opening == funds["Prima Fairtrade"]
    assert found.of_funds("own").opening == funds["Fondos propios"]
    book = till_book(books, 2027)
    assert book.cells(book.rows[0])[-2] == accounts["Caja"]
    before = premium_reports.ledger_lines(books, date(2026, 1, 1), date(2026, 12, 31))[-1]
    after = premium_reports.ledger_lines(books, date(2027, 1, 1), date(2027, 12, 31))[0]
    assert (after.words, after.soles) == ("Saldo inicial", funds["Prima Fairtrade"])
    assert (after.pen, after.usd, after.soles) == (before.pen, before.usd, before.soles)


def test_yearly_series_begin_anew_after_the_year(books: Books) -> None:
    office.save_profile(books, a_profile(yearly_series="yes"))
    on(books, 2027, 1, 8)
    for period in ("2026-12", "2026"):
        close(books, period)
    assert issued(books, issued_on="08/01/2027").number_text == "002-000001"


def test_the_actas_of_a_year_are_in_its_folder(books: Books, tmp_path: Path) -> None:
    close(books, "2026-09")
    close(books, "2026-10")
    told: list[tuple[int, int]] = []
    folder = at_once(year_folder.write_year(books, 2026, tmp_path, tell=lambda done, total: told.append((done, total))))
    assert [each.name for each in sorted((folder / "cierres").iterdir())] == ["acta-000001.pdf", "acta-000002.pdf"]
    assert told[-1][0] + 1 == told[-1][1]  # and the page that leads through them


def test_inicio_is_told_some_days_into_the_next_month(books: Books) -> None:
    assert closed.overdue(books) == date(2026, 10, 31)
    close(books, "2026-10")
    assert closed.overdue(books) is None
    on(books, 2026, 12, 5)
    assert closed.overdue(books) is None
    on(books, 2026, 12, 6)
    assert closed.overdue(books) == date(2026, 11, 30)
    on(books, 2027, 1, 20)
    assert closed.overdue(books) is None  # nothing happened in December


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("UPDATE receipt_lines SET amount = 9000 WHERE id = 1", "sus totales no son lo que suman los documentos"),
        ("UPDATE closing_balances SET income = income + 1, closing = closing + 1", "sus totales no son"),
        ("UPDATE closings SET seal_hash = 'ab'", "no es el que dice el acta"),
        ("UPDATE closings SET number = 2", "falta el acta de cierre N.º 1"),
        ("UPDATE closings SET notes = 'x'", "acta de cierre 1"),
        ("DELETE FROM closing_series WHERE id = 1", "acta de cierre 1"),
    ],
)
def test_what_was_changed_outside_is_found(books: Books, statement: str, found: str) -> None:
    close(books, "2026-10")
    books.db.execute("SAVEPOINT before")
    for (trigger,) in books.db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        books.db.execute(f"DROP TRIGGER {trigger}")
    books.db.execute(statement)
    assert any(found in problem for problem in checking.check(books).problems)
    books.db.execute("ROLLBACK TO before")
