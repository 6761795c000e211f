"""The table as it is painted, laid out and walked through."""

from collections.abc import Iterator, Mapping

import pytest
from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QHelpEvent, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QStyleOptionViewItem, QToolTip

from ananea_desktop.ui import theme
from ananea_desktop.ui.cells import CellRole, Column
from ananea_desktop.ui.painting import paint_text
from ananea_desktop.ui.table_view import TableView
from ananea_desktop.ui.totals_row import TableBlock, TotalsRow
from tests.ui import gallery

NAME, DOCUMENT, PLACE, STATE, OWED = 1, 2, 3, 4, 5
SELECTED = 7


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> Iterator[None]:
    theme.apply_theme(qapp, theme.LIGHT)
    yield
    theme.apply_theme(qapp, theme.LIGHT)


def shown(table: TableView, qtbot, width: int = 914, height: int = 640) -> TableView:
    qtbot.addWidget(table)
    table.resize(width, height)
    table.show()
    table.activateWindow()
    qtbot.waitUntil(table.isActiveWindow)
    table.lay_out_columns()
    table.clearFocus()
    table.setCurrentIndex(QModelIndex())
    return table


@pytest.fixture
def members(qtbot) -> TableView:
    return shown(gallery.members_table(), qtbot)


@pytest.fixture
def projects(qtbot) -> TableView:
    return shown(gallery.projects_table(), qtbot, width=940)


def one_cell(qtbot, text: str, roles: Mapping[int, object]) -> TableView:
    table = TableView([Column(stretch=1), Column()], "Prueba")
    model = gallery.Rows(["Nombre", "Dato"], [[("Uno", {}), ("", {})], [(text, roles), ("", {})]])
    model.setParent(table)
    table.setModel(model)
    return shown(table, qtbot, 400, 200)


def cell_image(table: TableView, row: int, column: int) -> QImage:
    box = table.visualRect(table.model().index(row, column))
    return table.viewport().grab(box).toImage()


def has(image: QImage, token: str) -> bool:
    wanted = theme.color(token)
    return any(image.pixelColor(x, y) == wanted for x in range(image.width()) for y in range(image.height()))


def ink_columns(image: QImage) -> list[int]:
    """The columns of pixels in which something dark stands."""
    rows = range(2, image.height() - 2)
    return [x for x in range(image.width()) if any(image.pixelColor(x, y).lightness() < 120 for y in rows)]


def pixel(table: TableView, x: int, y: int) -> QColor:
    return table.viewport().grab().toImage().pixelColor(x, y)


def test_the_model_of_the_gallery_is_sound(qtmodeltester) -> None:
    model: QAbstractTableModel = gallery.members_model()
    qtmodeltester.check(model)


def test_amounts_end_where_their_header_ends(members: TableView) -> None:
    cell = cell_image(members, 0, OWED)
    header = members.horizontalHeader()
    start = members.columnViewportPosition(OWED)
    caption = header.viewport().grab(QRect(start, 0, cell.width(), header.height() - 2)).toImage()
    assert abs(ink_columns(cell)[-1] - ink_columns(caption)[-1]) <= 1
    assert cell.width() - 1 - ink_columns(cell)[-1] >= theme.OVERHANG


def test_every_chosen_row_is_tinted(members: TableView) -> None:
    members.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    members.choose_row(0)
    QTest.keyClick(members, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    grounds = [pixel(members, 6, members.rowViewportPosition(row) + 3) for row in range(3)]
    assert grounds == [theme.color("gold_soft"), theme.color("gold_soft"), theme.color("bg")]


def test_lines_leave_the_overhang_free_and_there_are_no_other_lines(members: TableView) -> None:
    bottom = members.rowViewportPosition(0) + members.rowHeight(0) - 1
    width = members.viewport().width()
    assert pixel(members, theme.OVERHANG, bottom) == theme.color("line")
    assert pixel(members, width - theme.OVERHANG - 1, bottom) == theme.color("line")
    assert pixel(members, theme.OVERHANG - 1, bottom) == theme.color("bg")
    assert pixel(members, width - 2, bottom) == theme.color("bg")
    middle = members.rowViewportPosition(1) + 3
    grabbed = members.viewport().grab().toImage()
    assert {grabbed.pixelColor(x, middle).name() for x in range(width)} == {theme.palette().bg.lower()}


def test_the_selected_row_has_a_tint_a_bar_and_a_semibold_name(members: TableView) -> None:
    members.clearFocus()
    before = len(ink_columns(cell_image(members, SELECTED, NAME)))
    members.choose_row(SELECTED)
    top = members.rowViewportPosition(SELECTED)
    assert pixel(members, 1, top + 10) == theme.color("bar")
    assert pixel(members, 6, top + 4) == theme.color("gold_soft")
    assert pixel(members, members.viewport().width() - 3, top + 4) == theme.color("gold_soft")
    assert len(ink_columns(cell_image(members, SELECTED, NAME))) > before


def test_the_focus_ring_goes_once_around_the_whole_row(members: TableView) -> None:
    members.setFocus()
    members.choose_row(SELECTED)
    grabbed = members.viewport().grab().toImage()
    top, width = members.rowViewportPosition(SELECTED), grabbed.width()
    ink = theme.color("ink")
    for y in (top, top + 1, top + members.rowHeight(SELECTED) - 1):
        assert all(grabbed.pixelColor(x, y) == ink for x in range(width))
    assert grabbed.pixelColor(0, top + 9) == grabbed.pixelColor(width - 1, top + 9) == ink
    members.clearFocus()
    assert pixel(members, width // 2, top) != ink


def test_what_is_overdue_has_an_icon_and_the_colour_of_an_error(members: TableView) -> None:
    assert has(cell_image(members, 0, STATE), "bad")
    assert not has(cell_image(members, 1, STATE), "bad")
    start = ink_columns(cell_image(members, 1, STATE))[0]
    text_without_icon = ink_columns(cell_image(members, 0, STATE))
    assert text_without_icon and start <= 2


def test_what_is_annulled_is_struck_through(qtbot) -> None:
    table = one_cell(qtbot, "001 000", {CellRole.STRUCK: True, CellRole.TONE: "ink"})
    plain = one_cell(qtbot, "001 000", {})

    def longest_line(image: QImage) -> int:
        dark = [[image.pixelColor(x, y).lightness() < 160 for x in range(image.width())] for y in range(4, 32)]
        return max(max(map(len, "".join(" x"[each] for each in row).split()), default=0) for row in dark)

    assert longest_line(cell_image(table, 1, 0)) > 40 > longest_line(cell_image(plain, 1, 0))


@pytest.mark.parametrize(("row", "token"), [(1, "bar"), (3, "bad")])
def test_a_bar_shows_the_share_and_an_excess_in_another_colour(projects: TableView, row: int, token: str) -> None:
    image = cell_image(projects, row, 5)
    middle = image.height() // 2
    filled = [x for x in range(image.width()) if image.pixelColor(x, middle) == theme.color(token)]
    track = [x for x in range(image.width()) if image.pixelColor(x, middle) == theme.color("track")]
    share = len(filled) / (len(filled) + len(track))
    assert share == pytest.approx(0.7 if row == 1 else 1, abs=0.03)


def test_a_heading_is_semibold_over_a_darker_rule_and_cannot_be_chosen(projects: TableView, qtbot) -> None:
    projects.setFocus(Qt.FocusReason.TabFocusReason)
    assert projects.currentIndex().row() == 1
    bottom = projects.rowViewportPosition(0) + projects.rowHeight(0) - 1
    assert pixel(projects, 100, bottom) == theme.color("edge")
    for _again in range(3):
        qtbot.keyClick(projects, Qt.Key.Key_Down)
    assert projects.currentIndex().row() == 5
    qtbot.keyClick(projects, Qt.Key.Key_Home)
    assert projects.currentIndex().row() == 1
    qtbot.keyClick(projects, Qt.Key.Key_End)
    assert projects.currentIndex().row() == projects.model().rowCount() - 1


def test_a_long_heading_reaches_over_its_empty_neighbours(projects: TableView, qtbot) -> None:
    projects.resize(640, 640)
    projects.lay_out_columns()
    assert ink_columns(cell_image(projects, 4, 1))


def test_enter_and_a_double_click_open_the_record(members: TableView, qtbot) -> None:
    members.setFocus()
    members.choose_row(2)
    with qtbot.waitSignal(members.activated) as told:
        qtbot.keyClick(members, Qt.Key.Key_Return)
    assert told.args[0].row() == 2
    spot = members.visualRect(members.model().index(4, NAME)).center()
    with qtbot.waitSignal(members.activated) as told:
        qtbot.mouseClick(members.viewport(), Qt.MouseButton.LeftButton, pos=spot)
        qtbot.mouseDClick(members.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    qtbot.mouseRelease(members.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert told.args[0].row() == 4


def test_the_row_that_was_gone_to_is_told(members: TableView, qtbot) -> None:
    members.setFocus()
    members.choose_row(0)
    with qtbot.waitSignal(members.row_changed) as told:
        qtbot.keyClick(members, Qt.Key.Key_Down)
    assert told.args == [1]


def test_tab_leaves_the_table(members: TableView) -> None:
    assert not members.tabKeyNavigation()


@pytest.mark.parametrize("points", [theme.BASE_POINTS, theme.LARGER_POINTS])
@pytest.mark.parametrize("width", [500, 653, 914])
def test_no_figure_date_or_state_is_ever_cut(qapp: QApplication, qtbot, points: int, width: int) -> None:
    theme.apply_theme(qapp, theme.LIGHT, points)
    table = shown(gallery.members_table(), qtbot, width)
    for column in range(table.model().columnCount()):
        if column == NAME or table.isColumnHidden(column):
            continue
        for row in range(table.model().rowCount()):
            index = table.model().index(row, column)
            room = table.cells.content_box(table.visualRect(index), column).width()
            assert room >= table.cells.sizeHint(QStyleOptionViewItem(), index).width()


def test_optional_columns_hide_where_there_is_no_room_and_come_back(members: TableView) -> None:
    assert not members.isColumnHidden(DOCUMENT) and not members.isColumnHidden(PLACE)
    members.resize(653, 500)
    assert members.isColumnHidden(DOCUMENT) and members.isColumnHidden(PLACE)
    assert not members.isColumnHidden(OWED)
    members.resize(914, 640)
    assert not members.isColumnHidden(DOCUMENT)


def test_a_wider_amount_that_arrives_later_widens_its_column(members: TableView, qtbot) -> None:
    before = members.columnWidth(OWED)
    model = members.model()
    assert isinstance(model, gallery.Rows)
    model.rows[0][OWED] = ("999,999,999,999.00", {})
    model.dataChanged.emit(model.index(0, OWED), model.index(0, OWED))
    qtbot.waitUntil(lambda: members.columnWidth(OWED) > before)


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_a_cut_name_is_shown_whole_and_literally_as_a_tooltip(qtbot) -> None:
    table = shown(gallery.members_table(), qtbot, 420)
    index = table.model().index(9, NAME)
    spot = table.visualRect(index).center()
    event = QHelpEvent(QEvent.Type.ToolTip, spot, table.viewport().mapToGlobal(spot))
    option = QStyleOptionViewItem()
    option.rect = QRect(spot, QSize(60, 36))
    table.cells.helpEvent(event, table, option, index)
    assert "&lt;b&gt;Mamani&lt;/b&gt; Yucra, Fortunato" in QToolTip.text()


def test_hovering_tints_a_whole_row(members: TableView, qtbot) -> None:
    spot = members.visualRect(members.model().index(3, STATE)).center()
    qtbot.mouseMove(members.viewport(), spot - QPoint(0, 40))
    qtbot.mouseMove(members.viewport(), spot)
    assert pixel(members, 3, members.rowViewportPosition(3) + 5) == theme.color("hover")


def test_totals_stand_in_their_columns_and_move_with_them(qtbot) -> None:
    table = gallery.projects_table()
    totals = TotalsRow(table)
    totals.set_totals("Total", {2: "103,400.00", 3: "58,566.80"}, strong=True)
    block = TableBlock(table, totals)
    qtbot.addWidget(block)
    block.resize(940, 640)
    block.show()
    for width in (940, 800):
        block.resize(width, 640)
        qtbot.waitUntil(lambda wanted=width: table.width() == wanted)
        table.lay_out_columns()
        edge = table.columnViewportPosition(3) + table.columnWidth(3) - 24
        columns = [x for x in ink_columns(totals.grab().toImage()) if x < edge + 20]
        assert abs(columns[-1] - edge) <= 2
    assert totals.accessibleName() == "Total, 103,400.00, 58,566.80"
    assert totals.y() <= table.horizontalHeader().height() + 36 * 10 + 2  # right under the last row


def test_a_table_without_rows_says_so(qtbot) -> None:
    table = TableView([Column(stretch=1)], "Socios")
    model = gallery.Rows(["Nombre"], [])
    model.setParent(table)
    table.setModel(model)
    table.set_empty_text("Nadie con ese nombre.")
    shown(table, qtbot, 400, 200)
    assert has(table.viewport().grab().toImage(), "ink2")


def test_the_table_changes_with_the_theme(members: TableView, qapp: QApplication) -> None:
    theme.apply_theme(qapp, theme.DARK)
    members.choose_row(SELECTED)
    assert pixel(members, 6, members.rowViewportPosition(SELECTED) + 8) == QColor(theme.DARK.gold_soft)
    assert pixel(members, 6, members.rowViewportPosition(1) + 8) == QColor(theme.DARK.bg)


def test_rows_are_lower_in_a_low_window(members: TableView) -> None:
    assert members.rowHeight(0) == 36
    members.resize(914, 552)
    assert members.rowHeight(0) == 32


def test_struck_text_is_as_wide_as_plain_text(qapp: QApplication) -> None:
    image = QImage(200, 40, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    letters, ink = QFont(theme.font()), theme.color("ink")
    widths = {paint_text(painter, image.rect(), "50.00", letters=letters, colour=ink, struck=s) for s in (True, False)}
    painter.end()
    assert len(widths) == 1
