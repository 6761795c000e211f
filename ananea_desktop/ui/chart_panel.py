"""A chart with its title, and the ways out of the program: copied as a picture, saved as PNG, SVG or PDF."""

from concurrent.futures import Future
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from ananea_desktop.documents.charts import Chart
from ananea_desktop.domain.language import _
from ananea_desktop.operations import charts
from ananea_desktop.ui import theme
from ananea_desktop.ui.buttons import quiet_button
from ananea_desktop.ui.chart_view import ChartView
from ananea_desktop.ui.courier import deliver
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.labels import label

_FORMS = {"png": "PNG (*.png)", "svg": "SVG (*.svg)", "pdf": "PDF (*.pdf)"}


class ChartPanel(QWidget):
    """Stands 12 pixels further out than its text.

    ``bar_chosen`` as in ChartView; ``copied`` once the picture is on the clipboard.
    """

    bar_chosen = Signal(object)
    copied = Signal()

    def __init__(self, desk: Desk, title: str) -> None:
        super().__init__()
        self.desk = desk
        self.view = ChartView(title)
        self.view.bar_chosen.connect(self.bar_chosen)
        self.view.drawing_wanted.connect(self._get_ready)
        self.note = label("", "secondary", wrap=True)
        self.note.hide()
        self.note.setContentsMargins(theme.OVERHANG, 0, theme.OVERHANG, 0)
        self.copy_button = quiet_button(_("Copiar"), "copy")
        self.copy_button.setAccessibleName(_("Copiar como imagen: {title}").format(title=title))
        self.copy_button.clicked.connect(self.copy)
        self.save_button = quiet_button(_("Guardar…"), "floppy-disk")
        self.save_button.setAccessibleName(_("Guardar el gráfico: {title}").format(title=title))
        self.save_button.clicked.connect(self.choose_file)
        self._hidden = False
        self.head = QHBoxLayout()
        self.head.setContentsMargins(theme.OVERHANG, 0, 0, 0)
        self.head.setSpacing(0)
        self.head.addWidget(label(title, "section", wrap=True), 1)
        self.head.addWidget(self.copy_button)
        self.head.addWidget(self.save_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(self.head)
        column.addWidget(self.view)
        column.addWidget(self.note)
        self._follow()

    def show_chart(self, chart: Chart) -> None:
        self.view.show_chart(chart)
        self.note.setText(chart.note)
        self._follow()

    def _get_ready(self) -> None:
        self.desk.books.ask(charts.get_ready, owner=self, then=lambda _none: self.view.update())

    def set_hidden(self, hidden: bool) -> None:
        """Hidden amounts cannot be copied or saved either."""
        self._hidden = hidden
        self.view.set_hidden(hidden)
        self._follow()

    def _follow(self) -> None:
        self.note.setVisible(bool(self.note.text()) and not self._hidden)
        for button in (self.copy_button, self.save_button):
            button.setEnabled(self._shown() is not None)

    def _shown(self) -> Chart | None:
        """What may leave the program now."""
        chart = self.view.chart
        return None if chart is None or chart.is_empty or self._hidden else chart

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self._shown() is not None:
            menu = QMenu(self)
            menu.addAction(_("Copiar como imagen")).triggered.connect(self.copy)
            menu.addAction(_("Guardar el gráfico…")).triggered.connect(self.choose_file)
            menu.popup(event.globalPos())

    def copy(self) -> None:
        """Puts the chart as a picture on the clipboard, to paste it into a letter."""
        chart = self._shown()
        if chart is not None:
            from ananea_desktop.documents.chart_files import chart_file
            from ananea_desktop.ui.pdf_pages import on_pdf_thread

            deliver(on_pdf_thread(lambda: chart_file(chart, "png")), self._take_picture)

    def _take_picture(self, picture: "Future[bytes]") -> None:
        QGuiApplication.clipboard().setImage(QImage.fromData(picture.result()))
        self.desk.said.emit(_("Se copió el gráfico. Péguelo donde lo necesite con Ctrl+V."))
        self.copied.emit()

    def choose_file(self) -> None:
        """Asks where to save the chart, and as what."""
        chart = self._shown()
        if chart is not None:
            from ananea_desktop.ui.save_dialog import save_as

            write = partial(self._write, chart)
            save_as(self, _("Guardar el gráfico"), chart.name, _FORMS, write)

    def _write(self, chart: Chart, path: Path, form: str) -> None:
        """The other thread writes it too: it ends what it has in hand, though the page or the window is closed."""
        from ananea_desktop.documents.chart_files import chart_file
        from ananea_desktop.operations.reports import save_paper
        from ananea_desktop.ui.pdf_pages import on_pdf_thread

        said = _("Se guardó {name}.").format(name=path.name)

        def work() -> str:
            save_paper(path, chart_file(chart, form))
            return said

        deliver(on_pdf_thread(work), self.desk.tell_made)
