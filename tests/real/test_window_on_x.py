"""The window on a real X server: it opens on the sample, presents it, and closes with the file whole."""

import os
import subprocess
import sys
from pathlib import Path

from ananea_desktop import commands
from ananea_desktop.operations import checking
from ananea_desktop.operations.books import open_books

OPENS_AND_LEAVES = Path(__file__).parents[1] / "benchmarks" / "start_ours.py"


def test_the_window_opens_on_an_x_server_and_leaves_the_file_whole(display: str, tmp_path: Path) -> None:
    commands.main(["demo", str(tmp_path)])
    path = tmp_path / "ananea.db"
    environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
    opened = subprocess.run(
        [sys.executable, str(OPENS_AND_LEAVES), str(path)], env=environment, capture_output=True, text=True, timeout=60
    )
    assert opened.returncode == 0, opened.stderr
    assert "Traceback" not in opened.stderr
    books = open_books(path)
    try:
        assert checking.check(books).sound
    finally:
        books.file.close()


def test_the_slides_fill_the_one_screen_of_an_x_server(display: str, tmp_path: Path) -> None:
    commands.main(["demo", str(tmp_path)])
    presented = subprocess.run(
        [sys.executable, "-m", "tests.real.present_on_x", str(tmp_path / "ananea.db")],
        env={**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert presented.returncode == 0, presented.stderr
    assert "Traceback" not in presented.stderr
