"""Where faults of ours end: in the log and in one dialog, wherever they happened; and what Qt says, in the log."""

import logging
import sys
import threading
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from PySide6.QtCore import QMessageLogContext, QObject, Qt, QtMsgType, Signal, qInstallMessageHandler, qVersion
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from ananea_desktop.operations import program_log

if TYPE_CHECKING:
    from ananea_desktop.ui.dialogs import Dialog

_QT_LEVELS = {
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class FaultTeller(QObject):
    """Takes every fault that nobody caught: of a slot, of the books' thread, of any other thread, of a child process.

    One dialog at a time: what is painted again and again must not cover the window with messages.
    """

    _met = Signal(str)

    def __init__(self, log_file: Path) -> None:
        super().__init__()
        self.window: QWidget | None = None
        """What the dialog stands over; None while there is no window, or none any more."""
        self._log_file = log_file
        self._dialog: Dialog | None = None
        self._last = ""
        self._details = ""
        self._repeated = 0
        self._crash_file: IO[str] | None = None
        self._met.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        sys.excepthook = self._handle
        threading.excepthook = self._handle_of_thread
        sys.unraisablehook = self._handle_unraisable
        qInstallMessageHandler(self._note_qt)

    def watch_for_crashes(self) -> None:
        """What kills the process itself can only be written as it dies, and is told at the next start."""
        if self._crash_file is not None:
            return  # the window was opened again, on a copy that was put back
        import faulthandler

        path = self._log_file.with_name("registro-caida.log")
        left = program_log.take_crash(path)
        try:
            self._crash_file = path.open("w", encoding="utf-8")
        except OSError:  # a folder that cannot be written; the books are only looked at
            return
        faulthandler.enable(self._crash_file)
        if left:
            self._met.emit(self._with_log("killed by a crash the last time", left))

    def uninstall(self) -> None:
        """No loop turns any more that could show anything: what comes now is only written down."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        sys.unraisablehook = sys.__unraisablehook__
        qInstallMessageHandler(None)
        if self._crash_file is not None:
            import faulthandler

            faulthandler.disable()
            self._crash_file.close()
            Path(self._crash_file.name).unlink(missing_ok=True)

    def note(self, fault: BaseException, where: str) -> str:
        """Writes a fault into the log and gives the report to copy, with the log's last lines."""
        return self._with_log(where, program_log.note_fault(fault, where))

    def _with_log(self, where: str, report: str) -> str:
        stamp = datetime.now().isoformat(timespec="seconds")
        heading = f"{program_log.machine_words()}, Qt {qVersion()}, {stamp}\n{where}"
        return f"{heading}\n{report}\n— registro.log —\n{program_log.last_lines(self._log_file)}\n"

    def tell_last(self, fault: BaseException, where: str) -> int:
        """Tells a fault when the window is not there, waits until it is read, and gives the exit code."""
        app = QApplication.instance()
        assert app is not None
        dialog = self._show_dialog(self.note(fault, where), goes_on=False)
        dialog.finished.connect(lambda _result: app.quit())
        app.exec()
        return 1

    def _handle(self, kind: type[BaseException], fault: BaseException, trace: Any) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, fault, trace)
            return
        self._take(fault.with_traceback(trace), "in the window")

    def _handle_of_thread(self, met: threading.ExceptHookArgs) -> None:
        if met.exc_value is not None:
            name = met.thread.name if met.thread is not None else "?"
            self._take(met.exc_value, f"in the thread {name.split('-')[0]}")

    def _handle_unraisable(self, met: "sys.UnraisableHookArgs") -> None:
        # Nothing was interrupted by it; a dialog would help nobody.
        if met.exc_value is not None:
            program_log.note_fault(met.exc_value, "while something was cleared away")

    def _take(self, fault: BaseException, where: str) -> None:
        text = program_log.fault_text(fault)
        if text != self._last:
            self._last, self._repeated = text, 0
            self._details = self.note(fault, where)
        else:
            self._repeated += 1
            if self._repeated & (self._repeated - 1) == 0:  # the first, second, fourth, eighth … time
                program_log.LOG.error("the same fault again, %s times", self._repeated)
        with suppress(RuntimeError):  # Qt has taken this object away already: the log has it
            self._met.emit(self._details)

    def _show(self, details: str) -> None:
        if self.window is not None and not (isValid(self.window) and self.window.isVisible()):
            return  # it is closing, and the log has it
        if self._dialog is None or not isValid(self._dialog) or not self._dialog.isVisible():
            self._dialog = self._show_dialog(details)

    def _show_dialog(self, details: str, goes_on: bool = True) -> "Dialog":
        from ananea_desktop.ui.dialogs import fault_dialog

        over = QApplication.activeModalWidget() or self.window
        return fault_dialog(over if over is not None and isValid(over) else None, details, goes_on=goes_on)

    def _note_qt(self, kind: QtMsgType, _context: QMessageLogContext, text: str | None) -> None:
        if kind in _QT_LEVELS:
            program_log.note_words(_QT_LEVELS[kind], "Qt", text or "")
        elif sys.stderr is not None:
            print(text, file=sys.stderr)
