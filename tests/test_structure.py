"""Who may import whom, and where words of a language may stand."""

import ast
import json
from pathlib import Path

import pytest

from factcheck.pipeline import languages

LANGUAGES = [language.code for language in languages()]
ROOT = Path(__file__).resolve().parent.parent
FILES = sorted((ROOT / "factcheck").rglob("*.py"))
HEAVY = {"spacy", "pandas", "openpyxl", "numpy", "pydantic"}


def module_of(path):
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


TREES = {module_of(path): ast.parse(path.read_text(encoding="utf-8")) for path in FILES}


def is_typing(node):
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def imported(nodes, inside):
    """The modules that statements import, also those inside functions if wanted; never those for types only."""
    out = set()
    for node in nodes:
        if isinstance(node, ast.Import):
            out |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            out |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)} & {node.module, *TREES}
        elif not is_typing(node) and (inside or not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)):
            out |= imported(ast.iter_child_nodes(node), inside)
    return out


def uses(module, inside=True):
    return imported(TREES[module].body, inside) - {module}


def at_start(module, seen=()):
    """All that is loaded when a module is."""
    names = uses(module, inside=False)
    parents = {name.rpartition(".")[0] for name in names} & set(TREES)
    found = set(names)
    for name in (names | parents) & set(TREES) - set(seen):
        found |= at_start(name, (*seen, module))
    return {name.partition(".")[0] for name in found if name not in TREES} | {name for name in found if name in TREES}


def part_of(name, *prefixes):
    return any(name == prefix or name.startswith(prefix + ".") for prefix in prefixes)


@pytest.mark.parametrize("module", TREES)
def test_who_imports_whom(module):
    for name in uses(module):
        if part_of(name, "factcheck.cli"):
            assert part_of(module, "factcheck.__main__", "factcheck.cli"), "nobody imports cli"
        if part_of(name, "openpyxl"):
            assert part_of(module, "factcheck.worksheet"), "openpyxl only in worksheet"
        if part_of(name, "pandas"):
            assert name not in imported(TREES[module].body, inside=False), "pandas where a table is made"
        if part_of(name, "factcheck.components"):
            assert part_of(module, "factcheck.components"), "components are found by spaCy"


@pytest.mark.parametrize("module", [name for name in TREES if part_of(name, "factcheck.quantities")])
def test_the_reader_of_figures_knows_no_spacy(module):
    assert not {"spacy", "pandas", "openpyxl", "click"} & at_start(module)
    allowed = ("factcheck.quantities", "factcheck.records", "factcheck.words", "factcheck.errors")
    assert all(part_of(name, *allowed) for name in uses(module) if part_of(name, "factcheck"))


@pytest.mark.parametrize("module", [name for name in TREES if part_of(name, "factcheck.review")])
def test_reviews_know_no_spreadsheet_and_no_pipeline(module):
    """What decides about likeness and agreement may have libraries of its own, imported where they are used."""
    assert not HEAVY & at_start(module)
    assert not any(part_of(name, *HEAVY, "factcheck.worksheet", "factcheck.pipeline") for name in uses(module))


@pytest.mark.parametrize("module", [name for name in TREES if part_of(name, "factcheck.worksheet")])
def test_worksheets_know_nothing_above_them(module):
    above = ("factcheck.pipeline", "factcheck.claims", "factcheck.components", "factcheck.formats", "spacy", "click")
    assert not any(part_of(name, *above) for name in uses(module))


@pytest.mark.parametrize("module", [name for name in TREES if part_of(name, "factcheck.cli")])
def test_the_command_line_loads_worksheets_when_it_needs_them(module):
    assert not HEAVY & at_start(module)
    assert not any(part_of(name, "factcheck.worksheet") for name in at_start(module))


@pytest.mark.parametrize("module", [name for name in TREES if part_of(name, "factcheck.components")])
def test_components_know_nothing_above_them(module):
    above = ("factcheck.cli", "factcheck.claims", "factcheck.pipeline", "factcheck.output", "factcheck.worksheet")
    assert not any(part_of(name, *above) for name in uses(module))


@pytest.mark.parametrize(
    "module", ["factcheck.sentences", "factcheck.attribution", "factcheck.links", "factcheck.paragraphs"]
)
def test_readers_of_text_know_only_the_standard_library(module):
    assert not any(part_of(name, "factcheck", *HEAVY) for name in uses(module))


@pytest.mark.parametrize(
    "module", ["factcheck", "factcheck.cli", "factcheck.records", "factcheck.articles", "factcheck.output"]
)
def test_what_starts_light(module):
    assert not HEAVY & at_start(module)


@pytest.mark.parametrize("path", FILES, ids=module_of)
def test_a_file_stays_short(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 310


def number_words():
    """The cardinals and magnitudes of all languages, but for the shortest: "venti", "million"."""
    words = set()
    for lang in LANGUAGES:
        folder = ROOT / "models" / lang / "figures"
        words |= json.loads((folder / "numbers.json").read_text(encoding="utf-8"))["number_words"].keys()
        for row in json.loads((folder / "magnitudes.json").read_text(encoding="utf-8")):
            words |= {*row.get("magnitudes", ()), *row.get("vague", ())}
    return {word for word in words if len(word) > 2}


@pytest.mark.parametrize(
    "module", [name for name in TREES if part_of(name, "factcheck.quantities", "factcheck.components")]
)
def test_number_words_stand_in_the_data(module):
    described = {
        ast.get_docstring(node, clean=False)
        for node in ast.walk(TREES[module])
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
    }
    strings = {
        node.value
        for node in ast.walk(TREES[module])
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value not in described
    }
    assert not {string.strip() for string in strings} & number_words()
