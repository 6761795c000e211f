"""Builds the parts of the program and joins them: the books' thread, the look, the window, the crash handler."""

import gc
import logging
import sys
from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QLibraryInfo, QLocale, QTimer, QTranslator
from PySide6.QtWidgets import QApplication

from ananea_desktop import __version__, paths
from ananea_desktop.domain.errors import NotWritable, UserError
from ananea_desktop.domain.language import _
from ananea_desktop.operations import copying
from ananea_desktop.operations.books import look_at_books, open_books
from ananea_desktop.ui import theme
from ananea_desktop.ui.books_thread import BooksThread, open_in_thread
from ananea_desktop.ui.main_window import MainWindow

_LOG = logging.getLogger("ananea_desktop")  # above those of the modules, whose words go into the same file
_QT_WORDS = "qtbase_es"
_CALM = 4_000
"""Milliseconds after the first page stands: then the data are checked, by a process that takes the disk for itself."""


def run_window(data_file: Path, when_ready: Callable[[], object] | None = None) -> int:
    """Opens the window on a data file and gives the exit code when it is closed."""
    app = make_application()
    said, looks_only = "", False
    while True:
        try:
            books = _open(data_file, looks_only)
        except UserError as problem:
            from ananea_desktop.ui.recovery import recover

            answer = recover(app, data_file, problem, _opener())
            if answer is None:
                return 1
            said, looks_only = answer
            continue
        window = MainWindow(books)
        code = _run(app, window, data_file, when_ready, said)
        if not window.restart_words:
            return close_books(books) or code
        said = window.restart_words
        books.stop()  # no copy of it: the whole file is kept aside


def _open(data_file: Path, looks_only: bool) -> BooksThread:
    """The books, only to be looked at where they cannot be written."""
    if not looks_only:
        try:
            return open_in_thread(lambda: open_books(data_file, opener=_opener()))
        except NotWritable:
            if not data_file.exists():
                raise
    return open_in_thread(lambda: look_at_books(data_file))


def _run(
    app: QApplication, window: MainWindow, data_file: Path, when_ready: Callable[[], object] | None, said: str
) -> int:
    """The window until it is closed; ``said`` is what the person is told first."""
    _handle_faults(window)
    window.ready.connect(lambda: _after_start(data_file))
    window.ready.connect(lambda: QTimer.singleShot(_CALM, window, window.check_quietly))
    if said:
        window.ready.connect(lambda: window.tell_restored(said))
    if when_ready is not None:
        window.ready.connect(when_ready)
    if window.size_is_remembered:
        window.show()
    else:
        window.showMaximized()  # the office's screen is small: the first time all of it is taken
    return app.exec()


def make_application() -> QApplication:
    """The Qt application, dressed in the look and following the system's light or dark."""
    running = QApplication.instance()
    app = running if isinstance(running, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName(paths.APPLICATION)
    app.setOrganizationName(paths.APPLICATION)
    app.setApplicationVersion(__version__)
    QLocale.setDefault(QLocale(QLocale.Language.Spanish, QLocale.Country.Peru))
    translate_qt(app)
    theme.apply_theme(app, theme.system_palette(app))
    theme.follow_system(app)
    return app


def translate_qt(app: QApplication, folder: str = "") -> QTranslator | None:
    """Puts Qt's own words (a field's menu, the file chooser) into Spanish: once, from what Qt itself brings."""
    known = app.findChild(QTranslator, _QT_WORDS)
    if known is not None and not folder:
        return known
    words = QTranslator(app)
    words.setObjectName(_QT_WORDS)
    folder = folder or QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if words.load(_QT_WORDS, folder) and app.installTranslator(words):
        return words
    words.setParent(None)
    _LOG.warning("no %s in %s: Qt's own words stay English", _QT_WORDS, folder)
    return None


def close_books(books: BooksThread) -> int:
    """Makes the copy of the day, closes the file, and gives 0; 1 and a message when the copy or a file failed."""
    try:
        unsaved = books.stop(copying.copy_on_close)
    except UserError as problem:
        _LOG.error("copy on close: %s", problem.sentence)
        sentences = [problem.sentence, *(each.sentence for each in books.take_unheard())]
        return _tell_last(_("El archivo está guardado, pero falta la copia"), "\n".join(sentences))
    if unsaved:
        return _tell_last(_("No se pudo"), "\n".join(problem.sentence for problem in unsaved))
    return 0


def _tell_last(title: str, sentence: str) -> int:
    """A message when the window is closed already; gives the exit code."""
    from ananea_desktop.ui.dialogs import tell

    app = QApplication.instance()
    assert app is not None
    message = tell(None, title, sentence)
    message.finished.connect(lambda _result: app.quit())
    app.exec()
    return 1


def _after_start(data_file: Path) -> None:
    """What can wait until the window is there."""
    gc.freeze()
    gc.enable()
    _start_log(paths.log_file(data_file))


def _opener() -> str:
    import getpass

    try:
        return getpass.getuser()
    except OSError:
        return ""


def _start_log(path: Path) -> None:
    """A small rotating log beside the data file: faults of ours, no data of persons."""
    _LOG.addHandler(_Log(path))
    _LOG.setLevel(logging.INFO)


class _Log(logging.Handler):
    """Its file is opened by the first record: what rotates it takes 10 ms to load, and most days nothing is told."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path

    @cached_property
    def _file(self) -> logging.Handler:
        from logging.handlers import RotatingFileHandler

        handler = RotatingFileHandler(self._path, maxBytes=500_000, backupCount=2, encoding="utf-8")
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        return handler

    def emit(self, record: logging.LogRecord) -> None:
        try:
            self._file.emit(record)
        except OSError:  # a full disk must not become a fault of ours over the one that is told
            self.handleError(record)

    def close(self) -> None:
        if "_file" in self.__dict__:
            self._file.close()
        super().close()


def _handle_faults(window: MainWindow) -> None:
    """A fault of ours goes to the log and to a dialog that can be copied; the window stays open."""

    def handle(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, fault, trace)
            return
        import traceback

        from ananea_desktop.ui.dialogs import fault_dialog

        text = "".join(traceback.format_exception(kind, fault, trace))
        _LOG.error("%s", text)
        stamp = datetime.now().isoformat(timespec="seconds")
        fault_dialog(window, f"ananea_desktop {__version__}, {stamp}\n{text}")

    sys.excepthook = handle
