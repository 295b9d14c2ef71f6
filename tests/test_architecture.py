"""The rules the tree keeps, so that a reader who sees the folders knows where everything is."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
LONGEST_MODULE = 300

# Only entry points read the clock: below them the time is an argument.
TOLD_THE_TIME = ("circles/domain", "circles/services", "circles/models")
CLOCKS = {"now", "utcnow", "today", "time", "monotonic", "perf_counter"}


def files(*patterns: str) -> list[Path]:
    """List the files of the tree that git knows, or would take in."""
    command = [
        "git",
        "ls-files",
        "--cached",
        "--others",
        "--exclude-standard",
        "--deduplicate",
        "--",
        *patterns,
    ]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return [path for name in listed.splitlines() if (path := ROOT / name).is_file()]


def modules(*folders: str) -> dict[str, ast.Module]:
    sources = files(*(f"{folder}/**.py" for folder in folders))
    return {str(path.relative_to(ROOT)): ast.parse(path.read_text()) for path in sources}


def calls(tree: ast.Module) -> Iterator[tuple[int, str, str]]:
    """Give each call of `owner.name(...)` with its line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node.lineno, ast.unparse(node.func.value), node.func.attr


def dependencies() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    extras = [line for lines in project["optional-dependencies"].values() for line in lines]
    return {Requirement(line).name for line in project["dependencies"] + extras}


def test_imports_point_downwards_only():
    linted = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    )
    assert linted.returncode == 0, linted.stdout[-3000:]


def test_a_module_is_short_enough_to_be_read_at_once():
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text().splitlines())
        for path in files("circles/**.py", "worker/**.py")
    }
    long = {name for name, lines in lengths.items() if lines > LONGEST_MODULE and "/migrations/" not in name}
    assert long == set()


def test_rules_services_and_tables_are_told_the_time():
    reads = [
        f"{name}:{line} {owner}.{call}()"
        for name, tree in modules(*TOLD_THE_TIME).items()
        for line, owner, call in calls(tree)
        if call in CLOCKS and owner.split(".")[-1] in {"datetime", "date", "time"}
    ]
    assert reads == []


def test_services_leave_commit_and_rollback_to_the_transaction():
    ends = [
        f"{name}:{line}"
        for name, tree in modules("circles/services").items()
        for line, owner, call in calls(tree)
        if owner == "db" and call in {"commit", "rollback", "begin", "close"}
    ]
    assert ends == []


def test_a_database_session_is_called_db():
    named = [
        f"{name}:{node.lineno} {node.arg}"
        for name, tree in modules("circles", "worker").items()
        if "sqlalchemy.orm" in {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        for node in ast.walk(tree)
        if isinstance(node, ast.arg) and node.annotation and ast.unparse(node.annotation) == "Session"
        if node.arg != "db"
    ]
    assert named == []


def test_no_module_is_a_drawer_for_anything():
    drawers = {"utils", "util", "helpers", "helper", "manager", "base", "common", "misc"}
    assert [path for path in files("*.py") if path.stem in drawers] == []


def test_every_dependency_has_its_reason():
    reasons = (ROOT / "docs/adr/0002-libraries.md").read_text().casefold()
    assert [name for name in sorted(dependencies()) if f"`{name}`" not in reasons] == []


def test_no_reason_is_kept_for_a_dependency_that_went():
    reasons = (ROOT / "docs/adr/0002-libraries.md").read_text()
    rows = re.findall(r"^\| `([\w.-]+)` ", reasons, re.MULTILINE)
    assert set(rows) <= dependencies()


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock", "requirements-bench.lock"])
def test_a_lock_holds_versions_and_hashes_but_no_address(lock):
    text = (ROOT / lock).read_text()
    assert "://" not in text
    assert "index" not in re.sub(r"[\w-]*==.*", "", text)
    pinned = re.findall(r"^([\w.-]+)==\S+(?: ; [^\\\n]+)? \\$", text, re.MULTILINE)
    assert len(pinned) == len(re.findall(r"^\S", text, re.MULTILINE))
    assert text.count("--hash=sha256:") >= len(pinned)


def test_the_locks_hold_every_dependency_and_agree():
    pins = {
        lock: set(re.findall(r"^\S+==\S+", (ROOT / lock).read_text(), re.MULTILINE))
        for lock in ("requirements.lock", "requirements-dev.lock", "requirements-bench.lock")
    }
    assert pins["requirements.lock"] <= pins["requirements-dev.lock"]
    assert pins["requirements.lock"] <= pins["requirements-bench.lock"]
    locked = {pin.split("==")[0] for lock in pins.values() for pin in lock}
    assert {canonicalize_name(name) for name in dependencies()} <= locked


def test_no_file_names_a_package_registry():
    hosts = re.compile(
        "|".join(
            ["pypi" + r"\.org", "pythonhosted" + r"\.org", "npmjs" + r"\.(org|com)", "index" + "-url[ =]h"]
        )
    )
    naming = [path for path in files() if hosts.search(path.read_text(errors="ignore"))]
    assert naming == []


def test_nothing_minified_or_built_is_kept():
    kept = files("*.js", "*.css", "*.html", "*.svg", "*.j2")
    assert [path for path in kept if ".min." in path.name] == []
    assert [path for path in kept if any(len(line) > 1000 for line in path.read_text().splitlines())] == []
    assert files("*.pyc", "*.whl", "*.so", "*.map") == []


def test_no_lock_of_a_row_keeps_others_from_adding_rows_that_refer_to_it():
    locks = re.compile(r"with_for_update(?:=True|\((?![^)]*key_share=True))")
    assert [
        path for path in files("*.py") if "circles" in path.parts and locks.search(path.read_text())
    ] == []
