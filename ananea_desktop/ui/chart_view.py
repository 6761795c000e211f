"""A chart on the screen: drawn anew for each size and theme, its bars reached by mouse and keyboard."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QFontInfo,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ananea_desktop.documents.chart_ready import is_ready, wanted_height
from ananea_desktop.documents.charts import Bar, Chart, Measure, shown_value
from ananea_desktop.domain.language import _
from ananea_desktop.domain.money import SYMBOLS, format_money
from ananea_desktop.ui import theme
from ananea_desktop.ui.labels import literal_tip
from ananea_desktop.ui.painting import paint_box, paint_ring, paint_text

if TYPE_CHECKING:
    from PySide6.QtSvg import QSvgRenderer

_REACH = theme.OVERHANG
_ABOVE = 6
_IDLE_MS = 150
"""The rest of the page is painted, and the first key or click answered, before a chart is drawn."""
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
_ENDS = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: -1}


class ChartView(QWidget):
    """Stands 12 pixels further out than its text, for hover and focus.

    ``bar_chosen`` gives the Bar whose rows are wanted: clicked, or Enter on it. Arrows go from bar to bar.

    ``drawing_wanted`` once, a moment after a chart was to be painted and what draws it is not loaded (chart_ready):
    the page stands first, with the chart's place in it. Whoever loads it calls ``update``.
    """

    bar_chosen = Signal(object)
    drawing_wanted = Signal()

    def __init__(self, title: str) -> None:
        """``title`` names the chart to screen readers."""
        super().__init__()
        self.chart: Chart | None = None
        self._hidden = False
        self._renderer: QSvgRenderer | None = None
        self._areas: list[tuple[Bar, QRectF]] = []
        self._current = -1
        self._hovered = -1
        self._idle = QTimer(self, singleShot=True, interval=_IDLE_MS)
        self._idle.timeout.connect(self.drawing_wanted)
        self._has_asked = False
        self.setAccessibleName(title)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.on_change(self._draw_anew)

    def show_chart(self, chart: Chart) -> None:
        """Shows a chart in place of the one before."""
        self.chart = chart
        self._current = self._hovered = -1
        self._follow()

    def set_hidden(self, hidden: bool) -> None:
        """Shows nothing of the amounts until it is called again."""
        self._hidden = hidden
        self._follow()

    def _follow(self) -> None:
        told = self.chart is not None and not self._hidden
        has_rows = told and self.chart is not None and any(bar.key for bar in self.chart.bars)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if has_rows else Qt.FocusPolicy.NoFocus)
        self.setAccessibleDescription(self._told() if told else "")
        self.updateGeometry()
        self._draw_anew()

    def _told(self) -> str:
        if self.chart is None or self.chart.is_empty:
            return _("Sin datos en este período.")
        return "; ".join(self.words_of(bar) for bar in self.chart.bars)

    def words_of(self, bar: Bar) -> str:
        """A bar as it is read aloud, with its amounts in full: «Mar: Ingresó S/ 93,236.88, Se gastó S/ 4,980.00»."""
        assert self.chart is not None
        parts = []
        currency = next((code for code, symbol in SYMBOLS.items() if symbol == self.chart.unit), "PEN")
        for series, value in zip(self.chart.series, bar.values, strict=True):
            if value is not None:
                is_money = self.chart.measure is Measure.SOLES
                figure = format_money(value, currency) if is_money else shown_value(value, self.chart.measure)
                parts.append(f"{series.name} {figure}")
        words = ", ".join([*parts, bar.remark] if bar.remark else parts)
        return f"{bar.label}: {words}" if words else bar.label

    # size and drawing

    def sizeHint(self) -> QSize:
        return QSize(theme.scaled(360), self._wanted_height())

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.scaled(240), self._wanted_height())

    def _letters(self) -> float:
        """Pixels of the letters on it."""
        return float(QFontInfo(theme.font("secondary")).pixelSize())

    def _wanted_height(self) -> int:
        return round(wanted_height(self.chart, self._letters())) + 2 * _ABOVE

    def _draw_anew(self) -> None:
        self._renderer = None
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._draw_anew()

    def _draw(self) -> "QSvgRenderer | None":
        """The drawing for the present size, made when it is first painted: what is out of sight costs nothing."""
        if self._renderer is None and self.chart is not None:
            from PySide6.QtSvg import QSvgRenderer

            from ananea_desktop.documents.chart_drawing import chart_svg, draw_chart
            from ananea_desktop.documents.chart_parts import ChartColours

            names = {"ink", "ink2", "bar", "track", "edge", "line"}
            colours = ChartColours(
                ground=theme.palette().bg, **{name: getattr(theme.palette(), name) for name in names}
            )
            # While a page is laid out anew it may be painted lower than it will be: too low for any letters.
            width, height = self.width() - 2 * _REACH, max(self.height(), self._wanted_height()) - 2 * _ABOVE
            drawn = draw_chart(self.chart, max(1, width), max(1, height), colours, self._letters())
            self._renderer = QSvgRenderer(QByteArray(chart_svg(drawn)))
            boxes = [QRectF(area.x + _REACH, area.y + _ABOVE, area.width, area.height) for area in drawn.areas]
            self._areas = list(zip(self.chart.bars, boxes, strict=False))
        return self._renderer

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.chart is None or self._hidden or not is_ready():
            self._want_drawing()
            words = _("Los montos están ocultos.") if self._hidden else "…"
            paint_text(
                painter,
                self.rect().adjusted(_REACH, 0, -_REACH, 0),
                words,
                letters=theme.font(),
                colour=theme.color("ink2"),
            )
            return
        renderer = self._draw()
        if 0 <= self._hovered < len(self._areas) and self._areas[self._hovered][0].key:
            paint_box(painter, self._box(self._hovered), fill=theme.color("hover"))
        if renderer is not None:
            inner = QRectF(self.rect()).adjusted(_REACH, _ABOVE, -_REACH, -_ABOVE)
            renderer.render(painter, inner)
        if self.hasFocus() and 0 <= self._current < len(self._areas):
            paint_ring(painter, self._box(self._current))

    def _want_drawing(self) -> None:
        if self.chart is not None and not self._hidden and not self._has_asked:
            self._has_asked = True
            self._idle.start()

    @property
    def is_waiting(self) -> bool:
        """Whether it will soon ask for what draws it."""
        return self._idle.isActive()

    def _box(self, number: int) -> QRect:
        return self._areas[number][1].adjusted(-6, -3, 6, 3).toRect().intersected(self.rect())

    # choosing a bar

    def _at(self, place: QPointF) -> int:
        if self._hidden or self.chart is None:
            return -1
        self._draw()
        found = (number for number, (_bar, box) in enumerate(self._areas) if box.contains(place))
        return next(found, -1)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self._at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(-1)

    def _hover(self, number: int) -> None:
        if number != self._hovered:
            self._hovered = number
            opens = number >= 0 and bool(self._areas[number][0].key)
            self.setCursor(Qt.CursorShape.PointingHandCursor if opens else Qt.CursorShape.ArrowCursor)
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        number = self._at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and number >= 0:
            self._current = number
            self._open(number)

    def _open(self, number: int) -> None:
        if 0 <= number < len(self._areas) and self._areas[number][0].key:
            self.bar_chosen.emit(self._areas[number][0])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._draw()
        key = Qt.Key(event.key())
        if key in _STEPS and self._areas:
            self._go_to(min(len(self._areas) - 1, max(0, self._current + _STEPS[key])))
        elif key in _ENDS and self._areas:
            self._go_to(_ENDS[key] % len(self._areas))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._open(self._current)
        else:
            super().keyPressEvent(event)

    def _go_to(self, number: int) -> None:
        self._current = number
        self.update()
        words = self.words_of(self._areas[number][0])
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def bar_box(self, number: int) -> QRect:
        """Where a bar stands with its label, for whoever scrolls to it or clicks on it."""
        self._draw()
        return self._box(number)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._draw()
        if self._current < 0 and event.reason() != Qt.FocusReason.MouseFocusReason and self._areas:
            self._go_to(0)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            self._tell(event.pos(), event.globalPos())
            return True
        return super().event(event)

    def _tell(self, place: QPoint, on_screen: QPoint) -> None:
        number = self._at(QPointF(place))
        if number < 0:
            QToolTip.hideText()
        else:
            QToolTip.showText(on_screen, literal_tip(self.words_of(self._areas[number][0])), self)
