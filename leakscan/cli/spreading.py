"""Options that several commands share as one dataclass: its fields are typed as options, the command gets the whole."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import wraps
from typing import Any

_KEYWORD = inspect.Parameter.KEYWORD_ONLY


def spread(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the fields of each parameter that is a dataclass as options, those of dataclasses in it too.

    Args:
        command: its parameters are annotated as Typer wants them, or with a dataclass whose fields are.
    """
    signature = inspect.signature(command, eval_str=True)
    own = [one.replace(kind=_KEYWORD) for one in signature.parameters.values()]
    options = [option for one in own for option in _options(one)]

    @wraps(command)
    def run(**given: Any) -> None:
        command(**{one.name: _gathered(one, given) for one in own})

    run.__signature__ = signature.replace(parameters=options)  # type: ignore[attr-defined]
    run.__annotations__ = {one.name: one.annotation for one in options}
    return run


def _options(parameter: inspect.Parameter) -> Iterator[inspect.Parameter]:
    if not is_dataclass(parameter.annotation):
        yield parameter
        return
    for part in _parts(parameter.annotation):
        yield from _options(part)


def _gathered(parameter: inspect.Parameter, given: dict[str, Any]) -> Any:
    """The value of a parameter out of what was typed for its options."""
    if not is_dataclass(parameter.annotation):
        return given[parameter.name]
    kind: Any = parameter.annotation
    return kind(**{part.name: _gathered(part, given) for part in _parts(kind)})


def _parts(kind: Any) -> list[inspect.Parameter]:
    hints = inspect.get_annotations(kind, eval_str=True)
    return [
        inspect.Parameter(field.name, _KEYWORD, default=_default(field), annotation=hints[field.name])
        for field in fields(kind)
    ]


def _default(field: Field[Any]) -> Any:
    return inspect.Parameter.empty if field.default is MISSING else field.default
