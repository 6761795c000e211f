"""Errors a person can read: what went wrong and what to do, in the words of the window."""

from collections.abc import Mapping


class UserError(Exception):
    """Something the person can mend. Its text is one sentence to show as it is, already translated."""

    @property
    def sentence(self) -> str:
        return str(self.args[0])


class InvalidRecord(UserError):
    """A record that was refused; ``problems`` gives the sentence to show beside each field."""

    def __init__(self, sentence: str, problems: Mapping[str, str]) -> None:
        super().__init__(sentence)
        self.problems = dict(problems)


class InDiscarded(InvalidRecord):
    """Refused because the same record was set aside by mistake: it can be brought back instead."""

    def __init__(self, sentence: str, problems: Mapping[str, str], table: str, record_id: int, name: str) -> None:
        super().__init__(sentence, problems)
        self.table = table
        self.record_id = record_id
        self.name = name


class ClosedPeriod(UserError):
    """It belongs to a month that is closed: what is to be mended goes into the open one."""


class NeedsConfirmation(UserError):
    """Possible, but unusual: the person is asked, and the operation called again with what was confirmed.

    ``concern`` names what was asked (``"over_budget"``), so that a confirmation of one thing never covers another.
    """

    def __init__(self, concern: str, sentence: str) -> None:
        super().__init__(sentence)
        self.concern = concern


class StorageProblem(UserError):
    """The world's fault, not ours: the disk is full, the file is read-only, someone else has it open."""


class AlreadyOpen(StorageProblem):
    """Another program, or another window of ours, has the file open."""


class NewerFile(StorageProblem):
    """Of a newer version of the program."""


class NotWritable(StorageProblem):
    """The file or its folder cannot be written: it can be looked at."""


class OnlyLooking(StorageProblem):
    """The file was opened only to be looked at, and something was to be saved."""


class Unsound(StorageProblem):
    """The file does not hold what it must: it is not written to."""
