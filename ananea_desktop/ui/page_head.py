"""The head of a page that covers a tab: the way back, its title, and what can be done with all of it."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from ananea_desktop.domain.help_words import word_of
from ananea_desktop.domain.language import _
from ananea_desktop.ui import theme
from ananea_desktop.ui.buttons import quiet_button
from ananea_desktop.ui.labels import label, title_with_help


class PageHead(QHBoxLayout):
    """``back`` is the button of the way back; None where there is no way back.

    The title has what is left of the width and takes a second line where that is not enough: it is never cut. The
    first word stands where all text starts, and the button reaches 12 pixels further out.
    """

    def __init__(
        self,
        title: str | QLabel,
        leave: Callable[[], object] | None,
        *tools: QWidget,
        back: str = "",
        keys: str = "Esc",
    ) -> None:
        """``back``: the words of the way back; ``keys``: empty where the page has Esc to itself. ``tools`` stand at the
        right."""
        super().__init__()
        self.back = None
        is_hard = isinstance(title, str) and word_of(title) != ""  # all of them short: the «?» stands right of its word
        self.title = label(title, "title", wrap=not is_hard) if isinstance(title, str) else title
        self.setContentsMargins(theme.MARGIN - (theme.OVERHANG if leave else 0), 10, theme.MARGIN, 10)
        self.setSpacing(theme.GAP)
        if leave is not None:
            self.back = quiet_button(back or _("Volver"), "arrow-left", keys)
            self.back.setObjectName("back")
            self.back.clicked.connect(lambda: leave())
            self.addWidget(self.back)
        if is_hard:
            title_with_help(self.title, self)
        else:
            self.addWidget(self.title, 1)
        self.addStretch()  # where the title is taken elsewhere, the tools stay at the right
        for tool in tools:
            self.addWidget(tool)
