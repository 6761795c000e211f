"""What receipts are printed on: chosen once for each printer of this PC, and kept with its settings."""

from PySide6.QtCore import QSettings

from ananea_desktop.domain.language import _
from ananea_desktop.domain.receipts import PAPER_FORMATS, PaperFormat
from ananea_desktop.ui.choice import ChoiceField
from ananea_desktop.ui.printing import usual_printer_name


def usual_format() -> PaperFormat:
    """The format of the printer that is used; two halves of A4 until another is chosen."""
    kept = str(QSettings().value(_key(), ""))
    return PaperFormat(kept) if kept in set(PaperFormat) else PaperFormat.A4


def _key() -> str:
    return f"printing/format/{usual_printer_name() or 'pdf'}"


class FormatField(ChoiceField):
    """Chooses the format, and remembers it for the printer."""

    def __init__(self) -> None:
        super().__init__([(form, _(text)) for form, text in PAPER_FORMATS.items()])
        self.setObjectName("paper_format")
        self.setAccessibleName(_("Papel"))
        self.setToolTip(_("En qué papel se imprime. Se recuerda para esta impresora."))
        self.set_value(usual_format())
        self.value_changed.connect(self._remember)

    def form(self) -> PaperFormat:
        """The format chosen."""
        return PaperFormat(str(self.value()))

    def show_usual(self) -> None:
        """Another page may have chosen meanwhile."""
        self.blockSignals(True)
        self.set_value(usual_format())
        self.blockSignals(False)

    def _remember(self) -> None:
        QSettings().setValue(_key(), str(self.form()))
