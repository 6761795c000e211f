"""Every list of records with the sample data: each of its columns sorts, and all of them go into a file."""

import csv
from datetime import date, datetime
from importlib import import_module
from io import StringIO
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from ananea_desktop.domain.steps import at_once
from ananea_desktop.operations import cards, list_export, sample
from ananea_desktop.operations.books import Books, books_in_memory
from ananea_desktop.operations.importing.kinds import KINDS
from ananea_desktop.operations.importing.matching import match
from ananea_desktop.operations.importing.run import plan as plan_of
from ananea_desktop.operations.importing.run import read_table
from ananea_desktop.operations.list_export import ListExport
from ananea_desktop.ui import personal
from ananea_desktop.ui.column_arranger import ColumnArranger
from ananea_desktop.ui.list_export import export_columns
from ananea_desktop.ui.record_model import RecordModel
from ananea_desktop.ui.record_tab import TabSpec
from ananea_desktop.ui.table_view import TableView

_MODULES = "members trainings purchases projects assemblies items assets quotations hand_outs committee premium office"


def specs() -> list[TabSpec]:
    modules = [import_module(f"ananea_desktop.ui.tabs.{name}") for name in _MODULES.split()]
    return [each for module in modules for each in vars(module).values() if isinstance(each, TabSpec)]


@pytest.fixture(scope="module")
def books() -> Books:
    made = books_in_memory()
    sample.write_sample(made)
    return made


@pytest.fixture(params=specs(), ids=lambda spec: spec.record_type.table)
def arranger(request: pytest.FixtureRequest, qapp: QApplication) -> ColumnArranger:
    spec = request.param
    table = TableView([column.layout for column in spec.columns], "Prueba")
    table.setModel(RecordModel(spec.columns, table))
    made = ColumnArranger(table, spec.columns, spec.record_type)
    made.setProperty("spec", spec)
    made.setProperty("kept", table)
    return made


def spec_of(arranger: ColumnArranger) -> TabSpec:
    spec = arranger.property("spec")
    assert isinstance(spec, TabSpec)
    return spec


def test_every_column_sorts_the_same_rows_both_ways_and_page_by_page(arranger: ColumnArranger, books: Books) -> None:
    spec = spec_of(arranger)
    usual = cards.page_of(books, spec.record_type, limit=1_000)
    for number, column in enumerate(arranger.columns):
        for descending in (False, True) if column.key else ():
            arranger.sort_by(number, descending)
            sort = arranger.sort()
            assert sort is not None
            whole = cards.page_of(books, spec.record_type, sort=sort, limit=1_000)
            assert sorted(row["id"] for row in whole) == sorted(row["id"] for row in usual), column.title
            if whole and "sorted_at" in whole[0]:
                after = cards.place_of(whole[len(whole) // 2], spec.order)
                rest = cards.page_of(books, spec.record_type, sort=sort, after=after, limit=1_000)
                assert [row["id"] for row in rest] == [row["id"] for row in whole[len(whole) // 2 + 1 :]]


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_list_that_can_come_in_comes_back_unchanged(
    arranger: ColumnArranger, books: Books, tmp_path: Path, ending: str
) -> None:
    spec = spec_of(arranger)
    kind = next((each for each in KINDS.values() if each.record_type is spec.record_type), None)
    if kind is None:
        return
    wanted = ListExport(
        name="lista",
        title="Lista",
        called=(spec.record_type.singular, spec.record_type.plural),
        columns=export_columns(arranger),
        pages=list_export.record_pages(spec.record_type, spec.order, {}),
    )
    path = tmp_path / f"lista.{ending}"
    count = at_once(list_export.export(books, wanted, path))
    table = read_table(path)
    plan = at_once(plan_of(books, kind, table, match(books, kind, table)))
    assert (plan.added, plan.changed, plan.unchanged, plan.problems.count) == (0, 0, count, 0), plan.new_names


def test_what_is_personal_is_masked_while_others_look_on(arranger: ColumnArranger, books: Books) -> None:
    columns = [each for each in arranger.columns if each.personal]
    rows = cards.page_of(books, spec_of(arranger).record_type, limit=5)
    personal.hide_personal(True)
    try:
        for column in columns:
            given = date(1971, 5, 3) if column.kind == "date" else "123456789"
            shown = [column.text({**row, column.key: given}) for row in rows]
            assert not [text for text in shown if "12345" in text or "1971" in text], column.title
    finally:
        personal.hide_personal(False)


def test_no_two_columns_have_the_same_name(arranger: ColumnArranger) -> None:
    names = [column.name for column in arranger.columns]
    assert len(names) == len(set(names))


def test_all_columns_go_into_a_file(arranger: ColumnArranger, books: Books, tmp_path: Path) -> None:
    spec = spec_of(arranger)
    for number, column in enumerate(arranger.columns):
        if column.hidden:
            arranger.show_column(number, True)
    columns = export_columns(arranger)
    wanted = ListExport(
        name="lista",
        title="Lista",
        called=("fila", "filas"),
        columns=columns,
        pages=list_export.record_pages(spec.record_type, spec.order, {}),
    )
    for ending in ("csv", "xlsx", "pdf"):
        count = at_once(list_export.export(books, wanted, tmp_path / f"lista.{ending}"))
        assert count == len(cards.page_of(books, spec.record_type, limit=1_000))
    text = (tmp_path / "lista.csv").read_bytes().decode("utf-8-sig")
    rows = list(csv.reader(StringIO(text, newline=""), delimiter=";"))
    assert rows[0] == [column.title for column in columns]
    for place, each in enumerate(columns):
        for row in rows[1:]:
            if row[place] and each.kind == "date":
                assert datetime.strptime(row[place], "%d/%m/%Y")
            elif row[place] and each.kind != "text":
                float(row[place])
