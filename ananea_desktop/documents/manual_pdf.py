"""The manual on paper: its contents with page numbers, its chapters, its pictures; laid out by Platypus."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from ananea_desktop.documents import fonts
from ananea_desktop.documents.flow import WIDTH, draw_frame, letterhead_end
from ananea_desktop.documents.manual_text import GLOSSARY, HEADING, ITEM, NOTE, PICTURE, TITLE, Block, Chapter
from ananea_desktop.documents.paper import A4_LONG, A4_SHORT, INK2, LINE, MARGIN, Sheet
from ananea_desktop.domain.language import _
from ananea_desktop.domain.receipts import Letterhead

_PICTURE_WIDTH = WIDTH - 40
_BOTTOM = 48.0
_INDENT = 20.0


def manual_pdf(chapters: Sequence[Chapter], letterhead: Letterhead | None, pictures: Path) -> bytes:
    """A4, each chapter on a page of its own; equal chapters give equal bytes."""
    fonts.register()
    head = letterhead or Letterhead(
        name=_("Manual de la tesorería"),
        ruc="",
        address="",
        place="",
        treasurer_name="",
        treasurer_document="",
    )
    styles = _styles()
    buffer = BytesIO()
    index = _index(styles)
    story = [*_opening(styles), index]
    for chapter in chapters:
        story += _chapter(chapter, styles, pictures)
    for part in story:
        if getattr(part, "is_listed", False):  # with them it has its size at once, and a pass less is needed
            index.addEntry(*_entry(part), 1, part.bookmark)
    _document(buffer, head).multiBuild(story)
    return buffer.getvalue()


def _styles() -> dict[str, Any]:
    from reportlab.lib.colors import Color
    from reportlab.lib.styles import ParagraphStyle

    def grey(value: float) -> Any:
        return Color(value, value, value)

    base = ParagraphStyle("text", fontName=fonts.REGULAR, fontSize=11, leading=15.5, spaceBefore=6)
    return {
        "text": base,
        "big": ParagraphStyle("big", base, fontName=fonts.BOLD, fontSize=24, leading=29, spaceBefore=10),
        TITLE: ParagraphStyle("chapter", base, fontName=fonts.BOLD, fontSize=19, leading=24, keepWithNext=1),
        HEADING: ParagraphStyle(
            "section", base, fontName=fonts.SEMIBOLD, fontSize=13.5, leading=17, spaceBefore=16, keepWithNext=1
        ),
        "contents": ParagraphStyle(
            "contents", base, fontName=fonts.SEMIBOLD, fontSize=13.5, leading=17, spaceBefore=16
        ),
        ITEM: ParagraphStyle("item", base, leftIndent=_INDENT, bulletIndent=0, spaceBefore=4),
        NOTE: ParagraphStyle(
            "note",
            base,
            leftIndent=12,
            rightIndent=12,
            borderPadding=(7, 10, 8, 10),
            borderColor=grey(LINE),
            borderWidth=0.8,
            spaceBefore=16,
            spaceAfter=12,
        ),
        PICTURE: ParagraphStyle("caption", base, fontSize=9, leading=12, textColor=grey(INK2), spaceBefore=3),
        "index": [
            ParagraphStyle("index1", base, fontName=fonts.SEMIBOLD, spaceBefore=6, leading=14),
            ParagraphStyle("index2", base, fontSize=9.5, leading=12, leftIndent=14, spaceBefore=0),
        ],
    }


def _entry(heading: Any) -> tuple[int, str]:
    """How a heading stands in the contents: its level and its words, marked up."""
    return 0 if heading.style.name == "chapter" else 1, escape(heading.getPlainText())


def _document(buffer: BytesIO, head: Letterhead) -> Any:
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

    class Document(BaseDocTemplate):  # type: ignore[misc]
        """Tells its index the page of each heading, and counts its pages for the foot in the pass before."""

        pages = 1

        def afterFlowable(self, flowable: Any) -> None:
            name = getattr(flowable, "bookmark", "")
            if not name:
                return
            level, text = _entry(flowable)
            self.canv.addOutlineEntry(flowable.getPlainText(), name, level, closed=True)
            if flowable.is_listed:
                self.notify("TOCEntry", (level, text, self.page, name))

        def afterPage(self) -> None:
            self.pages = max(self.pages, self.page)

    title = _("Manual de la tesorería")
    document = Document(
        buffer,
        pagesize=(A4_SHORT, A4_LONG),
        title=title,
        author=fonts.printable(head.name),
        invariant=1,
        pageCompression=1,
    )
    top = letterhead_end(head) + 8
    frame = Frame(MARGIN, _BOTTOM, WIDTH, A4_LONG - top - _BOTTOM, leftPadding=0, rightPadding=0, topPadding=0)

    def draw(canvas: Any, made: Any) -> None:
        draw_frame(Sheet(canvas, A4_LONG), head, title if head.name != title else "", made.page, made.pages)

    document.addPageTemplates(PageTemplate("page", [frame], onPage=draw))
    return document


def _index(styles: dict[str, Any]) -> Any:
    from reportlab.platypus import TableStyle
    from reportlab.platypus.tableofcontents import TableOfContents

    close = TableStyle([(f"{side}PADDING", (0, 0), (-1, -1), 0) for side in ("LEFT", "RIGHT", "TOP", "BOTTOM")])
    return TableOfContents(dotsMinLevel=0, levelStyles=styles["index"], tableStyle=close)


def _opening(styles: dict[str, Any]) -> list[Any]:
    from reportlab.platypus import Paragraph

    words = _("Qué hacer y cómo, paso a paso. Las palabras entre «» están así escritas en la pantalla.")
    return [
        Paragraph(escape(_("Manual de la tesorería")), styles["big"]),
        Paragraph(escape(words), styles["text"]),
        Paragraph(escape(_("Contenido")), styles["contents"]),
    ]


def _chapter(chapter: Chapter, styles: dict[str, Any], pictures: Path) -> list[Any]:
    from reportlab.platypus import PageBreak

    story: list[Any] = [PageBreak()]
    for block in chapter.blocks:
        if block.kind == PICTURE:
            story += _picture(block, styles, pictures)
        else:
            story.append(_paragraph(block, styles, chapter.name))
    return story


def _paragraph(block: Block, styles: dict[str, Any], chapter: str) -> Any:
    from reportlab.platypus import Paragraph

    words = "".join(_marked(block))
    if block.kind in (TITLE, HEADING):
        name = f"{chapter}#{block.anchor}"
        heading = Paragraph(f'<a name="{name}"/>{words}', styles[block.kind])
        heading.bookmark = name
        heading.is_listed = block.kind == TITLE or chapter != GLOSSARY  # its words stand in order as they are
        return heading
    return Paragraph(words, styles[block.kind], bulletText=block.mark or None)


def _marked(block: Block) -> list[str]:
    """The runs as ReportLab's own marks; what was written is printed literally."""
    made = []
    for run in block.runs:
        text = escape(fonts.printable(run.text) if run.text.strip() else run.text)
        if run.strong:
            text = f'<font name="{fonts.SEMIBOLD}">{text}</font>'
        made.append(f'<a href="#{run.link}"><u>{text}</u></a>' if run.link else text)
    return made


def _picture(block: Block, styles: dict[str, Any], pictures: Path) -> list[Any]:
    from reportlab.lib.utils import ImageReader
    from reportlab.platypus import Image, KeepTogether, Paragraph, Spacer

    file = str(pictures / block.picture)
    across, down = ImageReader(file).getSize()
    width = min(_PICTURE_WIDTH, across * 0.75)
    image = Image(file, width, width * down / across, hAlign="LEFT")
    return [KeepTogether([Spacer(1, 8), image, Paragraph("".join(_marked(block)), styles[PICTURE]), Spacer(1, 4)])]
