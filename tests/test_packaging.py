"""The sdist and the wheel do the main job, installed elsewhere and run from another folder."""

import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
NOT_OURS = shutil.ignore_patterns(".*", "build", "dist", "*.egg-info", "__pycache__", "*.xlsx")
CLEAN = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}  # no other factcheck than ours
BUILD = "import setuptools.build_meta as backend; print(backend.build_{kind}({folder!r}))"


def build(kind, source, folder):
    """The name of the distribution that is built from a source folder."""
    done = subprocess.run(
        [sys.executable, "-c", BUILD.format(kind=kind, folder=str(folder))],
        cwd=source,
        env=CLEAN,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return folder / done.stdout.splitlines()[-1]


@pytest.fixture(scope="module")
def sdist(tmp_path_factory):
    """The unpacked source distribution."""
    folder = tmp_path_factory.mktemp("sdist")
    shutil.copytree(ROOT, folder / "checkout", ignore=NOT_OURS)
    with tarfile.open(build("sdist", folder / "checkout", folder)) as archive:
        archive.extractall(folder, **({"filter": "data"} if hasattr(tarfile, "data_filter") else {}))
    (unpacked,) = (path for path in folder.glob("factcheck-*") if path.is_dir())
    return unpacked


@pytest.fixture(scope="module")
def installed(sdist, tmp_path_factory):
    """The programs of a new environment with the wheel built from the sdist; it borrows our libraries."""
    folder = tmp_path_factory.mktemp("wheel")
    wheel = build("wheel", sdist, folder)
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder / "venv"], check=True, env=CLEAN)
    programs = folder / "venv" / ("Scripts" if os.name == "nt" else "bin")
    python = programs / Path(sys.executable).name
    subprocess.run(
        [sys.executable, "-m", "pip", "-q", "--python", python, "install", "--no-deps", "--no-index", wheel],
        check=True,
        env=CLEAN,
    )
    paths = subprocess.run(
        [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        capture_output=True,
        text=True,
        check=True,
        env=CLEAN,
    )
    borrowed = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    (Path(paths.stdout.strip()) / "borrowed.pth").write_text("\n".join(borrowed), encoding="utf-8")
    return programs


def test_the_sdist_is_complete(sdist):
    for path in (
        "models/it/config.cfg",
        "samples/article.it.txt",
        "tests/conftest.py",
        "tests/data/it",
        "README.md",
        "LICENSE",
    ):
        assert (sdist / path).exists(), path


def test_the_wheel_does_the_main_job(installed, article):
    done = subprocess.run(
        [installed / "factcheck", "extract", article.name],
        cwd=article.parent,
        env=CLEAN,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stderr) == (0, "2 claims, 3 figures -> article.xlsx\n")
    assert article.with_suffix(".xlsx").read_bytes().startswith(b"PK")


def test_the_wheel_holds_its_models_and_litters_nothing(installed, tmp_path):
    code = "import factcheck as f, factcheck.words as w; print(f.__file__, w.models_folder(), f.__version__)"
    done = subprocess.run(
        [next(installed.glob("python*")), "-c", code],
        cwd=tmp_path,
        env=CLEAN,
        capture_output=True,
        text=True,
        check=True,
    )
    package, models, version = done.stdout.split()
    library = Path(package).parent.parent
    assert Path(models) == library / "factcheck" / "models"
    assert library.is_relative_to(installed.parent)
    assert version != "0"
    ours = {path.name for path in library.iterdir()} - {"borrowed.pth", "__pycache__"}
    assert ours == {"factcheck", f"factcheck-{version}.dist-info"}
