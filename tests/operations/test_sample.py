"""The sample: every line of the cooperative's page, 34 members, sound books that never go below zero."""

from typing import Any

import pytest

from ananea_desktop.documents.listing import GroupRow
from ananea_desktop.operations import assemblies, cash_counts, checking, premium_reports, reconciliations, sample
from ananea_desktop.operations.books import Books, books_in_memory
from ananea_desktop.operations.languages import in_language
from ananea_desktop.storage import attachments, rows

SEED_WORDS = (
    "Riego de vías",
    "Mantenimiento de chutes",
    "planta de fundición",
    "oficinas",
    "plantas de lavado",
    "Tanques de combustible",
    "contabilidad, tributación y lavado de activos",
    "Colchones",
    "Bioseguridad",
    "Equipos de protección personal",
    "floculante",
    "aguas subterráneas",
    "Canastas y juguetes",
    "orquesta escolar",
    "almacenes",
)
SEED_ITEMS = (
    "Colchones",
    "Desinfectante",
    "Guantes",
    "Cascos",
    "Lentes",
    "Tanque de combustible",
    "víveres",
    "Juguetes",
)


@pytest.fixture(scope="module")
def books() -> Books:
    made = books_in_memory()
    sample.write_sample(made)
    return made


def test_every_line_of_the_page_is_a_project(books: Books) -> None:
    names = [row["name"] for row in rows.select(books.db, "SELECT name FROM premium_projects")]
    assert [word for word in SEED_WORDS if not any(word in name for name in names)] == []


# the page's own list, in its words and order, and the line of the report in which each comes out; the English page
# lost the third heading, which its German version has
SEED_LIST = (
    ("Organisation and productivity", "Installation of an irrigation system for the transport routes", "Riego de vías"),
    ("Organisation and productivity", "Maintenance of the chutes", "Mantenimiento de chutes"),
    ("Organisation and productivity", "Improvement of the melting plant", "Mejora de la planta de fundición"),
    ("Organisation and productivity", "Construction and equipping of the cooperative's offices", "Construcción y eq"),
    ("Organisation and productivity", "Construction of new gold panning plants", "Nuevas plantas de lavado de oro"),
    ("Organisation and productivity", "Fuel tanks and warehouses", "Tanques de combustible y almacenes"),
    ("Workers and working conditions", "Further training on accounting, tax, money laundering", "Capacitación en con"),
    ("Workers and working conditions", "Improvement of accommodation: mattresses", "Colchones para el campamento"),
    ("Workers and working conditions", "Purchase of biosecurity equipment", "Bioseguridad contra la covid-19"),
    ("Workers and working conditions", "Purchase of protective equipment", "Equipos de protección personal"),
    ("Environment", "Renewal of the water treatment dosing system (flocculation)", "Dosificador de floculante"),
    ("Environment", "An analysis of groundwater reserves", "Estudio de aguas subterráneas"),
    ("Social projects", "Toys and food baskets as Christmas gifts", "Canastas y juguetes de Navidad"),
    ("Social projects", "Uniforms for the school music orchestra", "Uniformes de la orquesta escolar"),
)
YEARS = range(2018, 2027)


def report_lines(books: Books, year: int) -> list[tuple[str, list[Any]]]:
    """Each activity of the annual report of a year under its English heading."""
    found: list[tuple[str, list[Any]]] = []
    with in_language("en"):
        listing = premium_reports.annual(books, year)
    heading = ""
    for row in listing.rows:
        if isinstance(row, GroupRow):
            heading = row.text
        else:
            found.append((heading, list(row)))
    return found


def test_the_list_of_the_page_comes_out_as_the_headings_and_lines_of_the_annual_reports(books: Books) -> None:
    reported = {(heading, row[0]) for year in YEARS for heading, row in report_lines(books, year)}
    matched = {
        line: [(heading, name) for heading, name in reported if heading == seed_heading and name.startswith(begins)]
        for seed_heading, line, begins in SEED_LIST
    }
    assert [line for line, found in matched.items() if len(found) != 1] == []
    assert {found[0] for found in matched.values()} == reported
    headings = [list(dict.fromkeys(heading for heading, _row in report_lines(books, year))) for year in YEARS]
    in_order = list(dict.fromkeys(heading for heading, _line, _begins in SEED_LIST))
    assert all(found == [each for each in in_order if each in found] for found in headings)


def test_every_line_of_the_annual_reports_says_when_what_cost_what_became_of_it_and_what_next(books: Books) -> None:
    empty = [
        (year, row[0], title)
        for year in YEARS
        for _heading, row in report_lines(books, year)
        for title, cell in zip(("when", "planned", "done", "next"), (row[1], row[2], row[5], row[6]), strict=True)
        if not cell
    ]
    assert empty == []
    last = {row[0] for _heading, row in report_lines(books, 2026)}
    assert any("(C · Services to the community; SDG 6 · Clean water and sanitation)" in name for name in last)


def test_everything_the_page_says_was_bought_is_a_purchase(books: Books) -> None:
    items = [row["item"] for row in rows.select(books.db, "SELECT item FROM purchase_lines")]
    assert [word for word in SEED_ITEMS if not any(word in item for item in items)] == []


def test_the_till_is_counted_and_a_bank_reconciled_without_difference(books: Books) -> None:
    (count,), (reconciliation,) = cash_counts.newest(books), reconciliations.newest(books)
    assert (count["difference"], reconciliation["difference"]) == (0, 0)
    assert count["counted"] == cash_counts.tills(books)[0]["balance"] > 0
    assert [row["number"] for row in reconciliations.state(books, 2, "31/10/2026").pending]


def test_two_samples_are_the_same(books: Books) -> None:
    again = books_in_memory()
    sample.write_sample(again)
    assert lines_of(again) == lines_of(books)


OF_THIS_FILE = (
    "_sqlite_migrations",
    "'-','legal_amounts'",
    "'-','tax_rates'",
    "'-','premium_rates'",
    "'-','retention_rules'",
    "'-','tax_rates'",
    'INSERT INTO "installation"',
    'INSERT INTO "seals"',
    'INSERT INTO "closings"',
)
"""The moment in which the tables were made, the file's random code, and the chain that begins with it, which an acta de
cierre quotes."""


def lines_of(books: Books) -> list[str]:
    return [line for line in books.db.iterdump() if not any(mark in line for mark in OF_THIS_FILE)]


def test_there_are_34_members_and_the_books_are_sound(books: Books) -> None:
    assert rows.value(books.db, "SELECT count(*) FROM members WHERE kind = 'member' AND state = 'active'") == 34
    report = checking.check(books)
    assert report.problems == []
    assert report.counts["receipts"] > 60


def test_no_account_was_ever_below_zero(books: Books) -> None:
    for (account_id,) in books.db.execute("SELECT id FROM accounts").fetchall():
        balance = 0
        moves = rows.select(
            books.db, "SELECT amount FROM movements WHERE account_id = ? ORDER BY issued_on, receipt_id", (account_id,)
        )
        assert moves
        for move in moves:
            balance += move["amount"]
            assert balance >= 0


def test_the_assemblies_stand_behind_the_budgets_of_their_year(books: Books) -> None:
    ordinary = assemblies.attendance(books, 1)
    assert (ordinary.quorum.attending, ordinary.quorum.eligible) == (29, 34)
    approved = rows.select(
        books.db, "SELECT acta, amount FROM project_budgets WHERE resolution_id IS NOT NULL ORDER BY id"
    )
    assert [(row["acta"], row["amount"]) for row in approved] == [
        ("Asamblea 28/02/2026, acuerdo 2", 900_000),
        ("Asamblea 28/02/2026, acuerdo 3", 1_440_000),
        ("Asamblea 28/02/2026, acuerdo 4", 980_000),
        ("Asamblea 26/09/2026, acuerdo 1", 240_000),
    ]
    assert assemblies.latest(books)["noted"] == 0


def test_every_paper_says_it_is_a_sample(books: Books) -> None:
    assert rows.value(books.db, "SELECT count(*) FROM receipts WHERE is_sample <> 'yes'") == 0


def test_projects_trainings_and_purchases_have_their_pictures(books: Books) -> None:
    stages = {row["stage"] for row in attachments.photos_of(books.db, "premium_projects", 1)}
    assert stages == {"before", "after"}
    (photo,) = attachments.of_record(books.db, "premium_projects", 10)
    assert photo["height"] > photo["width"]
    for table in ("training_sessions", "purchases"):
        assert len(attachments.of_record(books.db, table, 1)) == 1
    (paper,) = attachments.of_record(books.db, "purchases", 1)
    assert rows.value(books.db, "SELECT series || '-' || number FROM purchases WHERE id = 1") == "F001-210"
    assert paper["caption"] == "Factura de la bomba y los aspersores"
    (signed,) = attachments.of_record(books.db, "receipts", 4)
    paid = rows.value(books.db, "SELECT purchase_id FROM receipt_lines WHERE receipt_id = 4")
    assert (signed["stage"], paid) == ("signed", 1)
    assert attachments.total_size(books.db) < 2_000_000
