"""What must be kept until when."""

from datetime import date

import pytest

from ananea_desktop.documents.listing import GroupRow
from ananea_desktop.domain.errors import InvalidRecord
from ananea_desktop.domain.retention import RETENTION_RULES
from ananea_desktop.operations import records, retention
from ananea_desktop.operations.books import Books
from tests.builders import issued


@pytest.mark.parametrize(
    ("day", "years", "later"),
    [(date(2024, 2, 29), 5, date(2029, 3, 1)), (date(2024, 2, 29), 4, date(2028, 2, 29))],
)
def test_years_later(day: date, years: int, later: date) -> None:
    assert retention.years_later(day, years) == later


@pytest.mark.parametrize("years", ["0", "101", "2031", "999999999"])
def test_a_year_typed_as_a_number_of_years_is_refused(books: Books, years: str) -> None:
    with pytest.raises(InvalidRecord) as refused:
        records.save(books, RETENTION_RULES, {"subject": "money", "years": years, "basis": ""})
    assert "de 1 a 100" in refused.value.problems["years"]


def test_the_newest_receipt_is_kept_five_years_and_no_register_says_none(books: Books) -> None:
    issued(books, issued_on="02/01/2025")
    issued(books, issued_on="20/11/2026")
    found = [tuple(row) for row in retention.retention(books, None).rows if not isinstance(row, GroupRow)]
    rows = {str(row[0]): row for row in found}
    money = rows["Recibos, compras y libros de caja"]
    assert money[1:5] == (5, date(2025, 1, 2), date(2026, 11, 20), date(2031, 11, 20))
    assert rows["Enfermedades ocupacionales"][1:5] == (20, None, None, None)
