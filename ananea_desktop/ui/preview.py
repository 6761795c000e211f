"""The paper as it will be printed: its real PDF pages on the desk, drawn off the window's thread."""

from collections.abc import Mapping
from concurrent.futures import Future

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QFrame,
    QHBoxLayout,
    QLabel,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from ananea_desktop.domain.language import _
from ananea_desktop.ui import theme
from ananea_desktop.ui.buttons import quiet_button
from ananea_desktop.ui.courier import deliver
from ananea_desktop.ui.painting import paint_ring
from ananea_desktop.ui.pdf_pages import on_pdf_thread
from ananea_desktop.ui.sheets import MARGIN, WHOLE_PAGE, Crop, Drawn, Request, Sheets, draw
from ananea_desktop.ui.zoom_keys import claims_zoom, zoom_step

REDRAW_MS = 150
ZOOM_STEP = 1.2
LEAST_ZOOM, MOST_ZOOM = 0.25, 6.0
_LEAST_HEIGHT = 48  # in a low window what is beside it must keep its own
PAPER = "#FFFFFF"  # in dark mode too


class _Desk(QAbstractScrollArea):
    """The pages. At most one request is being drawn; when it comes back, the newest wish is drawn next."""

    rendered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("surface", "desk")
        self.setAccessibleName(_("Vista previa del papel"))
        self._pdf: bytes | None = None
        self._crop = WHOLE_PAGE
        self.zoom = 1.0
        self._last: Drawn | None = None
        self._clearing = 0
        self._stale = self._busy = False
        self._pause = QTimer(self, singleShot=True, interval=REDRAW_MS)
        self._pause.timeout.connect(self._draw_if_due)
        self.verticalScrollBar().valueChanged.connect(self._ask)
        theme.on_change(self._repaint)

    def show_pdf(self, pdf: bytes, crop: Crop) -> None:
        self._pdf, self._crop = pdf, crop
        self._ask()

    def clear(self) -> None:
        self._pdf = self._last = None
        self._stale = False
        self._clearing += 1
        self._repaint()

    def set_zoom(self, zoom: float) -> None:
        bars = (self.horizontalScrollBar(), self.verticalScrollBar())
        before = [(bar.value() + bar.pageStep() / 2) / (bar.maximum() + bar.pageStep()) for bar in bars]
        self.zoom = min(MOST_ZOOM, max(LEAST_ZOOM, zoom))
        self._lay_out()
        for bar, middle in zip(bars, before, strict=True):  # what was in the middle stays there
            bar.setValue(round(middle * (bar.maximum() + bar.pageStep()) - bar.pageStep() / 2))
        self._ask()

    def sheets(self) -> Sheets | None:
        """Where the pages lie now; their pictures may still be those of another zoom."""
        return Sheets(self._last.sheets.sizes, self.width(), self.zoom) if self._last else None

    def _ask(self) -> None:
        self._stale = True
        self._draw_if_due()

    def _draw_if_due(self) -> None:
        if self._pdf is None or not self._stale or self._busy or self._pause.isActive() or not self.isVisible():
            return
        self._stale, self._busy = False, True
        self._pause.start()
        request = Request(
            pdf=self._pdf,
            crop=self._crop,
            view=self.size(),
            zoom=self.zoom,
            top=self.verticalScrollBar().value(),
            pixel_ratio=self.devicePixelRatioF(),
            clearing=self._clearing,
        )
        last = self._last
        deliver(on_pdf_thread(lambda: draw(request, last)), self._take)

    def _take(self, drawn: "Future[Drawn]") -> None:
        self._busy = False
        self._draw_if_due()
        result = drawn.result()
        if result.request.clearing != self._clearing:  # a message took its place meanwhile
            return
        self._last = result
        self._lay_out()
        self.rendered.emit()

    def _lay_out(self) -> None:
        sheets = self.sheets()
        if sheets is None:
            return
        view, extent = self.viewport().size(), self._extent(sheets)
        for bar, length, page in (
            (self.horizontalScrollBar(), extent.width(), view.width()),
            (self.verticalScrollBar(), extent.height(), view.height()),
        ):
            bar.setPageStep(page)
            bar.setSingleStep(max(1, page // 10))
            bar.setRange(0, max(0, length - page))
        self._repaint()

    def _extent(self, sheets: Sheets) -> QSize:
        """A scroll bar lies in the margin: it makes no page narrower, or it would come and go for ever."""
        return sheets.extent - QSize(self.width() - self.viewport().width(), 0)

    def _repaint(self) -> None:
        self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._repaint()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._repaint()

    def showEvent(self, event: QShowEvent) -> None:
        self._draw_if_due()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._lay_out()
        self._ask()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_zoom(self.zoom * ZOOM_STEP ** (event.angleDelta().y() / 120))
            event.accept()
        else:
            super().wheelEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), theme.color("desk"))
        sheets = self.sheets()
        if sheets is not None and self._last is not None:
            self._paint_sheets(painter, sheets, self._last.pictures)
        if self.hasFocus():
            paint_ring(painter, self.viewport().rect())

    def _paint_sheets(self, painter: QPainter, sheets: Sheets, pictures: Mapping[int, QImage]) -> None:
        spare = (self.viewport().size() - self._extent(sheets)).expandedTo(QSize(0, 0)) / 2
        scrolled = QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        shift = QPoint(spare.width(), spare.height()) - scrolled
        for page, rect in enumerate(sheets.rects()):
            place = rect.translated(shift)
            painter.fillRect(place, PAPER)
            if page in pictures:
                self._paint_picture(painter, place, pictures[page])
            painter.setPen(theme.color("line"))
            painter.drawRect(place.adjusted(0, 0, -1, -1))

    def _paint_picture(self, painter: QPainter, place: QRect, picture: QImage) -> None:
        ratio = self.devicePixelRatioF()
        off = QSizeF(picture.size()) - QSizeF(place.size()) * ratio
        if max(abs(off.width()), abs(off.height())) <= 2:  # drawn for this size: dot on dot, or letters blur
            picture.setDevicePixelRatio(ratio)
            painter.drawImage(place.topLeft(), picture, QRectF(QRect(QPoint(), place.size() * ratio)).toRect())
        else:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(place, picture)


class PreviewPane(QWidget):
    """Shows a PDF as it will be printed, or a sentence in its place.

    Fits the width; Ctrl+wheel zooms, and where the paper has the keys Ctrl++ and Ctrl+− too; Ctrl+0 fits again.
    Elsewhere these keys are the letters' of the window. ``rendered`` tells that what is seen is new.
    """

    rendered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "desk")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._desk = _Desk()
        self._desk.setMinimumHeight(_LEAST_HEIGHT)
        self._desk.rendered.connect(self._show_desk)
        self._message = QLabel(alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        self._message.setTextFormat(Qt.TextFormat.PlainText)
        self._message.setMargin(MARGIN)
        self._message.setProperty("role", "secondary")
        self._message.setProperty("surface", "desk")
        self._stack = QStackedLayout()
        self._stack.setStackingMode(QStackedLayout.StackingMode.StackAll)  # so that the desk knows its size
        self._stack.addWidget(self._desk)
        self._stack.addWidget(self._message)
        self._tools = QWidget()
        self._tools.setLayout(self._tool_row())
        keeps_place = self._tools.sizePolicy()
        keeps_place.setRetainSizeWhenHidden(True)
        self._tools.setSizePolicy(keeps_place)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._stack, 1)
        column.addWidget(self._tools)
        self.show_message("")

    @property
    def zoom(self) -> float:
        """1 fits the width."""
        return self._desk.zoom

    def show_pdf(self, pdf: bytes, crop: Crop = WHOLE_PAGE) -> None:
        """Shows ``pdf``, or the part ``crop`` of each page; what was shown stays until the new is drawn."""
        self._desk.show_pdf(pdf, crop)

    def show_message(self, sentence: str) -> None:
        """Shows a sentence instead of a paper."""
        self._desk.clear()
        self._message.setText(sentence)
        self._stack.setCurrentWidget(self._message)
        self._desk.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # it is drawn beneath the sentence, unseen
        self._tools.hide()

    def zoom_in(self) -> None:
        self._desk.set_zoom(self.zoom * ZOOM_STEP)

    def zoom_out(self) -> None:
        self._desk.set_zoom(self.zoom / ZOOM_STEP)

    def fit_width(self) -> None:
        self._desk.set_zoom(1.0)

    def _show_desk(self) -> None:
        self._stack.setCurrentWidget(self._desk)
        self._desk.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._tools.show()
        self.rendered.emit()

    def _tool_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(MARGIN, 0, MARGIN, theme.INSIDE)
        row.addStretch()
        tools = (
            ("−", _("Alejar"), self.zoom_out),
            ("+", _("Acercar"), self.zoom_in),
            (_("Ajustar"), _("Ajustar al ancho"), self.fit_width),
        )
        for text, name, act in tools:
            button = quiet_button(text)
            button.setAccessibleName(name)
            button.setToolTip(name)
            button.clicked.connect(act)
            row.addWidget(button)
        return row

    def event(self, event: QEvent) -> bool:
        return claims_zoom(event) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = zoom_step(event)
        if step is None:
            super().keyPressEvent(event)
        else:
            (self.fit_width, self.zoom_in, self.zoom_out)[step]()
