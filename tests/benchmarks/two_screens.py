"""The one Qt application of a run of benchmarks, on two screens: the office PC's and a Full HD projector."""

import json
import os
from functools import cache
from typing import TYPE_CHECKING

from tests.benchmarks.folder import folder

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication


@cache
def application() -> "QApplication":
    """The same one for all: Qt lets a process have no second one, nor change its screens."""
    usual = {"y": 0, "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
    pc = usual | {"name": "pc", "x": 0, "width": 1366, "height": 768}
    projector = usual | {"name": "projector", "x": 1366, "width": 1920, "height": 1080}
    path = folder() / "screens.json"
    path.write_text(json.dumps({"screens": [pc, projector]}))
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={path}"
    from ananea_desktop.app import make_application

    return make_application()
