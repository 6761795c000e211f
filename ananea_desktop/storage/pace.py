"""How much of a large table is looked at at once, so that whoever asks something else waits only a moment."""

from time import perf_counter

_EASY_SECONDS = 0.04
_LEAST, _MOST = 250, 20_000


class Pace:
    """Cuts a table into spans of ids, each about as long as others can wait: long on a fast PC, short on a slow one.

    ``while pace.goes_on: with pace as (low, high): …`` looks at what is above ``low`` and up to ``high``.
    """

    def __init__(self, low: int, high: int) -> None:
        self._low = low
        self._end = high
        self._size = 1_000
        self._began = 0.0

    @property
    def goes_on(self) -> bool:
        return self._low < self._end

    def __enter__(self) -> tuple[int, int]:
        self._began = perf_counter()
        return self._low, min(self._end, self._low + self._size)

    def __exit__(self, *_fault: object) -> None:
        took = max(1e-6, perf_counter() - self._began)
        self._low += self._size
        # never more than twice as long: the next rows may lie where the disk has not been yet
        self._size = round(min(2 * self._size, max(_LEAST, self._size * _EASY_SECONDS / took), _MOST))
