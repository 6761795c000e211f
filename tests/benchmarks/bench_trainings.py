"""Trainings: 500 constancias as one PDF against a bare canvas, and the longest stall while 100 people are ticked."""

import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import count
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ananea_desktop import paths
from ananea_desktop.documents import fonts
from ananea_desktop.documents.certificate import certificates_pdf, qr_text
from ananea_desktop.documents.framed_page import HEIGHT, WIDTH
from ananea_desktop.documents.seal_mark import qr_matrix
from ananea_desktop.domain.certificates import Certificate
from ananea_desktop.domain.steps import at_once
from ananea_desktop.operations.books import open_books
from ananea_desktop.ui.books_thread import open_in_thread
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.training_attendance import TrainingAttendancePage
from tests.benchmarks.folder import folder
from tests.benchmarks.measure import Benchmark
from tests.benchmarks.replay import Call, drawn_again, recorded
from tests.benchmarks.two_screens import application
from tests.builders import an_office_on_disk, save_member, save_training
from tests.documents.papers import a_letterhead

CONSTANCIAS, PEOPLE, TICKED = 500, 300, 100
STALL_MS = 50.0
_DAY = date(2026, 11, 23)
_SURNAMES = "Quispe Mamani Huanca Condori Apaza Layme Vilca Turpo Choque Flores".split()
_files = count(1)


# constancias


def certificates() -> Iterator[Certificate]:
    """Each with its own name, number and seal, all with the logo."""
    logo = (paths.resources() / "sample" / "logo.png").read_bytes()
    usual = Certificate(
        id=1,
        number=1,
        training_session_id=1,
        member_id=1,
        issued_on=_DAY,
        person_name="",
        person_document="DNI 00041527",
        topic="Uso de la retorta y manejo del mercurio",
        kind="training",
        held_on=_DAY,
        last_held_on=_DAY,
        duration=480,
        training_place="Ananea, local de la cooperativa",
        trainer="Ing. Apaza Condori, Luz",
        trainer_firm="Ambiente Altiplano",
        mark=15,
        letterhead=a_letterhead(logo=logo),
    )
    for number in range(1, CONSTANCIAS + 1):
        name = f"Tomás {_SURNAMES[number % 10]} {_SURNAMES[number // 10 % 10]}"
        seal = f"{number * 7919:064x}"[::-1]
        yield replace(usual, id=number, number=number, person_name=name, seal=seal)


@cache
def made() -> tuple[Certificate, ...]:
    return tuple(certificates())


def paper() -> bytes:
    qr_matrix.cache_clear()
    return at_once(certificates_pdf(made()))


@cache
def calls() -> list[Call]:
    return recorded(paper)


def bare_paper() -> bytes:
    """The same elements and fonts; each QR encoded once, as ours is."""
    fonts.register_fine()
    qr_matrix.cache_clear()
    for each in made():
        qr_matrix(qr_text(each))
    return drawn_again(calls(), (WIDTH, HEIGHT))


def timed_paper() -> float:
    begun = time.perf_counter()
    paper()
    return time.perf_counter() - begun


def timed_bare_paper() -> float:
    calls()
    begun = time.perf_counter()
    bare_paper()
    return time.perf_counter() - begun


# ticking


def a_session() -> Path:
    """A file with people of the register and a session nobody was ticked for yet."""
    path = folder() / f"attendance-{next(_files)}.db"
    books = an_office_on_disk(path)
    for number in range(PEOPLE):
        surnames = {"paternal_surname": _SURNAMES[number % 10], "maternal_surname": _SURNAMES[number // 10 % 10]}
        save_member(books, document_number=f"{40_000_000 + number}", number="", given_names="Tomás", **surnames)
    save_training(books, held_on="20/11/2026", pass_mark="11")
    books.file.close()
    return path


class Pulse(QObject):
    """Beats as often as the event loop lets it; ``longest`` is the longest pause between two beats, in milliseconds."""

    def __init__(self) -> None:
        super().__init__()
        self.longest = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, (now - self._last) * 1000)
        self._last = now

    def stop(self) -> float:
        self._timer.stop()
        return self.longest


def longest_stall() -> float:
    """Milliseconds that the window did not answer, at most, while 100 people were ticked by their DNI and Enter."""
    running = application()
    path = a_session()
    thread = open_in_thread(lambda: open_books(path))
    page = TrainingAttendancePage(Desk(thread), 1)
    page.resize(1366, 689)
    page.show()
    page.open()
    wait_until(running, lambda: page.model.rowCount() == PEOPLE)
    pulse = Pulse()
    for number in range(TICKED):
        for digit in f"{40_000_000 + number * 3}":
            QTest.keyClick(page.search, Qt.Key(Qt.Key.Key_0.value + int(digit)))
            running.processEvents()
        QTest.keyClick(page.search, Qt.Key.Key_Return)
        running.processEvents()
    wait_until(running, lambda: thread.is_idle)
    stall = pulse.stop()
    page.hide()
    page.deleteLater()
    thread.stop()
    running.processEvents()
    with closing(open_books(path).file) as file:
        (ticked,) = file.db.execute("SELECT count(*) FROM attendances").fetchone()
    assert ticked == TICKED, ticked
    return stall


def wait_until(running: QApplication, is_so: Callable[[], bool]) -> None:
    until = time.perf_counter() + 30
    while not is_so():
        assert time.perf_counter() < until, "the window did not answer"
        running.processEvents()


BENCHMARKS = [
    Benchmark(
        "trainings, 500 constancias",
        timed_paper,
        timed_bare_paper,
        3.0,
        3,
        "   s",
        against="a bare canvas that draws the same",
    ),
    Benchmark(
        "trainings, stall at 100 ticks",
        longest_stall,
        lambda: STALL_MS,
        1.0,
        3,
        "  ms",
        against="the longest that the window may stand still",
    ),
]
