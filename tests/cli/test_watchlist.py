from __future__ import annotations

import json
import stat
import subprocess
import sys
from pathlib import Path

import pytest

GOOD = "id,name,domains,seats,canary\n1,Hollis Police,hollis.example,5,\n2,Merrow Casino,merrow.example,7,copy-a\n"


def leakscan(*arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "leakscan", "watchlist", *map(str, arguments)]
    root = str(Path(__file__).parents[2])
    return subprocess.run(
        command, cwd=cwd, env={"PYTHONPATH": root, "PATH": "/usr/bin:/bin"}, capture_output=True, text=True, check=False
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "clients.csv").write_text(GOOD)
    (tmp_path / "leakscan.toml").write_text('[watchlist.acme]\npath = "clients.csv"\n')
    return tmp_path


def test_check_of_a_good_list_by_file_and_by_name(folder: Path) -> None:
    for which in ("clients.csv", "acme"):
        done = leakscan("check", which, cwd=folder)
        assert (done.returncode, done.stdout) == (0, ""), done.stderr
        assert "2 clients can be used; nothing to tell" in done.stderr


def test_check_of_a_bad_list_ends_with_two_and_names_every_place(folder: Path) -> None:
    (folder / "bad.csv").write_text("name,since\nHollis Police,soon\nTarget,2020-01-01\nMerrow,never\n")
    done = leakscan("check", "bad.csv", cwd=folder)
    assert done.returncode == 2
    assert "2    since" in done.stdout
    assert "4    since" in done.stdout
    assert "'Target' is ordinary language" in done.stdout
    lines = [json.loads(line) for line in leakscan("check", "bad.csv", "--json", cwd=folder).stdout.splitlines()]
    assert (lines[0]["row"], lines[0]["column"], lines[0]["level"]) == (2, "since", "error")


def test_check_prints_every_error_and_some_of_the_rest(folder: Path) -> None:
    (folder / "many.csv").write_text("name,since\n" + "Target,\n" * 30 + "Hollis Police,soon\n")
    done = leakscan("check", "many.csv", "--limit", "5", cwd=folder)
    assert done.stdout.count("warning") == 5
    assert "32   since" in done.stdout
    assert "more; --limit 0 shows all" in done.stderr
    assert len(leakscan("check", "many.csv", "--json", cwd=folder).stdout.splitlines()) > 60


def test_show_as_table_and_json(folder: Path) -> None:
    done = leakscan("show", "acme", "--limit", "1", cwd=folder)
    assert done.returncode == 0, done.stderr
    assert "clients    2" in done.stdout
    assert "Hollis Police" in done.stdout
    assert "Merrow" not in done.stdout
    assert "1 more" in done.stderr
    lines = leakscan("show", "clients.csv", "--json", cwd=folder).stdout.splitlines()
    assert json.loads(lines[1])["canary"] == "copy-a"


def test_show_escapes_what_a_terminal_would_obey(folder: Path) -> None:
    (folder / "odd.csv").write_text("name,identifiers\nHollis \u202ePolice,x\n", encoding="utf-8")
    done = leakscan("show", "odd.csv", cwd=folder)
    assert done.returncode == 0
    assert "\\u202e" in done.stdout
    assert "\u202e" not in done.stdout


def test_unknown_files_and_names_end_with_two(folder: Path) -> None:
    assert "no such file" in leakscan("show", "none.csv", cwd=folder).stderr
    done = leakscan("check", "none", cwd=folder)
    assert (done.returncode, "there are: acme" in done.stderr) == (2, True)


def test_import_writes_for_the_owner_alone_and_never_over_a_file(folder: Path) -> None:
    (folder / "export.csv").write_text("Account Name,Account ID,Seats\nHollis Police,1,5\n")
    arguments = ("import", "export.csv", "-o", "made.csv", "--map", "Seats=seats")
    done = leakscan(*arguments, cwd=folder)
    assert done.returncode == 0, done.stderr
    assert (folder / "made.csv").read_text() == "name,id,seats\nHollis Police,1,5\n"
    assert stat.S_IMODE((folder / "made.csv").stat().st_mode) == 0o600
    again = leakscan(*arguments, cwd=folder)
    assert (again.returncode, "--force" in again.stderr) == (2, True)
    assert leakscan(*arguments, "--force", cwd=folder).returncode == 0


def test_canaries_are_minted_for_a_copy(folder: Path) -> None:
    towns = [f"{town}{end}" for town in ("Ald", "Bren", "Carn", "Dor") for end in ("wick", "mere")]
    rows = "".join(f"{i},{town} Police,,5,\n" for i, town in enumerate(towns, 10))
    (folder / "clients.csv").write_text(f"id,name,domains,seats,canary\n{rows}")
    done = leakscan("canary", "mint", "--copy", "partner-b", "--count", "2", cwd=folder)
    assert done.returncode == 0, done.stderr
    head, *minted = done.stdout.splitlines()
    assert (head, len(minted)) == ("id,name,domains,seats", 2)
    assert "2 clients were added" in done.stderr
    assert (folder / "clients.csv").read_text().count("partner-b") == 2


def test_canaries_need_a_copy(folder: Path) -> None:
    done = leakscan("canary", "mint", "acme", cwd=folder)
    assert done.returncode == 2
    assert "--copy" in done.stderr
