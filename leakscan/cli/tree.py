"""The tree of commands, grown only where it is climbed.

Reading every noun's file and making every command costs more than most commands do, so a file is read when one of its
commands is called, and only that command is made. Help and completion are told names and help texts alone.
"""

from __future__ import annotations

import copy
import inspect
import pkgutil
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command_from_info, get_command_name, get_group
from typer.models import CommandInfo

from leakscan.cli.plain import Light

_HERE = __package__ or "leakscan.cli"


@cache
def stems() -> tuple[str, ...]:
    """Names of the files in this folder."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules([str(Path(__file__).parent)])))


def _app_of(stem: str) -> typer.Typer | None:
    app = getattr(import_module(f"{_HERE}.{stem}"), "app", None)
    return app if isinstance(app, typer.Typer) else None


def _noun_of(app: typer.Typer) -> str | None:
    """The name of the group that it is; None where its commands stand at top level."""
    name: object = app.info.name  # a placeholder of Typer's where none was given
    return name if isinstance(name, str) else None


def _name_of(info: CommandInfo) -> str:
    assert info.callback is not None  # noqa: S101  # a command is made from a function
    return info.name or get_command_name(info.callback.__name__)


class Leaf(Light, TyperCommand):
    """A command that pydantic is not loaded for."""


class Climbed(Light, TyperGroup):
    """A group that makes each of its commands when it is asked for."""

    _glancing = False

    def apps(self, _name: str | None = None) -> Iterator[typer.Typer]:
        """The apps that may hold the command of this name, the likeliest first; without a name all of them."""
        raise NotImplementedError

    def list_commands(self, _ctx: Any) -> list[str]:
        """Names of the commands and groups."""
        return [name for name, _ in self._entries()]

    def get_command(self, _ctx: Any, name: str) -> Any:
        """The command or group of this name, or None; while help is written, no more of it than its own help."""
        for known, made in self._entries(name):
            if known == name:
                return _glance(made) if self._glancing else self._make(made)
        self.commands = dict.fromkeys(self.list_commands(None), TyperCommand(None))  # names to suggest from
        return None

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help without making the commands it lists."""
        self._glancing = True
        super().format_help(ctx, formatter)

    def shell_complete(self, ctx: Any, incomplete: str) -> Any:
        """Complete a name without making the commands."""
        self._glancing = True
        return super().shell_complete(ctx, incomplete)

    def _entries(self, name: str | None = None) -> Iterator[tuple[str, CommandInfo | typer.Typer]]:
        for app in self.apps(name):
            yield from ((_name_of(info), info) for info in app.registered_commands)
            for group in app.registered_groups:
                if group.typer_instance and (noun := _noun_of(group.typer_instance)):
                    yield noun, group.typer_instance

    def _make(self, found: CommandInfo | typer.Typer) -> Any:
        if isinstance(found, typer.Typer):
            return _group(found)
        leaf = copy.copy(found)
        leaf.cls = Leaf
        return get_command_from_info(leaf, pretty_exceptions_short=True, rich_markup_mode=self.rich_markup_mode)


class Noun(Climbed):
    """A group of one app, with whatever the files beside it (``hits_…`` of ``hits``) add to it."""

    app: typer.Typer

    def apps(self, name: str | None = None) -> Iterator[typer.Typer]:
        """Its own app, read from one file where that is enough."""
        if name not in {_name_of(info) for info in self.app.registered_commands}:
            for stem in stems():
                if stem.startswith(f"{self.name}_"):
                    import_module(f"{_HERE}.{stem}")
        yield self.app


class Trunk(Climbed):
    """The root: all files of this folder, the one that bears the command's name first."""

    def apps(self, name: str | None = None) -> Iterator[typer.Typer]:
        """Nouns as they are, and commands of files without a noun."""
        first = (name or "").replace("-", "_")
        for stem in sorted(stems(), key=lambda stem: (stem != first, stem)):
            if app := _app_of(stem):
                yield _hung(app) if _noun_of(app) else app


def _hung(noun: typer.Typer) -> typer.Typer:
    trunk = typer.Typer()
    trunk.add_typer(noun)
    return trunk


def _group(noun: typer.Typer) -> Noun:
    """The group of this app, its commands not made yet."""
    hollow = copy.copy(noun)
    hollow.info = copy.copy(noun.info)
    hollow.info.cls = Noun
    hollow.registered_commands, hollow.registered_groups = [], []
    group = get_group(hollow)
    assert isinstance(group, Noun)  # noqa: S101  # as asked for
    group.app = noun
    return group


def _glance(found: CommandInfo | typer.Typer) -> Any:
    """Name and help alone."""
    if isinstance(found, typer.Typer):
        return _group(found)
    return TyperCommand(
        name=_name_of(found),
        help=inspect.cleandoc(found.help) if found.help else inspect.getdoc(found.callback),
        short_help=found.short_help,
        hidden=found.hidden,
        deprecated=found.deprecated,
        rich_help_panel=found.rich_help_panel,
    )
