"""The papers of corrections: what the extorno cites, and the reimputación with its places and signatures."""

from dataclasses import replace
from datetime import date
from typing import Any

import pypdfium2
import pytest

from ananea_desktop.documents.money_paper import money_paper_pdf
from ananea_desktop.documents.reallocation import reallocation_pdf
from ananea_desktop.documents.receipt import receipt_pdf
from ananea_desktop.domain.receipts import Flow, Receipt, ReceiptKind, ReceiptLine
from ananea_desktop.operations.languages import in_language
from tests.documents.papers import ANNULMENT, HOSTILE_NAMES, a_letterhead, a_line, a_receipt, page_letters, page_texts


def an_extorno(**changes: Any) -> Receipt:
    cited = {"corrects_id": 7, "corrects_number": "001-000123", "corrects_kind": ReceiptKind.OUT, "is_reversal": True}
    return a_receipt(**(cited | {"reason": "Se pagó dos veces"} | changes))


def a_move(concept: str, amount: int, **places: str) -> tuple[ReceiptLine, ReceiptLine]:
    back = a_line(concept, amount, flow=Flow.OUT, sign=1, project_name=places.get("source", "Posta médica"))
    return back, replace(back, sign=-1, project_name=places.get("target", "Equipos de protección personal"))


def a_reallocation(*lines: ReceiptLine, **changes: Any) -> Receipt:
    lines = lines or a_move("Cascos", 9000)
    made = a_receipt(
        *lines,
        kind=ReceiptKind.REALLOCATION,
        total=sum(line.amount for line in lines if line.sign == -1),
        account_id=None,
        account_name="",
        method="",
        corrects_id=7,
        corrects_number="001-000123",
        corrects_kind=ReceiptKind.OUT,
        reason="Los cascos son del otro proyecto",
        approved_by="Mamani Yucra, Fortunato",
        issued_on=date(2026, 11, 18),
    )
    return replace(made, **changes)


def test_the_extorno_says_what_it_takes_back_and_why_on_both_copies() -> None:
    (text,) = page_texts(receipt_pdf(an_extorno()))
    assert text.count("EXTORNO del recibo de egreso N.º 001-000123. Motivo: Se pagó dos veces") == 2


def test_the_extorno_in_english() -> None:
    with in_language("en"):
        (text,) = page_texts(receipt_pdf(an_extorno()))
    assert "REVERSAL of receipt (money out) No. 001-000123. Reason: Se pagó dos veces" in text


def test_an_annulled_extorno_says_that_it_is_annulled() -> None:
    (text,) = page_texts(receipt_pdf(an_extorno(annulment=ANNULMENT)))
    assert "ANULADO el 24 de noviembre de 2026" in text
    assert "EXTORNO" not in text


def test_a_receipt_that_replaces_another_says_nothing_of_an_extorno() -> None:
    (text,) = page_texts(receipt_pdf(an_extorno(is_reversal=False)))
    assert "EXTORNO" not in text


def test_the_reallocation_says_from_where_to_where_why_and_who() -> None:
    (text,) = page_texts(reallocation_pdf(a_reallocation()))
    for words in (
        "Reimputación N.º 001-000458",
        "Ananea, 18 de noviembre de 2026",
        "Corrige el fondo o el proyecto del recibo de egreso N.º 001-000123",
        "Motivo: Los cascos son del otro proyecto",
        "Aprobado por: Mamani Yucra, Fortunato",
        "Posta médica · Fondos propios",
        "Equipos de protección personal · Fondos propios",
        "Total que cambia de lugar: S/ 90.00. Ninguna caja ni banco cambia.",
        "Ccama Condori, Rosa",
        "Tesorera · DNI 00038210",
        "Aprobó",
    ):
        assert words in text.replace("\xa0", " "), words
    assert text.index("Posta médica") < text.index("Equipos de protección")


def test_the_reallocation_annulled_reprinted_in_dollars_and_english() -> None:
    changed = a_reallocation(annulment=ANNULMENT, prints=1, currency="USD", exchange_rate=37520)
    with in_language("en"):
        (text,) = page_texts(reallocation_pdf(changed))
    for words in ("Reallocation No. 001-000458", "Was in", "Goes to", "Approved by", "3.752"):
        assert words in text, words
    (spanish,) = page_texts(reallocation_pdf(changed))
    assert "ANULADO el 24 de noviembre de 2026" in spanish
    assert "COPIA – REIMPRESIÓN" in spanish


@pytest.mark.parametrize(("typed", "shown"), HOSTILE_NAMES.items())
def test_everything_typed_is_printed_literally(typed: str, shown: str) -> None:
    made = a_reallocation(*a_move(typed, 100, source=typed), reason=typed, approved_by=typed)
    assert page_letters(reallocation_pdf(made)).count("".join(shown.split())) >= 4


def test_long_names_and_many_lines_flow_over_pages_and_are_signed_at_the_end() -> None:
    long = "Construcción y equipamiento de la posta médica de la comunidad campesina de Ananea " * 3
    lines = [
        line for number in range(20) for line in a_move(f"Concepto {number} {long}", 100, source=long, target=long)
    ]
    pdf = reallocation_pdf(a_reallocation(*lines, letterhead=a_letterhead(is_sample=True)))
    with pypdfium2.PdfDocument(pdf) as document:
        pages = len(document)
    assert pages > 2
    texts = page_texts(pdf)
    assert f"página {pages} de {pages}" in texts[-1]
    assert "Aprobó" in texts[-1]
    assert all(f"Concepto {number} " in "".join(texts) for number in range(20))


def test_the_seal_stands_at_its_foot_and_a_bank_note_cites_the_one_it_takes_back() -> None:
    assert "Sello abcd" in "".join(page_texts(reallocation_pdf(a_reallocation(seal="abcd" * 16)))).replace("\xa0", " ")
    note = an_extorno(kind=ReceiptKind.BANK_NOTE, direction=1, corrects_kind=ReceiptKind.BANK_NOTE)
    assert "EXTORNO de la nota bancaria N.º 001-000123. Motivo:" in page_texts(money_paper_pdf(note))[0]


def test_equal_documents_give_equal_papers() -> None:
    assert reallocation_pdf(a_reallocation()) == reallocation_pdf(a_reallocation())
