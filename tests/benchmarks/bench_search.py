"""Search as typed over 100,000 members: the tab's operation, and the tab itself with its keys, its rows painted and
their card, against the bare FTS query with its fetch; and the longest stall of the window meanwhile."""

import random
import shutil
import time
from functools import cache
from typing import Any

from PySide6.QtCore import QEvent, QEventLoop, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from ananea_desktop.domain.members import MEMBERS
from ananea_desktop.domain.text import fold, sort_key
from ananea_desktop.operations import cards
from ananea_desktop.operations.books import Books, open_books
from ananea_desktop.ui.books_thread import open_in_thread
from ananea_desktop.ui.main_window import MainWindow
from ananea_desktop.ui.record_tab import RecordTab
from tests.benchmarks.bench_trainings import Pulse, wait_until
from tests.benchmarks.folder import folder
from tests.benchmarks.measure import Benchmark, at_end
from tests.benchmarks.two_screens import application

COUNT = 100_000
PAGE = 200
STALL_MS = 50.0
_MEMBERS_TAB = 1
_PRESS = QEvent.Type.KeyPress
NAMES_TYPED = ("quispe mam", "ñaupari", "jose nuñez", "000415")
TYPED = [name[:length] for name in NAMES_TYPED for length in range(1, len(name) + 1)]
"""What stands in the search field after each key."""
SURNAMES = "Quispe Mamani Huanca Ccallo Condori Ñaupari Apaza Nuñez Layme Vilca Turpo Choque Flores Ramos".split()
NAMES = "José Rosa Tomás Hilaria Benigno Yeny Néstor Eulogia Saturnina Delia Martín Percy Óscar Ángel".split()
BARE = f"""SELECT * FROM members WHERE id IN (SELECT rowid FROM members_search WHERE members_search MATCH ?)
    ORDER BY sort_key, id LIMIT {PAGE}"""


def _row(number: int, chance: random.Random) -> dict[str, Any]:
    values: dict[str, Any] = {field.name: "" for field in MEMBERS.fields}
    values |= dict.fromkeys(("birth_date", "admitted_on", "state_since"))
    values |= {
        "kind": "member",
        "document_type": "dni",
        "document_number": f"{number:08d}",
        "paternal_surname": chance.choice(SURNAMES),
        "maternal_surname": chance.choice(SURNAMES),
        "given_names": chance.choice(NAMES),
        "sex": "f",
        "number": number,
        "state": "active",
    }
    return {
        **values,
        "sort_key": sort_key(MEMBERS.name_of(values)),
        "search_text": fold(MEMBERS.search_text(values)),
    }


@cache
def books() -> Books:
    """A file with the members, written in one transaction."""
    made = open_books(folder() / "members.db")
    chance = random.Random(7)
    rows = [_row(number, chance) for number in range(1, COUNT + 1)]
    names = list(rows[0])
    with made.permitted(), made.act() as db:
        db.executemany(
            f"INSERT INTO members ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})",
            [tuple(row.values()) for row in rows],
        )
    return made


def found(typed: str) -> list[dict[str, Any]]:
    return cards.page_of(books(), MEMBERS, search=typed, conditions={}, after=None, limit=PAGE)


def bare_query(typed: str) -> str:
    """The same question: each word as a beginning, and digits as the end of a number too."""
    return " AND ".join(map(_bare_word, fold(typed).split()))


def _bare_word(word: str) -> str:
    return f'("{word}"* OR "r{word[::-1]}"*)' if word.isdigit() and len(word) >= 3 else f'"{word}"*'


def bare_found(query: str) -> list[tuple[Any, ...]]:
    return books().db.execute(BARE, (query,)).fetchall()


def ours() -> float:
    """Milliseconds a key."""
    begun = time.perf_counter()
    for typed in TYPED:
        found(typed)
    return (time.perf_counter() - begun) * 1000 / len(TYPED)


def bare() -> float:
    queries = [bare_query(typed) for typed in TYPED]
    begun = time.perf_counter()
    for query in queries:
        bare_found(query)
    return (time.perf_counter() - begun) * 1000 / len(TYPED)


class OpenTab:
    """The program's window on these members, at «Socios»."""

    def __init__(self) -> None:
        application()
        books().file.checkpoint()
        path = folder() / "members-in-window.db"
        shutil.copy(folder() / "members.db", path)
        thread = open_in_thread(lambda: open_books(path))
        at_end.callback(thread.stop)
        self.thread = thread
        self.window = MainWindow(thread)
        self.window.resize(1366, 689)
        self.window.show()
        self.window.show_tab(_MEMBERS_TAB)
        tab = self.window.page("members")
        assert isinstance(tab, RecordTab)
        self.tab = tab
        wait_until(application(), lambda: thread.is_idle and tab.model.rowCount() == PAGE)

    def type(self, typed: str) -> float:
        """Milliseconds from the last key until the rows it leaves are painted."""
        loop = QEventLoop()
        self.tab.listed.connect(loop.quit)
        begun = time.perf_counter()
        if len(typed) == 1:
            self.tab.search.selectAll()
        QApplication.sendEvent(self.tab.search, QKeyEvent(_PRESS, 0, Qt.KeyboardModifier.NoModifier, typed[-1]))
        loop.exec()
        self.tab.table.viewport().repaint()
        milliseconds = (time.perf_counter() - begun) * 1000
        self.tab.listed.disconnect(loop.quit)
        return milliseconds


open_tab = cache(OpenTab)


def in_the_tab() -> float:
    """Milliseconds a key; each is pressed when the window has done with the one before."""
    seen = open_tab()
    taken = []
    for typed in TYPED:
        taken.append(seen.type(typed))
        wait_until(application(), lambda: seen.thread.is_idle)
    return sum(taken) / len(taken)


def longest_stall() -> float:
    """Milliseconds that the window did not answer, at most, while all that was typed."""
    seen = open_tab()
    pulse = Pulse()
    for typed in TYPED:
        seen.type(typed)
    wait_until(application(), lambda: seen.thread.is_idle)
    return pulse.stop()


def sorting_stall() -> float:
    """The same while the list is sorted by each of its columns, both ways, and scrolled on to the next page."""
    seen = open_tab()
    seen.tab.search.clear()
    wait_until(application(), lambda: seen.thread.is_idle)
    pulse = Pulse()
    for number in range(6):
        for _click in range(3):
            seen.tab.arranger.turn_sort(number)
            wait_until(application(), lambda: seen.thread.is_idle)
            seen.tab.table.scrollToBottom()
            wait_until(application(), lambda: seen.thread.is_idle)
    return pulse.stop()


BENCHMARKS = [
    Benchmark("search of 100,000 members", ours, bare, 2.0, 7, " ms", against="the bare full-text query with its rows"),
    Benchmark(
        "search in the tab, a key", in_the_tab, bare, 2.0, 5, " ms", against="the bare full-text query with its rows"
    ),
    Benchmark(
        "search in the tab, stall",
        longest_stall,
        lambda: STALL_MS,
        1.0,
        5,
        " ms",
        against="the longest that the window may stand still",
    ),
    Benchmark(
        "sort in the tab, stall",
        sorting_stall,
        lambda: STALL_MS,
        1.0,
        3,
        " ms",
        against="the longest that the window may stand still",
    ),
]
