"""Signed scans and supports that are missing are listed; an auditor's sample can be drawn again by its seed."""

from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from ananea_desktop import paths
from ananea_desktop.domain.errors import InvalidRecord
from ananea_desktop.domain.steps import at_once
from ananea_desktop.operations import (
    attachments,
    corrections,
    evidence,
    papers,
    purchases,
    reallocations,
    receipt_drafts,
    receipt_warnings,
    receipts,
)
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.corrections import ReversalDraft
from ananea_desktop.operations.reallocations import ReallocationDraft
from ananea_desktop.operations.receipt_warnings import ALL
from tests.builders import (
    PREMIUM,
    a_line,
    a_purchase,
    a_purchase_line,
    an_egreso,
    issue_anyway,
    issued,
    save_supplier,
)
from tests.documents.papers import page_texts

PHOTO = paths.resources() / "sample" / "factura.jpg"


def attach(books: Books, receipt_id: int, stage: str = "", table: str = "receipts", photo: Path = PHOTO) -> None:
    attachments.keep(books, table, receipt_id, attachments.prepare(photo), "Factura", stage)


def ids(rows: list[dict[str, Any]]) -> list[int]:
    return [row["id"] for row in rows]


def test_a_receipt_waits_for_its_signed_scan(books: Books) -> None:
    first, second = issued(books), issued(books)
    receipts.annul(books, issued(books).id, "Duplicado")
    assert ids(at_once(evidence.without_signed_scan(books))) == [first.id, second.id]
    attach(books, first.id, "signed")
    attach(books, second.id)  # a support is no signature
    assert ids(at_once(evidence.without_signed_scan(books))) == [second.id]


def test_only_a_receipt_is_signed(books: Books) -> None:
    supplier = save_supplier(books)
    with pytest.raises(InvalidRecord) as refused:
        attach(books, supplier, "signed", table="suppliers")
    assert "stage" in refused.value.problems


def test_an_expense_needs_a_purchase_a_voucher_or_a_paper(books: Books) -> None:
    purchase = purchases.save(books, a_purchase(save_supplier(books)), [a_purchase_line()])
    issued(books, a_line(amount="900.00"))
    bare = issue_anyway(books, an_egreso())
    issue_anyway(books, an_egreso(a_line(purchase_id=str(purchase))))
    issue_anyway(books, an_egreso(is_advance=True))
    papered = issue_anyway(books, an_egreso())
    attach(books, papered.id)
    signed_only = issue_anyway(books, an_egreso())
    attach(books, signed_only.id, "signed")
    assert ids(at_once(evidence.without_support(books))) == [bare.id, signed_only.id]
    listing = evidence.unsupported_list(books, 2026)
    assert (len(listing.rows), listing.notes) == (2, ("2 documentos",))
    assert evidence.unsupported_list(books, 2025).rows == []


def test_an_egreso_that_replaces_an_annulled_one_waits_for_its_support(books: Books) -> None:
    wrong = receipts.annul(books, issue_anyway(books, an_egreso()).id, "Nombre equivocado")
    draft = receipt_drafts.again(books, wrong.id)
    draft.issued_on = "23/11/2026"
    right = issue_anyway(books, draft)
    assert ids(at_once(evidence.without_support(books))) == [right.id]
    assert len(evidence.unsupported_list(books, 2026).rows) == 1


def test_what_an_extorno_takes_back_needs_no_support_while_it_counts(books: Books) -> None:
    bare, income = issue_anyway(books, an_egreso()), issued(books)
    taken_back = corrections.reverse(books, ReversalDraft(receipt_id=bare.id, reason="Duplicado"), ALL)
    corrections.reverse(books, ReversalDraft(receipt_id=income.id, reason="Duplicado"), ALL)
    assert ids(at_once(evidence.without_support(books))) == []
    receipts.annul(books, taken_back.id, "Sí se gastó")
    assert ids(at_once(evidence.without_support(books))) == [bare.id]


def test_the_sample_is_drawn_by_its_seed_alone(books: Books) -> None:
    for _number in range(30):
        issued(books)
    drawn = evidence.draw(books, 2026, 5, "vigilancia 7")
    assert drawn == evidence.draw(books, 2026, 5, "vigilancia 7")
    assert drawn != evidence.draw(books, 2026, 5, "vigilancia 8")
    by_hand = sorted(range(1, 31), key=lambda n: sha256(f"vigilancia 7:in 001-{n:06d}".encode()).digest())
    assert drawn == by_hand[:5]
    assert evidence.draw(books, 2025, 5, "x") == []


def test_every_document_is_drawn_as_often_as_any_other(books: Books) -> None:
    for _number in range(10):
        issued(books)
    counts = [0] * 11
    for seed in range(400):
        for each in evidence.draw(books, None, 3, str(seed)):
            counts[each] += 1
    assert all(80 < count < 160 for count in counts[1:])


def test_the_sample_is_one_pdf_with_list_receipts_and_supports(books: Books) -> None:
    receipt = issued(books)
    attach(books, receipt.id)
    whole = papers.joined(at_once(evidence.sample_parts(books, 2026, "10", "abc")))
    document = pypdfium2.PdfDocument(whole)
    texts = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    assert len(texts) == 3
    assert "Semilla: abc" in texts[0]
    assert "001-000001" in texts[1]
    assert "Ingreso 001-000001 · Factura" in texts[2]


@pytest.mark.parametrize(("count", "seed", "field"), [("0", "x", "count"), ("", "x", "count"), ("5", " ", "seed")])
def test_what_the_sample_lacks_is_said(books: Books, count: str, seed: str, field: str) -> None:
    issued(books, issued_on=f"{date(2026, 1, 5):%d/%m/%Y}")
    with pytest.raises(InvalidRecord) as refused:
        at_once(evidence.sample_parts(books, None, count, seed))
    assert field in refused.value.problems


def test_the_window_shows_the_oldest_of_very_many_and_the_paper_all(
    books: Books, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(evidence, "MOST_SHOWN", 3)
    first = [issued(books).id for _number in range(5)]
    assert ids(at_once(evidence.without_signed_scan(books))) == first[:3]
    attach(books, first[1], "signed")
    assert ids(at_once(evidence.without_signed_scan(books))) == [first[0], first[2], first[3]]
    assert len(evidence.unsigned_list(books, None).rows) == 4


def test_no_name_of_a_document_is_broken_in_the_list(books: Books) -> None:
    issued(books, a_line(amount="500.00"))
    line = a_line(concept="Letreros de seguridad para la mina y para la planta", amount="90.00")
    spent = receipts.issue(books, an_egreso(line, party_name="Comercial San Román y Hermanos S.A.C."))
    moved = [{"fund_id": PREMIUM, "project_id": "", "amount": "40.00"}]
    draft = ReallocationDraft(receipt_id=spent.id, lines=moved, reason="Era de la Prima", approved_by="Huanca")
    reallocations.reallocate(books, draft, confirmed=receipt_warnings.ALL)
    first_page = page_texts(at_once(evidence.sample_parts(books, 2026, "10", "abc"))[0])[0]
    assert "Reimputación" in first_page
