"""Photos, scans and PDFs beside a record: looked into without the books, then kept in one act; never purged."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ananea_desktop.documents import pictures
from ananea_desktop.documents.pictures import PictureReader, Reduced
from ananea_desktop.domain.attachments import CAPTION, JPEG, STAGE, STAGES_OF, TABLES, clean_file_name
from ananea_desktop.domain.errors import InvalidRecord, UserError
from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.rights import Right, rights_over
from ananea_desktop.domain.text import InvalidValue
from ananea_desktop.operations.acts import changing
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.records import problems_sentence
from ananea_desktop.operations.rights import needs
from ananea_desktop.storage import attachments, records, rows
from ananea_desktop.storage.rows import Row


@dataclass(frozen=True, kw_only=True)
class Prepared:
    """A file that was looked into and may be kept, under this name."""

    file_name: str
    reduced: Reduced


def prepare(source: Path | bytes, name: str = "", reader: PictureReader | None = None) -> Prepared:
    """Looks into a file in a child process, which takes a moment: in the window, outside the books' thread.

    ``name`` is the file's, where only its bytes are given. Raises UserError with what is wrong and what to do.
    """
    data = pictures.read_file(source) if isinstance(source, Path) else source
    given = name or (source.name if isinstance(source, Path) else "")
    return Prepared(
        file_name=clean_file_name(given) or N_("Sin nombre"),
        reduced=(reader or PictureReader()).reduce(data),
    )


def _rights_over(_books: Books, table: str, *_given: Any, **_named: Any) -> tuple[Right, ...]:
    return rights_over(table)


def _rights_over_its_record(books: Books, attachment_id: int, *_given: Any, **_named: Any) -> tuple[Right, ...]:
    return rights_over(attachments.get(books.db, attachment_id)["table_name"])


@needs(_rights_over)
def keep(
    books: Books, table: str, record_id: int, prepared: Prepared, caption: str = "", stage: str = ""
) -> tuple[int, bool]:
    """Attaches what was prepared; gives the attachment's id, and whether it had been removed and was brought back.

    An equal content is kept once in the file; one that is there already takes the stage that it is given now. Raises
    UserError when this record already has it so, InvalidRecord for a caption or stage that is not taken, LookupError
    when the table has no attachments or there is no such record.
    """
    values = _read(books, table, {"caption": caption, "stage": stage})
    refuse_missing(books, table, record_id)
    reduced = prepared.reduced
    with changing(books, _("el adjunto «{name}»").format(name=values["caption"] or prepared.file_name)) as db:
        sha256 = attachments.add_content(
            db,
            {
                "sha256": reduced.sha256,
                "source_sha256": reduced.source_sha256,
                "media_type": reduced.media_type,
                "size": len(reduced.content),
                "width": reduced.width,
                "height": reduced.height,
                "pages": reduced.pages,
                "thumbnail": reduced.thumbnail,
                "content": reduced.content,
            },
        )
        there = attachments.find(db, table, record_id, sha256)
        if there is not None:
            was_removed = there["removed"] != "no"
            new_stage = values["stage"] or there["stage"]
            if not was_removed and new_stage == there["stage"]:
                raise UserError(_("Ya está adjunto."))
            rows.update(db, "attachments", there["id"], {"removed": "no", "stage": new_stage})
            return int(there["id"]), was_removed
        row = {"table_name": table, "record_id": record_id, "sha256": sha256, "file_name": prepared.file_name}
        return rows.insert(db, "attachments", {**row, **values, "added_at": books.now()}), False


def refuse_missing(books: Books, table: str, record_id: int) -> None:
    """Raises LookupError when the table has no attachments, or there is no such record in it."""
    if table not in TABLES:
        raise LookupError(f"{table} has no attachments")
    if not attachments.has_record(books.db, table, record_id):
        raise LookupError(f"{table} has no row {record_id}")


def of_record(books: Books, table: str, record_id: int, removed: bool = False) -> list[Row]:
    """The attachments of a record with their thumbnails; with ``removed`` those that were taken away."""
    return attachments.of_record(books.db, table, record_id, removed=removed)


def count(books: Books, table: str, record_id: int) -> int:
    return attachments.count(books.db, table, record_id)


def section(books: Books, table: str, record_id: int) -> tuple[list[Row], int]:
    """What a card shows: the attachments of a record, and how many were taken away."""
    return of_record(books, table, record_id), attachments.count(books.db, table, record_id, removed=True)


def content(books: Books, attachment_id: int) -> tuple[str, bytes]:
    """Media type and bytes. Raises LookupError when there is no such attachment."""
    return attachments.content(books.db, attachments.get(books.db, attachment_id)["sha256"])


def pages(books: Books, found: Iterable[Row], what: str) -> Iterator[bytes]:
    """Attachments as PDFs to be joined: PDFs as they are, photos each on a page under ``what`` they belong to."""
    from ananea_desktop.documents.picture_page import picture_page_pdf

    for row in found:
        media_type, kept = content(books, row["id"])
        caption = f"{what} · {row['caption'] or row['file_name']}"
        yield picture_page_pdf(kept, caption, row["file_name"]) if media_type == JPEG else kept


def opened(books: Books, attachment_id: int) -> Row:
    """An attachment as the viewer shows it: its row, with ``content`` and ``added_by``. Raises LookupError."""
    row = attachments.get(books.db, attachment_id)
    first = records.history(books.db, "attachments", attachment_id, 500)[-1]
    return {**row, "content": attachments.content(books.db, row["sha256"])[1], "added_by": first["user"]}


@needs(_rights_over_its_record)
def change(books: Books, attachment_id: int, texts: Mapping[str, str]) -> Row:
    """Gives another caption or stage, and the row as it now is. Raises InvalidRecord, LookupError."""
    row = attachments.get(books.db, attachment_id)
    values = _read(books, row["table_name"], {"caption": row["caption"], "stage": row["stage"], **texts})
    with changing(books, _("el cambio en el adjunto «{name}»").format(name=_name(row))) as db:
        rows.update(db, "attachments", attachment_id, values)
    return {**row, **values}


@needs(_rights_over_its_record)
def remove(books: Books, attachment_id: int) -> None:
    """Takes an attachment off its record; it stays in the file. Raises LookupError."""
    name = _name(attachments.get(books.db, attachment_id))
    with changing(books, _("el retiro del adjunto «{name}»").format(name=name)) as db:
        rows.update(db, "attachments", attachment_id, {"removed": "yes"})


@needs(_rights_over_its_record)
def bring_back(books: Books, attachment_id: int) -> None:
    """Raises LookupError."""
    name = _name(attachments.get(books.db, attachment_id))
    with changing(books, _("el regreso del adjunto «{name}»").format(name=name)) as db:
        rows.update(db, "attachments", attachment_id, {"removed": "no"})


def _name(row: Row) -> str:
    return str(row["caption"] or row["file_name"])


def _read(books: Books, table: str, texts: Mapping[str, str]) -> dict[str, str]:
    values, problems = {}, {}
    for field in (CAPTION, STAGE):
        try:
            values[field.name] = str(field.read(texts[field.name], books.today()))
        except InvalidValue as invalid:
            problems[field.name] = str(invalid)
    if values.get("stage") and values["stage"] not in STAGES_OF.get(table, ()):
        problems["stage"] = _("Solo las fotos de un proyecto son de antes o después, y solo un recibo va firmado.")
    if problems:
        raise InvalidRecord(problems_sentence(len(problems)), problems)
    return values
