"""The receipt on paper: what it says, literally, and that nothing falls off it."""

from dataclasses import replace
from io import BytesIO
from typing import Any

import pypdfium2
import pytest
from PIL import Image

from ananea_desktop.documents.receipt import receipt_pdf
from ananea_desktop.domain.receipts import SIGNED_KINDS, Flow, PaperFormat, Party, Receipt, ReceiptKind
from ananea_desktop.operations.languages import in_language
from tests.documents.papers import (
    ANNULMENT,
    HOSTILE_NAMES,
    a_letterhead,
    a_line,
    a_receipt,
    an_expense_in_dollars,
    assert_reads_as_stored,
    heights_of,
    ink_edges,
    page_letters,
    page_texts,
)

MARGIN = 42


def png(width: int, height: int) -> bytes:
    buffer = BytesIO()
    Image.new("RGBA", (width, height), (0, 0, 0, 128)).save(buffer, "PNG")
    return buffer.getvalue()


def test_ingreso_reads_as_stored():
    lines = [a_line(f"Aportación de {month} de 2026") for month in ("setiembre", "octubre", "noviembre")]
    receipt = a_receipt(*lines, a_line("Reposición de lentes de seguridad", 4000))
    assert_reads_as_stored(receipt_pdf(receipt), "recibo-ingreso")


def test_egreso_in_dollars_reads_as_stored():
    assert_reads_as_stored(receipt_pdf(an_expense_in_dollars()), "recibo-egreso-dolares")


def test_annulled_reprinted_sample_reads_as_stored():
    receipt = a_receipt(annulment=ANNULMENT, prints=2, letterhead=a_letterhead(is_sample=True))
    assert_reads_as_stored(receipt_pdf(receipt), "recibo-anulado-muestra")


def test_receipt_of_twenty_lines_reads_as_stored():
    receipt = a_receipt(*(a_line(f"Aportación {i}", project_name="Riego de vías") for i in range(1, 21)))
    assert_reads_as_stored(receipt_pdf(receipt), "recibo-veinte-lineas")


def test_both_halves_carry_number_amount_and_words():
    (text,) = page_texts(receipt_pdf(a_receipt(a_line(amount=123_450))))
    assert text.count("ORIGINAL · para el interesado") == text.count("COPIA · para la tesorería") == 1
    for words in ("N.º 001-000458", "S/ 1,234.50", "SON: MIL DOSCIENTOS TREINTA Y CUATRO CON 50/100 SOLES"):
        assert text.count(words) == 2
    assert text.count("Ananea, 23 de setiembre de 2026") == 2
    assert "ANULADO" not in text
    assert "MUESTRA" not in text
    assert "REIMPRESIÓN" not in text


def test_annulled_receipt_keeps_its_number_and_says_why():
    (text,) = page_texts(receipt_pdf(a_receipt(annulment=ANNULMENT)))
    assert text.count("ANULADO el 24 de noviembre de 2026 por Rosa Ccama. Motivo: Se escribió mal el nombre") == 2
    assert text.count("\nANULADO\n") + text.startswith("ANULADO\n") == 2
    assert text.count("N.º 001-000458") == 2


def test_reprint_says_so_on_both_halves():
    (text,) = page_texts(receipt_pdf(a_receipt(prints=1)))
    assert text.count("COPIA – REIMPRESIÓN") == 2


def test_sample_says_so_large_and_at_the_foot_of_both_halves():
    (text,) = page_texts(receipt_pdf(a_receipt(letterhead=a_letterhead(is_sample=True))))
    assert text.count("MUESTRA") == 4


def test_payee_signs_that_the_money_was_received():
    (text,) = page_texts(receipt_pdf(a_receipt(kind=ReceiptKind.OUT)))
    assert text.count("He recibido de Cooperativa Minera Señor de Ananea Ltda. la suma indicada.") == 2
    assert text.count("V.º B.º Presidente") == 2
    assert "Recibí de\n" not in text


def an_advance(**changes: Any) -> Receipt:
    return a_receipt(a_line("Viaje a Juliaca", flow=Flow.ADVANCE, sign=-1), kind=ReceiptKind.OUT, **changes)


MARK = "CON CARGO A RENDIR CUENTA"
DUTY = (
    "He recibido de Cooperativa Minera Señor de Ananea Ltda. la suma indicada, con cargo a rendir cuenta: la sustentaré"
    " con comprobantes y devolveré lo que no gaste."
)


@pytest.mark.parametrize("form", PaperFormat)
def test_who_takes_an_advance_signs_to_account_for_it(form: PaperFormat) -> None:
    texts = [" ".join(text.split()) for text in page_texts(receipt_pdf(an_advance(), form))]
    assert sum(text.count(MARK) for text in texts) == 2
    assert sum(text.count(DUTY) for text in texts) == 2
    for other in (
        an_advance(advance_id=7),  # a refund closes one
        replace(an_advance(), kind=ReceiptKind.IN),  # its extorno
        a_receipt(kind=ReceiptKind.OUT),
    ):
        assert MARK not in " ".join(" ".join(page_texts(receipt_pdf(other, form))).split())


def test_an_advance_in_english() -> None:
    with in_language("en"):
        (text,) = page_texts(receipt_pdf(an_advance()))
    assert text.count("TO BE ACCOUNTED FOR") == 2
    assert "I shall account for it with vouchers and return what I do not spend." in " ".join(text.split())


def test_without_a_president_only_two_sign_an_egreso():
    receipt = a_receipt(kind=ReceiptKind.OUT, letterhead=a_letterhead(president_name=""))
    assert "Presidente" not in page_letters(receipt_pdf(receipt))


def test_equal_receipts_give_equal_bytes_and_different_ones_do_not():
    receipt = a_receipt(letterhead=a_letterhead(logo=png(300, 200)))
    same = a_receipt(letterhead=a_letterhead(logo=png(300, 200)))
    assert receipt_pdf(receipt) == receipt_pdf(same)
    assert receipt_pdf(receipt) != receipt_pdf(replace(receipt, number=459))


def test_file_is_named_for_number_and_cooperative():
    with pypdfium2.PdfDocument(receipt_pdf(a_receipt())) as document:
        metadata = document.get_metadata_dict()
    assert metadata["Title"] == "Recibo de ingreso 001-000458"
    assert metadata["Author"] == "Cooperativa Minera Señor de Ananea Ltda."


@pytest.mark.parametrize(("typed", "shown"), HOSTILE_NAMES.items(), ids=range(len(HOSTILE_NAMES)))
def test_hostile_name_is_printed_literally_everywhere(typed: str, shown: str):
    letterhead = a_letterhead(
        name=typed, address=typed, place=typed, treasurer_name=typed, president_name=typed, treasurer_title=typed
    )
    receipt = a_receipt(
        a_line(typed, fund_name=typed, project_name=typed),
        kind=ReceiptKind.OUT,
        party=Party(name=typed, document=typed, detail=typed),
        account_name=typed,
        operation_number=typed,
        annulment=replace(ANNULMENT, reason=typed, user=typed),
        letterhead=letterhead,
    )
    # Letterhead 3, its officers 3, what the payee declares 1, payee 3 and signing 2, line 3, account 2, annulment 2.
    assert page_letters(receipt_pdf(receipt)).count("".join(shown.split())) == 2 * 19


@pytest.mark.parametrize("kind", SIGNED_KINDS)
def test_very_long_texts_stay_on_the_paper_with_number_and_amount(kind: ReceiptKind):
    long = "W" * 200
    letterhead = a_letterhead(name=long, address=long, place=long, treasurer_name=long, president_name=long)
    receipt = a_receipt(
        a_line(long, 99_999_999_999, fund_name=long, project_name=long),
        kind=kind,
        currency="USD",
        exchange_rate=37_525,
        party=Party(name=long, document=long, detail=long),
        account_name=long,
        operation_number=long,
        annulment=replace(ANNULMENT, reason=long, user=long),
        prints=1,
        letterhead=letterhead,
    )
    pdf = receipt_pdf(receipt)
    assert min(ink_edges(pdf)) > 20
    assert "US$999,999,999.99" in page_letters(pdf)
    assert all("N.º 001-000458" in text for text in page_texts(pdf))


@pytest.mark.parametrize("lines", [1, 4, 6, 7, 20, 60])
def test_every_line_and_the_number_are_on_the_paper_however_many(lines: int):
    pdf = receipt_pdf(a_receipt(*(a_line(f"Concepto <{i}>", 100 + i) for i in range(lines))))
    texts = page_texts(pdf)
    assert all("N.º 001-000458" in text for text in texts)
    assert all("".join(texts).count(f"Concepto <{i}>") == 2 for i in range(lines))
    assert "".join(texts).count("SON: ") == 2
    left, bottom, right, top = ink_edges(pdf)
    assert min(left, right) > MARGIN
    assert min(bottom, top) > 28


def test_long_receipt_takes_whole_pages_for_each_copy():
    texts = page_texts(receipt_pdf(a_receipt(*(a_line(f"Concepto {i}") for i in range(60)))))
    assert len(texts) == 4
    assert ["página 1 de 2" in text for text in texts] == [True, False, True, False]
    assert ["página 2 de 2" in text for text in texts] == [False, True, False, True]
    assert ["ORIGINAL" in text for text in texts] == [True, True, False, False]
    assert ["COPIA" in text for text in texts] == [False, False, True, True]
    assert ["Huella digital" in text for text in texts] == [False, True, False, True]


@pytest.mark.parametrize("lines", range(1, 8))
def test_there_is_room_to_sign_between_the_account_and_the_line(lines: int):
    pdf = receipt_pdf(a_receipt(*(a_line(f"Concepto {i}") for i in range(lines))))
    rooms = zip(heights_of(pdf, "Medio de pago"), heights_of(pdf, "Entregué conforme"), strict=True)
    assert all(above - below > 30 for above, below in rooms)


def test_preview_without_lines_can_be_drawn():
    receipt = replace(a_receipt(), lines=(), total=0, party=Party(name=""))
    assert "SON: CERO CON 00/100 SOLES" in page_texts(receipt_pdf(receipt))[0]


@pytest.mark.parametrize("size", [(400, 400), (2000, 100), (20, 900)])
def test_logo_moves_the_letterhead_but_not_the_number(size: tuple[int, int]):
    pdf = receipt_pdf(a_receipt(letterhead=a_letterhead(logo=png(*size))))
    assert page_texts(pdf)[0].count("N.º 001-000458") == 2
    assert min(ink_edges(pdf)) > 28
