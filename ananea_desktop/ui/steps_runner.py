"""Steps that need no open books, done between two events: what another process works at while this one waits."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer

from ananea_desktop.domain.errors import UserError
from ananea_desktop.domain.steps import Steps


class StepsRunner(QObject):
    """One piece of work at a time; its owner gone, or ``give_up``, ends it and the process that does it."""

    def __init__(self, owner: QObject) -> None:
        super().__init__(owner)
        self._steps: Steps[Any] | None = None
        self._then: Callable[[Any], object] = lambda _result: None
        self._refused: Callable[[UserError], object] = lambda _problem: None
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._step)
        owner.destroyed.connect(self._stopper())

    def _stopper(self) -> Callable[[], None]:
        holder = self.__dict__  # not the object: it is gone by then

        def stop() -> None:
            if holder["_steps"] is not None:
                holder["_steps"].close()

        return stop

    @property
    def is_working(self) -> bool:
        return self._steps is not None

    def run(self, steps: Steps[Any], then: Callable[[Any], object], refused: Callable[[UserError], object]) -> None:
        """Begins; what was being done is given up."""
        self.give_up()
        self._steps, self._then, self._refused = steps, then, refused
        self._timer.start()

    def give_up(self) -> None:
        if self._steps is not None:
            steps = self._end()
            steps.close()

    def _end(self) -> Steps[Any]:
        assert self._steps is not None
        self._timer.stop()
        steps, self._steps = self._steps, None
        return steps

    def _step(self) -> None:
        assert self._steps is not None
        try:
            next(self._steps)
        except StopIteration as end:
            self._end()
            self._then(end.value)
        except UserError as problem:
            self._end()
            self._refused(problem)
        except Exception:
            self._end()
            raise  # ours: to the crash handler
