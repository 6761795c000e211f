"""Opens the program's window on a data file as the program does, and leaves once it is painted with its figures."""

import sys
from pathlib import Path

from ananea_desktop.__main__ import open_window


def leave() -> None:
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    for window in QApplication.topLevelWidgets():
        QTimer.singleShot(0, window, window.close)


if __name__ == "__main__":
    sys.exit(open_window(Path(sys.argv[1]), leave))
