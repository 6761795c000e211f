"""Traer de una hoja de cálculo: the file, its columns, what would be written, and the writing, all of it or nothing."""

import threading
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QStandardPaths, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ananea_desktop.documents.spreadsheet import ENDINGS, STOPPED, SheetReader, Table
from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.errors import UserError
from ananea_desktop.domain.language import _
from ananea_desktop.domain.rights import Right
from ananea_desktop.operations import trainings
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.importing import matching as matchings
from ananea_desktop.operations.importing import run as runs
from ananea_desktop.operations.importing.kinds import ATTENDANCE_IN, DEBTS_IN, KINDS
from ananea_desktop.operations.importing.matching import Matching
from ananea_desktop.operations.importing.plan import Plan
from ananea_desktop.operations.importing.template import file_name, write_template
from ananea_desktop.ui import theme
from ananea_desktop.ui.attaching import Source
from ananea_desktop.ui.buttons import link_button, primary_button, secondary_button
from ananea_desktop.ui.choice import ChoiceField
from ananea_desktop.ui.courier import deliver
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.drop_target import DropTarget
from ananea_desktop.ui.forms import FormRow
from ananea_desktop.ui.import_panes import ColumnsPane, PlanPane, button_words
from ananea_desktop.ui.labels import hairline, label
from ananea_desktop.ui.page_head import PageHead
from ananea_desktop.ui.save_dialog import save_as

_readers = ThreadPoolExecutor(max_workers=1, thread_name_prefix="sheets")


class _Teller(QObject):
    """Outlives the page: the books' thread may tell of some rows more after it is gone."""

    told = Signal(int)


class ImportPage(QWidget):
    """``planned`` when what would be written is in sight, ``finished`` when it is written."""

    left = Signal()
    planned = Signal()
    finished = Signal()

    def __init__(self, desk: Desk, kind_name: str, session_id: int | None = None) -> None:
        """``session_id``: the training whose attendance it is, chosen beforehand."""
        super().__init__()
        self.desk = desk
        self.kind = KINDS[kind_name]
        self.rights = (Right.MONEY if self.kind is DEBTS_IN else Right.RECORDS,)
        self._session_id = session_id
        self._path: Path | None = None
        self._table: Table | None = None
        self._matching: Matching | None = None
        self._plan: Plan | None = None
        self._reader: SheetReader | None = None
        self._reading: Future[Table] | None = None
        self._is_writing = False
        self._leaves = False
        self._stop = threading.Event()
        self._work = QObject(self)
        """What is asked of the books belongs to it: it goes when one cancels."""
        self._make_parts()
        self._lay_out()
        DropTarget(self, lambda: self._take_dropped if not self._is_busy() else None, _("Suelte aquí la hoja"))
        self._show_step(self._start)

    def _make_parts(self) -> None:
        self.choose_button = secondary_button(_("Elegir archivo…"), "folder-open")
        self.choose_button.setObjectName("choose_sheet_file")
        self.choose_button.clicked.connect(self._ask_file)
        self.template_button = link_button(_("Guardar una plantilla para llenar"), "download-simple")
        self.template_button.setObjectName("save_template")
        self.template_button.clicked.connect(self._save_template)
        self.file = label("", "text", wrap=True, name="sheet_file")
        self.sheet = ChoiceField()
        self.sheet.setObjectName("sheet")
        self.sheet.value_changed.connect(self._read_sheet)
        self._sheet_row = FormRow(_("Hoja"), self.sheet)
        self.session = ChoiceField()
        self.session.setObjectName("import_session")
        self._session_row = FormRow(_("Capacitación"), self.session)
        self.problem = label("", "text", wrap=True, name="import_problem")
        self.columns = ColumnsPane(self.kind)
        self.columns.changed.connect(self._follow_columns)
        self.plan = PlanPane()
        self.plan.accepted.connect(self._follow_plan)
        self.busy = label("", "section", name="import_progress")
        self.cancel_button = secondary_button(_("Cancelar"))
        self.cancel_button.setObjectName("cancel_import")
        self.cancel_button.clicked.connect(self.cancel)
        self.check_button = primary_button(_("Revisar"), "arrow-right")
        self.check_button.setObjectName("check_import")
        self.check_button.clicked.connect(self._check)
        self.write_button = primary_button(_("Traer"), "check", "Ctrl+S")
        self.write_button.setObjectName("write_import")
        self.write_button.clicked.connect(self._write)
        self.back_button = secondary_button(_("Cambiar columnas"))
        self.back_button.setObjectName("back_to_columns")
        self.back_button.clicked.connect(lambda: self._show_step(self.columns))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(PageHead(_(self.kind.title), self.leave))
        top = QVBoxLayout()
        top.setContentsMargins(theme.MARGIN, 4, theme.MARGIN, 10)
        top.setSpacing(8)
        words = _("De Excel, LibreOffice o CSV. Primero se muestra qué se traería; nada se escribe sin su permiso.")
        top.addWidget(label(words, "secondary", wrap=True))
        if self.kind is ATTENDANCE_IN:
            top.addWidget(self._session_row)
        chosen = QHBoxLayout()
        chosen.setSpacing(theme.GAP)
        chosen.addWidget(self.choose_button)
        chosen.addWidget(self.file, 1)
        chosen.addWidget(self.template_button)
        top.addLayout(chosen)
        top.addWidget(self._sheet_row)
        top.addWidget(self.problem)
        column.addLayout(top)
        self._steps = QStackedWidget()
        self._start = self._make_start()
        self._waiting = self._make_waiting()
        for pane in (self._start, self.columns, self.plan, self._waiting):
            self._steps.addWidget(pane)
        column.addWidget(self._steps, 1)
        column.addWidget(hairline())
        column.addLayout(self._foot())

    def _make_start(self) -> QWidget:
        pane = QWidget()
        column = QVBoxLayout(pane)
        column.setContentsMargins(theme.MARGIN, theme.GAP, theme.MARGIN, 0)
        column.addWidget(label(_("También puede arrastrar el archivo y soltarlo aquí."), "secondary", wrap=True))
        column.addStretch(1)
        return pane

    def _make_waiting(self) -> QWidget:
        pane = QWidget()
        column = QVBoxLayout(pane)
        column.setContentsMargins(theme.MARGIN, 40, theme.MARGIN, 0)
        column.addWidget(self.busy)
        column.addWidget(self.cancel_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        return pane

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(theme.MARGIN, 10, theme.MARGIN, 10)
        row.setSpacing(10)
        leave = secondary_button(_("Salir"))
        leave.clicked.connect(self.leave)
        for button in (self.check_button, self.write_button, self.back_button):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(leave)
        return row

    # opening, leaving

    def open(self) -> "ImportPage":
        """Shows itself over what is in sight."""
        self.desk.page_wanted.emit(self)
        if self.kind is ATTENDANCE_IN:
            self.desk.books.ask(trainings.newest, owner=self, then=self._show_sessions)
        self.choose_button.setFocus(Qt.FocusReason.OtherFocusReason)
        return self

    def _show_sessions(self, found: list[dict[str, Any]]) -> None:
        self.session.set_choices([(row["id"], f"{format_date(row['held_on'])} · {row['topic']}") for row in found])
        if self._session_id is not None and self._session_id in self.session.values():
            self.session.set_value(self._session_id)

    def leave(self) -> None:
        """Whatever runs is stopped; nothing half done stays."""
        self.cancel()
        if self._is_writing:
            self._leaves = True  # once it is known whether the stop came in time
        else:
            self.left.emit()

    def cancel(self) -> None:
        """Stops reading, planning or writing, and goes back to the step before.

        What is being written may be written whole by now: that is said once the books' thread has answered.
        """
        if not self._is_busy():
            return
        self._stop.set()
        if self._is_writing:
            self.busy.setText(_("Deteniendo…"))
            self.cancel_button.setEnabled(False)
            return
        if self._reader is not None:
            self._reader.stop()
        self._work.deleteLater()
        self._work = QObject(self)
        self._say(_(STOPPED))
        self._show_step(self.columns if self._matching is not None else self._start)

    def _is_busy(self) -> bool:
        return self._steps.currentWidget() is self._waiting

    def _show_step(self, pane: QWidget) -> None:
        self._steps.setCurrentWidget(pane)
        self.choose_button.setEnabled(not self._is_busy())
        self.sheet.setEnabled(not self._is_busy())
        self.check_button.setVisible(pane is self.columns)
        self.write_button.setVisible(pane is self.plan)
        self.back_button.setVisible(pane is self.plan)
        self._sheet_row.setVisible(self._table is not None and len(self._table.sheets) > 1)
        if pane is self.columns:
            self._follow_columns()

    def _wait(self, words: str) -> None:
        self._say("")
        self._stop = threading.Event()
        self.busy.setText(words)
        self.cancel_button.setEnabled(True)
        self._show_step(self._waiting)
        self.cancel_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    # the file

    def _ask_file(self) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        patterns = " ".join(f"*{ending}" for ending in ENDINGS)
        chooser = QFileDialog(self, _("Elija la hoja de cálculo"), folder, _("Hojas de cálculo") + f" ({patterns})")
        chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
        chooser.fileSelected.connect(lambda path: self.take_file(Path(path)))
        chooser.open()

    def _take_dropped(self, sources: Sequence[Source]) -> None:
        source = sources[0]
        if isinstance(source, Path):
            self.take_file(source)

    def take_file(self, path: Path) -> None:
        """Reads the first sheet of a file, off the window's thread."""
        self._path, self._table, self._matching = path, None, None
        self.file.setText(path.name)
        self._read(None)

    def _read_sheet(self) -> None:
        wanted = self.sheet.value()
        if self._table is not None and wanted != self._table.sheet:
            self._read(str(wanted))

    def _read(self, sheet: str | None) -> None:
        assert self._path is not None
        self._wait(_("Leyendo la hoja…"))
        self._reader = reader = SheetReader()
        self._reading = _readers.submit(runs.read_table, self._path, sheet, reader)
        deliver(self._reading, self._take_table)

    def _take_table(self, read: "Future[Table]") -> None:
        if self._stop.is_set() or read is not self._reading:
            return  # one that was stopped may answer while the next is being read
        problem = read.exception()
        if isinstance(problem, UserError):
            self._refuse(problem)
            return
        self._table = table = read.result()
        self.sheet.blockSignals(True)
        self.sheet.set_choices([(name, name) for name in table.sheets])
        self.sheet.set_value(table.sheet)
        self.sheet.blockSignals(False)
        is_old = table.encoding and not table.encoding.startswith("UTF")
        look = _(" · vea abajo que las ñ y las tildes salgan bien ({encoding})").format(encoding=table.encoding)
        self.file.setText(f"{table.file_name}{look if is_old else ''}")
        self.desk.books.ask(matchings.match, self.kind, table, owner=self._work, then=self._take_matching)

    def _take_matching(self, matching: Matching) -> None:
        self._matching = matching
        self.columns.show_matching(matching)
        self._show_step(self.columns)
        if not matching.headings:
            self._say(_("La hoja está vacía. Elija otra hoja u otro archivo."))
        self.check_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _refuse(self, problem: UserError) -> None:
        self._is_writing = False
        if self._leaves:
            self.desk.said.emit(problem.sentence)
            self.left.emit()
            return
        self._show_step(self.columns if self._matching is not None else self._start)
        self._say(problem.sentence)

    # what would be written

    def _follow_columns(self) -> None:
        self.check_button.setEnabled(self.columns.is_complete)

    def _check(self) -> None:
        if self._table is None or self._matching is None or not self.columns.is_complete:
            return
        self._wait(_("Revisando cada fila…"))
        self.desk.books.ask(matchings.remember, self.kind, self._matching, owner=self._work)
        self.desk.books.ask(
            runs.plan,
            self.kind,
            self._table,
            self._matching,
            self._session(),
            self.columns.wipes.isChecked(),
            owner=self._work,
            then=self._take_plan,
            refused=self._refuse,
        )

    def _session(self) -> int | None:
        chosen = self.session.value() if self.session.values() else None
        return chosen if isinstance(chosen, int) else None

    def _take_plan(self, plan: Plan) -> None:
        self._plan = plan
        self.plan.show_plan(plan)
        self.write_button.setText(button_words(plan))
        self._show_step(self.plan)
        self._follow_plan()
        (self.write_button if self.write_button.isEnabled() else self.plan.table).setFocus()
        self.planned.emit()

    def _follow_plan(self) -> None:
        plan = self._plan
        is_accepted = plan is not None and (not plan.doubts.count or self.plan.accept.isChecked())
        self.write_button.setEnabled(plan is not None and plan.may_write and is_accepted)

    # writing

    def _write(self) -> None:
        plan = self._plan
        if plan is None or not self.write_button.isEnabled() or self._is_busy():
            return
        self._wait(_("Escribiendo…"))
        self._is_writing = True
        total = f"{plan.added + plan.changed:,}"
        teller, stop = _Teller(), self._stop
        teller.told.connect(self._tell_progress)
        self._total = total
        self.desk.books.ask(
            _write,
            plan,
            self.plan.accept.isChecked(),
            self._session(),
            lambda done: teller.told.emit(done),
            stop.is_set,
            owner=self._work,
            then=lambda is_written: self._finish(plan) if is_written else self._refuse(UserError(_(STOPPED))),
            refused=self._refuse,
        )

    def _tell_progress(self, done: int) -> None:
        if self._is_writing and not self._stop.is_set():
            self.busy.setText(_("Escribiendo {done} de {total}…").format(done=f"{done:,}", total=self._total))

    def _finish(self, plan: Plan) -> None:
        self._is_writing = False
        self.desk.record_saved.emit()
        self.desk.said.emit(_("Traído: {summary}. Ctrl+Z lo deshace.").format(summary=runs.summary(plan)))
        self.finished.emit()
        self.left.emit()

    # the template

    def _save_template(self) -> None:
        save_as(
            self,
            _("Guardar la plantilla"),
            file_name(self.kind).removesuffix(".xlsx"),
            {"xlsx": _("Hoja de cálculo (*.xlsx)")},
            lambda path, _form: self.desk.books.ask(
                _write_template, self.kind.name, path, owner=self, then=self.desk.said.emit, must_finish=True
            ),
        )


def _write(books: Books, *given: Any) -> bool:
    """Whether it was written: whoever stopped it has been told already."""
    try:
        runs.write(books, *given)
    except runs.Stopped:
        return False
    return True


def _write_template(_books: Books, kind_name: str, path: Path) -> str:
    write_template(KINDS[kind_name], path)
    return _("Guardada en «{path}».").format(path=path)


def open_import(desk: Desk, kind_name: str, session_id: int | None = None) -> ImportPage:
    """Opens the page over what is in sight."""
    return ImportPage(desk, kind_name, session_id).open()
