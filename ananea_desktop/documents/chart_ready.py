"""What a chart needs before it is drawn: its height, and the modules that draw, which a window loads when it is idle.

Light: the first page imports it at the start.
"""

import sys

from ananea_desktop.documents.charts import Chart, Shape
from ananea_desktop.domain.steps import Steps

_COLUMNS_HEIGHT = 15.0
_EMPTY_HEIGHT = 5.0
_LEGEND = 2.0
_ROW = 1.7
_BAR = 1.3


def wanted_height(chart: Chart | None, size: float) -> float:
    """How high a chart wants to be drawn with letters of ``size``, in the unit of ``size``; None: not known yet."""
    if chart is None:
        return _COLUMNS_HEIGHT * size
    if chart.is_empty:
        return _EMPTY_HEIGHT * size
    if chart.shape is Shape.COLUMNS:
        return _COLUMNS_HEIGHT * size
    bars_of_each = 1 if chart.stacked else len(chart.series)
    return (_LEGEND + len(chart.bars) * (_ROW + _BAR * bars_of_each)) * size


_LAST_LOADED = "ananea_desktop.documents.chart_drawing"


def is_ready() -> bool:
    """Whether a chart is drawn without loading anything first."""
    return _LAST_LOADED in sys.modules


def get_ready() -> Steps[None]:
    """Loads what drawing needs, piece by piece: away from the window, which would stand still for it the first time."""
    import reportlab.lib.colors

    yield
    import reportlab.graphics.shapes

    yield
    import reportlab.graphics.renderSVG  # noqa: F401

    yield
    from ananea_desktop.documents import fonts

    fonts.register()
    yield
    import ananea_desktop.documents.chart_drawing  # noqa: F401
