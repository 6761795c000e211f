"""A bare Qt window with a table: what no desktop program in PySide6 can start faster than."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView


def main() -> None:
    application = QApplication([])
    window = QMainWindow()
    window.setCentralWidget(QTableView())
    window.show()
    QTimer.singleShot(0, application.quit)
    application.exec()
    window.grab()


if __name__ == "__main__":
    main()
