"""Presents on two screens, and says by its end whether all was well: a process of its own, as screens are set once."""

import sys
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from ananea_desktop import app as program
from ananea_desktop.ui.presenter import Presenter
from tests.ui.slide_pages import pages


def main() -> None:
    app = program.make_application()
    own, projector = QGuiApplication.screens()
    there: list[QScreen] = [own, projector]
    window = QWidget()
    window.show()
    presenter = Presenter(
        pages(4), ["uno", "dos", "tres", "cuatro"], list("ABCD"), home=own, screens=lambda: there, clock=datetime.now
    )
    audience, notes = presenter.audience, presenter.presenter
    assert audience.screen() is projector and audience.geometry() == projector.geometry(), audience.geometry()
    assert notes.screen() is own and notes.isVisible()

    QTest.keyClick(notes, Qt.Key.Key_S)
    assert audience.screen() is own and notes.screen() is projector
    QTest.keyClick(audience, Qt.Key.Key_S)
    presenter.go_to(2)

    there.remove(projector)
    presenter.screens_changed(projector)
    assert not audience.isVisible() and notes.isVisible() and notes.screen() is own
    assert "Se desconectó el proyector" in notes.remark.text()
    QTest.keyClick(notes, Qt.Key.Key_N)
    assert audience.isVisible() and audience.screen() is own and not notes.isVisible()
    QTest.keyClick(audience, Qt.Key.Key_N)
    presenter.next()

    there.append(projector)
    presenter.screens_changed(projector)
    assert audience.isVisible() and audience.screen() is projector and notes.screen() is own
    assert "desconectó" not in notes.remark.text()
    assert presenter.page == 3
    while audience.slide.shown_page != 3:  # whoever started this has set a time
        app.processEvents()

    there.clear()  # for a moment a PC may have none
    presenter.screens_changed(own)
    there.append(projector)  # its own screen was shut
    presenter.screens_changed(projector)
    assert notes.screen() is projector and not audience.isVisible()
    presenter.leave()
    assert not audience.isVisible() and not notes.isVisible()
    app.processEvents()


if __name__ == "__main__":
    main()
    sys.exit(0)
