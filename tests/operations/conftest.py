"""An office in memory for every operation."""

from collections.abc import Iterator

import pytest

from ananea_desktop.operations.books import Books
from tests.builders import an_office


@pytest.fixture
def books() -> Iterator[Books]:
    opened = an_office()
    yield opened
    opened.file.close()
