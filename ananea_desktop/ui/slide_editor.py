"""What can be written about the chosen slide: its title, the text or photo of an own one, the notes."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ananea_desktop.domain.language import _
from ananea_desktop.domain.presentations import SlideChoice, SlideKind
from ananea_desktop.ui import theme
from ananea_desktop.ui.buttons import link_button, secondary_button
from ananea_desktop.ui.fields import TextArea, TextField
from ananea_desktop.ui.forms import FormRow

WITH_PHOTO = (SlideKind.TITLE, SlideKind.PHOTO)


class SlideEditor(QWidget):
    """``typed`` gives a field's name and its text with each key, ``paused`` that a field was left."""

    typed = Signal(str, str)
    paused = Signal()
    photo_wanted = Signal()
    photo_dropped = Signal()
    removal_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._filling = False
        self.title, self.text, self.notes = TextField(), TextArea(lines=2), TextArea(lines=3)
        self.rows = {
            "title": FormRow(_("Título"), self.title, stacked=True),
            "text": FormRow(_("Texto"), self.text, stacked=True),
            "notes": FormRow(_("Notas para quien presenta"), self.notes, stacked=True),
        }
        for name, row in self.rows.items():
            row.field.setObjectName(f"slide_{name}")
            row.field.installEventFilter(self)
        self.title.textChanged.connect(lambda text: self._tell("title", text))
        self.text.textChanged.connect(lambda: self._tell("text", self.text.text()))
        self.notes.textChanged.connect(lambda: self._tell("notes", self.notes.text()))
        self.photo = secondary_button(_("Elegir foto…"), "image")
        self.photo.setObjectName("slide_photo")
        self.photo.clicked.connect(self.photo_wanted)
        self.no_photo = link_button(_("Sin foto")).set_flush()
        self.no_photo.clicked.connect(self.photo_dropped)
        self.remove = link_button(_("Quitar diapositiva"), "trash").set_flush()
        self.remove.setObjectName("remove_slide")
        self.remove.clicked.connect(self.removal_wanted)
        self._lay_out()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.GAP)
        for button in (self.photo, self.no_photo, self.remove):
            buttons.addWidget(button)
        buttons.addStretch(1)
        left = QVBoxLayout()
        left.setSpacing(6)
        left.addWidget(self.rows["title"])
        left.addWidget(self.rows["text"])
        left.addLayout(buttons)
        left.addStretch(1)
        for part in (self.rows["notes"], self.notes):  # as high as what stands at its left
            part.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.MARGIN, 8, theme.MARGIN, theme.GAP)
        row.setSpacing(theme.MARGIN)
        row.addLayout(left, 1)
        row.addWidget(self.rows["notes"], 1)

    def show_slide(self, slide: SlideChoice) -> None:
        """Shows the texts of another slide; an empty title of one of the books means the usual one."""
        self._filling = True
        self.title.setPlaceholderText(_("Sin título") if slide.is_own else _("Vacío: el título de siempre"))
        for name, row in self.rows.items():
            field, text = row.field, getattr(slide, name)
            assert isinstance(field, TextField | TextArea)
            if field.text() != text:
                field.setText(text)
                self.title.setCursorPosition(0)
        captions = {SlideKind.TITLE: _("Debajo del título"), SlideKind.TEXT: _("Texto"), SlideKind.PHOTO: _("Leyenda")}
        self.rows["text"].set_caption(captions.get(slide.kind, _("Texto")))
        self.rows["text"].setVisible(slide.kind in captions)
        self.photo.setVisible(slide.kind in WITH_PHOTO)
        self.photo.setText(_("Cambiar foto…") if slide.photo else _("Elegir foto…"))
        self.photo.updateGeometry()
        self.no_photo.setVisible(slide.kind in WITH_PHOTO and bool(slide.photo))
        self.remove.setVisible(slide.is_own)
        self._filling = False

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """The sentences to show beside the fields, by their names."""
        for name, row in self.rows.items():
            if row.problem() != problems.get(name, ""):
                row.set_problem(problems.get(name, ""))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.paused.emit()
        return super().eventFilter(watched, event)

    def _tell(self, name: str, text: str) -> None:
        if not self._filling:
            self.typed.emit(name, text)
