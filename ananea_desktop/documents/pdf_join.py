"""Several PDFs as one, their pages as they are."""

from collections.abc import Sequence
from io import BytesIO


def join_pdfs(parts: Sequence[bytes]) -> bytes:
    """All pages, one part after the other. Only for the thread that owns PDFium.

    Raises pypdfium2.PdfiumError where a part is no PDF.
    """
    import pypdfium2

    whole = pypdfium2.PdfDocument.new()
    opened = []
    try:
        for part in parts:
            document = pypdfium2.PdfDocument(part)
            opened.append(document)
            whole.import_pages(document)
        target = BytesIO()
        whole.save(target)
        return target.getvalue()
    finally:
        for document in opened:
            document.close()
        whole.close()
