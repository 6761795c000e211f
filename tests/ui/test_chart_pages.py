"""Charts on the screen: drawn in the theme's colours, reached by mouse and keyboard, copied, saved, and opened."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from ananea_desktop import app
from ananea_desktop.documents.charts import Bar, Chart, Look, Measure, Series, Shape
from ananea_desktop.operations import receipts
from ananea_desktop.ui import theme
from ananea_desktop.ui.buttons import Button
from ananea_desktop.ui.chart_panel import ChartPanel
from ananea_desktop.ui.chart_view import ChartView
from ananea_desktop.ui.charts_page import ChartsPage
from ananea_desktop.ui.choice import ChoiceField
from ananea_desktop.ui.desk import RowsWanted
from ananea_desktop.ui.paper_page import PaperPage
from ananea_desktop.ui.record_tab import RecordTab
from ananea_desktop.ui.rows_page import RowsPage
from ananea_desktop.ui.table_view import TableView
from ananea_desktop.ui.tabs.receipts import ReceiptsTab
from tests.builders import (
    PREMIUM,
    a_line,
    an_egreso,
    an_office_on_disk,
    issue_anyway,
    issued,
    save_member,
    save_project,
)
from tests.ui.conftest import Office, choose_place
from tests.ui.test_main_job import OpenOffice, press


def a_chart(shape: Shape = Shape.COLUMNS) -> Chart:
    return Chart(
        name="dinero-por-mes",
        title="Dinero por mes",
        measure=Measure.SOLES,
        shape=shape,
        series=(Series(name="Ingresó", look=Look.OUTLINED), Series(name="Se gastó")),
        bars=[
            Bar(label="Ene", values=(123_450, 0), key="2026-01"),
            Bar(label="Feb", values=(None, None)),
            Bar(label="Mar", values=(5_000_000, 4_000_000), key="2026-03", remark="80 %"),
        ],
        unit="S/",
    )


@pytest.fixture(params=["light", "dark"])
def look(request: pytest.FixtureRequest, dressed: None) -> Iterator[theme.Palette]:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    palette = theme.DARK if request.param == "dark" else theme.LIGHT
    theme.apply_theme(application, palette)
    yield palette
    theme.apply_theme(application, theme.LIGHT)


@pytest.fixture(autouse=True)
def dressed(qtbot: QtBot) -> None:
    app.make_application()


def shown(qtbot: QtBot, chart: Chart) -> ChartView:
    view = ChartView(chart.title)
    qtbot.addWidget(view)
    view.show_chart(chart)
    view.resize(620, view.sizeHint().height())
    with qtbot.waitExposed(view):
        view.show()
    return view


def colours(image: QImage) -> set[str]:
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}


def has_colour(image: QImage, token: str) -> bool:
    """Whether a colour is there; ReportLab writes whole percents into an SVG, which is up to 3 of 255 off."""
    wanted = QColor(token)
    found = [QColor(name) for name in colours(image)]
    return any(
        max(abs(each.red() - wanted.red()), abs(each.green() - wanted.green()), abs(each.blue() - wanted.blue())) <= 3
        for each in found
    )


@pytest.mark.parametrize("shape", Shape)
def test_nothing_is_black_and_bars_have_the_themes_colours(qtbot: QtBot, look: theme.Palette, shape: Shape) -> None:
    image = shown(qtbot, a_chart(shape)).grab().toImage()
    right, bottom = image.width() - 1, image.height() - 1
    corners = {image.pixelColor(x, y).name() for x in (0, right) for y in (0, bottom)}
    assert corners == {look.bg.lower()}
    assert has_colour(image, look.bar)
    assert has_colour(image, look.track)
    assert "#000000" not in colours(image)


def test_a_chart_follows_the_theme_and_its_width(qtbot: QtBot) -> None:
    view = shown(qtbot, a_chart())
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    theme.apply_theme(application, theme.DARK)
    assert has_colour(view.grab().toImage(), theme.DARK.bar)
    theme.apply_theme(application, theme.LIGHT)
    before = view.bar_box(2)
    view.resize(900, view.height())
    assert view.bar_box(2).left() > before.left() + 100
    assert has_colour(view.grab().toImage(), theme.LIGHT.bar)


def test_the_values_are_told_in_full_to_who_cannot_see(qtbot: QtBot) -> None:
    view = shown(qtbot, a_chart())
    assert view.accessibleName() == "Dinero por mes"
    assert "Ene: Ingresó S/\u00a01,234.50, Se gastó S/\u00a00.00" in view.accessibleDescription()
    assert "80 %" in view.accessibleDescription()
    view.set_hidden(True)
    assert view.accessibleDescription() == ""


def test_a_chart_of_dollars_is_told_in_dollars(qtbot: QtBot) -> None:
    view = shown(qtbot, replace(a_chart(), unit="US$"))
    assert "Ene: Ingresó US$\u00a01,234.50, Se gastó US$\u00a00.00" in view.accessibleDescription()


def test_a_bar_is_chosen_by_mouse_and_by_keyboard(qtbot: QtBot) -> None:
    view = shown(qtbot, a_chart())
    chosen: list[str] = []
    view.bar_chosen.connect(lambda bar: chosen.append(bar.key))
    for number in range(3):  # the one in the middle has no rows
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=view.bar_box(number).center())
    assert chosen == ["2026-01", "2026-03"]
    for key in (Qt.Key.Key_Home, Qt.Key.Key_Return, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Space):
        qtbot.keyClick(view, key)
    assert chosen[2:] == ["2026-01", "2026-03"]
    view.set_hidden(True)
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=view.rect().center())
    assert len(chosen) == 4
    assert view.focusPolicy() == Qt.FocusPolicy.NoFocus


def test_focus_rings_the_first_bar(qtbot: QtBot) -> None:
    view = shown(qtbot, a_chart())
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    view.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(view.hasFocus)
    box = view.bar_box(0)
    assert view.grab().toImage().pixelColor(box.left() + 1, box.center().y()) == QColor(theme.palette().ink)
    view.clearFocus()
    assert view.grab().toImage().pixelColor(box.left() + 1, box.center().y()) == QColor(theme.palette().bg)


# in the window


@pytest.fixture
def office(open_office: OpenOffice, tmp_path: Path) -> Office:
    """Money of two years, a project that spends, and a member."""
    books = an_office_on_disk(tmp_path / "ananea.db")
    save_member(books)
    project = str(save_project(books, budget="1,000.00"))
    issued(books, a_line(amount="900.00", fund_id=PREMIUM), issued_on="10/02/2025")
    issued(books, a_line(amount="800.00", fund_id=PREMIUM), issued_on="10/02/2026")
    issue_anyway(books, an_egreso(a_line(amount="300.00", fund_id=PREMIUM, project_id=project)))
    books.file.close()
    return open_office()


def charts_page(office: Office) -> ChartsPage:
    page = office.window.stack.currentWidget()
    assert isinstance(page, ChartsPage)
    return page


def rows_page(office: Office) -> RowsPage:
    page = office.window.stack.currentWidget()
    assert isinstance(page, RowsPage)
    return page


def click_bar(office: Office, panel: ChartPanel, number: int) -> None:
    place = panel.view.bar_box(number).center()
    office.qtbot.mouseClick(panel.view, Qt.MouseButton.LeftButton, pos=place)
    office.settle()


def cells(page: RowsPage) -> list[list[str]]:
    assert page.model is not None
    model = page.model
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_from_inicio_to_all_charts_to_the_rows_and_to_the_receipt(office: Office) -> None:
    press(office, "all_charts")
    page = charts_page(office)
    assert page.panels["prima-por-anio"].view.chart is not None
    click_bar(office, page.panels["prima-por-anio"], 0)
    rows = rows_page(office)
    assert rows.title.text() == "Prima Fairtrade por año · 2025"
    assert [(line[0], line[-2]) for line in cells(rows)] == [("10/02/2025", "900.00")]
    office.keys(Qt.Key.Key_Escape)
    assert charts_page(office) is page
    click_bar(office, page.panels["planificado-gastado"], 0)
    table = rows_page(office).table
    assert table is not None
    office.focus(table)
    office.qtbot.keyClick(table, Qt.Key.Key_Return)
    office.settle()
    tab = office.window.stack.currentWidget()
    assert isinstance(tab, ReceiptsTab)
    assert tab.chosen is not None
    assert tab.chosen.total == 30_000
    assert office.window.top_bar.tab(5).isChecked()


def open_record_of_bar(office: Office, name: str, number: int) -> None:
    click_bar(office, charts_page(office).panels[name], number)
    table = rows_page(office).table
    assert table is not None
    office.focus(table)
    office.qtbot.keyClick(table, Qt.Key.Key_Return)
    office.settle()


def test_from_a_record_back_to_the_rows_the_charts_and_inicio(office: Office) -> None:
    press(office, "all_charts")
    open_record_of_bar(office, "planificado-gastado", 0)
    press(office, "way_back")
    rows = rows_page(office)
    assert rows.table is not None
    assert rows.table.currentIndex().row() == 0
    assert not office.window.covering.way_back.isVisible()
    office.focus(rows.table)
    office.qtbot.keyClick(rows.table, Qt.Key.Key_Return)
    office.settle()
    office.keys(Qt.Key.Key_Escape)
    assert rows_page(office) is rows
    office.keys(Qt.Key.Key_Escape)
    charts_page(office)
    office.keys(Qt.Key.Key_Escape)
    assert office.window.stack.currentWidget() is office.window.page("home")
    assert office.window.top_bar.tab(0).isChecked()


def test_a_tab_chosen_ends_the_way_back_and_the_pages_behind_it(office: Office) -> None:
    press(office, "all_charts")
    open_record_of_bar(office, "planificado-gastado", 0)
    office.qtbot.mouseClick(office.window.top_bar.tab(1), Qt.MouseButton.LeftButton)
    office.settle()
    assert not office.window.covering.way_back.isVisible()
    assert not office.window.findChildren(RowsPage) + office.window.findChildren(ChartsPage)


def test_rows_are_as_they_are_now_when_one_comes_back_to_them(office: Office) -> None:
    press(office, "all_charts")
    click_bar(office, charts_page(office).panels["planificado-gastado"], 0)
    rows = rows_page(office)
    before = cells(rows)
    office.window.desk.record_wanted.emit("receipts", 3)
    office.books.ask(receipts.annul, 3, "Prueba", owner=office.window)
    office.settle()
    press(office, "way_back")
    assert rows_page(office) is rows
    assert cells(rows) != before
    assert len(rows.findChildren(TableView)) == 1


def test_another_year_has_its_own_charts(office: Office) -> None:
    office.window.actions_by_name["charts"].trigger()
    office.settle()
    page = charts_page(office)
    office.seen(ChoiceField, "year").set_value(2025)
    office.settle()
    chart = page.panels["gasto-por-rubro"].view.chart
    assert chart is not None
    assert chart.is_empty
    assert not page.panels["gasto-por-rubro"].copy_button.isEnabled()
    press(office, "back")
    assert office.window.stack.currentWidget() is office.window.page("home")


def test_members_behind_a_bar_lead_to_their_card(office: Office) -> None:
    press(office, "all_charts")
    click_bar(office, charts_page(office).panels["socios-por-sexo"], 0)
    table = rows_page(office).table
    assert table is not None
    place = table.visualRect(table.model().index(0, 1)).center()
    office.qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    office.qtbot.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    office.settle()
    tab = office.window.stack.currentWidget()
    assert isinstance(tab, RecordTab)
    assert tab.card.record_id == 1


def test_the_rows_go_to_paper_in_both_languages(office: Office) -> None:
    press(office, "all_charts")
    click_bar(office, charts_page(office).panels["dinero-por-mes"], 1)
    rows_page(office)
    office.keys(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    paper = office.window.stack.currentWidget()
    assert isinstance(paper, PaperPage)
    assert paper.title.text() == "Dinero por mes · Feb"
    assert paper._pdf.startswith(b"%PDF")
    spanish = paper._pdf
    paper.language.set_value("en")
    office.settle()
    assert paper._pdf.startswith(b"%PDF")
    assert paper._pdf != spanish
    paper.leave()
    office.settle()
    rows_page(office)


def save_as(office: Office, panel: ChartPanel, path: Path) -> None:
    office.qtbot.mouseClick(panel.save_button, Qt.MouseButton.LeftButton)
    dialog = next(each for each in panel.findChildren(QFileDialog) if each.isVisible())
    choose_place(dialog, path.parent, path.suffix, path.stem)
    office.qtbot.waitUntil(path.exists)


def test_a_chart_is_copied_and_saved_as_picture_drawing_and_paper(office: Office, tmp_path: Path) -> None:
    press(office, "all_charts")
    panel = charts_page(office).panels["prima-por-anio"]
    with office.qtbot.waitSignal(panel.copied):
        office.qtbot.mouseClick(panel.copy_button, Qt.MouseButton.LeftButton)
    copied = QGuiApplication.clipboard().image()
    assert copied.width() > 1400
    assert copied.pixelColor(0, 0) == QColor("white")
    assert "Péguelo" in office.window.toast.text()
    begins: dict[str, Callable[[bytes], bool]] = {
        ".png": lambda content: QImage.fromData(content).width() == copied.width(),
        ".svg": lambda content: b"Prima Fairtrade" in content and b"clipPath" not in content,
        ".pdf": lambda content: content.startswith(b"%PDF"),
    }
    for suffix, is_right in begins.items():
        save_as(office, panel, tmp_path / f"grafico{suffix}")
        assert is_right((tmp_path / f"grafico{suffix}").read_bytes()), suffix


def test_a_chart_asked_for_is_saved_though_its_page_is_left_at_once(office: Office, tmp_path: Path) -> None:
    press(office, "all_charts")
    panel = charts_page(office).panels["prima-por-anio"]
    office.qtbot.mouseClick(panel.save_button, Qt.MouseButton.LeftButton)
    choose_place(next(each for each in panel.findChildren(QFileDialog) if each.isVisible()), tmp_path, ".svg", "g")
    charts_page(office).leave()
    office.qtbot.waitUntil(lambda: "Se guardó g.svg" in office.window.toast.text())
    assert (tmp_path / "g.svg").exists()


def test_every_button_of_the_charts_has_its_words_and_room_for_them(office: Office) -> None:
    press(office, "all_charts")
    page = charts_page(office)
    for width in (1366, 1024, 920):
        office.window.resize(width, 689)
        office.settle()
        for button in page.findChildren(Button):
            assert button.text()
            assert button.width() >= button.sizeHint().width()
        assert all(panel.width() <= page.width() for panel in page.panels.values())
    assert [each.text() for each in page.panels["prima-por-anio"].findChildren(Button)] == ["Copiar", "Guardar…"]


def test_a_bar_that_is_gone_is_told_in_a_sentence(office: Office) -> None:
    period = date(2026, 1, 1), date(2026, 12, 31)
    with office.qtbot.waitSignal(office.books.problem_met) as told:
        office.window.covering.open_rows(RowsWanted("gasto-por-rubro", "others:7", *period, "Otros"))
    assert "Esa barra ya no está" in told.args[0].sentence


def test_a_narrow_window_has_the_charts_in_one_column(office: Office) -> None:
    press(office, "all_charts")
    page = charts_page(office)

    def tops() -> list[int]:
        return [page.panels[name].mapTo(page, QWidget().pos()).y() for name in ("prima-por-anio", "prima-por-lote")]

    assert tops()[0] == tops()[1]
    office.window.resize(920, 689)
    office.settle()
    assert tops()[0] < tops()[1]
    assert all(panel.width() <= page.width() for panel in page.panels.values())
