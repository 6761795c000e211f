"""The list of slides and what is written about the chosen one, edited together: neither ever loses a slide."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from weakref import WeakSet

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ananea_desktop.domain import presentations as edits
from ananea_desktop.domain.language import _
from ananea_desktop.domain.presentations import SlideChoice, SlideKind, Slides
from ananea_desktop.operations.presentations import Opened
from ananea_desktop.ui import theme
from ananea_desktop.ui.buttons import link_button, quiet_button
from ananea_desktop.ui.dialogs import ask
from ananea_desktop.ui.labels import hairline
from ananea_desktop.ui.slide_editor import SlideEditor
from ananea_desktop.ui.slide_list import SlideList, SlideRow


@dataclass(eq=False)
class _Awaited:
    """Where a photo goes that is still on its way: onto a slide, or as a new one after it."""

    row: int | None
    """None once the slide, or its presentation, is gone."""
    is_new: bool

    def follow(self, before: Slides, now: Slides) -> None:
        """Stays with its slide: an edit hands all slides on as they are, but the one it changes in its place."""
        if self.row is None or self.row < 0:
            return
        place = next((place for place, slide in enumerate(now) if slide is before[self.row]), None)
        if place is None and len(now) == len(before):
            place = self.row
        self.row = len(now) - 1 if place is None and self.is_new else place


class SlideArranger(QObject):
    """``panel`` and ``editor`` are the two widgets, to be placed by the page.

    ``edited`` tells that ``slides`` are others now, and whether by a letter typed; ``chosen`` that another row is;
    ``paused`` that a field was left; ``photo_wanted`` asks for a photo and gives who takes its SHA-256.
    """

    edited = Signal(bool)
    chosen = Signal(int)
    paused = Signal()
    said = Signal(str)
    photo_wanted = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.slides: Slides = ()
        self._awaited: WeakSet[_Awaited] = WeakSet()
        self._titles: dict[SlideChoice, str] = {}
        self._without_data: frozenset[tuple[SlideKind, int | None]] = frozenset()
        self._problems: Mapping[str, str] = {}
        self.list = SlideList()
        self.list.currentRowChanged.connect(lambda row: self._go_to(row))
        self.list.ticked.connect(self._tick)
        self.list.moved.connect(self._move)
        self.list.removal_wanted.connect(self._ask_to_remove)
        self.editor = SlideEditor()
        self.editor.typed.connect(self._type)
        self.editor.paused.connect(self.paused)
        self.editor.photo_wanted.connect(lambda: self._want_photo(is_new=False))
        self.editor.photo_dropped.connect(lambda: self._put_photo("", self.row))
        self.editor.removal_wanted.connect(lambda: self._ask_to_remove(self.row))
        self.list.itemActivated.connect(lambda _item: self.editor.title.setFocus())
        self.panel = self._make_panel()

    def _make_panel(self) -> QWidget:
        panel = QWidget()
        column = QVBoxLayout(panel)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.INSIDE)
        column.addWidget(self.list, 1)
        column.addWidget(hairline())
        row = QHBoxLayout()
        row.setSpacing(0)
        for make, text, icon, name, work in (
            (link_button, _("Texto"), "plus", "add_text", self._add_text),
            (link_button, _("Foto"), "plus", "add_photo", lambda: self._want_photo(is_new=True)),
            (quiet_button, _("Subir"), "arrow-up", "move_up", lambda: self._move_chosen(-1)),
            (quiet_button, _("Bajar"), "arrow-down", "move_down", lambda: self._move_chosen(1)),
        ):
            button = make(text, icon)
            button.setObjectName(name)
            button.clicked.connect(work)
            row.addWidget(button)
            if name == "add_photo":
                row.addStretch(1)
        column.addLayout(row)
        return panel

    # what the page tells

    @property
    def row(self) -> int:
        """The chosen slide; −1 while there is none."""
        return self.list.currentRow()

    def open(self, opened: Opened) -> None:
        """Shows the slides of another presentation, the first chosen."""
        for awaited in self._awaited:
            awaited.row = None
        self._awaited.clear()
        self.slides, self._titles, self._problems = opened.presentation.slides, {}, {}
        self._without_data = frozenset(map(edits.subject, opened.without_data))
        self._show(0)
        self.list.setFocus()

    def take_titles(self, slides: Sequence[SlideChoice], titles: Sequence[str]) -> None:
        """How the books call the slides."""
        for slide, title in zip(slides, titles, strict=True):
            self._titles[_key(slide)] = title
        self._show(self.row)

    def take_problems(self, problems: Mapping[str, str]) -> None:
        """What was refused on saving, as ``slide 3 notes``."""
        if problems != self._problems:
            self._problems = problems
            self._show(self.row)

    def title_of(self, slide: SlideChoice) -> str:
        """As the books call it; until they have said it, by its own words or its kind."""
        return self._titles.get(_key(slide), slide.title or _(edits.SLIDE_NAMES[slide.kind]))

    def page_of(self, row: int) -> int:
        """Where a slide stands on the wall, from 0: one page for each that is included."""
        return sum(slide.included for slide in self.slides[:row])

    # edits

    def _take(self, slides: Slides) -> None:
        for awaited in self._awaited:
            awaited.follow(self.slides, slides)
        self.slides = slides

    def _change(self, slides: Slides, row: int) -> None:
        self._take(slides)
        self._problems = {}
        self._show(row)
        self.edited.emit(False)

    def _tick(self, row: int) -> None:
        slide = self.slides[row]
        if not slide.included and not self._has_data(slide):
            self.said.emit(_("Esa diapositiva no tiene datos en este período."))
            return
        self._change(edits.changed(self.slides, row, included=not slide.included), row)

    def _move(self, row: int, to: int) -> None:
        self._change(edits.moved(self.slides, row, to), to)

    def _move_chosen(self, step: int) -> None:
        if 0 <= self.row + step < len(self.slides):
            self._move(self.row, self.row + step)

    def _type(self, name: str, text: str) -> None:
        if self.row >= 0:
            self._take(edits.changed(self.slides, self.row, **{name: text}))
            self._show_rows(self.row)
            self.edited.emit(True)

    def _add(self, slide: SlideChoice) -> None:
        self._change(edits.added(self.slides, self.row + 1, slide), self.row + 1)
        self.editor.title.setFocus()

    def _add_text(self) -> None:
        self._add(SlideChoice(kind=SlideKind.TEXT))

    def _want_photo(self, *, is_new: bool) -> None:
        awaited = _Awaited(self.row, is_new)
        self._awaited.add(awaited)
        self.photo_wanted.emit(lambda sha256: self._take_photo(awaited, sha256))

    def _take_photo(self, awaited: "_Awaited", sha256: str) -> None:
        """A photo is there: whatever is chosen by now stays chosen."""
        if awaited.row is None:
            self.said.emit(_("La foto no se puso: ya no está abierta la diapositiva para la que la eligió."))
        elif awaited.is_new:
            self._add_photo(sha256, awaited.row)
        else:
            self._put_photo(sha256, awaited.row)

    def _add_photo(self, sha256: str, after: int) -> None:
        slide = SlideChoice(kind=SlideKind.PHOTO, photo=sha256)
        if self.row == after:
            self._add(slide)
        else:
            self._change(edits.added(self.slides, after + 1, slide), self.row + (self.row > after))

    def _put_photo(self, sha256: str, row: int) -> None:
        self._change(edits.changed(self.slides, row, photo=sha256), self.row)

    def _ask_to_remove(self, row: int) -> None:
        if not self.slides[row].is_own:
            self.said.emit(_("Esta diapositiva sale de los libros. Para no mostrarla, quítele la marca."))
            return
        ask(
            self.panel,
            _("¿Quitar la diapositiva «{title}»?").format(title=self.title_of(self.slides[row])),
            _("Se quitan también su texto y sus notas."),
            yes=_("Quitar"),
            no=_("Dejarla"),
            then=lambda _reason: self._remove(row),
            icon="trash",
            destroying=True,
        )

    def _remove(self, row: int) -> None:
        self._change(edits.removed(self.slides, row), max(0, row - 1))
        self.list.setFocus()

    # showing

    def _go_to(self, row: int) -> None:
        self._show_editor(row)
        self.chosen.emit(row)

    def _show(self, row: int) -> None:
        self._show_rows(row)
        self._show_editor(row)

    def _has_data(self, slide: SlideChoice) -> bool:
        return slide.is_own or edits.subject(slide) not in self._without_data

    def _show_rows(self, row: int) -> None:
        self.list.show_rows([self._row_of(place, slide) for place, slide in enumerate(self.slides)], row)

    def _row_of(self, place: int, slide: SlideChoice) -> SlideRow:
        return SlideRow(
            kind=slide.kind,
            title=self.title_of(slide),
            number=self.page_of(place) + 1 if slide.included else 0,
            is_own=slide.is_own,
            has_notes=bool(slide.notes.strip()),
            has_data=self._has_data(slide),
            is_wrong=any(name.startswith(_start(place)) for name in self._problems),
        )

    def _show_editor(self, row: int) -> None:
        if not 0 <= row < len(self.slides):
            return
        slide, start = self.slides[row], _start(row)
        self.editor.show_slide(slide)
        problems = {name.removeprefix(start): words for name, words in self._problems.items() if name.startswith(start)}
        self.editor.show_problems(problems)


def _start(row: int) -> str:
    """How the names of a slide's problems begin."""
    return f"slide {row + 1} "


def _key(slide: SlideChoice) -> SlideChoice:
    """A slide without what does not change how it is called."""
    return replace(slide, included=True, notes="", photo="")
