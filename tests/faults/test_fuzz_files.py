"""Fuzz of files that come from elsewhere: refused with a sentence, or read as what they are; never a fault of ours."""

import gzip
import json
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pyrage
import pytest

from ananea_desktop import commands
from ananea_desktop.documents import pictures
from ananea_desktop.domain.errors import UserError
from ananea_desktop.operations.books import look_at_books, open_books
from ananea_desktop.storage import restoring, sealed, swap
from ananea_desktop.storage.check import check
from ananea_desktop.storage.diary import diary_path
from ananea_desktop.storage.errors import world_faults
from tests import hostile
from tests.builders import NOW, an_office_on_disk, issued, save_member
from tests.faults.fuzzing import SECONDS, SEED, a_text, broken, changed_bytes, fuzz

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data file with its diary, closed."""
    path = tmp_path_factory.mktemp("whole") / "ananea.db"
    books = an_office_on_disk(path)
    save_member(books)
    for _number in range(5):
        issued(books)
    books.file.close()
    return path


def opens(path: Path) -> bool:
    """Whether it is opened; where it is not, for a reason that a person can read."""
    try:
        books = open_books(path, "fuzz", lambda: NOW)
    except UserError as problem:
        assert problem.sentence.strip()
        try:
            look_at_books(path).file.close()
        except UserError as other:
            assert other.sentence.strip()
        return False
    try:
        check(books.file)
    except UserError as problem:
        assert problem.sentence.strip()
    finally:
        books.file.close()
    return True


def put_back(whole: Path, path: Path) -> None:
    for each in path.parent.glob(path.stem + "*"):
        each.unlink()
    shutil.copy(whole, path)
    shutil.copy(diary_path(whole), diary_path(path))


def test_data_file_with_bytes_changed_is_opened_or_refused(whole: Path, tmp_path: Path) -> None:
    path = tmp_path / "ananea.db"
    content = whole.read_bytes()

    def one(chance: random.Random) -> bool:
        put_back(whole, path)
        kind = chance.random()
        if kind < 0.2:
            path.write_bytes(changed_bytes(chance, content[:100], 3) + content[100:])
        elif kind < 0.6:  # the schema, as SQLite keeps it
            path.write_bytes(changed_bytes(chance, content[:60_000], 6) + content[60_000:])
        elif kind < 0.7:
            path.write_bytes(content[: chance.randrange(len(content))])
        else:
            path.write_bytes(changed_bytes(chance, content, 12))
        return opens(path)

    taken, refused = fuzz("data file", one)
    assert taken + refused


def test_spoilt_copy_is_put_back_or_refused_and_leaves_nothing(whole: Path, tmp_path: Path) -> None:
    """As the other process does it; of an older schema too."""
    key = pyrage.x25519.Identity.generate()
    data_file, copy = tmp_path / "pc" / "ananea.db", tmp_path / "usb" / "ananea-copia-000007-2026-11-28.db"
    for folder in (data_file.parent, copy.parent):
        folder.mkdir()
    put_back(whole, data_file)
    with gzip.open(ROOT / "tests" / "data" / "schemas" / "v7.db.gz") as packed:
        older = packed.read()
    others = [hostile.a_photo(), b"", b"SQLite format 3\0"]

    def one(chance: random.Random) -> bool:
        content = chance.choice([whole.read_bytes(), older])
        kind = chance.random()
        if kind < 0.1:
            content = broken(chance, chance.choice(others))
        elif kind < 0.5:
            content = changed_bytes(chance, content[:60_000], 4) + content[60_000:]
        elif kind < 0.9:
            content = changed_bytes(chance, content, 12)
        copy.write_bytes(content)
        before = data_file.read_bytes()
        try:
            with world_faults():
                restoring.look(copy)
                restoring.offers([copy.parent], data_file)
                restoring.prepare(copy, data_file, str(key), lambda *_: None, is_open=False)
        except UserError as problem:
            assert problem.sentence.strip()
            assert not swap.prepared_path(data_file).exists()
            return False
        finally:
            assert data_file.read_bytes() == before
            swap.drop(data_file)
        return True

    fuzz("copies to be put back", one)


def test_any_file_under_the_name_of_a_data_file_is_refused(whole: Path, tmp_path: Path) -> None:
    path = tmp_path / "ananea.db"
    others = [b"", b"SQLite format 3\0", hostile.a_photo(), hostile.a_pdf(), whole.read_bytes()[:4096]]

    def one(chance: random.Random) -> bool:
        data = broken(chance, chance.choice(others))
        path.write_bytes(data)
        try:
            return opens(path)
        finally:
            assert path.read_bytes() == data

    taken, _refused = fuzz("other files", one)
    assert not taken


def test_spoilt_diary_stops_the_start_or_is_passed_over(whole: Path, tmp_path: Path) -> None:
    path = tmp_path / "ananea.db"
    diary = diary_path(whole).read_bytes()

    def one(chance: random.Random) -> bool:
        put_back(whole, path)
        diary_path(path).write_bytes(broken(chance, diary))
        path.with_name(path.name + ".abierto").write_bytes(
            broken(chance, b'{"who": "Rosa", "since": "2026-11-28T09:00"}')
        )
        return opens(path)

    taken, refused = fuzz("diary", one)
    assert taken
    assert refused


def test_note_of_who_has_the_file_open_may_say_anything(whole: Path, tmp_path: Path) -> None:
    path = tmp_path / "ananea.db"
    put_back(whole, path)
    note = path.with_name(path.name + ".abierto")
    open_one = open_books(path, "Rosa", lambda: NOW)

    def one(chance: random.Random) -> bool:
        said = json.dumps({"who": chance.choice(["Rosa", None, 3, [], a_text(chance)]), "since": a_text(chance)})
        note.write_bytes(
            broken(
                chance,
                chance.choice(
                    [b"[]", b"3", said.encode(errors="replace"), b'{"who": "R", "since": "2026-11-28T09:00"}']
                ),
            )
        )
        assert not opens(path)
        return False

    fuzz("note of who has it open", one)
    open_one.file.close()


def test_spoilt_sealed_copy_is_refused_and_leaves_nothing(whole: Path, tmp_path: Path) -> None:
    from tests.storage.test_sealed import a_header

    key = pyrage.x25519.Identity.generate()
    plain, copy, opened = tmp_path / "plain.db", tmp_path / "copia.ananea", tmp_path / "opened.db"
    plain.write_bytes(whole.read_bytes()[:150_000])
    sealed.seal(plain, copy, a_header(), [str(key.to_public())])
    content = copy.read_bytes()

    def one(chance: random.Random) -> bool:
        if chance.random() < 0.3:  # a header that holds together, and lies
            values = json.loads(content[88:].partition(b"\n")[0])
            data = content
            for name in chance.sample(list(values), 2):
                values[name] = chance.choice((None, -1, 1 << 62, "x", [], [["a", "b", 1]], 0, "\ud83d", {"a": 1}))
            rest = json.dumps(values).encode().ljust(4096 - 89)[: 4096 - 89]
            from hashlib import sha256

            data = content[:23] + sha256(rest + b" ").hexdigest().encode() + b"\n" + rest + b" " + content[4096:]
        else:
            data = broken(chance, content)
        copy.write_bytes(data)
        try:
            sealed.read_header(copy)
            sealed.open_sealed(copy, str(key), opened)
        except UserError as problem:
            assert problem.sentence.strip()
            assert not opened.exists()
            return False
        assert opened.read_bytes() == plain.read_bytes()
        opened.unlink()
        return True

    fuzz("sealed copies", one)


def test_what_a_child_answers_is_believed_only_as_far_as_it_holds_together() -> None:
    photo = hostile.a_photo(20, 20)
    facts = {"media_type": "image/jpeg", "width": 20, "height": 20, "pages": 0, "lengths": [len(photo), len(photo)]}
    answer = json.dumps(facts).encode() + b"\n" + photo + photo

    def one(chance: random.Random) -> bool:
        try:
            pictures._read_answer(
                broken(chance, answer, 3) if chance.random() < 0.9 else a_text(chance).encode("utf-8", "replace")
            )
        except UserError as problem:
            assert problem.sentence.strip()
            return False
        return True

    fuzz("answers of a child", one)


def test_spoilt_pictures_and_pdfs_are_kept_small_or_refused() -> None:
    command = [sys.executable, "-m", "tests.faults.picture_fuzzer", str(SECONDS), str(SEED)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=SECONDS * 2 + 120)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    print(f"fuzz pictures: seed {SEED}, {sum(found.values())} tries, {found}")
    assert any(each.startswith("kept") for each in found)
    assert any(each.startswith("refused") for each in found)


WORDS = (
    "check",
    "report",
    "member-account",
    "chart",
    "import",
    "attach",
    "undo",
    "papelera",
    "training",
    "hand-out",
    "slides",
)


def test_command_of_any_words_ends_with_a_sentence(
    whole: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "ananea.db"
    put_back(whole, path)
    options = (
        "--year",
        "--out",
        "--lang",
        "--list",
        "--dry-run",
        "--day",
        "--member",
        "--kind",
        "--ratio",
        "--register",
        "--json",
    )
    from ananea_desktop.commands.base import group

    names = [name for name in group.commands if name != "demo"]

    def one(chance: random.Random) -> bool:
        folder = tmp_path / "out"
        folder.mkdir(exist_ok=True)
        words = [chance.choice(names)]
        for _word in range(chance.randint(0, 5)):
            kind = chance.random()
            if kind < 0.3:
                words.append(chance.choice(options))
            elif kind < 0.6:
                words.append(
                    chance.choice(
                        ("1", "2026", "00041527", "padron", "31/12/2026", "es", str(folder / "x.pdf"), str(folder))
                    )
                )
            else:
                words.append(a_text(chance, WORDS).replace("\0", "").replace("/", "").replace("\ud800", ""))
        words = [str(folder / word) if set(word) & set(".\\~") else word for word in words]
        before = os.getcwd()
        os.chdir(folder)
        try:
            code = commands.main(["--file", str(path), *words])
        finally:
            os.chdir(before)
            shutil.rmtree(folder)
        told = capfd.readouterr()
        assert code in (0, 1, 2), (words, told.err)
        return code == 0

    fuzz("commands", one)
