"""Builds the parts of the program and joins them: the books' thread, the look, the window, the crash handler."""

import gc
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QTimer, qVersion
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from ananea_desktop import __version__, paths
from ananea_desktop.domain.errors import NotWritable, StorageProblem, UserError
from ananea_desktop.domain.language import _
from ananea_desktop.operations import program_log
from ananea_desktop.operations.books import look_at_books, open_books
from ananea_desktop.storage.data_file import is_consolidated
from ananea_desktop.ui import appearance, theme
from ananea_desktop.ui.books_thread import BooksThread, open_in_thread
from ananea_desktop.ui.faults import FaultTeller
from ananea_desktop.ui.main_window import MainWindow
from ananea_desktop.ui.window_language import speak_chosen

_NOTE_AFTER_MS = 3000
"""When the page in sight has its figures, it is written down what the program runs on."""
_COPIES_AFTER = 2000
"""Milliseconds after the first page stands: until then the person has begun to work."""
_CALM = 4_000
"""Milliseconds after the first page stands: then the data are checked, by a process that takes the disk for itself."""


def run_window(data_file: Path, when_ready: Callable[[], object] | None = None) -> int:
    """Opens the window on a data file and gives the exit code when it is closed."""
    app = make_application()
    log_file = paths.log_file(data_file)
    with program_log.logging_to(lambda: log_file):
        faults = FaultTeller(log_file)
        faults.install()
        try:
            if is_consolidated(data_file):
                from ananea_desktop.ui.central_open import run_central

                speak_chosen(app)
                return run_central(app, data_file)
            return _run(app, data_file, faults, when_ready)
        finally:
            faults.uninstall()


def _run(app: QApplication, data_file: Path, faults: FaultTeller, when_ready: Callable[[], object] | None) -> int:
    said, looks_only, begins_for_real = "", False, False
    while True:
        speak_chosen(app)
        try:
            books = _open(data_file, looks_only, faults)
        except UserError as problem:
            from ananea_desktop.ui.recovery import recover

            program_log.note_problem(problem, "opening the data file")
            answer = recover(app, data_file, problem, _opener())
            if answer is None:
                return 1
            said, looks_only = answer
            continue
        try:
            window = _open_window(books, faults, when_ready, said)
            window.begins_for_real = begins_for_real
        except Exception as fault:
            books.stop()
            return faults.tell_last(fault, "while the window was made")
        code = app.exec()
        faults.window = None
        if window.next_file is not None:
            begins_for_real = paths.sample_file(window.next_file) == data_file
            data_file, said = window.next_file, ""
            books.stop()  # a copy of what was written is made when it is opened the next time
            _take_away(window)
            continue
        if not (window.restart_words or window.opens_anew):
            return _close(books, faults) or code
        said = window.restart_words
        books.stop()  # no copy of it: the whole file is kept aside, or goes on being used
        _take_away(window)


def _open(data_file: Path, looks_only: bool, faults: FaultTeller) -> BooksThread:
    """The books, only to be looked at where they cannot be written. Raises UserError, also after a fault of ours: what
    is in a file may be of a shape that nobody thought of, and a copy is the way out."""
    try:
        if not looks_only:
            try:
                return open_in_thread(lambda: open_books(data_file, opener=_opener()))
            except NotWritable:
                if not data_file.exists():
                    raise
        return open_in_thread(lambda: look_at_books(data_file))
    except UserError:
        raise
    except Exception as fault:
        faults.tell_last(fault, "while the data file was opened")
        raise StorageProblem(
            _("El programa no entiende lo que hay en {name}: puede estar dañado. No se tocó.").format(
                name=data_file.name
            )
        ) from fault


def _close(books: BooksThread, faults: FaultTeller) -> int:
    try:
        return close_books(books)
    except Exception as fault:
        return faults.tell_last(fault, "while the data file was closed")


def _open_window(
    books: BooksThread, faults: FaultTeller, when_ready: Callable[[], object] | None, said: str
) -> MainWindow:
    """``said`` is what the person is told first."""
    window = faults.window = MainWindow(books)
    window.ready.connect(lambda: _after_start(window, books))
    window.ready.connect(faults.watch_for_crashes)
    # At once: an answer that comes late may open a dialog, which without its window would hold program and file.
    window.closed.connect(lambda: QCoreApplication.exit(0))
    window.ready.connect(lambda: QTimer.singleShot(_CALM, window, window.check_quietly))
    if said:
        window.ready.connect(lambda: window.tell_restored(said))
    if when_ready is not None:
        window.ready.connect(when_ready)
    if window.size_is_remembered:
        window.show()
    else:
        window.showMaximized()  # the office's screen is small: the first time all of it is taken
    return window


def _take_away(window: MainWindow) -> None:
    """Before another one takes its place: what is only closed goes on following colours, letters and its timers."""
    window.deleteLater()
    QCoreApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete.value)


def make_application() -> QApplication:
    """The Qt application, dressed in the look and following the system's light or dark."""
    running = QApplication.instance()
    app = running if isinstance(running, QApplication) else theme.make_application(sys.argv[:1])
    app.setApplicationName(paths.APPLICATION)
    app.setOrganizationName(paths.APPLICATION)
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("ananea-desktop")
    app.setWindowIcon(QIcon(str(paths.resources() / "icon" / "ananea.png")))
    speak_chosen(app)
    appearance.dress(app)
    return app


def close_books(books: BooksThread) -> int:
    """Makes the copy of the day, closes the file, and gives 0; 1 and a message when the copy or a file failed."""
    from ananea_desktop.ui.closing_copy import copy_before_closing

    try:
        problem = copy_before_closing(books)
    finally:
        unsaved = books.stop()
    if problem is not None:
        program_log.note_problem(problem, "the copy on closing")
        sentences = [problem.sentence, *(each.sentence for each in unsaved)]
        return _tell_last(_("El archivo está guardado, pero falta la copia"), "\n".join(sentences))
    if unsaved:
        return _tell_last(_("No se pudo"), "\n".join(problem.sentence for problem in unsaved))
    return 0


def tell_of_copy(copy: Path) -> int:
    """In place of the window, where a copy was double-clicked; gives the exit code."""
    make_application()
    return _tell_last(
        _("{name} es una copia").format(name=copy.name),
        _(
            "No se abre para trabajar en ella, y no se tocó. Para volver a lo que guarda, abra el programa y elija"
            " «Recuperar una copia…» en el menú."
        ),
    )


def _tell_last(title: str, sentence: str) -> int:
    """A message without the window; gives the exit code."""
    from ananea_desktop.ui.dialogs import tell

    app = QApplication.instance()
    assert app is not None
    message = tell(None, title, sentence)
    message.finished.connect(lambda _result: app.quit())
    app.exec()
    return 1


def _after_start(window: MainWindow, books: BooksThread) -> None:
    """What can wait until the window is there."""
    gc.freeze()
    gc.enable()
    more = f"Qt {qVersion()}, screen {window.screen().size().width()}x{window.screen().size().height()}"
    QTimer.singleShot(
        _NOTE_AFTER_MS, window, lambda: books.ask(program_log.note_start, more, owner=window, after_painting=True)
    )
    QTimer.singleShot(_COPIES_AFTER, window, lambda: _keep_copies(window))


def _keep_copies(window: MainWindow) -> None:
    from ananea_desktop.ui.copy_keeper import keep_copies

    keep_copies(window)


def _opener() -> str:
    import getpass

    try:
        return getpass.getuser()
    except OSError:
        return ""
