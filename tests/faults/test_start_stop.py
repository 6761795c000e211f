"""Started, pressed and clicked at random, and left at a random moment: no crash at exit, and the data is whole."""

import json
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ananea_desktop.operations import sample
from ananea_desktop.operations.books import open_books
from tests.faults.books import found_in
from tests.faults.traced import ROOT

SEED = os.environ.get("ANANEA_START_STOP_SEED", "20261128")


@pytest.fixture
def sample_file(tmp_path: Path) -> Path:
    path = tmp_path / "ananea.db"
    books = open_books(path)
    sample.write_sample(books)
    books.file.close()
    return path


def test_started_and_left_again_and_again(sample_file: Path, full: bool) -> None:
    cycles = int(os.environ.get("ANANEA_START_STOPS", "200" if full else "4"))
    copies = sample_file.with_name("usb")
    copies.mkdir()
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": str(sample_file.parent)}
    was_working, sealed = 0, 0
    for cycle in range(cycles):
        seed = f"{SEED}:{cycle}"
        command = [
            sys.executable,
            "-X",
            "faulthandler",
            "-m",
            "tests.faults.short_day",
            str(sample_file),
            seed,
            str(copies),
        ]
        done = subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, text=True, encoding="utf-8", timeout=120
        )
        log = sample_file.with_name("registro.log")
        told = f"seed {seed}: {done.stdout}\n{done.stderr}\n{log.read_text('utf-8') if log.exists() else ''}"
        assert done.returncode == 0, told
        assert "Traceback" not in done.stderr, told
        assert not log.exists() or " ERROR " not in log.read_text("utf-8"), told
        did = json.loads(done.stdout.splitlines()[-1])
        was_working += any(each.startswith(("check", "copy")) for each in did)
        left = [each.name for each in sample_file.parent.iterdir() if each.name.startswith("ananea.db-")]
        assert left == [], told  # closed well: no log of the file is left
        books = open_books(sample_file)
        found = found_in(books)
        books.file.close()
        assert found.problems == [], told
        assert len(found.sealed) >= sealed, told
        sealed = len(found.sealed)
        for copy in random.Random(seed).sample(sorted(copies.iterdir()), min(1, len(list(copies.iterdir())))):
            assert not copy.name.endswith(".part"), told
    print(f"start and stop: seed {SEED}, {cycles} cycles, {was_working} of them with work going on")
    shutil.rmtree(copies)
    assert was_working or cycles < 20


ASKED_AND_LEFT = """
import sys
from pathlib import Path
from ananea_desktop.__main__ import open_window

def when_ready():
    from PySide6.QtWidgets import QApplication
    from ananea_desktop.ui.main_window import MainWindow
    (window,) = (each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow))
    window.actions_by_name["change_user"].trigger()
    window.close()

sys.exit(open_window(Path(sys.argv[1]), when_ready))
"""


def test_what_was_asked_just_before_leaving_keeps_no_dialog_open(sample_file: Path) -> None:
    """The answer comes when the window is closed: a dialog without a window would hold the file."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": str(sample_file.parent)}
    command = [sys.executable, "-c", ASKED_AND_LEFT, str(sample_file)]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=45)
    assert done.returncode == 0, done.stderr
