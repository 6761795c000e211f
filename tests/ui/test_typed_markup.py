"""Whatever is typed is shown as it was typed: in no label, tip, list or message does Qt read it as markup."""

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import Qt as GuiQt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QAbstractItemView, QApplication, QDialog, QLabel, QMessageBox, QTextEdit, QWidget

from ananea_desktop.operations import office, purchases
from tests.builders import (
    a_line,
    a_profile,
    a_purchase,
    a_purchase_line,
    an_office_on_disk,
    issued,
    save_assembly,
    save_item,
    save_member,
    save_project,
    save_supplier,
    save_training,
)
from tests.ui.conftest import Office

UI = Path(__file__).parents[2] / "ananea_desktop" / "ui"
MARK = '<img src="file:///etc/hostname"><b>Rosa</b> <a href="http://192.0.2.1/">aquí</a>'
SHORT = "<b>Rosa</b>"


@pytest.fixture
def hostile_office(open_office: Callable[[], Office], tmp_path: Path) -> Office:
    books = an_office_on_disk(tmp_path / "ananea.db")
    office.save_profile(books, a_profile(name=MARK, address=MARK, place=SHORT, president_name=SHORT))
    member = save_member(books, paternal_surname=MARK, given_names=SHORT, community=SHORT, address=MARK, notes=MARK)
    supplier = save_supplier(books, name=MARK, address=MARK)
    project = save_project(books, budget="1,000.00", name=MARK, objective=MARK, responsible=SHORT)
    save_training(books, [member], topic=MARK, trainer=MARK, place=SHORT)
    save_item(books, stock_of="5", name=MARK)
    save_assembly(books, agenda=MARK, place=MARK)
    draft = a_purchase(supplier, project_id=str(project))
    purchases.save(books, draft, [a_purchase_line(item=MARK)])
    issued(books, a_line(concept=MARK), party_name=MARK, party_document=SHORT, member_id=member, note=MARK)
    books.file.close()
    return open_office()


def is_literal(text: str) -> bool:
    """Whether Qt, that guesses what is markup, would show this text without a picture, a link or thick letters."""
    if not GuiQt.mightBeRichText(text):
        return True
    document = QTextDocument()
    document.setHtml(text)
    block = document.begin()
    while block.isValid():
        iterator = block.begin()
        while not iterator.atEnd():
            form = iterator.fragment().charFormat()
            if form.isImageFormat() or form.isAnchor() or form.fontWeight() > 400:
                return False
            iterator += 1
        block = block.next()
    return True


def read_as_markup(top: QWidget) -> Iterator[str]:
    """What is shown in or over a window and would be read as markup."""
    for widget in (top, *top.findChildren(QWidget)):
        where = f"{type(widget).__name__} {widget.objectName()}"
        if (
            isinstance(widget, QLabel)
            and widget.textFormat() != Qt.TextFormat.PlainText
            and not is_literal(widget.text())
        ):
            yield f"label {where}: {widget.text()}"
        if isinstance(widget, QMessageBox) and widget.textFormat() != Qt.TextFormat.PlainText:
            yield f"message {where}: {widget.text()}"
        if isinstance(widget, QTextEdit):
            yield f"rich text can be pasted into {where}"
        if not is_literal(widget.toolTip()):
            yield f"tip of {where}: {widget.toolTip()}"
        for tip in tips_of_cells(widget) if isinstance(widget, QAbstractItemView) else ():
            if not is_literal(tip):
                yield f"tip of a cell of {where}: {tip}"


def tips_of_cells(view: QAbstractItemView) -> Iterator[str]:
    """Of the first rows."""
    model = view.model()
    for row in range(min(model.rowCount(), 30) if model is not None else 0):
        for column in range(100):
            index = model.index(row, column)
            if not index.isValid():
                break
            tip = index.data(Qt.ItemDataRole.ToolTipRole)
            if isinstance(tip, str):
                yield tip


def test_markup_would_be_found(qapp: QApplication) -> None:
    top = QWidget()
    label = QLabel(MARK, top)
    label.setToolTip(SHORT)
    assert [each.partition(" ")[0] for each in read_as_markup(top)] == ["label", "tip"]
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setToolTip("<span>&lt;b&gt;Rosa</span>")
    assert list(read_as_markup(top)) == []


PLACES = (
    *(("members", 1), ("suppliers", 1), ("premium_projects", 1), ("training_sessions", 1), ("purchases", 1)),
    *(("receipts", 1), ("assemblies", 1), ("items", 1), ("cooperative", 1)),
)
ACTS = ("presentation", "change_user", "charts", "papelera", "year_folder", "check", "users", "funds", "accounts")


def test_no_page_reads_what_was_typed_as_markup(hostile_office: Office) -> None:
    found: set[str] = set()
    seen = 0
    for number in range(7):
        hostile_office.window.show_tab(number)
        hostile_office.settle()
        found |= set(read_as_markup(hostile_office.window))
    for table, record_id in PLACES:
        for record in (record_id, -1):
            if record < 0 and table in ("receipts", "cooperative"):
                continue
            hostile_office.window.show_record(table, record)
            hostile_office.settle()
            found |= set(read_as_markup(hostile_office.window))
            seen += MARK in shown_in(hostile_office.window) or "<b>Rosa" in shown_in(hostile_office.window)
    for name in ACTS:
        hostile_office.window.actions_by_name[name].trigger()
        hostile_office.settle()
        for each in QApplication.topLevelWidgets():
            if each.isVisible():
                found |= set(read_as_markup(each))
            if isinstance(each, QDialog) and each.isVisible():
                each.reject()
        hostile_office.settle()
    assert found == set()
    assert seen >= 7  # it is looked at where the names are


def shown_in(top: QWidget) -> str:
    return "\n".join(label.text() for label in top.findChildren(QLabel) if label.isVisible())


def test_labels_are_made_in_one_place() -> None:
    """Which sets how their text is read; whoever makes one elsewhere sets it there."""
    made = {path.name: path.read_text("utf-8") for path in UI.rglob("*.py") if "QLabel(" in path.read_text("utf-8")}
    assert {name for name, text in made.items() if "TextFormat.PlainText" not in text} == set()


def tips() -> Iterator[tuple[str, ast.expr]]:
    for path in sorted(UI.rglob("*.py")):
        for each in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(each, ast.Call) and isinstance(each.func, ast.Attribute) and each.func.attr == "setToolTip":
                yield f"{path.name}:{each.lineno}", each.args[0]


def is_own_words(given: ast.expr) -> bool:
    """Words of the program, or what ``literal_tip`` made harmless."""
    if isinstance(given, ast.Constant):
        return True
    if isinstance(given, ast.IfExp):
        return is_own_words(given.body) and is_own_words(given.orelse)
    if isinstance(given, ast.Call) and isinstance(given.func, ast.Name):
        return given.func.id in ("_", "literal_tip")
    return isinstance(given, ast.Name) and given.id in ("accessible_name", "caption", "words")


def test_tips_are_words_of_the_program_or_made_literal() -> None:
    found = list(tips())
    assert len(found) > 20
    others = [where.partition(":")[0] for where, given in found if not is_own_words(given)]
    # kept as literal_tip made it, in choice and tick; in preview of a button and its key
    assert others == ["choice.py", "preview.py", "tick.py"]
