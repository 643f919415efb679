"""What holds for the whole run: how examples are made, what begins first, and what collecting the tests costs.

Examples that hypothesis makes have no time limit each: machines are shared, and every test has one as a whole.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import suppress
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("leakscan", deadline=None)
settings.load_profile("leakscan")


@pytest.hookimpl(wrapper=True)
def pytest_collection(session: pytest.Session) -> Iterator[None]:
    """Nothing is garbage while modules are imported and tests are made of them, and little of it is later on."""
    gc.disable()
    try:
        _begin_apart(session.config)
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest begins first: with several processes nobody waits for it at the end."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


def _begin_apart(config: pytest.Config) -> None:
    """Import another part of the tests first in each process of a whole run.

    All of them collect all tests. In a new checkout that means to compile every module, and in the same order each
    would compile the same one at the same time; so they find most of them done.
    """
    worker = getattr(config, "workerinput", None)
    if worker is None or [Path(path).resolve() for path in config.args] != [Path(__file__).parent]:
        return
    root = Path(__file__).parents[1]
    files = sorted(Path(__file__).parent.rglob("test_*.py"))[int(worker["workerid"][2:]) :: worker["workercount"]]
    for file in files:
        with suppress(Exception, pytest.skip.Exception):  # which is told when its tests are collected
            import_module(".".join(file.relative_to(root).with_suffix("").parts))
