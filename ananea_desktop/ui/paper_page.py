"""A list on paper: looked at first, with its year, then printed or saved as PDF, XLSX or CSV."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from ananea_desktop.domain.errors import UserError
from ananea_desktop.domain.language import ENGLISH, SPANISH, _
from ananea_desktop.operations import reports
from ananea_desktop.ui import theme
from ananea_desktop.ui.buttons import primary_button, quiet_button, secondary_button
from ananea_desktop.ui.choice import ChoiceField
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.labels import label
from ananea_desktop.ui.preview import PreviewPane
from ananea_desktop.ui.printing import ask_and_print

YEARS_SHOWN = 12


class PaperPage(QWidget):
    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._name = ""
        self._pdf = b""
        self.title = label("", "title")
        self.year = ChoiceField([], fits=True)
        self.year.setAccessibleName(_("Año"))
        self.language = ChoiceField([(SPANISH, _("En español")), (ENGLISH, _("En inglés"))], fits=True)
        self.language.setAccessibleName(_("Idioma del papel"))
        for field in (self.year, self.language):
            field.value_changed.connect(self._load)
        self.preview = PreviewPane()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head())
        column.addWidget(self.preview, 1)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(theme.MARGIN - theme.OVERHANG, 10, theme.MARGIN, 10)
        row.setSpacing(theme.GAP)
        back = quiet_button(_("Volver"), "arrow-left", "Esc")
        back.clicked.connect(self.leave)
        row.addWidget(back)
        row.addWidget(self.title)
        row.addStretch(1)
        row.addWidget(self.year)
        row.addWidget(self.language)
        save = secondary_button(_("Guardar como…"), "floppy-disk")
        save.setObjectName("save_paper")
        save.clicked.connect(self._choose_file)
        row.addWidget(save)
        self.print_button = primary_button(_("Imprimir"), "printer", "Ctrl+P")
        self.print_button.clicked.connect(self._print)
        row.addWidget(self.print_button)
        return row

    def leave(self) -> None:
        self.left.emit()

    def open_report(self, name: str) -> None:
        """Shows a report of ``operations.reports.REPORTS``."""
        self._name = name
        report = reports.REPORTS[name]
        self.title.setText(_(report.title))
        this_year = self.desk.books.books.today().year
        years = [(year, str(year)) for year in range(this_year, this_year - YEARS_SHOWN, -1)]
        self.year.blockSignals(True)
        self.year.set_choices([*years, (None, _("Todos los años"))])
        self.year.blockSignals(False)
        self.year.setVisible(report.by_year)
        self._load()

    def _chosen_year(self) -> int | None:
        year = self.year.value()
        return year if isinstance(year, int) and reports.REPORTS[self._name].by_year else None

    def _load(self) -> None:
        if self._name:
            arguments = self._name, self._chosen_year(), str(self.language.value()), "pdf"
            self.desk.books.ask(reports.make_report, *arguments, owner=self, then=self._show)

    def _show(self, pdf: bytes) -> None:
        self._pdf = pdf
        self.preview.show_pdf(pdf)

    def _file_name(self) -> str:
        year = self._chosen_year()
        return f"{self._name}-{year}" if year else self._name

    def _print(self) -> None:
        if self._pdf:
            said = _("Se imprimió: {title}.").format(title=self.title.text())
            ask_and_print(
                self,
                self._pdf,
                self._file_name() + ".pdf",
                lambda done: self.desk.said.emit(said) if done else None,
            )

    def _choose_file(self) -> None:
        filters = {"PDF (*.pdf)": ".pdf", "Excel (*.xlsx)": ".xlsx", "CSV (*.csv)": ".csv"}
        dialog = QFileDialog(self, _("Guardar como"), self._file_name(), ";;".join(filters))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.fileSelected.connect(lambda name: self._save(Path(name), filters[dialog.selectedNameFilter()]))
        dialog.open()

    def _save(self, path: Path, suffix: str) -> None:
        if path.suffix not in (".pdf", ".xlsx", ".csv"):
            path = path.with_name(path.name + suffix)
        self.desk.books.ask(
            reports.save_report,
            self._name,
            self._chosen_year(),
            str(self.language.value()),
            path,
            owner=self,
            then=lambda _none: self.desk.said.emit(_("Se guardó {name}.").format(name=path.name)),
            refused=lambda problem: self.desk.books.problem_met.emit(UserError(problem.sentence)),
        )
