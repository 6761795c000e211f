"""Work of which nobody knows how much there is: after half a second its words, the seconds, and «Cancelar»."""

from PySide6.QtCore import QElapsedTimer, QTimer

from ananea_desktop.domain.language import _
from ananea_desktop.ui import theme
from ananea_desktop.ui.progress_line import ProgressLine

AFTER = 500
"""Milliseconds: what is done sooner shows nothing."""


class BusyLine(ProgressLine):
    """``begin`` and ``end`` around the work; ``given_up`` when the person presses the button."""

    def __init__(self) -> None:
        super().__init__()
        self.setContentsMargins(theme.MARGIN, 4, theme.MARGIN, theme.GAP)
        self._what = ""
        self._since = QElapsedTimer()
        self._wait = QTimer(self, singleShot=True, interval=AFTER)
        self._wait.timeout.connect(self._show)
        self._each_second = QTimer(self, interval=1000)
        self._each_second.timeout.connect(self._show)

    def begin(self, what: str, *, can_be_given_up: bool = True) -> None:
        """``what``: «Preparando el papel…»; what is shown already stays until then."""
        self._what = what
        self.button.setVisible(can_be_given_up)
        self._since.start()
        self._wait.start()

    def end(self) -> None:
        self._wait.stop()
        self._each_second.stop()
        self.hide()

    def _show(self) -> None:
        self._each_second.start()
        seconds = self._since.elapsed() // 1000
        words = _("{what} {seconds} s").format(what=self._what, seconds=seconds) if seconds else self._what
        self.show_progress(words, 0, 0)
