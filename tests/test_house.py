"""Small rooms: what is too long to be read at a glance does not pass."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MODULES = sorted(path for top in ("leakscan", "spiders", "tests") for path in (ROOT / top).rglob("*.py"))


def functions(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno is not None:
            yield node.name, node.end_lineno - node.lineno + 1


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_is_at_most_300_lines_and_a_function_60(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300
    assert [found for found in functions(path) if found[1] > 60] == []


def test_importing_the_package_brings_neither_scrapy_nor_sqlite() -> None:
    import subprocess
    import sys

    code = "import sys, leakscan; print({'scrapy', 'sqlite3', 'twisted', 'numpy'} & set(sys.modules) or 'light')"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "light"


def test_the_public_names_are_there() -> None:
    import leakscan

    assert [name for name in leakscan.__all__ if not hasattr(leakscan, name)] == []
    with pytest.raises(AttributeError):
        leakscan.nothing_of_the_kind  # noqa: B018 - the look-up is what is tested
