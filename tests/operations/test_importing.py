"""Members, suppliers, attendance and debts from a spreadsheet: told apart, refused by row, all or nothing."""

import contextlib
import io
import os
import random
import subprocess
import sys
import time
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ananea_desktop.domain.errors import UserError
from ananea_desktop.domain.language import ENGLISH, LANGUAGES, _
from ananea_desktop.domain.members import MEMBERS
from ananea_desktop.domain.steps import at_once
from ananea_desktop.domain.suppliers import SUPPLIERS
from ananea_desktop.domain.text import clean
from ananea_desktop.operations import discarding, reports
from ananea_desktop.operations.books import Books, open_books
from ananea_desktop.operations.importing import run as runs
from ananea_desktop.operations.importing.cells import choice_text, is_error, split_names
from ananea_desktop.operations.importing.kinds import KINDS
from ananea_desktop.operations.importing.matching import match, remember
from ananea_desktop.operations.importing.plan import Plan
from ananea_desktop.operations.importing.template import template
from ananea_desktop.operations.languages import in_language
from ananea_desktop.storage import records, rows
from tests import sheets
from tests.builders import an_office, an_office_on_disk, save_member, save_supplier, save_training
from tests.documents.papers import HOSTILE_NAMES


@pytest.fixture
def books() -> Books:
    return an_office()


def planned(books: Books, path: Path, kind: str = "socios", **options: Any) -> Plan:
    table = runs.read_table(path)
    matching = match(books, KINDS[kind], table)
    runs.match_by_hand(KINDS[kind], matching, options.pop("pairs", {}))
    return at_once(runs.plan(books, KINDS[kind], table, matching, **options))


def brought(books: Books, path: Path, kind: str = "socios", session_id: int | None = None, **options: Any) -> Plan:
    plan = planned(books, path, kind, session_id=session_id, **options)
    runs.write(books, plan, session_id=session_id)
    return plan


def everyone(books: Books) -> list[dict[str, Any]]:
    return records.all_of(books.db, MEMBERS)


def sentences(plan: Plan) -> list[tuple[int, str]]:
    return [(each.row, each.sentence) for each in plan.problems.shown]


def test_new_members_come_in_with_the_zeros_their_dni_lost(books: Books, tmp_path: Path) -> None:
    plan = brought(books, sheets.saved(tmp_path, sheets.members_xlsx(3)))
    assert (plan.added, plan.changed, plan.unchanged) == (3, 0, 0)
    assert plan.remarks.count == 3
    first = everyone(books)[0]
    assert first["document_number"] == "01000001"
    assert (first["paternal_surname"], first["maternal_surname"]) == ("Quispe", "Mamani")
    assert first["admitted_on"] == date(2015, 2, 1)
    assert first["sex"] == "f"
    assert first["sort_key"].startswith("quispe")
    run = rows.select_one(books.db, "SELECT * FROM import_runs")
    assert run is not None
    assert (run["row_count"], run["added"], run["changed"]) == (3, 3, 0)
    assert rows.value(books.db, "SELECT kind FROM acts ORDER BY id DESC") == "import"
    assert rows.value(books.db, "SELECT count(*) FROM member_states") == 3


def test_the_same_file_twice_changes_nothing(books: Books, tmp_path: Path) -> None:
    path = sheets.saved(tmp_path, sheets.members_xlsx(3))
    brought(books, path)
    before = everyone(books)
    plan = brought(books, path)
    assert (plan.added, plan.changed, plan.unchanged) == (0, 0, 3)
    assert everyone(books) == before
    assert rows.value(books.db, "SELECT count(*) FROM import_runs") == 1


def test_what_changes_is_told_from_and_to_and_empty_cells_wipe_nothing(books: Books, tmp_path: Path) -> None:
    brought(books, sheets.saved(tmp_path, sheets.members_xlsx(2)))
    changed = sheets.xlsx(
        [["DNI", "Celular", "Comunidad"], [1_000_001, "999888777", None], ["01000002", None, "Trapiche"]]
    )
    plan = brought(books, sheets.saved(tmp_path, changed))
    assert [(each.field, each.before, each.after) for each in plan.changes] == [
        ("Celular", "951000001", "999888777"),
        ("Comunidad o lugar", "–", "Trapiche"),
    ]
    assert [row["phone"] for row in everyone(books)] == ["999888777", "951000002"]
    wiped = brought(books, sheets.saved(tmp_path, sheets.xlsx([["DNI", "Celular"], [1_000_001, None]])), wipes=True)
    assert wiped.changed == 1
    assert everyone(books)[0]["phone"] == ""


def test_every_problem_is_told_by_row_and_nothing_is_written(books: Books, tmp_path: Path) -> None:
    data = [
        sheets.MEMBER_HEADINGS,
        sheets.a_row(1, sex="X"),
        sheets.a_row(2, admitted="31/02/2015"),
        sheets.a_row(3, dni="123"),
        sheets.a_row(4),
        sheets.a_row(5, dni=1_000_004),
        sheets.a_row(6, phone="#REF!"),
        sheets.a_row(4, dni=1_000_007),
    ]
    plan = planned(books, sheets.saved(tmp_path, sheets.xlsx(data)))
    told = dict(sentences(plan))
    assert "no está en la lista" in told[2]
    assert "Febrero no tiene día 31" in told[3]
    assert "8 cifras" in told[4]
    assert "fila 5" in told[6]
    assert "#REF!" in told[7]
    assert "fila 5" in told[8]
    with pytest.raises(UserError, match="6 problemas"):
        runs.write(books, plan)
    assert everyone(books) == []


def test_an_empty_cell_that_is_missed_is_told_by_its_column(books: Books, tmp_path: Path) -> None:
    data = [sheets.MEMBER_HEADINGS, ["", *sheets.a_row(1)[1:]], sheets.a_row(2, admitted="")]
    told = [
        (each.row, each.column) for each in planned(books, sheets.saved(tmp_path, sheets.xlsx(data))).problems.shown
    ]
    empty = {sheets.MEMBER_HEADINGS[place] for row in data[1:] for place, cell in enumerate(row) if cell == ""}
    assert told
    assert all(column for _row, column in told)
    assert {column for _row, column in told} <= empty


def test_doubts_are_accepted_all_together(books: Books, tmp_path: Path) -> None:
    path = sheets.saved(tmp_path, sheets.xlsx([sheets.MEMBER_HEADINGS, sheets.a_row(1, dni="11111111")]))
    plan = planned(books, path)
    assert (plan.doubts.count, plan.problems.count) == (1, 0)
    with pytest.raises(UserError, match="dudas"):
        runs.write(books, plan)
    runs.write(books, plan, accepted=True)
    assert everyone(books)[0]["document_number"] == "11111111"


def test_a_stop_in_the_midst_leaves_nothing(books: Books, tmp_path: Path) -> None:
    plan = planned(books, sheets.saved(tmp_path, sheets.members_xlsx(1200)))
    told: list[int] = []
    with pytest.raises(runs.Stopped):
        runs.write(books, plan, tell=told.append, is_stopped=lambda: len(told) == 2)
    assert told == [500, 1000]
    assert everyone(books) == []
    assert rows.value(books.db, "SELECT count(*) FROM acts WHERE kind = 'import'") == 0


def test_what_changed_meanwhile_is_looked_at_again(books: Books, tmp_path: Path) -> None:
    plan = planned(books, sheets.saved(tmp_path, sheets.members_xlsx(1)))
    save_member(books)
    with pytest.raises(UserError, match="Mientras tanto"):
        runs.write(books, plan)


def test_the_heading_is_found_below_titles_and_merged_cells(books: Books, tmp_path: Path) -> None:
    table = [["Cooperativa Señor de Ananea"], ["Padrón 2026"], [], [], list(sheets.MEMBER_HEADINGS), sheets.a_row(1)]
    data = sheets.xlsx([*table, [], ["Total", 1], ["Hecho en Ananea"]])
    assert brought(books, sheets.saved(tmp_path, data)).added == 1
    merged = sheets.xlsx(
        [[], [None, "Nº DNI", None, None, None, "Sexo", "Ingreso"], [None, None, "Paterno", "Materno", "Nombres"],
         [None, "01234567", "Layme", "de la Cruz", "Tomás", "M", "2/3/2015"],
         [None, "01234568", "Layme", "Apaza", "Rosa", "F", 42065]],
        merged={"C2:E2": "Apellidos y nombres"},
    )  # fmt: skip
    plan = brought(books, sheets.saved(tmp_path, merged))
    assert plan.added == 2
    assert [row["maternal_surname"] for row in everyone(books)[1:]] == ["de la Cruz", "Apaza"]
    assert everyone(books)[2]["admitted_on"] == date(2015, 3, 2)


def test_a_heading_matched_by_hand_is_remembered(books: Books, tmp_path: Path) -> None:
    path = sheets.saved(tmp_path, sheets.xlsx([["Cédula", "Fono"], ["01234567", "951"]]))
    kind = KINDS["socios"]
    with pytest.raises(UserError, match="Falta decir"):
        planned(books, path)
    table = runs.read_table(path)
    matching = match(books, kind, table)
    runs.match_by_hand(kind, matching, {"cedula": "N.º de documento", "Fono": "phone"})
    remember(books, kind, matching)
    assert match(books, kind, table).slots == {0: "document_number", 1: "phone"}
    with pytest.raises(UserError, match="No hay una columna"):
        runs.match_by_hand(kind, matching, {"Nada": "phone"})


def test_suppliers_are_known_by_ruc_and_else_by_name(books: Books, tmp_path: Path) -> None:
    save_supplier(books, name="Ferretería Ñusta", ruc="")
    data = sheets.xlsx([["Proveedor", "RUC", "Teléfono"], ["FERRETERIA NUSTA", 20448318754, "051"], ["Otro", None, 1]])
    plan = brought(books, sheets.saved(tmp_path, data), "proveedores")
    assert (plan.added, plan.changed) == (1, 1)
    assert [row["ruc"] for row in records.all_of(books.db, SUPPLIERS)] == ["20448318754", ""]
    assert brought(books, sheets.saved(tmp_path, data), "proveedores").unchanged == 2


def test_a_supplier_called_total_ends_no_table(books: Books, tmp_path: Path) -> None:
    cells: list[list[Any]] = [
        ["Proveedor", "RUC"],
        ["Total Gas S.A.C.", ""],
        ["Zeta", ""],
        ["TOTAL GENERAL", 2],
        ["Hecho en Ananea"],
    ]
    plan = brought(books, sheets.saved(tmp_path, sheets.xlsx(cells)), "proveedores")
    assert plan.new_names == ["Total Gas S.A.C.", "Zeta"]


def test_rows_below_a_sum_in_the_midst_are_not_left_out_unheard(books: Books, tmp_path: Path) -> None:
    first, second = sheets.a_row(1), sheets.a_row(2)
    data = sheets.xlsx([sheets.MEMBER_HEADINGS, first, ["Total Mina", 1], second, ["Total"], ["Firma:", None, "Ana"]])
    plan = planned(books, sheets.saved(tmp_path, data))
    assert plan.added == 1
    assert [(each.row, "1 fila más" in each.sentence) for each in plan.doubts.shown] == [(3, True)]


def test_of_two_suppliers_of_one_name_the_one_set_aside_is_not_meant(books: Books, tmp_path: Path) -> None:
    path = sheets.saved(tmp_path, sheets.xlsx([["Proveedor", "Teléfono"], ["Ferretería X", "999"]]))
    ids = [save_supplier(books, name="Ferretería X", ruc="") for _time in range(3)]
    discarding.discard(books, "suppliers", ids[0])
    discarding.discard(books, "suppliers", ids[2])
    assert planned(books, path, "proveedores").changed == 1
    discarding.discard(books, "suppliers", ids[1])
    assert "papelera" in sentences(planned(books, path, "proveedores"))[0][1]


def test_only_a_formula_that_is_taken_must_have_its_result(books: Books, tmp_path: Path) -> None:
    data = sheets.xlsx([["DNI", "Celular", "Suma"], ["01234567", 1.0, 2.0]])
    for cell, count in ((b'<c r="B2"><v>1</v></c>', 1), (b'<c r="C2"><v>2</v></c>', 0)):
        formula = cell.partition(b"<v>")[0] + b"<f>1+1</f></c>"
        changed = sheets.with_part(data, "xl/worksheets/sheet1.xml", change=(cell, formula))
        found = [told for _row, told in sentences(planned(books, sheets.saved(tmp_path, changed)))]
        assert sum("sin resultado" in sentence for sentence in found) == count


def test_letters_that_cannot_be_read_are_told_and_spoil_no_others(books: Books, tmp_path: Path) -> None:
    save_supplier(books, name="Ñusta", ruc="")
    text = "Proveedor;Teléfono\nÑusta;51\nPeña y Núñez;52\nCa"
    data = text.encode() + b"\xf1a;53"
    plan = planned(books, sheets.saved(tmp_path, data, "hoja.csv"), "proveedores")
    assert (plan.added, plan.changed) == (1, 1)
    assert [(row, "no se pudo leer" in sentence) for row, sentence in sentences(plan)] == [(4, True)]
    old = planned(books, sheets.saved(tmp_path, text.encode("cp1252") + b"\xf1a;53", "hoja.csv"), "proveedores")
    assert (old.added, old.changed, old.problems.count) == (2, 1, 0)
    assert "Caña" in old.new_names


def test_one_supplier_is_not_changed_by_two_rows(books: Books, tmp_path: Path) -> None:
    save_supplier(books, name="Ferretería X", ruc="")
    data = sheets.xlsx([["Proveedor", "RUC", "Teléfono"], ["Ferretería X", 20448318754, 1], ["Ferretería X", None, 2]])
    plan = planned(books, sheets.saved(tmp_path, data), "proveedores")
    assert [(row, "fila 2" in told) for row, told in sentences(plan)] == [(3, True)]


def test_two_suppliers_of_one_name_are_known_again(books: Books, tmp_path: Path) -> None:
    data = sheets.xlsx([["Proveedor", "RUC", "Teléfono"], ["Ferretería X", 20448318754, 1], ["Ferretería X", None, 2]])
    path = sheets.saved(tmp_path, data)
    assert brought(books, path, "proveedores").added == 2
    again = planned(books, path, "proveedores")
    assert (again.unchanged, again.problems.count) == (2, 0)


def test_attendance_notes_who_came_and_takes_nobody_out(books: Books, tmp_path: Path) -> None:
    here = save_member(books, document_number="01234567", number="1")
    save_member(books, document_number="01234568", number="2")
    session = save_training(books, [here])
    data = sheets.xlsx([["Asistencia"], ["DNI", "Nombres"], [1234567, None], [1234568, None], [99999998, "Nadie"]])
    plan = planned(books, sheets.saved(tmp_path, data), "asistencia", session_id=session)
    assert (plan.added, plan.unchanged) == (1, 1)
    assert "No está en el padrón" in sentences(plan)[0][1]
    brought(books, sheets.saved(tmp_path, sheets.xlsx([["DNI"], [1234568]])), "asistencia", session)
    assert rows.value(books.db, "SELECT count(*) FROM attendances WHERE training_session_id = ?", (session,)) == 2


def test_debts_become_charges_once(books: Books, tmp_path: Path) -> None:
    save_member(books, document_number="01234567", number="1")
    save_member(books, document_number="01234568", number="2")
    data = sheets.xlsx(
        [["DNI", "Tipo", "Concepto", "Monto", "Vence"], ["01234567", "Cuota ordinaria", "Enero", 50.5, "31/1/25"],
         ["01234568", "Multa", "Falta a asamblea", "1.020,50", date(2025, 3, 1)],
         ["01234567", "Cuota ordinaria", "Febrero", "30", "28/2/2025"]]
    )  # fmt: skip
    path = sheets.saved(tmp_path, data)
    assert brought(books, path, "deudas").added == 3
    assert rows.value(books.db, "SELECT count(*) FROM charge_runs") == 3
    assert rows.value(books.db, "SELECT sum(amount) FROM charges") == 5050 + 102050 + 3000
    assert brought(books, path, "deudas").unchanged == 3
    assert rows.value(books.db, "SELECT count(*) FROM charges") == 3


def test_a_debt_twice_in_a_sheet_is_told_in_whatever_letters(books: Books, tmp_path: Path) -> None:
    save_member(books, document_number="01234567", number="1")
    debt = ["01234567", "Cuota ordinaria", "Reunión de enero", 50.5, "31/1/25"]
    again = ["01234567", "Cuota ordinaria", "REUNION de enero", 50.5, "31/1/25"]
    data = sheets.xlsx([["DNI", "Tipo", "Concepto", "Monto", "Vence"], debt, again])
    plan = planned(books, sheets.saved(tmp_path, data), "deudas")
    assert sentences(plan) == [(3, "Ya está en la fila 2 de esta hoja. Deje una de las dos.")]


def test_debts_of_a_worker_are_refused(books: Books, tmp_path: Path) -> None:
    save_member(books, document_number="01234567", kind="worker", number="", admitted_on="")
    data = sheets.xlsx(
        [["DNI", "Tipo", "Concepto", "Monto", "Vence"], ["01234567", "Cuota ordinaria", "Enero", 50.5, "31/1/25"]]
    )
    plan = planned(books, sheets.saved(tmp_path, data), "deudas")
    assert sentences(plan) == [(2, "Es un trabajador, no un socio: no se le cobra. Quite la fila.")]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_template_comes_back_with_no_row_and_all_its_columns(
    books: Books, tmp_path: Path, kind: str, language: str
) -> None:
    with in_language(language):
        table = runs.read_table(sheets.saved(tmp_path, template(KINDS[kind])))
        matching = match(books, KINDS[kind], table)
        assert set(matching.slots.values()) == {slot.name for slot in KINDS[kind].slots if slot.name != "names"}
        session = save_training(books) if kind == "asistencia" else None
        assert at_once(runs.plan(books, KINDS[kind], table, matching, session)).row_count == 0


def test_choices_in_spanish_are_understood_in_an_english_window() -> None:
    choices = [(field, code, label) for field in MEMBERS.fields for code, label in field.choices.items()]
    assert choices
    with in_language(ENGLISH):
        for field, code, label in choices:
            assert [choice_text(field, each, frozenset()) for each in (label, _(label))] == [code, code]
            assert MEMBERS.field(field.name).read(label, date(2026, 11, 23)) == code


@pytest.mark.parametrize("form", ["xlsx", "csv"])
@pytest.mark.parametrize(("kind", "report"), [("socios", "padron"), ("proveedores", "proveedores")])
def test_our_own_export_comes_back_unchanged(books: Books, tmp_path: Path, kind: str, report: str, form: str) -> None:
    save_member(books, paternal_surname="De la Cruz", maternal_surname="Mamani Apaza", community="Trapiche")
    save_member(books, document_number="012345678", number="2", address="", document_type="ce")
    save_supplier(books, name="=1+1 S.A.C.", phone="+51 951")
    path = tmp_path / f"lista.{form}"
    reports.save_report(books, report, None, "es", path)
    plan = planned(books, path, kind)
    assert (plan.added, plan.changed, plan.problems.count) == (0, 0, 0)
    assert plan.unchanged == (2 if kind == "socios" else 1)


_TEXT = st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=30)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(name=_TEXT, address=_TEXT, notes=_TEXT)
def test_what_a_form_takes_goes_out_and_in_unchanged(tmp_path: Path, name: str, address: str, notes: str) -> None:
    books = an_office()
    try:
        save_supplier(books, name=name, address=address, notes=notes)
    except UserError:
        return  # nothing of it can be seen
    row = records.all_of(books.db, SUPPLIERS)[0]
    data = sheets.xlsx([["Proveedor", "RUC", "Dirección"], [row["name"], row["ruc"], row["address"]]])
    plan = planned(books, sheets.saved(tmp_path, data), "proveedores")
    assert (plan.added, plan.changed) == (0, 0), [plan.changes, row]


def test_names_are_split_with_care() -> None:
    assert split_names("Quispe Mamani, Rosa")[1:] == ("", False)
    parts, remark, is_doubt = split_names("Quispe Mamani Rosa Elena")
    assert parts == {"paternal_surname": "Quispe", "maternal_surname": "Mamani", "given_names": "Rosa Elena"}
    assert remark
    assert not is_doubt
    parts, _remark, is_doubt = split_names("DE LA CRUZ MAMANI JOSE")
    assert parts["paternal_surname"] == "DE LA CRUZ"
    assert not is_doubt
    assert split_names("Quispe Rosa")[2]


def test_m_is_a_man_beside_f_and_a_woman_beside_h() -> None:
    sex = MEMBERS.field("sex")
    assert choice_text(sex, "M", frozenset({"m", "f"})) == "m"
    assert choice_text(sex, "M", frozenset({"m", "h"})) == "f"
    assert choice_text(sex, "M", frozenset({"m"})) == "M?"
    assert choice_text(MEMBERS.field("state"), "INHABIL", frozenset()) == "suspended"


def test_errors_of_a_sheet_are_known() -> None:
    assert all(map(is_error, ("#REF!", "#N/A", "#¡REF!", "#DIV/0!", "#¿NOMBRE?", "#NAME?", "Err:502")))
    assert not is_error("# 12 de la calle")


@pytest.mark.parametrize("text", HOSTILE_NAMES.values(), ids=HOSTILE_NAMES)
def test_hostile_text_comes_in_as_a_form_would_take_it(books: Books, tmp_path: Path, text: str) -> None:
    data = sheets.xlsx([["Proveedor", "Dirección"], ["Uno", text[:30_000]]])
    plan = planned(books, sheets.saved(tmp_path, data), "proveedores")
    if plan.may_write:
        runs.write(books, plan)
        assert records.all_of(books.db, SUPPLIERS)[0]["address"] == clean(text)
    else:
        assert plan.problems.count


FUZZ_SECONDS = float(os.environ.get("ANANEA_FUZZ_SECONDS", "3"))
"""``dev.py test --full`` gives ten minutes."""


def broken(chance: random.Random, data: bytes) -> bytes:
    """With a few bytes changed, added or taken away."""
    found = bytearray(data)
    for _change in range(chance.randint(1, 12)):
        at = chance.randrange(len(found) + 1)
        found[at : at + chance.randint(0, 4)] = chance.randbytes(chance.randint(0, 4))
    return bytes(found)


def broken_inside(chance: random.Random, data: bytes) -> bytes:
    """A ZIP whose parts are whole for ZIP, and broken for who reads them."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as whole, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as changed:
        names = whole.namelist()
        chosen = chance.sample(names, chance.randint(1, min(3, len(names))))
        for name in names:
            part = whole.read(name)
            changed.writestr(name, broken(chance, part) if name in chosen else part)
    return made.getvalue()


def test_a_broken_file_is_refused_or_read_and_never_more(books: Books, tmp_path: Path) -> None:
    chance = random.Random(int(os.environ.get("ANANEA_FUZZ_SEED", "20261128")))
    whole = [sheets.members_xlsx(3), sheets.ods([["DNI"], ["01234567"]]), sheets.csv([["DNI", "Sexo"], ["1", "F"]])]
    until = time.monotonic() + FUZZ_SECONDS
    read = refused = 0
    while time.monotonic() < until:
        data = chance.choice(whole)
        is_zip = data.startswith(b"PK")
        data = broken_inside(chance, data) if is_zip and chance.random() < 0.7 else broken(chance, data)
        try:
            planned(books, sheets.saved(tmp_path, data, "rota"))
            read += 1
        except UserError:
            refused += 1
    assert read + refused > 0


def test_a_kill_in_the_midst_leaves_none_or_all(tmp_path: Path) -> None:
    path = sheets.saved(tmp_path, sheets.members_xlsx(3000))
    data_file = tmp_path / "ananea.db"
    an_office_on_disk(data_file).file.close()
    command = [sys.executable, "-m", "ananea_desktop", "--file", str(data_file), "import", "socios", str(path)]
    chance = random.Random(20261128)
    for _turn in range(4):
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(chance.uniform(0.5, 4))
            process.kill()
        books = open_books(data_file)
        found = rows.value(books.db, "SELECT count(*) FROM members")
        assert found in (0, 3000)
        assert rows.value(books.db, "SELECT count(*) FROM import_runs") == found // 3000
        books.file.close()
