"""Owns what is computed once, when it is first asked for, and kept: with an object, or for a word of all texts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

_Value = TypeVar("_Value")


class once(Generic[_Value]):  # noqa: N801 - a decorator, written as those of the language are
    """``functools.cached_property`` without its lock, which Python up to 3.11 takes for each value that is computed.

    Where two threads ask at the same time, both compute, and come to the same.
    """

    def __init__(self, compute: Callable[[Any], _Value]) -> None:
        self._compute = compute
        self.__doc__ = compute.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, instance: None, owner: type) -> once[_Value]: ...

    @overload
    def __get__(self, instance: object, owner: type) -> _Value: ...

    def __get__(self, instance: object | None, owner: type) -> once[_Value] | _Value:
        if instance is None:
            return self
        value = instance.__dict__[self._name] = self._compute(instance)  # found there from now on, before this is
        return value


class KeptByWord(dict[str, str]):
    """What ``read`` says of each word of a language that texts were made of, of so many words at most.

    A look-up costs a third of asking a function with a memory.
    """

    def __init__(self, read: Callable[[str, str], str], language: str, most: int) -> None:
        super().__init__()
        self._read, self._language, self._most = read, language, most

    def __missing__(self, word: str) -> str:
        if len(self) >= self._most:
            self.clear()
        said = self[word] = self._read(word, self._language)
        return said
