"""The attachments of a record on its card: thumbnails and lines, adding by button, drop or paste, what was removed."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QRect, QSize, QStandardPaths, Qt, Signal
from PySide6.QtGui import (
    QGuiApplication,
    QKeySequence,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPixmap,
    QShortcut,
)
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ananea_desktop.domain.attachments import JPEG, STAGES, size_text
from ananea_desktop.domain.errors import UserError
from ananea_desktop.domain.language import _, plural
from ananea_desktop.domain.receipts import SIGNED_KINDS, Receipt
from ananea_desktop.domain.rights import rights_over
from ananea_desktop.operations import attachments
from ananea_desktop.ui import theme
from ananea_desktop.ui.attaching import Adding, Outcome, Source, said_of, short_name, sources_in
from ananea_desktop.ui.buttons import link_button, primary_button
from ananea_desktop.ui.card import Card, CardLine, CardSection, SectionHeader, clear_layout
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.dialogs import Dialog
from ananea_desktop.ui.drop_target import DropTarget
from ananea_desktop.ui.labels import label, literal_tip
from ananea_desktop.ui.painting import paint_box, paint_ring, paint_text
from ananea_desktop.ui.record_model import Row

COLUMNS = 3
MOST_TILES, MOST_LINES = 6, 5
"""What a card shows; the viewer has all."""
_PICTURE_HEIGHT = 84
_FILTER = "*.jpg *.jpeg *.png *.webp *.tif *.tiff *.bmp *.gif *.pdf"


class AttachmentTile(QAbstractButton):
    """A thumbnail with what it shows under it."""

    def __init__(self, row: Row) -> None:
        super().__init__()
        self._picture = QPixmap()
        self._picture.loadFromData(row["thumbnail"])
        stage = _(STAGES[row["stage"]]) if row["stage"] else ""
        self.setText(stage or row["caption"] or row["file_name"])
        whole = "\n".join(part for part in (stage, row["caption"], row["file_name"]) if part)
        self.setToolTip(literal_tip(whole))
        self.setAccessibleName(", ".join(whole.split("\n")))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        return QSize(theme.scaled(96), theme.scaled(_PICTURE_HEIGHT) + theme.line_height() + 2)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        box = QRect(0, 0, self.width(), theme.scaled(_PICTURE_HEIGHT))
        shape = QPainterPath()
        shape.addRoundedRect(box, theme.RADIUS, theme.RADIUS)
        painter.save()
        painter.setClipPath(shape)
        painter.fillRect(box, theme.color("track"))
        if not self._picture.isNull():
            # Cut, not squeezed: what is in the middle is seen.
            size = self._picture.size().scaled(box.size(), Qt.AspectRatioMode.KeepAspectRatioByExpanding)
            whole = QRect(box.topLeft(), size)
            whole.moveCenter(box.center())
            painter.drawPixmap(whole, self._picture)
        painter.restore()
        paint_box(painter, box, edge=theme.color("edge" if self.underMouse() else "line"))
        words = QRect(0, box.bottom() + 3, self.width(), theme.line_height())
        paint_text(painter, words, self.text(), letters=theme.font("secondary"), colour=theme.color("ink2"))
        if self.hasFocus():
            paint_ring(painter, box)


class AttachmentsSection(CardSection):
    """«Adjuntos» of one record. It loads anew by itself after each change; ``changed`` tells others of it.

    Of what people sign (``is_signed``) the scan of the signed paper is asked for until it is there.
    """

    changed = Signal()

    def __init__(self, desk: Desk, table: str, record_id: int, is_signed: bool = False) -> None:
        super().__init__()
        self.desk = desk
        self.record = table, record_id
        self._may_add = desk.may_change(table)
        self._is_signed = is_signed and self._may_add
        self.rows: list[Row] = []
        self.setObjectName("attachments")
        self.header = SectionHeader(_("Adjuntos"), 0, _("Agregar") if self._may_add else "", "plus")
        self.header.setObjectName("attachments_header")
        self.header.link_clicked.connect(lambda: self.choose_files())
        self._body = QVBoxLayout()
        self._body.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addLayout(self._body)
        if self._may_add:
            QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self, self.paste)

    def load(self) -> None:
        """Asks for the attachments as they now are."""
        self.desk.books.ask(attachments.section, *self.record, owner=self, then=lambda data: self.show_rows(*data))
        self.changed.emit()

    def show_rows(self, rows: list[Row], removed: int) -> None:
        self.rows = rows
        self.header.set_count(len(rows))
        clear_layout(self._body)
        pictures = [row for row in rows if row["media_type"] == JPEG]
        papers = [row for row in rows if row["media_type"] != JPEG]
        if self._is_signed and not any(row["stage"] == "signed" for row in rows):
            of_receipt = self.record[0] == "receipts"
            words = _("Adjuntar el recibo firmado") if of_receipt else _("Adjuntar el cargo firmado")
            signed = link_button(words, "paperclip")
            signed.setObjectName("attach_signed")
            signed.setToolTip(_("Su escaneo o su foto. Si lleva huella digital, tápela antes: es un dato personal."))
            signed.clicked.connect(lambda: self.choose_files("signed"))
            self._body.addWidget(signed)
        if not rows:
            words = _("Arrastre aquí fotos o PDF, o péguelos con Ctrl+V.") if self._may_add else _("No hay ninguno.")
            hint = label(words, "secondary", wrap=True)
            hint.setContentsMargins(theme.OVERHANG, 0, theme.OVERHANG, 4)
            self._body.addWidget(hint)
        if pictures:
            self._body.addLayout(self._tiles(pictures[:MOST_TILES]))
        for row in papers[:MOST_LINES]:
            self._body.addWidget(self._paper_line(row))
        if len(rows) > len(pictures[:MOST_TILES]) + len(papers[:MOST_LINES]):
            more = link_button(_("Ver los {count}").format(count=len(rows)))
            more.clicked.connect(lambda: self.open_viewer(rows[0]["id"]))
            self._body.addWidget(more)
        if removed and self._may_add:
            line = CardLine("arrow-counter-clockwise", _("Quitados"), str(removed), tone="ink3")
            line.setObjectName("removed")
            line.clicked.connect(self._ask_removed)
            self._body.addWidget(line)

    def _tiles(self, rows: Sequence[Row]) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(theme.OVERHANG, 4, theme.OVERHANG, 4)
        grid.setHorizontalSpacing(theme.GAP)
        grid.setVerticalSpacing(6)
        for column in range(COLUMNS):
            grid.setColumnStretch(column, 1)
        for number, row in enumerate(rows):
            tile = AttachmentTile(row)
            tile.clicked.connect(lambda _checked=False, row=row: self.open_viewer(row["id"]))
            grid.addWidget(tile, number // COLUMNS, number % COLUMNS)
        return grid

    def _paper_line(self, row: Row) -> CardLine:
        pages = plural(_("1 página"), _("{count} páginas"), row["pages"]).format(count=row["pages"])
        name = row["caption"] or row["file_name"]
        text = f"{_(STAGES[row['stage']])}: {name}" if row["stage"] else name
        line = CardLine("file-pdf", text, f"{pages}, {size_text(row['size'])}")
        line.clicked.connect(lambda: self.open_viewer(row["id"]))
        return line

    # adding

    def choose_files(self, stage: str = "") -> None:
        """Asks for photos and PDFs; several can be chosen at once. ``stage``: what all of them are."""
        pictures = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
        chooser = QFileDialog(self, _("Elija las fotos o los PDF"), pictures)
        chooser.setNameFilters([_("Fotos y PDF ({endings})").format(endings=_FILTER), _("Todos los archivos (*)")])
        chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chooser.setFileMode(QFileDialog.FileMode.ExistingFiles)
        chooser.filesSelected.connect(lambda names: self.add([Path(name) for name in names], stage))
        chooser.open()

    def paste(self) -> None:
        """Adds the files or the picture that were copied."""
        sources = sources_in(QGuiApplication.clipboard().mimeData())
        if sources:
            self.add(sources)
        else:
            sentence = _("No hay ninguna foto ni archivo copiado. Cópielo primero (Ctrl+C) y vuelva a pegar.")
            self.desk.books.problem_met.emit(UserError(sentence))

    def add(self, sources: Sequence[Source], stage: str = "") -> None:
        """Looks into the files one by one and adds the good ones; the others are told at the end."""
        if self.desk.refuses(*rights_over(self.record[0])):
            return
        keep = partial(attachments.keep, stage=stage)
        adding = Adding(self.desk.books, self.window(), self.record, sources, keep)
        adding.finished.connect(self._take_outcome)
        adding.start()

    def _take_outcome(self, outcome: Outcome) -> None:
        self.load()
        if said := said_of(outcome):
            self.desk.said.emit(said)
        if outcome.refused:
            RefusedDialog(self, outcome).open()

    # looking, and what was removed

    def open_viewer(self, attachment_id: int) -> None:
        """Shows an attachment over the whole window, and from it the others."""
        from ananea_desktop.ui.attachment_viewer import AttachmentViewer

        number = next(number for number, row in enumerate(self.rows) if row["id"] == attachment_id)
        viewer = AttachmentViewer(self.window(), self.desk, self.record[0], self.rows, number)
        viewer.changed.connect(self.load)
        viewer.open()

    def _ask_removed(self) -> None:
        self.desk.books.ask(attachments.of_record, *self.record, True, owner=self, then=self._show_removed)

    def _show_removed(self, rows: list[Row]) -> None:
        dialog = Dialog(self, _("Adjuntos quitados"))
        dialog.add_sentence(_("Siguen guardados en el archivo de datos y pueden volver."))
        holder = Card()
        holder.setMinimumHeight(theme.scaled(240))
        for row in rows:
            line = QHBoxLayout()
            icon = "image" if row["media_type"] == JPEG else "file-pdf"
            line.addWidget(CardLine(icon, row["caption"] or row["file_name"], clickable=False), 1)
            back = link_button(_("Devolver"), "arrow-counter-clockwise")
            back.setObjectName(f"bring_back_{row['id']}")
            back.clicked.connect(lambda _checked=False, row=row: self._bring_back(dialog, row))
            line.addWidget(back)
            holder.add(line)
        dialog.content.addWidget(holder)
        dialog.add_button(primary_button(_("Cerrar"), shortcut="Esc"), dialog.accept)
        dialog.open()

    def _bring_back(self, dialog: Dialog, row: Row) -> None:
        dialog.accept()
        self.desk.books.ask(attachments.bring_back, row["id"], owner=self, then=lambda _none: self._take_back(row))

    def _take_back(self, row: Row) -> None:
        self.desk.said.emit(_("Volvió «{name}».").format(name=short_name(row["file_name"])))
        self.load()


class AttachmentsDialog(Dialog):
    """The section of a receipt, which has no card."""

    def __init__(self, parent: QWidget, desk: Desk, receipt: Receipt) -> None:
        super().__init__(parent, _("Adjuntos del recibo {number}").format(number=receipt.number_text))
        self.section = AttachmentsSection(desk, "receipts", receipt.id, receipt.kind in SIGNED_KINDS)
        holder = Card()
        holder.setMinimumHeight(theme.scaled(300))
        holder.add(self.section)
        DropTarget(holder.viewport(), lambda: self.section.add)
        self.content.addWidget(holder)
        self.add_button(primary_button(_("Cerrar"), shortcut="Esc"), self.accept)
        self.section.load()


class RefusedDialog(Dialog):
    """Which files were not added, and why of each."""

    def __init__(self, parent: QWidget, outcome: Outcome) -> None:
        refused = outcome.refused
        added = len(outcome.added) + len(outcome.brought_back)
        title = (
            _("No se adjuntó «{name}»").format(name=short_name(refused[0][0]))
            if len(refused) == 1
            else _("No se adjuntaron {count} archivos").format(count=len(refused))
        )
        super().__init__(parent, title)
        self.setObjectName("refused")
        if len(refused) == 1:
            self.add_sentence(refused[0][1])
        else:
            self.content.addWidget(self._list(refused))
        if added:
            words = plural(_("El otro archivo sí se adjuntó."), _("Los otros {count} sí se adjuntaron."), added)
            self.add_sentence(words.format(count=added))
        button = self.add_button(primary_button(_("Entendido")), self.accept)
        button.setDefault(True)
        button.setFocus()

    def _list(self, refused: Sequence[tuple[str, str]]) -> Card:
        holder = Card()
        holder.setMinimumHeight(theme.scaled(240))
        for name, sentence in refused:
            holder.add(CardLine("warning-circle", name, tone="bad", clickable=False))
            holder.add(label(sentence, "secondary", wrap=True))
        return holder
