"""What must hold of logos, attachments and the photos of slides: each is the one that was kept."""

import hashlib
from collections.abc import Iterator
from sqlite3 import Connection

from ananea_desktop.domain.attachments import TABLES
from ananea_desktop.domain.language import _
from ananea_desktop.storage import presentations


def logos(db: Connection) -> Iterator[str]:
    for name, image in db.execute("SELECT sha256, image FROM logos"):
        if hashlib.sha256(image).hexdigest() != name:
            yield _("un logo no es el que se guardó")


def attachments(db: Connection) -> Iterator[str]:
    """Every content is the one that was kept, and every attachment belongs to a record that is there."""
    for name, size, content in db.execute("SELECT sha256, size, content FROM attachment_contents"):
        if len(content) != size or hashlib.sha256(content).hexdigest() != name:
            yield _("el contenido {name} no es el que se guardó").format(name=name[:12])
    for (table,) in db.execute("SELECT DISTINCT table_name FROM attachments").fetchall():
        if table not in TABLES:
            yield _("hay adjuntos de {table}, que no puede tenerlos").format(table=table)
            continue
        for attachment_id, record_id in db.execute(
            f"SELECT id, record_id FROM attachments WHERE table_name = ? AND record_id NOT IN (SELECT id FROM {table})",
            (table,),
        ):
            yield _("el adjunto {id} es de {table} {record}, que no existe").format(
                id=attachment_id, table=table, record=record_id
            )


def slides(db: Connection) -> Iterator[str]:
    """Each photo that a slide shows is in the file."""
    kept = {str(name) for (name,) in db.execute("SELECT sha256 FROM attachment_contents")}
    for presentation in presentations.all_of(db):
        for number, slide in enumerate(presentation.slides, start=1):
            if slide.photo and slide.photo not in kept:
                yield _("presentación del {first} al {last}, diapositiva {number}: su foto no está").format(
                    first=presentation.first_day, last=presentation.last_day, number=number
                )
