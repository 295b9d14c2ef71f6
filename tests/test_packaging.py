"""What is installed is complete: as a wheel, with templates and migrations, and with the command."""

import re
import subprocess
import sys
import tomllib
import zipfile
from importlib import metadata
from pathlib import Path

import pytest
from click import Context

import circles
from circles.cli import main
from circles.settings import Settings

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> set[str]:
    """The names of the files in a wheel built from this tree."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (built,) = folder.glob("circles-*.whl")
    with zipfile.ZipFile(built) as archive:
        return set(archive.namelist())


def sources(folder: str, pattern: str) -> set[str]:
    return {str(path.relative_to(ROOT)) for path in (ROOT / folder).rglob(pattern) if path.is_file()}


@pytest.mark.parametrize(
    ("folder", "pattern"),
    [
        ("circles", "*.py"),
        ("circles/migrations/versions", "*.py"),
        ("circles/web/static", "*"),
        ("worker", "*.py"),
        ("templates/web", "*.html"),
        ("templates/email", "*.j2"),
        ("templates/email", "*.txt"),
    ],
)
def test_a_wheel_holds_every_file_of_its_folders(wheel, folder, pattern):
    wanted = sources(folder, pattern)
    assert wanted
    assert wanted <= wheel


def test_a_wheel_holds_nothing_but_the_service(wheel):
    assert {name.split("/")[0] for name in wheel if ".dist-info" not in name} == {
        "circles",
        "worker",
        "templates",
    }
    assert not [name for name in wheel if "__pycache__" in name]


def test_a_wheel_carries_its_licence(wheel):
    assert any(name.endswith("licenses/LICENSE") for name in wheel)


def test_templates_stand_beside_the_package_however_it_is_installed():
    assert (Path(circles.__file__).resolve().parent.parent / "templates" / "email").is_dir()


def test_the_command_is_installed_and_names_its_version():
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    assert metadata.version("circles") == version
    command = Path(sys.executable).with_name("circles")
    assert "Usage" in subprocess.run([command, "--help"], check=True, capture_output=True, text=True).stdout


def test_the_example_of_settings_names_each_of_them_and_no_other():
    named = set(re.findall(r"^(?:# )?([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))
    assert named == {name.upper() for name in Settings.model_fields} - {"DEMO"}


def test_every_command_that_runs_circles_exists():
    runners = [
        ROOT / "Procfile",
        ROOT / "Makefile",
        ROOT / "Dockerfile",
        ROOT / "compose.yaml",
        ROOT / ".ci/run",
    ]
    text = "\n".join(path.read_text() for path in [*runners, *(ROOT / "deploy").iterdir()])
    run = set(re.findall(r"^(?!#).*?(?:bin/|: |\(BIN\)/)circles ([a-z]+)", text, re.MULTILINE))
    assert {"serve", "worker", "clock", "mail", "upgrade", "demo", "run"} <= run
    assert run <= set(main.list_commands(Context(main)))
