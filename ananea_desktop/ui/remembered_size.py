"""Where a window was and how large, kept for this PC."""

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QMainWindow


def take_size(window: QMainWindow, setting: str) -> bool:
    """As it was left under this setting. False, and its usual size, where it never was, or nobody here wrote that."""
    kept = QSettings().value(setting)
    if isinstance(kept, QByteArray) and window.restoreGeometry(kept):
        return True
    window.resize(1366, 689)
    return False


def keep_size(window: QMainWindow, setting: str) -> None:
    """To be taken the next time."""
    QSettings().setValue(setting, window.saveGeometry())
