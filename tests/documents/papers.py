"""Builders of receipts and listings, and what a reader finds on the paper."""

import os
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pypdfium2

from ananea_desktop.documents.listing import Column, GroupRow, Listing, Row
from ananea_desktop.domain.receipts import Annulment, Letterhead, Party, Receipt, ReceiptKind, ReceiptLine

REFERENCES = Path(__file__).parent.parent / "data" / "papers"

ANNULMENT = Annulment(
    reason="Se escribió mal el nombre; reemplaza el recibo 001-000459.",
    annulled_on=date(2026, 11, 24),
    user="Rosa Ccama",
)
# Under a name as typed, what the paper shows of it.
HOSTILE_NAMES = {
    "<b>Juan": "<b>Juan",
    "Quispe & Cía &amp; <img/>": "Quispe & Cía &amp; <img/>",
    "Ccʼallo Ñaupari’s": "Ccʼallo Ñaupari’s",
    "Juan\N{GRINNING FACE}Perez": "Juan☐Perez",
    "Juan\x00Perez": "Juan☐Perez",
    "Juan\ud800Perez": "Juan☐Perez",
    "\u202eJuan\u200bPerez": "JuanPerez",
    "Juan\nPerez": "Juan Perez",
    "%s {name} \\ (x)": "%s {name} \\ (x)",
}


def a_letterhead(**changes: Any) -> Letterhead:
    letterhead = Letterhead(
        name="Cooperativa Minera Señor de Ananea Ltda.",
        ruc="20000000001",
        address="Ananea, San Antonio de Putina, Puno",
        place="Ananea",
        treasurer_name="Ccama Condori, Rosa",
        treasurer_document="DNI 00038210",
        president_name="Mamani Yucra, Fortunato",
        president_document="DNI 00034489",
    )
    return replace(letterhead, **changes)


def a_line(concept: str = "Aportación de noviembre de 2026", amount: int = 5000, **changes: Any) -> ReceiptLine:
    line = ReceiptLine(concept=concept, amount=amount, fund_id=1, fund_name="Fondos propios")
    return replace(line, **changes)


def a_receipt(*lines: ReceiptLine, **changes: Any) -> Receipt:
    """Money in from one member; its total is the sum of its lines."""
    lines = lines or (a_line(),)
    receipt = Receipt(
        id=1,
        kind=ReceiptKind.IN,
        series="001",
        number=458,
        issued_on=date(2026, 9, 23),
        currency="PEN",
        exchange_rate=None,
        total=sum(line.amount for line in lines),
        account_id=1,
        account_name="Caja Ananea",
        method="cash",
        operation_number="",
        party=Party(name="Huanca Layme, Tomás", document="DNI 00041527", detail="socio"),
        lines=lines,
        letterhead=a_letterhead(),
    )
    return replace(receipt, **changes)


def an_expense_in_dollars(**changes: Any) -> Receipt:
    project = "Compra de equipo de protección personal 2026"
    lines = (
        a_line(
            "Compra de cascos, guantes y lentes, factura F001-00000123",
            12_345_050,
            fund_name="Prima Fairtrade",
            project_name=project,
        ),
        a_line("Flete Juliaca – Ananea", 123_400, fund_name="Prima Fairtrade", project_name=project),
    )
    expense: dict[str, Any] = {
        "kind": ReceiptKind.OUT,
        "currency": "USD",
        "exchange_rate": 37_520,
        "method": "transfer",
        "operation_number": "00123456",
        "account_name": "Banco de la Nación, dólares",
        "party": Party(name="Seguridad del Altiplano S.A.C.", document="RUC 20100000001", detail="proveedor"),
    }
    return a_receipt(*lines, **(expense | changes))


def a_listing(**changes: Any) -> Listing:
    """Two groups of projects, with every kind of column."""
    rows: tuple[Row, ...] = (
        GroupRow("Organización y productividad", [None, None, None, None, 12_345_600, -41_250]),
        ["Mejora de la planta", "Reducir el polvo", date(2026, 3, 1), 1_500, 12_345_600, -41_250],
        GroupRow("Medio ambiente"),
        ["<b>Dosificador & floculante", "=1+1", None, 12_000, 100, 99_999_999_999],
    )
    listing = Listing(
        name="proyectos",
        title="Proyectos de Prima",
        subtitle="Año 2026",
        columns=(
            Column("Proyecto", weight=2),
            Column("Objetivo", weight=2),
            Column("Fecha", "date"),
            Column("Cantidad", "quantity"),
            Column("Aprobado S/", "amount"),
            Column("Saldo S/", "amount"),
        ),
        rows=rows,
        totals=("Total", None, None, None, 12_345_700, 99_999_958_749),
        notes=("Los montos son sumas de los recibos.",),
        letterhead=a_letterhead(),
        made_on=date(2026, 11, 23),
        foot="Reporte auxiliar",
    )
    return replace(listing, **changes)


def a_register(members: int, **changes: Any) -> Listing:
    """The register of members on a landscape page."""
    return a_listing(
        title="Padrón de socios",
        columns=(
            Column("N.º", "integer"),
            Column("Apellidos y nombres", weight=3),
            Column("Documento"),
            Column("Ingreso", "date"),
            Column("Firma", weight=2),
        ),
        rows=[[i, f"Ñaupari Qʼispe, Saturnina {i}", f"DNI {i:08d}", date(2014, 3, 12), None] for i in range(members)],
        totals=(None, "En total", None, None, None),
        landscape=True,
        **changes,
    )


def page_texts(pdf: bytes) -> list[str]:
    """The text of every page, as a reader would copy it."""
    texts = []
    with closing(pypdfium2.PdfDocument(pdf)) as document:
        for index in range(len(document)):
            with closing(document[index]) as page, closing(page.get_textpage()) as text:
                texts.append(text.get_text_range().replace("\r\n", "\n"))
    return texts


def page_letters(pdf: bytes) -> str:
    """All letters of the paper in order, so that it does not matter where a text was wrapped."""
    return "".join("".join(page_texts(pdf)).split())


def heights_of(pdf: bytes, words: str) -> list[float]:
    """Where the words stand, in points above the foot of the first page, from the top."""
    heights = []
    with (
        closing(pypdfium2.PdfDocument(pdf)) as document,
        closing(document[0]) as page,
        closing(page.get_textpage()) as text,
        closing(text.search(words)) as search,
    ):
        while found := search.get_next():
            _left, bottom, _right, _top = text.get_charbox(found[0])
            heights.append(bottom)
    return heights


def ink_edges(pdf: bytes) -> tuple[float, float, float, float]:
    """How near the letters come to the left, lower, right and upper edge of any page, in points."""
    nearest = [1000.0] * 4
    with closing(pypdfium2.PdfDocument(pdf)) as document:
        for index in range(len(document)):
            with closing(document[index]) as page, closing(page.get_textpage()) as text:
                width, height = page.get_size()
                for rectangle in range(text.count_rects()):
                    left, bottom, right, top = text.get_rect(rectangle)
                    found = (left, bottom, width - right, height - top)
                    nearest = [min(pair) for pair in zip(nearest, found, strict=True)]
    return nearest[0], nearest[1], nearest[2], nearest[3]


def assert_reads_as_stored(pdf: bytes, name: str) -> None:
    """Compares the paper's text with the stored one; REGENERATE_PAPERS=1 stores it anew, to be read before a commit."""
    text = "\n\f\n".join(page_texts(pdf)) + "\n"
    stored = REFERENCES / f"{name}.txt"
    if os.environ.get("REGENERATE_PAPERS") == "1":
        stored.parent.mkdir(parents=True, exist_ok=True)
        stored.write_text(text, encoding="utf-8", newline="\n")
    assert text == stored.read_text(encoding="utf-8")
