"""One guard for every method of ours that Qt calls: an error in it is told, and never ends the program.

On Python 3.11 an exception that C code raises (`[][0]`, numpy) is not complete until Python has caught it, and PySide,
where Python called the Qt function that called the method, takes it for complete: a segmentation fault. So every
override catches what it raises, hands it to `sys.excepthook`, and gives Qt a harmless value instead.
"""

import sys
import traceback
from collections.abc import Callable
from enum import Enum
from functools import lru_cache, update_wrapper
from types import FunctionType
from typing import Any, TypeVar, get_origin

Class = TypeVar("Class", bound=type)
Method = Callable[..., Any]

#: A guarded method takes exactly what the method takes: PySide looks at that where a method is a slot too.
_TEMPLATE = """
def make(method, failed):
    def guard({parameters}):
        try:
            return method({parameters})
        except BaseException as error:
            return failed(error, {parameters})
    return guard
"""
#: Python's own types that are values to Qt.
_PLAIN = (int, float, str, list, dict, Enum)
_VARIABLE = 0x04 | 0x08  # a code's flags for *args and **kwargs


def guarded(kind: Class) -> Class:
    """Guard every override of a Qt method in a class: its own, and those that it inherits from unguarded classes."""
    for name, method in unguarded(kind).items():
        setattr(kind, name, _guard(kind, name, method))
    return kind


def unguarded(kind: type) -> dict[str, FunctionType]:
    """Return the overrides of Qt methods in a class whose errors are not caught."""
    qt = [vars(base) for base in kind.__mro__ if is_qt(base)]
    ours = [vars(base) for base in kind.__mro__ if not is_qt(base)]
    names = {name for members in ours for name in members if name[:2] != "__" and any(name in known for known in qt)}
    found = {name: next(vars(base)[name] for base in kind.__mro__ if name in vars(base)) for name in names}
    return {name: member for name, member in found.items() if isinstance(member, FunctionType) and not is_guard(member)}


def is_guard(method: FunctionType) -> bool:
    """Whether a method is the guard of another one."""
    return "guards" in vars(method)


def is_qt(kind: type) -> bool:
    """Whether a class is Qt's own."""
    return kind.__module__.startswith("PySide6.")


def _guard(kind: type, name: str, method: FunctionType) -> Method:
    code = method.__code__
    parameters = ", ".join(code.co_varnames[: code.co_argcount])
    if code.co_flags & _VARIABLE or code.co_kwonlyargcount:
        parameters = "*args, **kwargs"

    def failed(error: BaseException, *args: object, **_: object) -> object:
        try:
            sys.excepthook(type(error), error, error.__traceback__)
            traceback.clear_frames(error.__traceback__)  # a painter that is kept outlives what it paints on: a crash
            return _harmless(kind, name, args)
        except BaseException:  # noqa: BLE001  nothing may come out of here
            return None

    guard = _maker(parameters)(method, failed)
    guard.__defaults__ = method.__defaults__
    update_wrapper(guard, method)
    guard.guards = method
    return guard  # type: ignore[no-any-return]


@lru_cache
def _maker(parameters: str) -> Callable[[Method, Method], Any]:
    scope: dict[str, Any] = {}
    exec(_TEMPLATE.format(parameters=parameters), scope)
    return scope["make"]  # type: ignore[no-any-return]


def _harmless(kind: type, name: str, args: tuple[Any, ...]) -> object:
    """Return what Qt can do with: its own answer where that is a value, else False, or nothing."""
    base = next(base for base in kind.__mro__ if is_qt(base) and name in vars(base))
    original = getattr(base, name)
    wanted = _answer_type(original, len(args))
    if wanted is bool:
        return False
    if wanted is not Any and not issubclass(wanted, _PLAIN) and not hasattr(wanted, "__copy__"):
        return None  # Qt wants nothing, or an object, which may be missing
    try:
        return original(*args)
    except NotImplementedError:  # Qt has no answer of its own
        return None if wanted is Any else wanted(0) if issubclass(wanted, Enum) else wanted()


def _answer_type(original: Method, count: int) -> Any:
    """Return the type that Qt's own method returns, called with so many arguments; NoneType where it is no one type."""
    from shibokensupport.signature import get_signature  # it parses all signatures: not before the first error

    found = get_signature(original)
    signatures = found if isinstance(found, list) else [found]
    wanted = next((s.return_annotation for s in signatures if len(s.parameters) == count), type(None))
    wanted = get_origin(wanted) or wanted
    return wanted if isinstance(wanted, type) else type(None)
