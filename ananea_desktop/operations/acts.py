"""Acts that Ctrl+Z takes back: the last change of a record, a run of charges, an import, a record set aside."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum

from ananea_desktop.domain.fields import RecordType, Values
from ananea_desktop.domain.language import _
from ananea_desktop.operations.books import Books
from ananea_desktop.storage import acts as store
from ananea_desktop.storage.data_file import Connection


class ActKind(StrEnum):
    RECORD = "record"
    CHARGE_RUN = "charge run"
    IMPORT = "import"
    BAR = store.BAR
    """What cannot be taken back, nor anything before it."""


@dataclass
class Act:
    db: Connection
    kind: ActKind
    sentence: str
    """What is taken back, as a person says it: «el cambio en Huanca Layme, Tomás»."""
    subject_id: int | None = None
    """Of a run of charges, whose rows are frozen: its id."""


@contextmanager
def undoable(books: Books, kind: ActKind, sentence: str) -> Iterator[Act]:
    """``Books.act`` that can be taken back; ``sentence`` and ``subject_id`` may still be set within."""
    with books.act(bars_undo=False) as db:
        act = Act(db, kind, sentence)
        first = store.newest_history(db) + 1
        yield act
        store.note(db, act.kind, act.sentence, first, act.subject_id)


@contextmanager
def saving(books: Books, record_type: RecordType, values: Values, record_id: int | None) -> Iterator[Connection]:
    """The act that writes a record: a new one where ``record_id`` is None."""
    name = record_type.name_of(values) or _(record_type.singular)
    sentence = _("la anotación de {name}") if record_id is None else _("el cambio en {name}")
    with undoable(books, ActKind.RECORD, sentence.format(name=name)) as act:
        yield act.db


@contextmanager
def changing(books: Books, what: str) -> Iterator[Connection]:
    """The act that changes what belongs to records; ``what`` as in «la asistencia de Primeros auxilios»."""
    with undoable(books, ActKind.RECORD, what) as act:
        yield act.db
