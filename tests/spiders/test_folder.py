"""A drop folder: what counts as a file, and what is told of the rest."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path
from typing import Any

from leakscan.crawl.page import Memory
from tests.crawl.visiting import visit
from tests.spiders.replay import output_of, replay_local

LIST = "customer,searches\nMaple Hollow Police,4\nCedar Bend Sheriff,2\n"


def look(folder: Path | str, max_mb: int = 64) -> dict[str, Any]:
    visited = replay_local("folder", path=str(folder), max_mb=max_mb)
    texts = [document["text"] for document in output_of(visited)["documents"]]
    told = {"health": visited.health, "detail": visited.detail, "whole": visited.whole, "problems": visited.problems}
    return {"texts": texts, **told}


def test_a_folder_is_a_source_like_others(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(LIST, "utf-8")
    result = visit({"drop": {"spider": "folder", "options": {"path": str(tmp_path)}}})["drop"]
    assert (result["texts"], result["health"], result["whole"]) == ([LIST], "ok", True)


def test_files_and_members_of_archives_are_documents(tmp_path: Path) -> None:
    (tmp_path / "deep" / "er").mkdir(parents=True)
    (tmp_path / "deep" / "er" / "a.csv").write_text(LIST, "utf-8")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("inner/b.txt", "from an archive")
    (tmp_path / "c.zip").write_bytes(packed.getvalue())
    result = look(tmp_path)
    assert sorted(result["texts"]) == sorted([LIST, "from an archive"])
    assert (result["health"], result["whole"]) == ("ok", True)


def test_what_is_unfinished_hidden_or_a_link_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "drop").mkdir()
    (tmp_path / "secret.txt").write_text("outside", "utf-8")
    (tmp_path / "drop" / "link.txt").symlink_to(tmp_path / "secret.txt")
    (tmp_path / "drop" / "folder").symlink_to(tmp_path)
    for name in (".hidden", "big.csv.part", "x.tmp", "whole.txt"):
        (tmp_path / "drop" / name).write_text(name, "utf-8")
    os.mkfifo(tmp_path / "drop" / "pipe")
    assert look(tmp_path / "drop")["texts"] == ["whole.txt"]


def test_a_name_of_any_bytes_is_read(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")).write_text("text", "utf-8")
    result = look(tmp_path)
    assert (result["texts"], result["whole"]) == (["text"], True)


def test_a_folder_that_is_not_there_is_dark(tmp_path: Path) -> None:
    for path in (tmp_path / "nothing", "relative/path", ""):
        result = look(path)
        assert result["health"] == "gone"
        assert "no-folder" in result["detail"]


def test_an_empty_folder_is_empty(tmp_path: Path) -> None:
    assert look(tmp_path)["health"] == "empty"


def test_what_is_too_large_or_broken_is_told(tmp_path: Path) -> None:
    (tmp_path / "large.txt").write_bytes(b"x" * ((1 << 20) + 1))
    (tmp_path / "small.txt").write_text("small", "utf-8")
    (tmp_path / "cut.gz").write_bytes(b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03garbage")
    result = look(tmp_path, max_mb=1)
    assert result["texts"] == ["small"]
    assert not result["whole"]
    assert len([problem for problem in result["problems"] if "large.txt" in problem or "cut.gz" in problem]) == 2


def test_a_file_counts_once_and_again_when_it_changes(tmp_path: Path) -> None:
    memory = Memory()
    for text in ("first", "first", "then", "finally"):
        (tmp_path / "a.txt").write_text(text, "utf-8")
        os.utime(tmp_path / "a.txt", ns=(len(text), len(text)))
        replay_local("folder", memory, path=str(tmp_path))
    assert [document.content for page in memory.pages for document in page.documents] == [b"first", b"then", b"finally"]
