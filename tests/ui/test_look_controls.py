"""Buttons, fields, choices and forms under the keyboard, the mouse and the wheel."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QFocusEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from ananea_desktop.domain.text import InvalidValue
from ananea_desktop.ui import theme
from ananea_desktop.ui.buttons import icon_button, primary_button, secondary_button
from ananea_desktop.ui.card import Card, CardLine, Facts, SectionHeader
from ananea_desktop.ui.choice import ChoiceField, SegmentedChoice
from ananea_desktop.ui.date_field import CalendarPopup, DateField
from ananea_desktop.ui.fields import AmountField, NumberField, SearchField, TextArea, TextField
from ananea_desktop.ui.forms import AlertStrip, FormRow, Message
from ananea_desktop.ui.labels import label
from ananea_desktop.ui.pick_field import PickField

PEOPLE = [(8, "Huanca Layme, Tomás", "DNI 00041527"), (9, "Huanca Pari, <b>Rosa</b>", "DNI 00038211")]
PAYMENTS = [("cash", "Efectivo"), ("deposit", "Depósito"), ("cheque", "Cheque")]
TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> Iterator[None]:
    theme.apply_theme(qapp, theme.LIGHT)
    yield
    theme.apply_theme(qapp, theme.LIGHT)


@pytest.fixture
def page(qtbot) -> QWidget:
    """A window of 1366 × 689 to put widgets on."""
    window = QWidget()
    QVBoxLayout(window)
    window.resize(1366, 689)
    qtbot.addWidget(window)
    return window


def put(page: QWidget, qtbot, *widgets: QWidget) -> None:
    layout = page.layout()
    assert layout is not None
    for widget in widgets:
        layout.addWidget(widget)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    widgets[0].setFocus()


def press_and_move(qtbot, field: QWidget, start: QPoint, end: QPoint) -> None:
    """Presses the left button, moves with it held down, and lets go."""
    qtbot.mousePress(field, Qt.MouseButton.LeftButton, pos=start)
    QApplication.processEvents()
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    move = QMouseEvent(QEvent.Type.MouseMove, end, field.mapToGlobal(end), Qt.MouseButton.NoButton, left, none)
    QApplication.sendEvent(field, move)
    qtbot.mouseRelease(field, Qt.MouseButton.LeftButton, pos=end)


def leave(field: QWidget) -> None:
    following = field.nextInFocusChain()
    assert following is not None
    following.setFocus()


def colours(widget: QWidget) -> set[str]:
    image = widget.grab().toImage()
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}


def test_the_shortcut_on_a_button_presses_it(page: QWidget, qtbot) -> None:
    button = primary_button("Emitir recibo", "receipt", "Ctrl+R")
    put(page, qtbot, button)
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(page, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    button.setText("Emitir recibo de egreso")
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(page, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)


def test_a_disabled_button_does_nothing_on_its_shortcut(page: QWidget, qtbot) -> None:
    button = primary_button("Emitir recibo", "receipt", "Ctrl+R")
    put(page, qtbot, button)
    button.setEnabled(False)
    with qtbot.assertNotEmitted(button.clicked):
        qtbot.keyClick(page, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)


def test_focus_on_the_gold_button_is_a_ring_of_ink(page: QWidget, qtbot) -> None:
    button, other = primary_button("Guardar"), secondary_button("Salir")
    put(page, qtbot, other, button)
    image = button.grab().toImage()
    assert image.pixelColor(40, 1).name() == theme.palette().gold.lower()
    button.setFocus()
    image = button.grab().toImage()
    assert image.pixelColor(40, 1).name() == theme.palette().ink.lower()
    assert image.pixelColor(40, 3).name() != theme.palette().gold.lower()
    assert image.pixelColor(40, 5).name() == theme.palette().gold.lower()


def test_a_button_without_words_says_what_it_does(qtbot) -> None:
    button = icon_button("x", "Quitar esta línea")
    qtbot.addWidget(button)
    assert button.accessibleName() == button.toolTip() == "Quitar esta línea"


def test_controls_are_forty_high_and_grow_with_the_letters(page: QWidget, qapp: QApplication, qtbot) -> None:
    controls = [TextField(), ChoiceField(PAYMENTS), DateField(), AmountField(), primary_button("Guardar")]
    put(page, qtbot, *controls)
    assert [each.height() for each in controls] == [40] * 5
    theme.apply_theme(qapp, theme.LIGHT, theme.LARGER_POINTS)
    qtbot.waitUntil(lambda: [each.height() for each in controls] == [theme.control_height()] * 5)


def test_the_wheel_does_not_change_a_choice_that_has_no_focus(page: QWidget, qtbot) -> None:
    field, choice = TextField(), ChoiceField(PAYMENTS)
    put(page, qtbot, field, choice)
    middle = QPointF(choice.rect().center())
    turn = QWheelEvent(
        middle,
        choice.mapToGlobal(middle),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(choice, turn)
    assert choice.value() == "cash"
    assert not turn.isAccepted()  # so the page scrolls
    choice.setFocus()
    QApplication.sendEvent(choice, turn)
    assert choice.value() == "deposit"


def test_a_choice_keeps_what_was_chosen_when_its_list_changes(qtbot) -> None:
    choice = ChoiceField(PAYMENTS)
    qtbot.addWidget(choice)
    choice.set_value("cheque")
    with qtbot.assertNotEmitted(choice.value_changed):
        choice.set_choices([*PAYMENTS, ("transfer", "Transferencia")])
    assert choice.value() == "cheque"
    with qtbot.waitSignal(choice.value_changed):
        choice.set_choices(PAYMENTS[:2])
    assert choice.value() == "cash"
    with pytest.raises(ValueError):
        choice.set_value("barter")


def test_arrow_keys_walk_along_the_segments(page: QWidget, qtbot) -> None:
    kind = SegmentedChoice([("in", "Ingreso"), ("out", "Egreso")], "Tipo de recibo")
    put(page, qtbot, kind)
    with qtbot.waitSignal(kind.value_changed):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
    assert kind.value() == "out"
    kind.set_value("in")
    assert kind.value() == "in"


@pytest.fixture
def picker(page: QWidget, qtbot) -> PickField:
    field = PickField(placeholder="Nombre o DNI")
    field.set_source(lambda text: field.show_suggestions([each for each in PEOPLE if text.lower() in each[1].lower()]))
    put(page, qtbot, field, TextField())
    return field


def test_a_person_is_picked_with_the_keyboard_alone(picker: PickField, qtbot) -> None:
    qtbot.keyClicks(picker, "huanca")
    assert picker.is_open() and [each.value for each in picker.suggestions()] == [8, 9]
    qtbot.keyClick(picker, Qt.Key.Key_Down)
    with qtbot.waitSignal(picker.picked) as told:
        qtbot.keyClick(picker, Qt.Key.Key_Return)
    assert told.args == [9]
    assert (picker.value(), picker.text(), picker.is_open()) == (9, "Huanca Pari, <b>Rosa</b>", False)


def test_tab_takes_the_first_suggestion_and_goes_on(picker: PickField, qtbot) -> None:
    qtbot.keyClicks(picker, "tom")
    qtbot.keyClick(picker, Qt.Key.Key_Tab)
    assert picker.value() == 8
    assert not picker.hasFocus() and not picker.is_open()


def test_typing_again_lets_go_of_who_was_picked(picker: PickField, qtbot) -> None:
    picker.set_picked(8, "Huanca Layme, Tomás")
    with qtbot.waitSignal(picker.picked) as told:
        qtbot.keyClick(picker, Qt.Key.Key_Backspace)
    assert told.args == [None] and picker.value() is None
    assert picker.text() == "Huanca Layme, Tomá"


def test_escape_closes_the_list_and_keeps_what_was_typed(picker: PickField, qtbot) -> None:
    qtbot.keyClicks(picker, "hua")
    qtbot.keyClick(picker, Qt.Key.Key_Escape)
    assert not picker.is_open() and picker.text() == "hua" and picker.value() is None


def test_a_name_that_is_not_found_is_said_and_not_picked(picker: PickField, qtbot) -> None:
    qtbot.keyClicks(picker, "zz")
    assert picker.is_open() and picker.suggestions() == []
    qtbot.keyClick(picker, Qt.Key.Key_Down)
    qtbot.keyClick(picker, Qt.Key.Key_Return)
    assert picker.value() is None and picker.text() == "zz"


def test_an_answer_that_comes_after_one_went_on_is_dropped(picker: PickField, qtbot) -> None:
    leave(picker)
    picker.show_suggestions(PEOPLE)
    assert not picker.is_open()


def test_where_any_name_is_good_enter_keeps_what_was_typed(page: QWidget, qtbot) -> None:
    payer = PickField(free=True)
    payer.set_source(lambda text: payer.show_suggestions(PEOPLE))
    put(page, qtbot, payer)
    qtbot.keyClicks(payer, "Huanca")
    qtbot.keyClick(payer, Qt.Key.Key_Return)
    assert payer.text() == "Huanca" and payer.value() is None
    qtbot.keyClick(payer, Qt.Key.Key_Down)
    qtbot.keyClick(payer, Qt.Key.Key_Return)
    assert payer.value() == 8


@pytest.fixture
def date_field(page: QWidget, qtbot) -> DateField:
    field = DateField(TODAY, today=lambda: TODAY)
    put(page, qtbot, field, TextField())
    return field


def test_up_and_down_change_the_day(date_field: DateField, qtbot) -> None:
    for _again in range(8):
        qtbot.keyClick(date_field, Qt.Key.Key_Up)
    assert date_field.text() == "01/12/2026"
    qtbot.keyClick(date_field, Qt.Key.Key_Down)
    assert date_field.day() == date(2026, 11, 30)


@pytest.mark.parametrize("typed", ["5/3/26", "05-03-2026", "5.3"])
def test_a_date_is_written_out_when_the_field_is_left(date_field: DateField, qtbot, typed: str) -> None:
    date_field.setText(typed)
    leave(date_field)
    qtbot.waitUntil(lambda: date_field.text() == "05/03/2026")


@pytest.mark.parametrize("typed", ["31/02/1979", "ayer", "1/13/2026"])
def test_what_is_no_date_stays_as_it_was_typed(date_field: DateField, qtbot, typed: str) -> None:
    date_field.setText(typed)
    qtbot.keyClick(date_field, Qt.Key.Key_Up)
    leave(date_field)
    assert date_field.text() == typed and date_field.day() is None
    with pytest.raises(InvalidValue):
        date_field.read()


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_the_calendar_starts_on_monday_and_gives_the_day(date_field: DateField, qtbot) -> None:
    qtbot.keyClick(date_field, Qt.Key.Key_F4)
    popup = date_field.findChild(CalendarPopup)
    assert popup is not None and popup.isVisible()
    assert popup.calendar.firstDayOfWeek() == Qt.DayOfWeek.Monday
    assert popup.calendar.locale().standaloneMonthName(9).lower() in ("septiembre", "setiembre")
    days = popup.calendar.focusProxy() or popup.calendar
    qtbot.keyClick(days, Qt.Key.Key_Right)
    qtbot.keyClick(days, Qt.Key.Key_Return)
    assert date_field.text() == "24/11/2026"
    assert not popup.isVisible()


def test_an_amount_is_selected_when_entered_and_written_out_when_left(page: QWidget, qtbot) -> None:
    amount, other = AmountField(4000), TextField()
    put(page, qtbot, other, amount)
    amount.setFocus()
    qtbot.waitUntil(lambda: amount.selectedText() == "40.00")
    qtbot.keyClicks(amount, "1234.5")
    other.setFocus()
    assert amount.text() == "1,234.50" and amount.amount() == 123450
    amount.setText("0.001")
    with pytest.raises(InvalidValue):
        amount.amount()


def test_an_amount_of_another_currency_is_not_written_out_as_if_it_were_right(page: QWidget, qtbot) -> None:
    amount, soles = AmountField(), AmountField(currency="PEN")
    put(page, qtbot, amount, soles)
    amount.setFocus()
    qtbot.keyClicks(amount, "US$ 50")
    soles.setFocus()
    assert amount.text() == "US$ 50"
    qtbot.keyClicks(soles, "US$ 60")
    amount.setFocus()
    assert soles.text() == "US$ 60"
    soles.setFocus()
    soles.setText("")
    qtbot.keyClicks(soles, "S/ 60")
    amount.setFocus()
    assert soles.text() == "60.00"


@pytest.mark.parametrize(
    "make",
    [lambda: AmountField(4000), lambda: NumberField("10:00"), lambda: DateField(date(2026, 11, 27))],
    ids=["amount", "hour", "date"],
)
def test_a_click_into_a_number_selects_it_and_the_next_places_the_cursor(
    page: QWidget, qtbot, make: Callable[[], NumberField]
) -> None:
    field, other = make(), TextField()
    put(page, qtbot, other, field)
    qtbot.waitUntil(other.hasFocus)
    inside = field.cursorRect().center()
    press_and_move(qtbot, field, inside, inside + QPoint(2, 1))  # a hand is never quite still
    assert field.selectedText() == field.text()
    qtbot.keyClicks(field, "8")
    assert field.text() == "8"
    other.setFocus()
    field.setText("10:00")
    qtbot.mouseClick(field, Qt.MouseButton.LeftButton, pos=inside)
    qtbot.mouseClick(field, Qt.MouseButton.LeftButton, pos=inside)
    assert not field.hasSelectedText()


def test_what_is_dragged_over_in_a_number_is_what_is_selected(page: QWidget, qtbot) -> None:
    field, other = NumberField("1234567890"), TextField()
    put(page, qtbot, other, field)
    qtbot.waitUntil(other.hasFocus)
    start = QPoint(14, field.height() // 2)
    press_and_move(qtbot, field, start, start + QPoint(theme.text_width("123"), 0))
    assert field.selectedText() in ("123", "1234")


def test_a_number_half_typed_is_not_selected_by_coming_back_to_the_window(page: QWidget, qtbot) -> None:
    field = NumberField()
    put(page, qtbot, field)
    qtbot.waitUntil(field.hasFocus)
    qtbot.keyClicks(field, "12")
    reason = Qt.FocusReason.ActiveWindowFocusReason
    QApplication.sendEvent(field, QFocusEvent(QFocusEvent.Type.FocusIn, reason))
    qtbot.keyClicks(field, "3")
    assert field.text() == "123"


def test_escape_empties_a_search_and_down_leaves_it(page: QWidget, qtbot) -> None:
    search = SearchField("Buscar por nombre, DNI o número")
    put(page, qtbot, search)
    with qtbot.waitSignal(search.search_changed) as told:
        qtbot.keyClicks(search, "h")
    assert told.args == ["h"]
    qtbot.keyClick(search, Qt.Key.Key_Escape)
    assert search.text() == ""
    with qtbot.waitSignal(search.left_downwards):
        qtbot.keyClick(search, Qt.Key.Key_Down)


def test_an_error_stands_beside_its_field_and_below_it_in_a_narrow_window(page: QWidget, qtbot) -> None:
    row = FormRow("DNI", TextField("4152"), hint="Ocho cifras.")
    put(page, qtbot, row)
    row.set_problem("El DNI tiene 8 cifras y aquí hay 4.")
    message = row.findChild(Message)
    assert message is not None
    qtbot.waitUntil(lambda: message.isVisible() and message.x() > row.field.geometry().right())
    page.resize(1093, 552)
    qtbot.waitUntil(lambda: message.y() > row.field.geometry().bottom())
    assert message.text() == row.problem() == row.field.accessibleDescription()
    assert theme.palette().bad.lower() in colours(row.field)
    row.set_problem("")
    assert message.text() == "Ocho cifras."
    assert theme.palette().bad.lower() not in colours(row.field)


def test_a_row_names_its_field_and_says_when_it_may_stay_empty(qtbot) -> None:
    row = FormRow("Ropa & calzado", TextArea(), optional=True)
    qtbot.addWidget(row)
    assert row.field.accessibleName() == "Ropa & calzado (opcional)"


def test_a_word_longer_than_its_line_is_broken_and_still_copied_whole(page: QWidget, qtbot) -> None:
    word = "X" * 200
    broken, copied = label(word, wrap=True), label("", wrap=True)
    copied.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    copied.setText(word)
    put(page, qtbot, broken, copied)
    assert (broken.text(), copied.text()) == (word, word)
    assert broken.minimumSizeHint().width() < 100
    copied.setSelection(0, 200)
    assert copied.selectedText() == word


def test_f8_asks_for_the_next_problem(page: QWidget, qtbot) -> None:
    strip = AlertStrip()
    put(page, qtbot, strip)
    strip.say("Corrija 3 datos para guardar.")
    with qtbot.waitSignal(strip.next_wanted):
        qtbot.keyClick(page, Qt.Key.Key_F8)
    strip.say("")
    assert not strip.isVisible()


def test_a_card_line_is_pressed_with_the_keyboard_and_reads_out_whole(page: QWidget, qtbot) -> None:
    card = Card()
    line = CardLine("prohibit", "Recibo 001-000430", "ANULADO 14/08/2026", "50.00", struck=True)
    card.add(Facts([("DNI", "00041527")]))
    card.add(SectionHeader("Papeles", 14, "Ver todos"))
    card.add(line)
    put(page, qtbot, card)
    assert line.accessibleName() == "Recibo 001-000430, ANULADO 14/08/2026, 50.00"
    line.setFocus()
    with qtbot.waitSignal(line.clicked):
        qtbot.keyClick(line, Qt.Key.Key_Space)
    card.empty()
    qtbot.waitUntil(lambda: not card.findChildren(CardLine))
