"""The hand-over to a new treasurer: its paper first, and from there the folder with the lists."""

from PySide6.QtWidgets import QWidget

from ananea_desktop.ui.desk import Desk


def open_handover(parent: QWidget, desk: Desk) -> None:
    raise NotImplementedError
