"""«Comprobar datos» finds each kind of damage, and nothing on good books."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest

from ananea_desktop.domain.presentations import Presentation, SlideChoice, SlideKind
from ananea_desktop.domain.trainings import MANDATORY_TOPICS
from ananea_desktop.operations import (
    assemblies,
    attachments,
    cash_counts,
    certificates,
    committee,
    hand_outs,
    office,
    openings,
    presentations,
    purchases,
    receipts,
    reconciliations,
    records,
    trainings,
)
from ananea_desktop.operations.books import Books, look_at_books
from ananea_desktop.operations.cash_counts import CashCountDraft
from ananea_desktop.operations.hand_outs import HandOutDraft, ReturnDraft
from ananea_desktop.operations.openings import OpeningDraft
from ananea_desktop.operations.reconciliations import ReconciliationDraft
from ananea_desktop.storage.check import check
from tests.builders import (
    OWN,
    TILL,
    a_committee_session,
    a_committee_term,
    a_line,
    a_profile,
    a_purchase,
    a_purchase_line,
    a_resolution,
    a_training,
    an_egreso,
    an_office_on_disk,
    issue_anyway,
    issued,
    save_account,
    save_assembly,
    save_item,
    save_member,
    save_project,
    save_supplier,
)
from tests.hostile import a_photo


def fill(books: Books) -> None:
    """At least one of everything."""
    office.save_profile(books, a_profile(), logo=b"\x89PNG\r\n\x1a\nlogo")
    member = save_member(books)
    save_member(books, document_number="00041528", paternal_surname="Ñaupa", number="2")
    session = trainings.save(books, a_training(), [member])
    (constancia,) = certificates.issue(books, session).ids
    certificates.annul(books, constancia, "Se manchó")
    records.save(books, MANDATORY_TOPICS, {"topic": "Manejo de residuos", "months": "12"})
    supplier = save_supplier(books)
    purchase = purchases.save(books, a_purchase(supplier), [a_purchase_line(), a_purchase_line(item="Guantes")])
    project = save_project(books, budget="1,000.00")
    issued(books, a_line(), a_line(concept="Multa", amount="7.00"))
    issued(books, account_id=save_account(books), exchange_rate="3.752")
    issued(books, a_line(amount="90.00"))
    line = a_line(concept="Cascos", amount="20.00", project_id=str(project), purchase_id=str(purchase))
    issue_anyway(books, an_egreso(line))
    receipts.annul(books, 3, "Duplicado")
    assembly = save_assembly(books)
    assemblies.save_attendance(books, assembly, {member: "present"})
    resolution = a_resolution(votes_for="1", project_id=str(project), amount="2,000.00")
    assemblies.save_resolution(books, assembly, resolution)
    committee.save_term(books, a_committee_term(member_id=str(member)))
    committee.save_session(books, a_committee_session(held_on="10/02/2026"), [member], [project])

    bank = save_account(books, name="Banco", currency="PEN")
    lines = [{"fund_id": OWN, "amount": "100.00"}]
    openings.make(books, OpeningDraft(account_id=bank, issued_on="01/11/2026", lines=lines, evidence="Estado"))
    ticked = issued(books, a_line(amount="8.00"), account_id=bank, method="deposit", operation_number="7")
    reconciliations.reconcile(
        books,
        ReconciliationDraft(account_id=bank, statement_on="23/11/2026", statement_balance="108.00", ticked=[ticked.id]),
    )
    counted = CashCountDraft(account_id=TILL, quantities={"2000": "1"}, witness_name="Calsina", explanation="Prueba")
    for _time in range(2):
        cash_counts.count(books, replace(counted, token=uuid4().hex))

    save_item(books, "10", name="Botas", unit="par")
    for token, quantity in (("one", "3"), ("two", "1")):
        lines_out = [{"stock": "Botas", "quantity": quantity, "reason": "new"}]
        given = HandOutDraft(member_id=str(member), handed_on="20/11/2026", lines=lines_out, token=token)
        hand_outs.hand_out(books, given, hand_outs.ALL)
    hand_outs.annul(books, 2, "Persona equivocada")
    back = {"1": {"quantity": "1", "condition": "usable"}}
    hand_outs.give_back(books, ReturnDraft(member_id=str(member), handed_on="21/11/2026", lines=back, token="three"))

    photo, _back = attachments.keep(books, "premium_projects", project, attachments.prepare(a_photo(), "vía.jpg"))
    slides = (
        SlideChoice(kind=SlideKind.TITLE),
        SlideChoice(kind=SlideKind.TEXT, photo=presentations.photo(books, photo)),
    )
    presentations.save_presentation(
        books, Presentation(first_day=date(2026, 1, 1), last_day=date(2026, 12, 31), slides=slides)
    )


@pytest.fixture
def filled(path: Path) -> Path:
    books = an_office_on_disk(path)
    fill(books)
    books.file.close()
    return path


def test_good_books_are_sound_and_counted(books: Books) -> None:
    fill(books)
    report = check(books.file)
    assert report.problems == []
    assert report.sound
    assert report.attachments_size > 1000
    assert report.counts == {
        "members": 2,
        "member_states": 2,
        "positions": 0,
        "suppliers": 1,
        "training_sessions": 1,
        "attendances": 1,
        "certificates": 1,
        "certificate_annulments": 1,
        "mandatory_topics": 1,
        "purchases": 1,
        "quotation_requests": 0,
        "fixed_assets": 0,
        "items": 1,
        "stock_movements": 5,
        "hand_outs": 3,
        "hand_out_lines": 3,
        "hand_out_annulments": 1,
        "premium_projects": 1,
        "project_budgets": 2,
        "assemblies": 1,
        "assembly_attendances": 1,
        "resolutions": 1,
        "committee_terms": 1,
        "committee_sessions": 1,
        "receipts": 6,
        "receipt_lines": 7,
        "receipt_annulments": 1,
        "capital_operations": 0,
        "member_certificates": 0,
        "member_certificate_annulments": 0,
        "charge_runs": 0,
        "charges": 0,
        "charge_run_annulments": 0,
        "charge_waivers": 0,
        "settlements": 0,
        "cash_counts": 2,
        "reconciliations": 1,
        "closings": 0,
        "seals": 14,
        "attachments": 1,
        "attachment_contents": 1,
        "presentations": 1,
        "history": books.db.execute("SELECT count(*) FROM history").fetchone()[0],
    }


def test_new_books_are_sound(books: Books) -> None:
    assert check(books.file).sound


def damage(path: Path, statement: str) -> None:
    """What somebody does who knows how: take the triggers away, change, and put them back."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _sql in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        assert connection.execute(statement).rowcount > 0
        for _name, sql in triggers:
            connection.execute(sql)


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("UPDATE receipt_lines SET amount = 1 WHERE id = 1", "Totales: recibo 001-000001: sus líneas suman 701"),
        ("UPDATE receipts SET total = 1 WHERE id = 1", "Totales: recibo 001-000001"),
        ("DELETE FROM receipt_lines WHERE id = 2", "Totales: recibo 001-000001"),
        ("DELETE FROM receipt_lines WHERE receipt_id = 1", "Totales: recibo 001-000001"),
        ("DELETE FROM receipts WHERE id = 2", "Números: serie in 001"),
        ("DELETE FROM receipts WHERE id = 2", "Líneas: la línea 3 no pertenece a ningún recibo"),
        ("UPDATE receipts SET number = 9 WHERE id = 3", "Números: serie in 001: los números van de 1 a 9"),
        ("UPDATE receipts SET account_id = 1 WHERE id = 2", "Monedas: recibo 001-000002"),
        ("UPDATE series SET next_number = 9 WHERE kind = 'in'", "Números: serie in 001: hay 4 recibos"),
        ("DELETE FROM series WHERE kind = 'in'", "Referencias: receipts 1 señala a series, que no existe"),
        ("UPDATE receipt_lines SET fund_id = 88 WHERE id = 1", "Referencias: receipt_lines 1 señala a funds"),
        ("UPDATE members SET phone = '1' WHERE id = 1", "Historial: members 1: no coincide con su historial"),
        ("UPDATE cooperative SET treasurer_name = 'x'", "Historial: cooperative 1: no coincide con su historial"),
        ("DELETE FROM history WHERE table_name = 'suppliers'", "Historial: suppliers: hay registros sin historial"),
        ("DELETE FROM members WHERE id = 2", "Historial: members 2: fue borrado fuera del programa"),
        ("DELETE FROM purchase_lines WHERE id = 2", "Historial: purchase_lines 2: fue borrado fuera del programa"),
        ("UPDATE cash_counts SET counted = 1 WHERE id = 2", "Arqueos: arqueo 2: sus billetes y monedas suman 2000"),
        ("UPDATE cash_count_lines SET quantity = 9 WHERE cash_count_id = 1", "Arqueos: arqueo 1: sus billetes"),
        ("DELETE FROM cash_counts WHERE id = 1", "Arqueos: hay 1 arqueos y el último es el N.º 2"),
        ("DELETE FROM cash_counts WHERE id = 1", "Arqueos: hay billetes y monedas de un arqueo que no existe (1)"),
        ("UPDATE cash_counts SET last_receipt_id = 99 WHERE id = 1", "Referencias: cash_counts 1 señala a receipts"),
        ("UPDATE reconciliations SET ticked_balance = 7", "Conciliaciones: conciliación al 23/11/2026: lo marcado"),
        ("DELETE FROM reconciled_receipts", "Conciliaciones: conciliación al 23/11/2026: lo marcado suma 10000"),
        ("UPDATE reconciliations SET id = 2", "Conciliaciones: hay 1 conciliaciones y la última es la 2"),
        ("UPDATE reconciled_receipts SET receipt_id = 1", "Marcas de conciliación: el documento 001-000001 no puede"),
        ("UPDATE reconciliations SET last_receipt_id = 1", "Marcas de conciliación: el documento 001-000004"),
        ("UPDATE reconciliations SET last_receipt_id = 99", "Referencias: reconciliations 1 señala a receipts"),
        (
            "INSERT INTO receipt_annulments VALUES (6, 'x', '2026-11-23', 'x', '2026-11-23T00:00:00+00:00')",
            "Marcas de conciliación: el documento 001-000004",
        ),
        ("UPDATE purchase_lines SET total = 1 WHERE id = 1", "Compras: compra, línea 1"),
        ("UPDATE purchases SET credits_id = 1, document_type = '07'", "Notas de crédito: nota de crédito 1: no es de"),
        ("UPDATE resolutions SET votes_for = 2", "Votos: asamblea 2026-11-21, acuerdo 1: tiene 2 votos y asistieron 1"),
        ("DELETE FROM assembly_attendances", "Historial: assembly_attendances 1: fue borrado fuera del programa"),
        ("UPDATE assemblies SET eligible = 0", "Votos: asamblea 2026-11-21: asistieron 1 de 0 socios hábiles"),
        ("UPDATE resolutions SET amount = 1", "Acuerdos: asamblea 2026-11-21, acuerdo 1: no coincide"),
        ("UPDATE resolutions SET outcome = 'rejected'", "Acuerdos: asamblea 2026-11-21, acuerdo 1: no coincide"),
        ("UPDATE project_budgets SET resolution_id = NULL", "Acuerdos: asamblea 2026-11-21, acuerdo 1: no coincide"),
        ("UPDATE project_budgets SET resolution_id = 1", "Acuerdos: asamblea 2026-11-21, acuerdo 1: no coincide"),
        ("UPDATE assemblies SET held_on = '2026-11-22'", "Acuerdos: asamblea 2026-11-22, acuerdo 1: no coincide"),
        ("UPDATE stock_movements SET quantity = -9000 WHERE id = 1", "Almacén: de Botas "),
        ("DELETE FROM stock_movements WHERE id = 2", "Entregas: Entrega 000001, línea 1: movió 0 y debió mover 3"),
        ("UPDATE stock_movements SET quantity = -1 WHERE id = 2", "Entregas: Entrega 000001, línea 1: movió 0.001"),
        ("DELETE FROM stock_movements WHERE kind = 'annulled'", "Entregas: Entrega 000002, línea 1: movió 1"),
        ("UPDATE stock_movements SET size = 'S' WHERE id = 2", "Entregas: Entrega 000001, línea 1"),
        ("DELETE FROM hand_outs WHERE id = 1", "Entregas: hay 1 y la última es Entrega 000002"),
        ("DELETE FROM hand_outs WHERE id = 1", "Entregas: hay líneas de una entrega que no existe (1)"),
        ("DELETE FROM hand_outs WHERE id = 1", "Sellos"),
        ("DELETE FROM hand_out_lines WHERE hand_out_id = 1", "Entregas: Entrega 000001 no tiene líneas"),
        (
            "UPDATE hand_out_lines SET quantity = 9000 WHERE id = 3",
            "Entregas: Entrega 000001, línea 1: se devolvió más",
        ),
        ("UPDATE hand_out_lines SET person_name = 'x' WHERE id = 1", "Sellos"),
        ("UPDATE hand_outs SET note = 'x' WHERE id = 1", "Sellos"),
        ("UPDATE hand_out_annulments SET reason = 'x'", "Sellos"),
        ("DELETE FROM hand_out_annulments", "Sellos"),
        ("UPDATE items SET name = 'x'", "Historial: items 1: no coincide con su historial"),
        ("UPDATE history SET at = 'x' WHERE id = 1", "Cambios: cambio 1: no se puede leer"),
        ("UPDATE history SET after = substr(after, 2) WHERE id = 1", "Cambios: cambio 1: no se puede leer"),
        ("UPDATE history SET before = after WHERE id = 1", "Cambios: cambio 1: no sigue al cambio anterior"),
        ("UPDATE history SET before = NULL WHERE action = 'update'", "Cambios: cambio "),
        ("UPDATE acts SET last_seal_id = 9999", "Deshacer: lo último que se puede deshacer no concuerda"),
        ("UPDATE logos SET image = x'00'", "Logos: un logo no es el que se guardó"),
        ("UPDATE attachment_contents SET content = x'00'", "Adjuntos: el contenido "),
        ("UPDATE attachment_contents SET content = zeroblob(size)", "Adjuntos: el contenido "),
        ("UPDATE attachments SET record_id = 9", "Adjuntos: el adjunto 1 es de premium_projects 9, que no existe"),
        ("UPDATE attachments SET table_name = 'users'", "Adjuntos: hay adjuntos de users, que no puede tenerlos"),
        ("DELETE FROM attachment_contents", "Referencias: attachments 1 señala a attachment_contents"),
        ("DELETE FROM attachments", "Historial: attachments 1: fue borrado fuera del programa"),
        (
            'UPDATE presentations SET slides = replace(slides, \'"photo": "\', \'"photo": "ab\')',
            "Diapositivas: presentación del 2026-01-01 al 2026-12-31, diapositiva 2: su foto no está",
        ),
        ("DELETE FROM receipts_search_docsize WHERE id = 1", "Buscador: el buscador de receipts tiene 5 de 6"),
        (
            "UPDATE receipts_search_data SET block = X'0406' WHERE id = 1",
            "Buscador: el buscador de receipts tiene 4 de 6",
        ),
    ],
)
def test_damage_is_found_and_named(filled: Path, statement: str, sentence: str) -> None:
    damage(filled, statement)
    books = look_at_books(filled)
    report = check(books.file)
    books.file.close()
    assert not report.sound
    assert [problem for problem in report.problems if problem.startswith(sentence)] != [], report.problems


def test_changed_structure_is_found(books: Books) -> None:
    books.db.execute("DROP TRIGGER receipts_frozen_update")
    assert check(books.file).problems == ["Estructura: otro programa cambió la estructura del archivo"]


def test_unreadable_page_is_a_finding_and_not_a_crash(filled: Path) -> None:
    with closing(sqlite3.connect(filled)) as connection:
        (size,) = connection.execute("PRAGMA page_size").fetchone()
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'purchase_lines'").fetchone()
    with filled.open("r+b") as stream:
        stream.seek((page - 1) * size)
        stream.write(b"\xff" * size)
    books = look_at_books(filled)
    report = check(books.file)
    books.file.close()
    assert not report.sound
