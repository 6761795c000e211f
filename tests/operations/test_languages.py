"""English through the catalogue: the words that are put together from it, and what stays Spanish."""

from datetime import date

from babel.dates import format_date as babel_date

from ananea_desktop.domain.dates import day_of_week_date, long_date, month_name, short_month, weekday_date, weekday_name
from ananea_desktop.operations import purchases
from ananea_desktop.operations.attachments import prepare
from ananea_desktop.operations.languages import in_language
from ananea_desktop.operations.member_cards import keep_photo
from ananea_desktop.storage import rows
from ananea_desktop.storage.rows import Row
from tests.builders import (
    a_purchase,
    a_purchase_line,
    an_egreso,
    an_office,
    issue_anyway,
    issued,
    save_assembly,
    save_item,
    save_member,
    save_supplier,
)
from tests.hostile import a_photo


def test_dates_in_english_have_the_words_of_babel() -> None:
    with in_language("en"):
        assert long_date(date(2026, 11, 23)) == "23 November 2026"
        assert weekday_date(date(2026, 9, 1)) == "Tuesday, 1 September 2026"
        assert day_of_week_date(date(2026, 2, 28)) == "Saturday 28 February 2026"
        for day in (date(2026, month, day) for month in range(1, 13) for day in range(1, 8)):
            assert month_name(day) == babel_date(day, "MMMM", locale="en_GB")
            assert weekday_name(day) == babel_date(day, "EEEE", locale="en_GB")
            assert short_month(day) == babel_date(day, "LLL", locale="en_GB")


_ITS_OWN = ("acts", "_sqlite_migrations", "installation", "seals")
"""Of one person (what Ctrl+Z says back to whoever worked) or of one file."""


def written_by(language: str) -> dict[str, list[Row]]:
    """All that is in the books after a little work in a window of this language."""
    with in_language(language):
        books = an_office()
        save_member(books)
        keep_photo(books, "members", 1, prepare(a_photo()))
        supplier = save_supplier(books)
        purchases.save(books, a_purchase(supplier), [a_purchase_line()])
        save_assembly(books)
        save_item(books, "20")
        issued(books, member_id=1)
        issue_anyway(books, an_egreso(supplier_id=supplier, party_name="Ferretería"))
    tables = books.db.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
    found = {name: rows.select(books.db, f"SELECT * FROM {name}") for (name,) in tables if name not in _ITS_OWN}
    books.file.close()
    for row in [*found["history"], *found["receipts"]]:
        row.pop("at", None)
        row.pop("token", None)
    return found


def test_the_same_is_written_into_the_books_whatever_the_window_speaks() -> None:
    spanish, english = written_by("es"), written_by("en")
    assert {name: of_it for name, of_it in english.items() if of_it != spanish[name]} == {}
    assert {"receipts", "attachments", "purchases", "assemblies", "items"} <= {
        name for name in spanish if spanish[name]
    }
