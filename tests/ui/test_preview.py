"""The preview shows the real pages, in their place, crisp, and always the newest."""

from io import BytesIO

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from ananea_desktop.ui import theme
from ananea_desktop.ui.pdf_pages import PdfPages, on_pdf_thread
from ananea_desktop.ui.preview import PreviewPane
from ananea_desktop.ui.sheets import MARGIN


def a_pdf(*greys: float) -> bytes:
    """A4 pages: the upper half black, the lower half of the page's own grey."""
    target = BytesIO()
    canvas = Canvas(target, A4)
    for grey in greys:
        canvas.setFillGray(0)
        canvas.rect(0, A4[1] / 2, A4[0], A4[1] / 2, fill=1, stroke=0)
        canvas.setFillGray(grey)
        canvas.rect(0, 0, A4[0], A4[1] / 2, fill=1, stroke=0)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


@pytest.fixture
def pane(qtbot: QtBot) -> PreviewPane:
    pane = PreviewPane()
    qtbot.addWidget(pane)
    pane.resize(500, 800)
    pane.show()
    return pane


def show(qtbot: QtBot, pane: PreviewPane, pdf: bytes, *crop: tuple[float, float, float, float]) -> None:
    with qtbot.waitSignal(pane.rendered):
        pane.show_pdf(pdf, *crop)


def grey_at(pane: PreviewPane, x: int, y: int) -> int:
    return QColor(pane.grab().toImage().pixel(x, y)).lightness()


def button(pane: PreviewPane, name: str) -> QPushButton:
    return next(each for each in pane.findChildren(QPushButton) if each.accessibleName() == name)


def test_page_fits_the_width_on_the_desk(qtbot: QtBot, pane: PreviewPane) -> None:
    show(qtbot, pane, a_pdf(0.5))
    assert QColor(pane.grab().toImage().pixel(5, 300)) == theme.color("desk")
    assert (grey_at(pane, MARGIN + 2, 200), grey_at(pane, 500 - MARGIN - 3, 200)) == (0, 0)
    assert 120 < grey_at(pane, 250, 600) < 135


def test_only_the_asked_half_is_shown(qtbot: QtBot, pane: PreviewPane) -> None:
    show(qtbot, pane, a_pdf(0.5), (0, 0, 1, 0.5))
    column = [grey_at(pane, 250, y) for y in range(0, 760, 40)]
    assert 0 in column
    assert not any(120 < grey < 135 for grey in column)


def test_newest_of_many_requests_is_the_one_that_stays(qtbot: QtBot, pane: PreviewPane) -> None:
    drawn: list[int] = []
    pane.rendered.connect(lambda: drawn.append(grey_at(pane, 250, 600)))
    for step in range(20):
        pane.show_pdf(a_pdf(step / 40))
        QApplication.processEvents()
    pane.show_pdf(a_pdf(0.9))
    qtbot.waitUntil(lambda: bool(drawn) and 225 < drawn[-1] < 235)
    assert len(drawn) < 10


def test_old_picture_stays_until_the_new_one_is_drawn(qtbot: QtBot, pane: PreviewPane) -> None:
    show(qtbot, pane, a_pdf(0.5))
    pane.show_pdf(a_pdf(0.9))
    assert 120 < grey_at(pane, 250, 600) < 135
    qtbot.waitUntil(lambda: grey_at(pane, 250, 600) > 220)


def test_message_takes_the_place_of_the_paper(qtbot: QtBot, pane: PreviewPane) -> None:
    pane.show_pdf(a_pdf(0.5))
    pane.show_message("Escriba el importe para ver el recibo.")
    on_pdf_thread(lambda: None).result()
    QApplication.processEvents()
    label = pane.findChildren(QLabel)[0]
    assert pane.childAt(250, 300) is label
    assert label.text() == "Escriba el importe para ver el recibo."
    assert grey_at(pane, 250, 200) > 0
    show(qtbot, pane, a_pdf(0.5))
    assert grey_at(pane, 250, 200) == 0


def test_buttons_keys_and_wheel_zoom(qtbot: QtBot, pane: PreviewPane) -> None:
    show(qtbot, pane, a_pdf(0.5))
    button(pane, "Acercar").click()
    assert pane.zoom == pytest.approx(1.2)
    qtbot.keyClick(pane, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert pane.zoom == pytest.approx(1.44)
    wheel(pane, -120)
    assert pane.zoom == pytest.approx(1.2)
    with qtbot.waitSignal(pane.rendered):
        button(pane, "Ajustar al ancho").click()
    assert pane.zoom == 1.0
    button(pane, "Alejar").click()
    assert pane.zoom < 1.0


def wheel(pane: PreviewPane, delta: int) -> None:
    middle = QPointF(250, 300)
    none, control = Qt.MouseButton.NoButton, Qt.KeyboardModifier.ControlModifier
    phase = Qt.ScrollPhase.NoScrollPhase
    event = QWheelEvent(middle, pane.mapToGlobal(middle), QPoint(), QPoint(0, delta), none, control, phase, False)
    target = pane.childAt(middle.toPoint())
    assert target is not None
    QApplication.sendEvent(target, event)


def test_picture_is_drawn_dot_on_dot(qtbot: QtBot, pane: PreviewPane) -> None:
    """Stretched by a single row, the fine lines of this page would turn grey here and black there."""
    target = BytesIO()
    canvas = Canvas(target, A4)
    for step in range(0, 800, 7):
        canvas.rect(100, step, 400, 0.1, fill=1, stroke=0)
    canvas.save()
    show(qtbot, pane, target.getvalue())
    shown = pane.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    below_ring = range(5, shown.height())
    top = next(y for y in below_ring if QColor(shown.pixel(250, y)) != theme.color("desk"))
    page = PdfPages(target.getvalue())
    straight = page.render(0, (500 - 2 * MARGIN) / page.page_size(0).width() * 72)
    assert shown.copy(MARGIN + 1, top + 1, 450, 600) == straight.copy(1, 1, 450, 600)


def test_scroll_bar_makes_the_page_no_narrower(qtbot: QtBot, pane: PreviewPane) -> None:
    """Else a page that only just fits would be drawn with it and without it in turn, for ever."""
    for height in range(640, 760, 8):
        pane.resize(500, height)
        show(qtbot, pane, a_pdf(0.5))
        assert grey_at(pane, MARGIN + 2, 100) == grey_at(pane, 500 - MARGIN - 3, 100) == 0


def test_pages_lie_under_each_other_and_are_drawn_when_seen(qtbot: QtBot, pane: PreviewPane) -> None:
    show(qtbot, pane, a_pdf(*[0.5] * 40, 0.9))
    assert grey_at(pane, 250, 720) == 0
    bar = pane.findChildren(QAbstractScrollArea)[0].verticalScrollBar()
    bar.setValue(bar.maximum())
    qtbot.waitUntil(lambda: 225 < grey_at(pane, 250, 700) < 235)


def test_parts_of_a_page_are_the_pixels_of_the_whole(qapp: QApplication) -> None:
    pages = PdfPages(a_pdf(0.3, 0.6))
    assert pages.page_count == 2
    assert pages.pixel_size(0, 600) == QSize(4961, 7016)
    whole = pages.render(1, 100)
    assert whole.copy(0, 500, whole.width(), 200) == pages.render_band(1, 100, 500, 200)
    assert whole.copy(30, 40, 50, 60) == pages.render_part(1, 100, QRect(30, 40, 50, 60))
    last = pages.render_band(1, 100, whole.height() - 10, 200, grey=True)
    assert (last.height(), last.format()) == (10, QImage.Format.Format_Grayscale8)


def test_pages_no_longer_used_are_closed_by_their_own_thread(qapp: QApplication) -> None:
    pages = PdfPages(a_pdf(0.5))
    document = pages._document
    del pages
    on_pdf_thread(lambda: None).result()
    assert document.raw is None
