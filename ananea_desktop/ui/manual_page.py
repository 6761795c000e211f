"""The manual in the window: its chapters or what a search found at the left, the text at the right."""

from typing import Any

from PySide6.QtCore import QEvent, QObject, QRegularExpression, QSettings, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QFont, QImage, QKeyEvent, QKeySequence, QResizeEvent, QTextCursor, QTextDocument
from PySide6.QtWidgets import QHBoxLayout, QTextBrowser, QTextEdit, QVBoxLayout, QWidget

from ananea_desktop import paths
from ananea_desktop.documents.manual_text import target_of
from ananea_desktop.domain.language import SPANISH, _, current_language
from ananea_desktop.domain.steps import Steps
from ananea_desktop.domain.text import fold
from ananea_desktop.operations import manual
from ananea_desktop.operations.books import Books
from ananea_desktop.ui import theme
from ananea_desktop.ui.buttons import icon_button, quiet_button, secondary_button
from ananea_desktop.ui.cells import CellRole, Column
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.fields import SearchField
from ananea_desktop.ui.labels import label
from ananea_desktop.ui.page_head import PageHead
from ananea_desktop.ui.record_model import ListColumn, RecordModel, Row
from ananea_desktop.ui.table_view import TableView
from ananea_desktop.ui.zoom_keys import claims_zoom, zoom_step

_LEFT_WIDTH = 330
_TEXT_WIDTH = 780
"""Of the text, at 12 points: what an eye follows without losing the line."""
_SMALLEST, _LARGEST = -1, 6
_STEPS = [str(each) for each in range(_SMALLEST, _LARGEST + 1)]
_LETTERS = "manual/letters"
_NOTE, _NOTE_END = '<table width="100%" cellpadding="10"><tr><td>', "</td></tr></table>"
"""Qt gives a quotation no room around its words; a cell has it."""
_AS_TYPED = (
    QRegularExpression.PatternOption.CaseInsensitiveOption | QRegularExpression.PatternOption.UseUnicodePropertiesOption
)
_VARIANTS = {"a": "aá", "e": "eé", "i": "ií", "o": "oó", "u": "uúü", "n": "nñ"}


class ManualText(QTextBrowser):
    """One chapter. Nothing is ever fetched: links lead inside the manual, pictures come from its folder."""

    place_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.chapter = ""
        kept = str(QSettings().value(_LETTERS, 0))  # as text, which is all that some systems keep
        self.letters = int(kept) if kept in _STEPS else 0
        self._width = 0
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.setProperty("ringed", True)  # it has the keys itself: they scroll it
        self.setOpenLinks(False)
        self.setAccessibleName(_("Texto del manual"))
        self.anchorClicked.connect(lambda url: self.place_wanted.emit(target_of(url.toString(), self.chapter)))
        theme.on_change(self._dress)

    def show_chapter(self, name: str) -> None:
        self.chapter = name
        self._dress()

    def enlarge(self, steps: int) -> None:
        """Letters larger or smaller; remembered."""
        self.letters = max(_SMALLEST, min(self.letters + steps, _LARGEST))
        QSettings().setValue(_LETTERS, self.letters)
        at = self.verticalScrollBar().value() / max(1, self.verticalScrollBar().maximum())
        self._dress()
        self.verticalScrollBar().setValue(round(at * self.verticalScrollBar().maximum()))

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return None
        file = paths.resources() / "manual" / "pictures" / QUrl(name).fileName()
        image = QImage(str(file))
        width = min(image.width(), self._width)
        return image.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation) if image.width() else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._text_width() != self._width and self.chapter:
            self._dress()

    def _text_width(self) -> int:
        return min(self.viewport().width() - 2 * theme.MARGIN, theme.scaled(_TEXT_WIDTH))

    def _dress(self) -> None:
        """The chapter in the colours and letters of now, its lines no longer than is easy to read."""
        if not self.chapter:
            return
        self._width = self._text_width()
        points = theme.font().pointSizeF() + self.letters
        document = self.document()
        document.setDefaultStyleSheet(_style(points))
        letters = QFont(theme.font())  # that one is everybody's
        letters.setPointSizeF(points)
        document.setDefaultFont(letters)
        self.setHtml(
            manual.chapter(self.chapter).html.replace("<blockquote>", _NOTE).replace("</blockquote>", _NOTE_END)
        )
        form = document.rootFrame().frameFormat()
        form.setLeftMargin(theme.MARGIN)
        form.setRightMargin(max(theme.MARGIN, self.viewport().width() - theme.MARGIN - self._width))
        document.rootFrame().setFrameFormat(form)

    def mark(self, typed: str) -> None:
        """Lights up every place where the words of a search begin a word, with or without accents."""
        marks = []
        for word in fold(typed).split():
            letters = "".join(f"[{_VARIANTS[each]}]" if each in _VARIANTS else each for each in word)
            pattern = QRegularExpression(rf"\b{letters}", _AS_TYPED)
            cursor = self.document().find(pattern)
            while not cursor.isNull():
                mark = QTextEdit.ExtraSelection()
                mark.cursor = cursor
                mark.format.setBackground(theme.color("gold"))
                mark.format.setForeground(theme.color("on_gold"))
                marks.append(mark)
                cursor = self.document().find(pattern, cursor)
        self.setExtraSelections(marks)


def _style(points: float) -> str:
    colours = theme.palette()
    return f"""
        body, p, li {{ color: {colours.ink}; line-height: 130%; }}
        h1 {{ color: {colours.ink}; font-size: {points * 1.7:g}pt; margin-top: 4px; margin-bottom: 10px; }}
        h2 {{ color: {colours.ink}; font-size: {points * 1.25:g}pt; margin-top: 26px; margin-bottom: 6px; }}
        p {{ margin-top: 6px; margin-bottom: 8px; }}
        li {{ margin-bottom: 6px; }}
        a {{ color: {colours.gold_text}; }}
        table {{ background-color: {colours.gold_soft}; margin-top: 8px; margin-bottom: 8px; }}
    """


class ManualPage(QWidget):
    """Opens at a place: a chapter, or ``chapter#anchor``."""

    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.setObjectName("manual_page")
        self.search = SearchField(_("Buscar en el manual"))
        self.search.setObjectName("manual_search")
        self.search.search_changed.connect(lambda _typed: self._ask())
        column = ListColumn(
            title=_("Capítulos"),
            text=lambda row: row["title"],
            layout=Column(stretch=1),
            marks=lambda row: row["marks"],
        )
        self.model = RecordModel([column], self)
        self.table = TableView([column.layout], _("Capítulos"))
        self.table.setModel(self.model)
        self.table.set_empty_text(_("No se encontró. Pruebe con otra palabra."))
        self.table.row_changed.connect(self._go_to_row)
        self.search.left_downwards.connect(self.table.setFocus)
        self.text = ManualText()
        self.table.activated.connect(self.text.setFocus)
        self.text.place_wanted.connect(self.show_place)
        self._filling = False
        self._asked = QObject(self)
        self._came_from: list[str] = []
        self._lay_out()
        self._show_chapters()

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(self._head())
        if current_language() != SPANISH:
            words = label(_("El manual está solo en castellano."), "secondary", name="only_spanish")
            words.setContentsMargins(theme.MARGIN, 0, theme.MARGIN, 8)
            outer.addWidget(words)
        row = QHBoxLayout()
        row.setContentsMargins(theme.MARGIN - theme.OVERHANG, 0, 0, 0)
        row.setSpacing(theme.GAP)
        left = QWidget()
        left.setFixedWidth(theme.scaled(_LEFT_WIDTH))
        side = QVBoxLayout(left)
        side.setContentsMargins(0, 0, 0, theme.GAP)
        side.setSpacing(theme.GAP)
        field = QHBoxLayout()
        field.setContentsMargins(theme.OVERHANG, 0, theme.OVERHANG, 0)
        field.addWidget(self.search)
        side.addLayout(field)
        side.addWidget(self.table, 1)
        row.addWidget(left)
        row.addWidget(self.text, 1)
        outer.addLayout(row, 1)

    def _head(self) -> PageHead:
        self.previous = quiet_button(_("Página anterior"), "arrow-u-up-left")
        self.previous.setToolTip(_("Alt + flecha izquierda"))
        self.previous.setObjectName("manual_previous")
        self.previous.clicked.connect(self._go_back)
        self.previous.hide()
        smaller = icon_button("magnifying-glass-minus", _("Letra más pequeña"))
        larger = icon_button("magnifying-glass-plus", _("Letra más grande"))
        larger.setObjectName("manual_larger")
        smaller.clicked.connect(lambda: self.text.enlarge(-1))
        larger.clicked.connect(lambda: self.text.enlarge(1))
        paper = secondary_button(_("Imprimir o guardar PDF"), "printer", "Ctrl+P")
        paper.setObjectName("manual_paper")
        paper.clicked.connect(self._want_paper)
        return PageHead(_("Manual"), self.leave, self.previous, smaller, larger, paper)

    def leave(self) -> None:
        self.left.emit()

    def event(self, event: QEvent) -> bool:
        return claims_zoom(event) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = zoom_step(event)
        if step is not None:
            self.text.enlarge(step or -self.text.letters)
        elif event.matches(QKeySequence.StandardKey.Back):
            self._go_back()
        else:
            super().keyPressEvent(event)

    # places

    def open_at(self, place: str) -> "ManualPage":
        """Shows itself over what is in sight, at a place."""
        self.desk.page_wanted.emit(self)
        self.show_place(place)
        self.table.setFocus()
        return self

    def place(self) -> str:
        """The chapter in sight."""
        return self.text.chapter

    def show_place(self, place: str) -> None:
        """Goes to a place; one that is not there is the beginning. «Página anterior» leads back."""
        if self.text.chapter:
            self._came_from.append(self.text.chapter)
            self.previous.show()
        self._go_to(place)

    def _go_back(self) -> None:
        if self._came_from:
            self._go_to(self._came_from.pop())
        self.previous.setVisible(bool(self._came_from))

    def _go_to(self, place: str) -> None:
        name, _hash, anchor = place.partition("#")
        known = [each for each, _title in manual.contents()]
        self._show_text(name if name in known else known[0], anchor)
        if not self.search.text():
            self._filling = True
            self.table.choose_row(known.index(self.text.chapter))
            self._filling = False

    def _show_text(self, name: str, anchor: str) -> None:
        if name != self.text.chapter:
            self.text.show_chapter(name)
        self.text.mark(self.search.text())
        if anchor:
            # the text is laid out while it is scrolled, pictures and all
            QTimer.singleShot(0, self.text, lambda: self.text.scrollToAnchor(anchor))
        else:
            self.text.moveCursor(QTextCursor.MoveOperation.Start)

    # chapters, or what was found

    def _ask(self) -> None:
        """What was searched for earlier letters is dropped."""
        self._asked.deleteLater()
        self._asked = QObject(self)
        typed = self.search.text().strip()
        if typed:
            self.desk.books.ask(lambda _books: manual.search(typed), owner=self._asked, then=self._show_found)
        else:
            self._show_chapters()

    def _show_chapters(self) -> None:
        self._show_rows(
            [{"title": title, "chapter": name, "anchor": "", "marks": {}} for name, title in manual.contents()]
        )
        if self.text.chapter:
            self._go_to(self.text.chapter)

    def _show_found(self, found: list[manual.Found]) -> None:
        by_chapter: dict[str, list[Row]] = {}
        for section, chapter_title in found:
            row = {"title": section.title, "chapter": section.chapter, "anchor": section.anchor, "marks": {}}
            by_chapter.setdefault(chapter_title, []).append(row)
        rows: list[Row] = []
        for title, inside in by_chapter.items():
            rows += [{"title": title, "heading": True, "marks": {CellRole.HEADING: True}}, *inside]
        self._show_rows(rows)
        if rows:
            self.table.choose_row(1)  # below the name of its chapter
            self._go_to_row(1)

    def _show_rows(self, rows: list[Row]) -> None:
        self._filling = True
        self.model.show_rows(rows, False)
        self._filling = False

    def _go_to_row(self, number: int) -> None:
        if self._filling or number < 0:
            return
        row = self.model.row(number)
        if "chapter" not in row:
            return
        self._show_text(row["chapter"], row["anchor"])

    def _want_paper(self) -> None:
        from ananea_desktop.ui.paper_page import Paper

        def make(books: Books, _year: int | None, _language: str, _form: str) -> Steps[bytes]:
            return manual.manual_steps(books)

        self.desk.paper_wanted.emit(Paper(title=_("Manual"), file_name="manual", make=make))
