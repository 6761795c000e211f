"""Breaks pictures and PDFs for some seconds, and has each looked into as the program does, in a process of its own.

``picture_fuzzer.py SECONDS SEED`` tells its counts as JSON. A process that dies of it is what that process is for; an
answer that is wrong, or none after its time, is a fault.
"""

import io
import json
import os
import random
import signal
import sys
import time
from collections import Counter
from contextlib import suppress

from PIL import Image

from ananea_desktop.documents import picture_worker, pictures
from ananea_desktop.domain.errors import UserError
from tests import hostile
from tests.faults.fuzzing import broken

WHOLE = [
    *(hostile.a_photo(64, 48, form=form) for form in ("JPEG", "PNG", "WEBP", "TIFF", "BMP", "GIF")),
    hostile.a_photo(64, 48, form="PNG", mode="LA"),
    hostile.a_photo(64, 48, form="PNG", mode="I;16"),
    hostile.a_photo(64, 48, form="GIF", mode="P"),
    hostile.a_photo_of_a_phone(),
    hostile.an_animation(),
    hostile.a_pdf(2),
    hostile.a_pdf(1, password="x"),
    hostile.a_png_that_claims(4000, 4000, 10),
]


def answer_of(data: bytes) -> tuple[bytes, int]:
    """What the child writes, and the signal that it died of."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        source, feed = os.pipe()
        if os.fork() == 0:
            os.close(source)
            with os.fdopen(feed, "wb") as stream, suppress(OSError):  # it died
                stream.write(data)
            os._exit(0)
        os.close(feed)
        os.dup2(source, 0)
        os.dup2(writer, 1)
        signal.alarm(70)
        os._exit(picture_worker.main())
    os.close(writer)
    with os.fdopen(reader, "rb") as stream:
        answer = stream.read()
    _pid, status = os.waitpid(child, 0)
    return answer, os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0


def one(chance: random.Random) -> str:
    """How it ended; raises AssertionError for an answer that must not be."""
    data = chance.choice(WHOLE)
    data = broken(chance, data, chance.choice((1, 4, 40)))
    answer, died_of = answer_of(data)
    assert died_of != signal.SIGALRM, "it hung"
    try:
        facts, content, thumbnail = pictures._read_answer(answer)
    except UserError:
        return f"died of {signal.Signals(died_of).name}" if died_of else "answered nothing"
    if "refused" in facts:
        return f"refused: {facts['refused']}"
    for part in (content, thumbnail):
        if part:
            with Image.open(io.BytesIO(part)) as kept:
                kept.load()
                assert max(kept.size) <= picture_worker.LONGEST_SIDE
                assert not kept.getexif()
    return f"kept {facts['media_type']}"


def main() -> int:
    until, seed = time.monotonic() + float(sys.argv[1]), sys.argv[2]
    found: Counter[str] = Counter()
    while time.monotonic() < until or not found:
        name = f"{seed}:pictures:{found.total()}"
        try:
            found[one(random.Random(name))] += 1
        except Exception as fault:
            fault.add_note(f"the seed of this try: {name!r}")
            raise
    print(json.dumps(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
