"""«Comprobar datos» finds each kind of damage of aportaciones and their certificates."""

from pathlib import Path

import pytest

from ananea_desktop.operations import capital_acts, contribution_certificates, receipts
from ananea_desktop.operations.books import look_at_books
from ananea_desktop.storage.check import check
from tests.builders import an_office_on_disk
from tests.operations.test_capital import a_transfer, opened, refunded, two_members
from tests.storage.test_check import damage

_ANNULLED = "INSERT INTO receipt_annulments VALUES (2, 'x', '2026-11-23', 'x', '2026-11-23T00:00:00+00:00')"


@pytest.fixture
def held(tmp_path: Path) -> Path:
    """One opening, a transfer, a refund that was annulled and one that holds, two certificates of one member."""
    path = tmp_path / "ananea.db"
    books = an_office_on_disk(path)
    first, second = two_members(books)
    opened(books)
    contribution_certificates.issue(books, first)
    capital_acts.transfer(books, a_transfer(), capital_acts.ALL)
    receipts.annul(books, refunded(books, amount="10").id, "Monto equivocado")
    refunded(books, amount="20")
    contribution_certificates.issue(books, first, contribution_certificates.ALL)
    contribution_certificates.issue(books, second)
    assert check(books.file).problems == []
    books.file.close()
    return path


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("DELETE FROM capital_operations WHERE id = 2", "Aportaciones: hay 4 operaciones de aportaciones y la última"),
        ("UPDATE capital_operations SET amount = 90000 WHERE id = 2", "Aportaciones: el socio 1 tiene menos que nada"),
        (
            "UPDATE capital_operations SET amount = 7 WHERE id = 4",
            "Aportaciones: operación 4: no es la misma",
        ),
        ("UPDATE capital_operations SET amount = 7 WHERE id = 1", "Sellos"),
        ("DELETE FROM capital_operations WHERE id = 4", "Recibos de aportaciones: recibo 001-000001: no vale"),
        (_ANNULLED, "Recibos de aportaciones: recibo 001-000002: no vale"),
        (
            "UPDATE capital_operations SET amount = 7 WHERE id = 5",
            "Recibos de aportaciones: recibo 001-000002: no devuelve",
        ),
        ("UPDATE capital_operations SET receipt_id = NULL WHERE id = 5", "Recibos de aportaciones: operación 5: su"),
        ("DELETE FROM member_certificates WHERE id = 2", "Certificados de socios: hay 2 papeles de socios"),
        ("DELETE FROM member_certificate_annulments", "Certificados de socios: los certificados de aportación 1 y 2"),
        ("UPDATE member_certificates SET amount = 7 WHERE id = 3", "Sellos"),
        ("UPDATE member_certificates SET share_value = 7 WHERE id = 3", "Sellos"),
    ],
)
def test_damage_of_capital_is_found_and_named(held: Path, statement: str, sentence: str) -> None:
    damage(held, statement)
    books = look_at_books(held)
    report = check(books.file)
    books.file.close()
    assert [problem for problem in report.problems if problem.startswith(sentence)] != [], report.problems
