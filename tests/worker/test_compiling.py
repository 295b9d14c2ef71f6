"""The search is compiled when a worker starts, once for the code there is."""

from pathlib import Path

import pytest

from worker import compiling


@pytest.fixture
def note(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path))
    return tmp_path / "compiled-for"


def test_what_was_compiled_for_this_code_is_not_compiled_again(note: Path) -> None:
    compiling.note_compiled()
    assert compiling.ensure_compiled() is None


def test_what_was_compiled_for_other_code_is_compiled_anew(note: Path) -> None:
    note.write_text("other code", "ascii")
    process = compiling.ensure_compiled()
    assert process is not None
    process.kill()  # it takes a minute, and set-up has just done it
    process.wait()


def test_what_was_compiled_of_other_code_is_thrown_away_before(note: Path) -> None:
    stale, other = note.parent / "kernel" / "anneal.anneal-1.py311.nbi", note.parent / "theirs.f-1.py311.nbi"
    stale.parent.mkdir()
    for path in (stale, other):
        path.touch()
    compiling.drop_stale()
    assert (stale.exists(), other.exists()) == (False, True)
