"""Start of the whole process until the window is painted with the sample's figures, against a bare Qt window."""

import json
import os
import sys
from functools import cache
from pathlib import Path

from ananea_desktop.operations.books import open_books
from ananea_desktop.operations.sample import write_sample
from tests.benchmarks.folder import folder
from tests.benchmarks.measure import Benchmark, Usage, measure_process

HERE = Path(__file__).parent


@cache
def sample_file() -> Path:
    path = folder() / "sample.db"
    books = open_books(path)
    write_sample(books)
    books.file.close()
    return path


@cache
def screen() -> Path:
    """The screen of the PC it is made for, as Qt's platform without a screen is told of it."""
    path = folder() / "screen.json"
    size = {"name": "pc", "x": 0, "y": 0, "width": 1366, "height": 768}
    path.write_text(json.dumps({"screens": [size | {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}]}))
    return path


def environment() -> dict[str, str]:
    """Nobody's window settings, and modules compiled as an installed program's are after its first start."""
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return inherited | {
        "QT_QPA_PLATFORM": f"offscreen:configfile={screen()}",
        "XDG_CONFIG_HOME": str(folder()),
        "PYTHONPYCACHEPREFIX": str(folder() / "compiled"),
    }


def start(script: str, *arguments: str) -> Usage:
    return measure_process([sys.executable, str(HERE / script), *arguments], environment())


def ours() -> Usage:
    return start("start_ours.py", str(sample_file()), "figures")


def bare() -> Usage:
    return start("start_bare.py")


BENCHMARKS = [
    Benchmark(
        "start, time",
        lambda: ours().seconds,
        lambda: bare().seconds,
        3.0,
        9,
        "   s",
        against="a bare Qt window with a table, whole process",
    ),
    Benchmark(
        "start, memory", lambda: ours().peak_mib, lambda: bare().peak_mib, 2.0, 3, " MiB", against="the same, its peak"
    ),
]
