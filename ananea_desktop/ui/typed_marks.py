"""The mark and the remark typed beside the register of a training: saved as one goes on, and never lost."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer

from ananea_desktop.domain.errors import InvalidRecord, UserError
from ananea_desktop.domain.language import _
from ananea_desktop.operations import records, trainings
from ananea_desktop.operations.trainings import DRAFT
from ananea_desktop.ui.record_form import DRAFT_PAUSE
from ananea_desktop.ui.record_model import Row

if TYPE_CHECKING:
    from ananea_desktop.ui.training_attendance import TrainingAttendancePage


class TypedMarks(QObject):
    """What is typed for each person; what was refused stays typed with its sentence, here and in the draft."""

    def __init__(self, page: "TrainingAttendancePage") -> None:
        super().__init__(page)
        self._page = page
        self._panel = page.panel
        self._typed_for: int | None = None
        self._unsaved: dict[int, dict[str, str]] = {}
        self._problems: dict[int, dict[str, str]] = {}
        self.walk_in: dict[str, str] = {}
        """What was typed of somebody new who was not added yet."""
        self._timer = QTimer(self, singleShot=True, interval=DRAFT_PAUSE)
        self._timer.timeout.connect(self.keep_draft)
        self._panel.typed.connect(self._note_typing)
        self._panel.taken.connect(self._take)

    def show(self, row: Row | None) -> None:
        """The fields of who is chosen now; those of who was chosen before are saved."""
        if row is not None and row["id"] == self._typed_for:
            return
        self.save()
        self._typed_for = None if row is None else int(row["id"])
        self._show_fields(row)

    def _show_fields(self, row: Row | None) -> None:
        saved = _saved(row)
        if row is None:
            self._panel.show_fields(saved, {})
            return
        texts = {**saved, **self._unsaved.get(row["id"], {})}
        self._panel.show_fields(texts, self._problems.get(row["id"], {}))

    def forget(self, member_id: int) -> None:
        """Who is not there any more has neither mark nor remark."""
        self._unsaved.pop(member_id, None)
        self._problems.pop(member_id, None)
        if self._typed_for == member_id:
            self._typed_for = None

    def save(self) -> None:
        """Saves what was changed for who is shown."""
        if self._typed_for is None or not self._is_changed():
            return
        texts = self._panel.texts()
        self._unsaved[self._typed_for] = dict(texts)
        if self._page.session.get("pass_mark") is None:
            del texts["mark"]
        self.note(self._typed_for, texts)

    def note(self, member_id: int, texts: Mapping[str, str]) -> None:
        """Saves the signature, or the mark and remark, of one who came."""
        are_fields = "signature" not in texts
        self._page.desk.books.ask(
            trainings.note,
            self._page.session_id,
            member_id,
            dict(texts),
            owner=self._page,
            then=lambda row: self._take_noted(row, are_fields),
            refused=lambda problem: self._take_wrong(member_id, problem),
        )

    def _take_noted(self, row: Row, are_fields: bool) -> None:
        if are_fields:
            self._unsaved.pop(row["id"], None)
            self._problems.pop(row["id"], None)
        self._page.take_rows([row])
        if self._unsaved or self.walk_in:
            self.keep_draft()  # it went with what was noted, and there is more in it
        if are_fields and self._typed_for == row["id"] and not self._panel.fields_have_focus():
            self._show_fields(row)

    def _take_wrong(self, member_id: int, problem: UserError) -> None:
        """Back to the person, with the sentence beside what was typed."""
        if not isinstance(problem, InvalidRecord):
            self._page.take_refused(problem)
            return
        self._problems[member_id] = problem.problems
        self._typed_for = member_id
        self._page.choose(member_id)
        self._show_fields(self._page.person(member_id))
        self._panel.field("mark" if "mark" in problem.problems else "remark").setFocus()

    def _take(self) -> None:
        """Enter goes on to the next who came."""
        self.save()
        self._page.choose_next_present()

    def _is_changed(self) -> bool:
        row = None if self._typed_for is None else self._page.person(self._typed_for)
        return row is not None and self._panel.texts() != _saved(row)

    def _note_typing(self) -> None:
        self._timer.start()
        if self._typed_for is not None:
            self._problems.pop(self._typed_for, None)
        self._panel.forget_problems()

    # the draft

    def keep_draft(self) -> None:
        """Keeps what is typed and not saved, or drops the draft where all of it is."""
        self._timer.stop()
        if self._typed_for is not None and self._is_changed():
            self._unsaved[self._typed_for] = self._panel.texts()
        books, session_id = self._page.desk.books, self._page.session_id
        if self._unsaved or self.walk_in:
            unsaved = {str(member): texts for member, texts in self._unsaved.items()}
            content = {"unsaved": unsaved, "walk_in": self.walk_in}
            books.ask(records.keep_draft, DRAFT, session_id, content, owner=self._page.desk)
        else:
            books.ask(records.drop_draft, DRAFT, session_id, owner=self._page.desk)

    def recover(self) -> None:
        """Asks for what was typed when the page was last left."""
        books, session_id = self._page.desk.books, self._page.session_id
        books.ask(records.draft, DRAFT, session_id, owner=self._page, then=self._recover)

    def _recover(self, draft: dict[str, Any] | None) -> None:
        if draft is None:
            return
        self.walk_in = dict(draft.get("walk_in", {}))
        self._unsaved = {int(member): dict(texts) for member, texts in draft.get("unsaved", {}).items()}
        waiting = [member for member in self._unsaved if self._page.person(member) is not None]
        if waiting:
            self._page.said.say(_("Se recuperó lo que estaba escribiendo y no se guardó."), error=False)
            self._page.choose(waiting[0])


def _saved(row: Row | None) -> dict[str, str]:
    """What the file has, as one would type it."""
    if row is None:
        return {"mark": "", "remark": ""}
    return {"mark": "" if row["mark"] is None else str(row["mark"]), "remark": row["remark"]}
