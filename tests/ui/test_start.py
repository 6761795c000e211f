"""The start, as a process of its own: the first page stands before anything is loaded that only charts need."""

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.builders import an_office_on_disk, issued

START = """
import json, sys
from pathlib import Path
from ananea_desktop.__main__ import open_window

HEAVY = ("reportlab", "PIL", "babel", "sqlite_utils", "pypdfium2", "ananea_desktop.documents.chart_drawing")
told = {}

def when_ready():
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication
    from ananea_desktop.documents.chart_ready import is_ready
    from ananea_desktop.ui.chart_view import ChartView
    from ananea_desktop.ui.main_window import MainWindow
    from ananea_desktop.ui.money_line import MoneyLine

    (window,) = (each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow))
    home = window.page("home")
    view = home.chart.view

    def figured():
        window.grab()
        told["heavy"] = [name for name in HEAVY if name in sys.modules]
        told["figures"] = [line.amount() for line in home.findChildren(MoneyLine)]
        told["height"] = view.height()
        view.grab()
        timer.start(20)

    def look():
        if is_ready() and not view.is_waiting:
            timer.stop()
            window.grab()
            told["drawn"], told["height_then"] = bool(view._areas), view.height()
            window.close()

    timer = QTimer(window)
    timer.timeout.connect(look)
    home.figured.connect(figured)

sys.exit(open_window(Path(sys.argv[1]), when_ready) or print(json.dumps(told)))
"""


def test_first_page_stands_before_what_draws_charts_is_loaded(tmp_path: Path) -> None:
    path = tmp_path / "ananea.db"
    books = an_office_on_disk(path)
    issued(books)
    books.file.close()
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", START, str(path)], env=environment, capture_output=True, text=True, timeout=30
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["heavy"] == []
    assert told["figures"]
    assert told["drawn"]
    assert told["height_then"] == told["height"]
