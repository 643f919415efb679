"""A dataclass of options is typed as its fields and arrives as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import typer
from typer.testing import CliRunner

from leakscan.cli.spreading import spread


@dataclass(frozen=True)
class Inner:
    colour: Annotated[str, typer.Option(help="Which.")] = "red"


@dataclass(frozen=True)
class Outer:
    inner: Inner
    size: Annotated[int, typer.Option(help="How large.")]
    names: Annotated[list[str] | None, typer.Argument()] = None


app = typer.Typer()


@app.command()
@spread
def show(*, loud: Annotated[bool, typer.Option("--loud")] = False, outer: Outer) -> None:
    """Say what arrived."""
    typer.echo(f"{loud} {outer}")


def test_what_was_typed_arrives_in_its_dataclass() -> None:
    done = CliRunner().invoke(app, ["a", "b", "--size", "3", "--colour", "blue", "--loud"])
    assert done.output == f"True {Outer(Inner('blue'), 3, ['a', 'b'])}\n"


def test_defaults_are_the_dataclass_s() -> None:
    assert CliRunner().invoke(app, ["--size", "1"]).output == f"False {Outer(Inner(), 1)}\n"


def test_a_field_without_a_default_must_be_given() -> None:
    done = CliRunner().invoke(app, [])
    assert done.exit_code == 2
    assert "--size" in done.output


def test_the_help_is_the_command_s_own() -> None:
    done = CliRunner().invoke(app, ["--help"])
    assert "Say what arrived." in done.output
    assert "How large." in done.output
