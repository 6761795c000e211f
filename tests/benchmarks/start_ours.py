"""Opens the program's window on a data file as the program does, and leaves once it is painted with its figures."""

import sys
from pathlib import Path

from ananea_desktop.__main__ import open_window


def leave() -> None:
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QMainWindow

    def paint_and_close(window: QMainWindow) -> None:
        window.grab()
        window.close()

    for window in QApplication.topLevelWidgets():
        if isinstance(window, QMainWindow):
            QTimer.singleShot(0, window, lambda window=window: paint_and_close(window))


if __name__ == "__main__":
    sys.exit(open_window(Path(sys.argv[1]), leave))
