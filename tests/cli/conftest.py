from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from leakscan.cli import app
from leakscan.evidence import keep
from leakscan.extract import extract
from leakscan.model import Document, Hit, Severity
from leakscan.store import Kept, Step, Store, open_store
from tests.store.making import a_document, a_hit

NAMES = tuple(f"Northwind Branch {n:02}" for n in range(12))


@dataclass(frozen=True)
class Desk:
    """A workspace with a store, and a command line in it."""

    root: Path

    def run(self, *arguments: str, piped: str | None = None) -> Result:
        return CliRunner().invoke(app, ["--workspace", str(self.root), *arguments], input=piped)

    def store(self) -> Store:
        return open_store(self.root / "leakscan.db")

    def leak(self, names: tuple[str, ...] = NAMES, end: str = "", **more: str) -> str:
        """Put one kept list of clients into the store; returns the hit's id."""
        text = "name,accounts\n" + "".join(f"{name.upper()},{n}7\n" for n, name in enumerate(names)) + end
        severity = Severity(more.pop("severity", "critical"))
        document = a_document(text, **{"path": "dump/a.csv"} | more)
        hit = placed(a_hit(document, names, severity=severity), document)
        place = keep(self.root / "evidence", document)
        with self.store() as store:
            run = store.begin_run("scan")
            store.commit_step(Step("files", (Kept(document, (hit,), str(place.relative_to(self.root))),)), run)
            store.end_run(run, exit_status=1)
        return hit.id


def placed(hit: Hit, document: Document) -> Hit:
    """The hit with its matches where their text really stands."""
    text = extract(document).text
    places = [(match, text.index(match.text)) for match in hit.assessment.matches]
    matches = tuple(replace(match, start=at, end=at + len(match.text)) for match, at in places)
    return replace(hit, assessment=replace(hit.assessment, matches=matches))


@pytest.fixture(autouse=True)
def _no_workspace_of_another_test(monkeypatch: pytest.MonkeyPatch) -> None:
    """Start without a workspace, and forget the one that ``--workspace`` sets for the processes of a command."""
    monkeypatch.setenv("LEAKSCAN_WORKSPACE", "")
    monkeypatch.delenv("LEAKSCAN_WORKSPACE")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setenv("LEAKSCAN_USER", "kim")
    monkeypatch.setenv("LEAKSCAN_WORKSPACE", str(tmp_path))
    (tmp_path / "leakscan.toml").write_text("")
    return Desk(tmp_path)
