"""Opens the program's window on a data file as the program does, and leaves once its first page is painted.

``start_ours.py FILE`` leaves with what is read at once; ``start_ours.py FILE figures`` with the figures added up too.
"""

import sys
from pathlib import Path

from ananea_desktop.__main__ import main, open_window


def leave() -> None:
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QMainWindow

    from ananea_desktop.ui.main_window import MainWindow
    from ananea_desktop.ui.tabs.home import HomeTab

    def paint_and_close(window: QMainWindow) -> None:
        window.grab()
        window.close()

    def paint_soon(window: QMainWindow) -> None:
        QTimer.singleShot(0, window, lambda: paint_and_close(window))

    for window in QApplication.topLevelWidgets():
        if isinstance(window, MainWindow):
            home = window.page("home")
            if sys.argv[2:] == ["figures"] and isinstance(home, HomeTab):
                home.figured.connect(lambda window=window: paint_soon(window))
            else:
                paint_soon(window)


if __name__ == "__main__":
    if sys.argv[1].startswith("--"):  # packaged, it is its own child too
        sys.exit(main())
    sys.exit(open_window(Path(sys.argv[1]), leave))
