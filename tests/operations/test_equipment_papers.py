"""The papers of equipment, of the sample: what SUNAFIL asks for, where a project's equipment went, slips, slides."""

from collections.abc import Iterator
from datetime import date

import pypdfium2
import pytest

from ananea_desktop.domain.dates import last_of_month
from ananea_desktop.domain.errors import UserError
from ananea_desktop.domain.hand_outs import HandOutKind
from ananea_desktop.domain.presentations import SlideChoice, SlideKind
from ananea_desktop.domain.steps import at_once
from ananea_desktop.operations import (
    chart_rows,
    charts,
    equipment_reports,
    hand_outs,
    home,
    project_dossier,
    project_equipment,
    renewals,
    safety_registers,
    sample,
    slides,
    training_papers,
)
from ananea_desktop.operations.books import Books, books_in_memory
from ananea_desktop.operations.presentations import open_presentation as proposed
from ananea_desktop.storage import hand_outs as store
from ananea_desktop.storage import rows
from tests.builders import NOW, an_office, save_project

FIELDS = (
    "N° REGISTRO",
    "DATOS DEL EMPLEADOR:",
    "1 RAZÓN SOCIAL O DENOMINACIÓN SOCIAL",
    "2 RUC",
    "3 DOMICILIO (Dirección, distrito, departamento, provincia)",
    "4 ACTIVIDAD ECONÓMICA",
    "5 N° TRABAJADORES EN EL CENTRO LABORAL",
    "MARCAR (X)",
    "6 TIPO DE EQUIPO DE SEGURIDAD O EMERGENCIA ENTREGADO",
    "7 EQUIPO DE PROTECCIÓN PERSONAL",
    "8 EQUIPO DE EMERGENCIA",
    "9 NOMBRE(S) DEL(LOS) EQUIPO(S) DE SEGURIDAD O EMERGENCIA ENTREGADO(S)",
    "LISTA DE DATOS DE(L/LOS) TRABAJADOR(ES)",
    "10 NOMBRES Y APELLIDOS",
    "11 DNI",
    "12 ÁREA",
    "13 FECHA DE ENTREGA",
    "14 FECHA DE RENOVACIÓN",
    "15 FIRMA",
    "RESPONSABLE DEL REGISTRO",
    "Nombre:",
    "Cargo:",
    "Fecha:",
    "Firma:",
)
"""In this order on each sheet (domain.md §3.5 f)."""


@pytest.fixture(scope="module")
def books() -> Iterator[Books]:
    made = books_in_memory()
    sample.write_sample(made)
    made.clock = lambda: NOW
    yield made


def pages_of(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    return [" ".join(page.get_textpage().get_text_range().split()) for page in document]


def number_of(books: Books, item: str, kind: str = "hand_out") -> int:
    found = [row for row in store.page(books.db, limit=-1) if row["items"] == item and row["kind"] == kind]
    return int(found[-1]["id"])


def in_order(text: str, words: tuple[str, ...]) -> list[str]:
    """Those that do not follow the one before."""
    place, missing = 0, []
    for word in words:
        found = text.find(word, place)
        if found < 0:
            missing.append(word)
        else:
            place = found + len(word)
    return missing


def test_the_register_has_every_field_in_its_order(books: Books) -> None:
    pdf = at_once(safety_registers.of_delivery(books, number_of(books, "Cascos")))
    text = " ".join(pages_of(pdf))
    assert in_order(text, FIELDS) == []
    assert "PROTECCIÓN PERSONAL X 8" in text
    assert "Fortunato Mamani Yucra" in text
    assert "28/03/2026" in text
    assert "28/03/2028" in text
    assert "37" in text


def test_both_registers_of_the_inspector_say_the_same_of_the_employer(books: Books) -> None:
    session = rows.value(books.db, "SELECT max(id) FROM training_sessions WHERE state = 'held'")
    training = pages_of(at_once(training_papers.training_paper(books, session, "registro", "es")))[0]
    for page in (training, pages_of(at_once(safety_registers.of_person(books, 1)))[0]):
        words = " ".join(page.split())
        assert "Minería de oro y metales preciosos" in words
        assert "37 (34 socios, 3 trabajadores)" in words


def test_the_register_of_a_person_adds_size_quantity_and_reason(books: Books) -> None:
    text = " ".join(pages_of(at_once(safety_registers.of_person(books, 1))))
    added = ("CARGO", "EQUIPO", "TALLA", "CANTIDAD", "MOTIVO", "13 FECHA DE ENTREGA", "14 FECHA DE RENOVACIÓN")
    assert in_order(text, (*FIELDS[:13], "10 NOMBRES Y APELLIDOS", "11 DNI", "12 ÁREA", *added, "15 FIRMA")) == []
    assert "Guantes de cuero" in text
    assert "Renovación" in text
    assert "Canastas" not in text  # nothing of safety


def test_the_year_has_a_sheet_for_each_delivery_and_each_person(books: Books) -> None:
    deliveries = pages_of(at_once(safety_registers.of_year(books, 2026)))
    numbers = {page.split("N° REGISTRO: ")[1][:6] for page in deliveries if "N° REGISTRO" in page}
    assert len(numbers) == len(store.safety_ids(books.db, 2026)) == 8
    assert len(store.safety_members(books.db, 2026)) == 37
    assert len(pages_of(at_once(safety_registers.by_person(books, 2026)))) >= 37
    assert "N° REGISTRO: –" in pages_of(at_once(safety_registers.of_year(books, 2019)))[0]
    with pytest.raises(UserError, match="no hay equipos de seguridad"):
        at_once(safety_registers.of_delivery(books, number_of(books, "Canastas de víveres")))


def test_a_slip_says_what_was_received_and_has_room_to_sign(books: Books) -> None:
    made = hand_outs.get(books, store.page(books.db, conditions={"hand_outs.kind = ?": "return"})[0]["id"])
    text = " ".join(pages_of(hand_outs.paper(books, made.id)))
    for words in ("Devolución de equipos", "N.º 000001", "Hancco Luque, Ronald", "Huella digital", "MUESTRA", "Sello"):
        assert words in text
    many = pages_of(hand_outs.paper(books, number_of(books, "Cascos")))
    assert len(many) > 1
    assert all("Firma" in page and "Huella" in page for page in many)  # the header stands on each page
    assert "Declaro haber recibido los equipos detallados en buen estado" in many[0]
    assert "Entregué conforme" in many[-1]
    baskets = pages_of(hand_outs.paper(books, number_of(books, "Canastas de víveres")))
    assert "Declaro haber recibido lo detallado, en buen estado." in baskets[0]
    assert "74 unidades" in baskets[0]
    assert "Talla" not in baskets[0]
    english = " ".join(pages_of(hand_outs.paper(books, number_of(books, "Cascos"), "en")))
    assert "I declare that I have received" in english
    donation = store.page(books.db, conditions={"hand_outs.kind = ?": "donation"})[0]["id"]
    act = " ".join(pages_of(hand_outs.paper(books, donation)))
    assert in_order(act, ("Acta de entrega en donación", "Vilca Huanca, Marleni", "Niñas y niños 21 24 0 45")) == []


def test_an_annulled_paper_says_so(books: Books) -> None:
    annulled = next(row for row in store.page(books.db, limit=-1) if row["annulled_on"])
    text = " ".join(pages_of(hand_outs.paper(books, annulled["id"])))
    assert "ANULADO el 19/11/2026: Persona equivocada" in text
    assert hand_outs.paper(books, annulled["id"]) == hand_outs.paper(books, annulled["id"])
    with pytest.raises(UserError, match="está anulada"):
        at_once(safety_registers.of_delivery(books, annulled["id"]))


def test_where_a_project_s_equipment_went(books: Books) -> None:
    flow = {each.name: each for each in project_equipment.flows(books, 10)}
    helmets = flow["Cascos"]
    assert (helmets.bought, helmets.received, helmets.handed, helmets.came_back) == (60_000, 60_000, 37_000, 1_000)
    assert helmets.left == 24_000
    assert flow["Guantes de cuero"].left == 43_000  # those given back unusable are not there
    (text,) = pages_of(project_equipment.paper(books, 10))  # all on one page
    for words in ("Lo que se compró", "Factura F001-158", "Quién lo recibió: 37 personas", "Mamani Yucra, Fortunato"):
        assert words in text
    assert "Sucari Coila, Marcelina" in text
    with pytest.raises(UserError, match="No hay un proyecto"):
        project_equipment.paper(books, 999)
    office = an_office()
    assert "Todavía no hay compras" in pages_of(project_equipment.paper(office, save_project(office)))[0]


def test_the_dossier_lists_the_hand_outs(books: Books) -> None:
    text = " ".join(pages_of(project_dossier.report_pdf(books, 10)))
    assert "Equipo entregado" in text
    assert "(ANULADO)" in text


def test_what_is_due_is_on_paper_and_on_slips(books: Books) -> None:
    found = at_once(renewals.due(books))
    assert {row["is_overdue"] for row in found} == {True, False}
    assert at_once(home.home_figures(books)).to_renew == (len(found), sum(row["is_overdue"] for row in found))
    listing = renewals.listing(books, None)
    assert str(len(found)) in listing.notes[0]
    people = len({row["member_id"] for row in found})
    slips = pages_of(at_once(renewals.slips(books)))
    assert len(slips) == -(-people // 4)
    assert "Le toca renovar" in slips[0]
    assert "No hay equipos por renovar" in pages_of(at_once(renewals.slips(an_office())))[0]
    assert last_of_month(date(2026, 2, 3)) == date(2026, 2, 28)


def test_the_chart_counts_each_person_once_and_leads_to_the_hand_outs(books: Books) -> None:
    first, last = date(2026, 1, 1), date(2026, 12, 31)
    chart = charts.make_chart(books, "entregas-por-clase", first, last)
    assert [(bar.label, bar.values[0]) for bar in chart.bars] == [("EPP", 37)]
    listing, targets = at_once(chart_rows.rows_behind(books, "entregas-por-clase", "ppe", first, last))
    assert len(listing.rows) == chart.bars[0].values[1] == len(targets)
    assert targets[0] is not None
    assert targets[0][0] == "hand_outs"


def test_the_slide_tells_whom_the_equipment_reached(books: Books) -> None:
    presentation = proposed(books, date(2026, 1, 1), date(2026, 12, 31))
    chosen = [each for each in presentation.slides if each.kind is SlideKind.HAND_OUTS]
    assert [each.included for each in chosen] == [True]
    assert isinstance(chosen[0], SlideChoice)
    assert "37" in " ".join(pages_of(at_once(slides.slides_pdf(books, presentation))))
    earlier = proposed(books, date(2019, 1, 1), date(2019, 12, 31))
    assert not next(each for each in earlier.slides if each.kind is SlideKind.HAND_OUTS).included


def test_lists_of_the_store_and_of_hand_outs(books: Books) -> None:
    listing = equipment_reports.hand_out_list(books, 2026)
    assert any("ANULADO" in row for row in listing.rows)  # type: ignore[operator]
    assert {row[1].split()[0] for row in listing.rows} == {"Entrega", "Devolución", "Donación"}  # type: ignore[index,union-attr]
    assert hand_outs.find(books, HandOutKind.DONATION, "1").beneficiaries[0].total == 45
