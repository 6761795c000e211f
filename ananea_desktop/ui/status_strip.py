"""The strip at the foot of the window: whether all is saved, when it was copied, and whether the data are invented."""

from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.language import _
from ananea_desktop.ui import theme
from ananea_desktop.ui.icons import IconLabel
from ananea_desktop.ui.labels import label, set_role


class StatusStrip(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "panel")
        self.setObjectName("status_strip")
        self._measure()
        theme.on_change(self._measure)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.MARGIN, 0, theme.MARGIN, 0)
        row.setSpacing(theme.INSIDE)
        self._saved_icon = IconLabel("check-circle", "good")
        self._saved = label(_("Todo guardado"), "secondary", name="saved")
        self._copied = label("", "secondary", name="copied")
        self._check_icon = IconLabel("check-circle", "good")
        self._checked = label("", "secondary", name="checked")
        self._check_icon.hide()
        self._sample = label("", "secondary", name="sample")
        row.addWidget(self._saved_icon)
        row.addWidget(self._saved)
        row.addSpacing(16)
        self._copied_icon = IconLabel("hard-drive")
        row.addWidget(self._copied_icon)
        row.addWidget(self._copied)
        row.addSpacing(16)
        row.addWidget(self._check_icon)
        row.addWidget(self._checked)
        row.addStretch(1)
        row.addWidget(self._sample)

    def _measure(self) -> None:
        self.setFixedHeight(theme.line_height() + 8)

    def say(self, words: str, icon: str, token: str) -> None:
        """How it stands with what was typed, with its icon in the colour of a token."""
        self._saved.setText(words)
        self._saved_icon.set_icon(icon, token)

    def show_check(self, words: str, icon: str, token: str) -> None:
        """What the check of all data is about, or found."""
        self._checked.setText(words)
        self._check_icon.set_icon(icon, token)
        self._check_icon.show()

    def say_draft_kept(self) -> None:
        self.say(_("Borrador guardado"), "pencil-simple", "ink2")

    def say_all_saved(self) -> None:
        self.say(_("Todo guardado"), "check-circle", "good")

    def show_copied(self, day: date | None, *, is_late: bool) -> None:
        """The day of the last good copy on a USB stick, None while there is none; and whether it is too old."""
        words = _("Última copia en USB: {day}").format(day=format_date(day)) if day else _("Todavía sin copia en USB")
        self._copied.setText(_("{words}. Haga una.").format(words=words) if is_late else words)
        set_role(self._copied, "error" if is_late else "secondary")
        self._copied_icon.set_icon("warning-circle" if is_late else "hard-drive", "bad" if is_late else "ink2")

    def show_sample(self, is_sample: bool) -> None:
        self._sample.setText(_("MUESTRA: datos inventados") if is_sample else "")
