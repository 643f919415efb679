"""A property worked out when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

_T = TypeVar("_T")


class lazy(Generic[_T]):  # noqa: N801  # a decorator, as ``property`` is
    """``functools.cached_property`` without the lock that Python 3.11 takes for each value, a third of what it costs.

    The value is kept in the ``__dict__`` of whoever has the property, under its name.
    """

    def __init__(self, function: Callable[[Any], _T]) -> None:
        self.__doc__ = function.__doc__
        self._function, self._name = function, function.__name__

    def __get__(self, holder: Any, owner: type[Any] | None = None) -> _T:
        """The value, which is found in the holder itself from now on."""
        value = self._function(holder)
        holder.__dict__[self._name] = value
        return value
