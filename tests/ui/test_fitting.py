"""What looks for cut texts, nameless controls and unseen focus finds those that are planted."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ananea_desktop import app
from ananea_desktop.ui.buttons import icon_button, primary_button, secondary_button
from ananea_desktop.ui.cells import Column
from ananea_desktop.ui.choice import ChoiceField
from ananea_desktop.ui.fields import AmountField, SearchField, TextField
from ananea_desktop.ui.labels import label, literal_tip
from ananea_desktop.ui.record_model import ListColumn, RecordModel
from ananea_desktop.ui.table_view import TableView
from ananea_desktop.ui.tick import Tick
from tests.ui.fitting import unfit
from tests.ui.reaching import nameless, unseen_focus

_LONG = "Maximiliana Encarnación Huanca Ccallomamani"
Place = Callable[..., QWidget]


@pytest.fixture
def place(qtbot: QtBot) -> Place:
    """Puts a widget of a given size on a page that is shown and has the keys."""
    app.make_application()

    def put(widget: QWidget, width: int = 300, height: int = 0) -> QWidget:
        page = QWidget()
        qtbot.addWidget(page)
        page.resize(600, 300)
        widget.setParent(page)
        widget.setGeometry(20, 20, width, height or widget.sizeHint().height())
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        QApplication.processEvents()
        return page

    return put


def an_amount(text: str) -> AmountField:
    field = AmountField()
    field.setText(text)
    return field


@pytest.mark.parametrize(
    ("make", "width"),
    [
        (lambda: label(_LONG), 120),
        (lambda: secondary_button(_LONG, "plus"), 120),
        (lambda: TextField(placeholder=_LONG), 120),
        (lambda: an_amount("1,234,567.00"), 70),
        (lambda: icon_button("x", "Quitar"), 20),
    ],
    ids=["label", "button", "placeholder", "amount", "icon"],
)
def test_what_is_cut_is_found_and_what_fits_is_not(place: Place, make: Callable[[], QWidget], width: int) -> None:
    assert unfit(place(make(), width))
    assert unfit(place(make(), 450)) == []


def test_a_wrapped_text_that_is_too_low_is_found(place: Place) -> None:
    words = " ".join([_LONG] * 4)
    assert unfit(place(label(words, wrap=True), 200, 30))
    assert unfit(place(label(words, wrap=True), 200, 280)) == []


def test_what_reaches_beyond_its_place_is_found(place: Place) -> None:
    frame = QFrame()
    inside = label("Total")
    inside.setParent(frame)
    inside.setGeometry(80, 4, 60, 24)
    assert unfit(place(frame, 100, 40))


@pytest.mark.parametrize("make", [lambda: ChoiceField([(1, _LONG)]), lambda: Tick(_LONG)], ids=["choice", "tick"])
def test_a_name_may_be_cut_where_its_tip_says_it_whole(place: Place, make: Callable[[], QWidget]) -> None:
    field = make()
    page = place(field, 140)
    assert unfit(page) == [] and _LONG in field.toolTip()
    field.setToolTip("")
    assert unfit(page)
    field.resize(500, field.height())
    assert unfit(page) == [] and field.toolTip() == ""


def test_a_search_has_words_that_fit(place: Place) -> None:
    search = SearchField("Buscar por persona, concepto o número")
    page = place(search, 150)
    assert unfit(page) == []
    assert (search.placeholderText(), search.toolTip()) == (
        "Buscar",
        literal_tip("Buscar por persona, concepto o número"),
    )
    search.resize(450, search.height())
    assert search.placeholderText() == "Buscar por persona, concepto o número" and search.toolTip() == ""
    assert unfit(page) == []


def a_table(text: str) -> TableView:
    columns = [ListColumn(title="Nombre", text=lambda row: row["name"], layout=Column(stretch=1))]
    table = TableView([each.layout for each in columns], "Personas")
    model = RecordModel(columns, table)
    model.show_rows([{"id": 1, "name": text}], False)
    table.setModel(model)
    return table


def test_in_a_table_a_name_may_be_cut_and_a_figure_not(place: Place, qtbot: QtBot) -> None:
    page = place(a_table(_LONG * 3), 300, 200)
    qtbot.waitUntil(lambda: unfit(page) == [])
    page = place(a_table("1,234,567,890.00 " * 4), 300, 200)
    qtbot.waitUntil(lambda: unfit(page) != [])


def test_a_nameless_field_is_found(place: Place) -> None:
    field = QLineEdit()
    page = place(field)
    assert nameless(page)
    field.setAccessibleName("Importe")
    assert nameless(page) == []


def test_a_focus_that_does_not_show_is_found(place: Place) -> None:
    plain = QPushButton("Guardar")
    plain.setStyleSheet("QPushButton { border: none; outline: none; }")
    assert unseen_focus(place(plain), set())
    page = QWidget()
    column = QVBoxLayout(page)
    for widget in (primary_button("Guardar"), Tick("Recordar"), TextField(), ChoiceField([(1, "Uno")])):
        column.addWidget(widget)
    assert unseen_focus(place(page, 300, 250), set()) == []
