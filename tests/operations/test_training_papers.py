"""The register of a training and its blank sheets, a person's record, the plan of a year, and who lacks a topic."""

from pathlib import Path

import pytest

from ananea_desktop.documents.listing import GroupRow
from ananea_desktop.domain.errors import UserError
from ananea_desktop.domain.members import MEMBERS
from ananea_desktop.domain.steps import at_once
from ananea_desktop.domain.trainings import MANDATORY_TOPICS
from ananea_desktop.operations import (
    certificates,
    office,
    records,
    reports,
    training_papers,
    training_reports,
    trainings,
)
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.training_papers import training_paper
from tests.builders import a_member, a_training, save_member, save_members, save_training
from tests.documents.papers import page_texts

FIELDS = (
    "N° REGISTRO:",
    "REGISTRO DE INDUCCIÓN, CAPACITACIÓN, ENTRENAMIENTO Y SIMULACROS DE EMERGENCIA",
    "DATOS DEL EMPLEADOR:",
    "1 RAZÓN SOCIAL O DENOMINACIÓN SOCIAL",
    "2 RUC",
    "3 DOMICILIO (Dirección, distrito, departamento, provincia)",
    "4 ACTIVIDAD ECONÓMICA",
    "5 N° TRABAJADORES EN EL CENTRO LABORAL",
    "MARCAR (X):",
    "6 INDUCCIÓN",
    "7 CAPACITACIÓN",
    "8 ENTRENAMIENTO",
    "9 SIMULACRO DE EMERGENCIA",
    "10 TEMA:",
    "11 FECHA:",
    "12 NOMBRE DEL CAPACITADOR O ENTRENADOR:",
    "13 N° HORAS:",
    "14 APELLIDOS Y NOMBRES DE LOS CAPACITADOS",
    "15 N° DNI",
    "16 ÁREA",
    "17 FIRMA",
    "18 OBSERVACIONES",
    "19 RESPONSABLE DEL REGISTRO:",
    "Nombre:",
    "Cargo:",
    "Fecha:",
    "Firma:",
)
"""Of form g) (domain.md §3.5), in its order."""


def pages(books: Books, session: int, name: str, language: str = "es") -> list[str]:
    pdf = at_once(training_paper(books, session, name, language))
    return [" ".join(text.split()) for text in page_texts(pdf)]


def test_the_register_has_every_field_of_the_form(books: Books) -> None:
    members = save_members(books, 2)
    woman = save_member(books, document_number="10000050", sex="f", kind="worker", work_area="Planta")
    days = ({"held_on": "10/11/2026", "starts_at": "9", "ends_at": "13"},)
    session = save_training(books, [*members, woman], days, trainer_firm="Bomberos", pass_mark="11")
    trainings.note(books, session, woman, {"signature": "fingerprint", "mark": "15", "remark": "Llegó tarde"})
    (page,) = pages(books, session, "registro")
    missing = [
        field for field in FIELDS if field not in page.replace("TRABAJADORES EN EL CENTRO", "TRABAJADORES EN EL CENTRO")
    ]
    assert missing == []
    for words in (
        "2026-0001",
        "20100000009",
        "3 (2 socios, 1 trabajadores)",
        "10/11/2026, hora inicio 9:00 a. m., hora fin 1:00 p. m.",
        "Huella digital",
        "Nota 15, aprobado. Llegó tarde",
        "Planta",
        "N° MUJERES: 1 N° HOMBRES: 2 TOTAL: 3",
        "Quispe Mamani, Rosa",
        "Tesorera",
        "23/11/2026",
        "página 1 de 1",
    ):
        assert words in page, words
    assert pages(books, session, "registro", "en")[0].count("TOPIC") == 1


def test_twenty_rows_stand_on_each_page_with_its_heading(books: Books) -> None:
    session = save_training(books, save_members(books, 21), responsible="Ramos, Ana")
    first, second = pages(books, session, "registro")
    assert "10 TEMA:" in second and "14 APELLIDOS" in second
    assert "19 RESPONSABLE" not in first and "19 RESPONSABLE" in second
    assert "Ramos, Ana" in second and " 40 " in f" {second} " and " 20 " in first


def test_the_sheet_to_sign_has_the_invited_or_whom_it_is_for(books: Books) -> None:
    members = save_members(books, 3)
    save_member(books, document_number="10000050", kind="worker", paternal_surname="Zapana")
    planned = a_training(state="planned", held_on="01/12/2026", audience="members")
    session = trainings.save(books, planned)
    (page,) = pages(books, session, "hoja-firmas")
    assert page.count("Ccʼallo") == 3 and "Zapana" not in page
    assert "N° MUJERES: ______" in page and " 20 " in page
    trainings.save(books, planned, record_id=session, invited=members[:1])
    assert pages(books, session, "hoja-firmas")[0].count("Ccʼallo") == 1


def test_the_empty_sheet_has_as_many_rows_as_there_is_room(books: Books) -> None:
    save_members(books, 3)
    session = save_training(books, state="planned", held_on="01/12/2026")
    (page,) = pages(books, session, "hoja-vacia")
    assert "Ccʼallo" not in page and "19 RESPONSABLE" in page
    trainings.save(books, a_training(capacity="30"), record_id=session)
    assert len(pages(books, session, "hoja-vacia")) == 2


def test_what_there_is_not_is_said(books: Books) -> None:
    session = save_training(books)
    with pytest.raises(UserError, match="No hay un papel «acta»"):
        pages(books, session, "acta")
    with pytest.raises(UserError, match="No hay una capacitación"):
        pages(books, 77, "registro")
    with pytest.raises(UserError, match="Todavía no se emitieron"):
        pages(books, session, "constancias")


def test_a_name_of_any_length_stays_in_its_row(books: Books) -> None:
    long = "Encarnación " * 20
    member = save_member(books, given_names=long.strip(), work_area="Área " * 30)
    session = save_training(books, [member], topic="Tema " * 59, trainer="Nombre " * 40)
    assert len(pages(books, session, "registro")) == 1
    certificates.issue(books, session)
    assert len(pages(books, session, "constancias")) == 1


def test_the_record_of_a_person_has_marks_and_constancias(books: Books, tmp_path: Path) -> None:
    member = save_member(books)
    first = save_training(books, [member], pass_mark="11", topic="Uno")
    trainings.note(books, first, member, {"mark": "12"})
    certificates.issue(books, first)
    save_training(books, [member], held_on="11/11/2026", topic="Dos")
    listing = training_reports.record(books, member)
    assert "Ccʼallo Núñez, José" in listing.subtitle and "DNI 00041527" in listing.subtitle
    assert [(row[1], row[5], row[6]) for row in listing.rows if not isinstance(row, GroupRow)] == [
        ("Uno", "12, aprobado", "000001"),
        ("Dos", "", ""),
    ]
    for form in ("pdf", "xlsx", "csv"):
        training_papers.save_record(books, "00041527", "es", tmp_path / f"a.{form}")
        assert (tmp_path / f"a.{form}").stat().st_size > 100
    with pytest.raises(UserError, match="No hay nadie"):
        training_papers.save_record(books, "99999999", "es", tmp_path / "a.pdf")


def test_the_plan_of_a_year_says_what_was_held_and_the_count_of_the_law(books: Books) -> None:
    (member,) = save_members(books, 1)
    save_training(books, [member], kind="induction", topic="Seguridad")
    save_training(books, kind="drilling", state="planned", held_on="10/12/2026", topic="Extintor")
    save_training(books, state="cancelled", topic="Cooperativismo")
    save_training(books, held_on="10/11/2025")
    plan = training_reports.plan(books, 2026)
    assert [row.text for row in plan.rows if isinstance(row, GroupRow)] == [
        "Programadas: 1",
        "Realizadas: 1",
        "Canceladas: 1",
    ]
    assert plan.notes == ("Realizadas 1 de 2 del plan.", "SST: 1 de 4 este año.", "De SST queda 1 programada.")
    assert reports.make_report(books, "plan-capacitaciones", 2026, "en", "xlsx")


def test_who_lacks_a_mandatory_topic_is_listed(books: Books) -> None:
    fresh, old, never = save_members(books, 3)
    driver = save_member(books, document_number="10000050", position="Chófer", paternal_surname="Zapana")
    gone = save_member(books, document_number="10000051", state="retired", state_since="01/01/2026", position="chofer")
    records.save(books, MANDATORY_TOPICS, {"topic": "Manejo de residuos", "months": "12"})
    records.save(books, MANDATORY_TOPICS, {"topic": "Manejo defensivo", "position": "chofer", "months": "6"})
    save_training(books, [fresh, driver], topic="manejo de RESIDUOS", held_on="23/11/2025")
    save_training(books, [old], held_on="22/11/2025")
    failed = save_training(books, [never], pass_mark="11")
    trainings.note(books, failed, never, {"mark": "10"})
    save_training(books, [never], state="planned", held_on="24/11/2026")
    found = [(row["topic"], row["id"], row["taken_on"] is None) for row in training_reports.lacking(books)]
    assert found == [
        ("Manejo de residuos", old, False),
        ("Manejo de residuos", never, True),
        ("Manejo defensivo", driver, True),
    ]
    assert gone not in [member for _topic, member, _never in found]
    listing = training_reports.lacking_list(books, None)
    assert [row.text for row in listing.rows if isinstance(row, GroupRow)] == [
        "Manejo de residuos  ·  cada 12 meses  ·  2 personas",
        "Manejo defensivo  ·  cada 6 meses  ·  1 persona",
    ]
    trainings.note(books, failed, never, {"mark": "11"})
    records.save(books, MEMBERS, a_member(document_number="10000050", position="Mina"), driver)
    assert [row["id"] for row in training_reports.lacking(books)] == [old]


def test_without_mandatory_topics_the_list_says_where_they_are_noted(books: Books) -> None:
    assert "Todavía no hay temas" in training_reports.lacking_list(books, None).notes[0]
    records.save(books, MANDATORY_TOPICS, {"topic": "Tributación", "months": "12"})
    assert "A nadie" in training_reports.lacking_list(books, None).notes[0]


def test_who_answers_for_the_register_has_an_office(books: Books) -> None:
    save_member(books, document_number="10009999", given_names="Ana", position="Supervisora SST")
    for name, office_of in (
        ("Ccʼallo Núñez, Ana", "Supervisora SST"),
        ("CCʼALLO NUÑEZ, ANA", "Supervisora SST"),
        ("Ramos, Ana", ""),
        (office.letterhead(books).treasurer_name, office.letterhead(books).treasurer_title),
        ("", office.letterhead(books).treasurer_title),
    ):
        session = trainings.get(books, save_training(books, responsible=name))
        assert training_papers._paper(books, session, "registro").responsible_title == office_of
