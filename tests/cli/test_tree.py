"""The tree of commands is whole, though it is grown a command at a time and read without pydantic."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.core import TyperGroup
from typer.main import get_command
from typer.testing import CliRunner

from leakscan.cli import app, plain, tree
from leakscan.cli.tree import stems
from tests.cli.conftest import Desk

run = CliRunner()
WORDS: list[Any] = ["", "x", "5", "0", "-3", "007", "99999999999", "1e3", "٣", "critical", "LOW", "yes", "/", " 5 "]


def climbed(command: Any, names: tuple[str, ...] = ()) -> Iterator[tuple[str, Any]]:
    """Every command with its words."""
    if not isinstance(command, TyperGroup):
        yield " ".join(names), command
        return
    context = command.context_class(command)
    for name in command.list_commands(context):
        yield from climbed(command.get_command(context, name), (*names, name))


COMMANDS = dict(climbed(get_command(app)))


def apps() -> Iterator[typer.Typer]:
    for stem in stems():
        module = __import__(f"leakscan.cli.{stem}", fromlist=["app"])
        for found in vars(module).values():
            if isinstance(found, typer.Typer):
                yield found


def test_every_command_that_a_file_registers_is_in_the_tree() -> None:
    registered = {info.callback for each in apps() for info in each.registered_commands}
    grown = {command.callback.__wrapped__ for command in COMMANDS.values()}
    assert len(registered) > 30
    assert grown == registered


def test_a_command_is_found_by_its_words_alone() -> None:
    for words in COMMANDS:
        done = run.invoke(app, [*words.split(), "--help"])
        assert done.exit_code == 0, words
        assert f"leakscan {words} " in " ".join(done.stdout.split()).replace("root", "leakscan"), words


def test_the_help_lists_every_noun_with_what_it_is_for() -> None:
    told = run.invoke(app, ["--help"]).stdout
    for name in {words.split()[0] for words in COMMANDS}:
        assert f"│ {name} " in told, name
    assert "List, show and triage what was found." in told


def test_a_mistyped_command_is_told_the_nearest() -> None:
    assert "Did you mean 'hits'" in run.invoke(app, ["hitz"]).stderr
    assert "Did you mean 'confirm'" in run.invoke(app, ["hits", "confrim"]).stderr


def outcome(way: Any, value: Any, parameter: Any, context: Any) -> tuple[str, object]:
    """What a way of reading makes of a value: what it reads, or the message of its refusal."""
    try:
        read = way.coerce(value, param=parameter, ctx=context)
    except typer.BadParameter as error:
        return type(error).__name__, str(error)
    return type(read).__name__, read


@pytest.mark.parametrize("words", COMMANDS)
def test_the_plain_way_reads_what_typer_reads(words: str, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    given = [*WORDS, str(tmp_path), str(tmp_path / "file"), str(tmp_path / "none")]
    command = COMMANDS[words]
    context = command.context_class(command)
    for parameter in command.get_params(context):
        parameter._runtime_param = None
        theirs, ours = parameter.get_runtime_param(), plain._Plain()
        for value in (None, *given, *([word, word] for word in given), (), True, 7):
            wanted = outcome(theirs, value, parameter, context)
            assert outcome(ours, value, parameter, context) == wanted, (parameter.name, value)


def loaded(desk: Desk, *arguments: str) -> set[str]:
    code = (
        f"import sys; sys.argv[1:] = {['--workspace', str(desk.root), *arguments]!r}\n"
        "from leakscan.cli import main\n"
        "try: main()\n"
        "finally: print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stderr.split())


def test_looking_at_hits_loads_nothing_heavy(desk: Desk) -> None:
    hits = [desk.leak(), desk.leak(end="x,1\n")]
    heavy = {"numpy", "sqlite_utils", "scrapy", "rapidfuzz", "warcio", "pydantic", "rich", "jinja2", "asyncio"}
    for arguments in (["hits", "list", "-n", "1"], ["hits", "acknowledge", *hits]):
        assert heavy & loaded(desk, *arguments) == set(), arguments
    shown = loaded(desk, "hits", "show", hits[0])
    assert heavy & shown == {"numpy"}, "it cuts the document into rows, and nothing else"


def completed(*words: str) -> list[str]:
    """What a shell is offered for the last of the words."""
    asked = {"_LEAKSCAN_COMPLETE": "complete_bash", "COMP_WORDS": " ".join(words), "COMP_CWORD": str(len(words) - 1)}
    code = "from leakscan.cli import app; app(prog_name='leakscan')"
    done = subprocess.run(
        [sys.executable, "-c", code], env=os.environ | asked, capture_output=True, text=True, check=False
    )
    return done.stdout.split()


def test_completion_knows_the_tree() -> None:
    assert completed("leakscan", "hi") == ["hits"]
    assert completed("leakscan", "hits", "con") == ["confirm"]
    assert completed("leakscan", "sched") == ["schedule"]
    assert "--severity" in completed("leakscan", "hits", "list", "--se")
    assert completed("leakscan", "watchlist", "canary", "m") == ["mint"]


def test_a_noun_is_one_file_until_more_of_it_is_asked_for(desk: Desk) -> None:
    desk.leak()
    modules = loaded(desk, "hits", "list")
    assert "leakscan.cli.hits" in modules
    assert not {"leakscan.cli.hits_decide", "leakscan.cli.scan", "leakscan.cli.watch"} & modules
    assert tree.stems() == tuple(sorted(tree.stems()))
