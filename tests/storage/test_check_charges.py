"""«Comprobar datos» finds what somebody changed in debts and their payments, past the triggers."""

from pathlib import Path

import pytest

from ananea_desktop.domain.charges import ChargeKind
from ananea_desktop.operations import charges, receipt_drafts
from ananea_desktop.operations.books import Books, look_at_books
from ananea_desktop.operations.charges import ChargeDraft
from ananea_desktop.storage.check import check
from tests.builders import TILL, an_office_on_disk, issue_anyway, save_member
from tests.storage.test_check import damage


def pay(books: Books, charge_id: int, amount: str) -> None:
    draft = receipt_drafts.for_debts(books, [charge_id])
    draft.account_id, draft.issued_on = TILL, "23/11/2026"
    draft.lines[0]["amount"] = amount
    issue_anyway(books, draft)


@pytest.fixture
def owing(path: Path) -> Path:
    """Charges 1 and 2 of a due, 3 and 4 of an aportación, 5 annulled; 1 paid in part, 2 waived, 3 paid in part."""
    books = an_office_on_disk(path)
    for number in (1, 2):
        save_member(books, document_number=f"1000000{number}", number=str(number))
    charges.make(books, ChargeDraft(concept="Cuota", amount="50"))
    charges.make(books, ChargeDraft(concept="Capital", amount="200", kind=ChargeKind.CONTRIBUTION))
    charges.annul_run(books, charges.make(books, ChargeDraft(concept="Otra", amount="5", members=(1,))), "Error")
    pay(books, 1, "20")
    charges.waive(books, 2, "Accidente")
    pay(books, 3, "80")
    books.file.close()
    return path


def test_what_was_charged_and_paid_is_sound_and_counted(owing: Path) -> None:
    books = an_office_on_disk(owing)
    report = check(books.file)
    books.file.close()
    assert report.problems == []
    tables = ("charge_runs", "charges", "charge_run_annulments", "charge_waivers", "settlements")
    assert [report.counts[table] for table in tables] == [3, 5, 1, 1, 2]


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("UPDATE charges SET amount = 1000 WHERE id = 1", "Pagos de deudas: lo que el socio 1 debía de «Cuota» está"),
        ("UPDATE charges SET amount = 1000 WHERE id = 1", "Sellos"),
        ("UPDATE charge_waivers SET amount = 9000", "Pagos de deudas: lo que el socio 2 debía de «Cuota» está pagado"),
        ("DELETE FROM charge_waivers", "Sellos"),
        ("UPDATE settlements SET amount = 2500 WHERE id = 1", "Pagos de deudas: recibo 001-000001, línea 1: paga más"),
        (
            "UPDATE charge_runs SET currency = 'USD' WHERE id = 1",
            "Pagos de deudas: recibo 001-000001, línea 1: no es de",
        ),
        ("UPDATE charge_runs SET kind = 'fine' WHERE id = 2", "Pagos de deudas: recibo 001-000002, línea 1: no es un"),
        ("UPDATE settlements SET charge_id = 4 WHERE id = 2", "Deudas y aportaciones: recibo 001-000002: lo que paga"),
        ("UPDATE settlements SET charge_id = 5 WHERE id = 1", "Cobros: el cobro «Otra» está anulado, y algo de él"),
        ("DELETE FROM settlements WHERE id = 2", "Deudas y aportaciones: recibo 001-000002: lo que paga"),
        ("DELETE FROM settlements WHERE id = 1", "Historial: settlements 1: fue borrado fuera del programa"),
        ("UPDATE capital_operations SET amount = 1 WHERE kind = 'pay'", "Deudas y aportaciones: recibo 001-000002"),
        ("UPDATE capital_operations SET amount = 1 WHERE kind = 'subscribe'", "Deudas y aportaciones: la aportación"),
        (
            "UPDATE charges SET amount = 30000 WHERE id = 4",
            "Deudas y aportaciones: la aportación «Capital» del socio 2",
        ),
        ("DELETE FROM charges WHERE charge_run_id = 1", "Cobros: el cobro «Cuota» no cobra a nadie"),
        ("UPDATE charge_runs SET acta = 'x' WHERE id = 1", "Sellos: cobro «Cuota»"),
        ("UPDATE charges SET due_on = '2026-12-01' WHERE id = 1", "Sellos: cobro «Cuota»"),
        ("UPDATE charge_run_annulments SET reason = 'x'", "Sellos: anulación de cobro «Otra»"),
        ("UPDATE charge_waivers SET reason = 'x'", "Sellos: condonación de «Cuota»"),
        ("UPDATE capital_operations SET acta = 'x' WHERE id = 1", "Sellos: operación de aportaciones N.º 1"),
        ("DELETE FROM charge_run_annulments", "Sellos"),
    ],
)
def test_damage_of_debts_is_found_and_named(owing: Path, statement: str, sentence: str) -> None:
    damage(owing, statement)
    books = look_at_books(owing)
    report = check(books.file)
    books.file.close()
    assert [problem for problem in report.problems if problem.startswith(sentence)] != [], report.problems
