"""Queries built once and then only filled in: building one costs more than the database takes to answer it.

A query is built for invented values and for those at hand. Where the two differ, a value has to be filled in;
one that asks something else depending on its values, or that reads while it is built, is built every time.
Two samples cannot prove that: whoever builds a query decides by what is there, never by what it says.
"""

import copy
import re
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import UTC, datetime, timedelta
from secrets import randbelow, token_bytes, token_hex
from typing import Any, NoReturn, TypeAlias, TypeVar, cast
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connections, models
from django.utils.timezone import get_default_timezone

M = TypeVar("M", bound=models.Model)
T = TypeVar("T")
Build: TypeAlias = Callable[..., models.QuerySet[Any, Any]]
_DB = "default"
MOST = 4096  # forms kept; far more than the house asks, so only a value that is none of them fills it
_LEAVES = 365  # more values than any query takes
_FILLED = (UUID, datetime, str)  # everything else decides what is asked
_CODE = re.compile(r"[a-z0-9_]+")  # written out, so that the database sees which partial index fits
_HOLE = re.compile(r"(?<!%)%s")


class _ChangesWithValues(Exception):
    """The query is not the same for all values of this kind."""


@dataclass(frozen=True, slots=True)
class _Form:
    """``holes`` says for each parameter which of the values it takes, or -1 and what it always is."""

    compiler: Any
    converters: Any
    sql: str
    holes: tuple[tuple[int, Any], ...]


_EMPTY = _Form(None, None, "", ())  # whatever the values, no row: the database need not be asked
_forms: dict[Hashable, _Form | None] = {}


def rows(name: Hashable, build: Build, *values: Any, around: str = "{}") -> Iterator[Sequence[Any]]:
    """Yield the columns of each row of ``build(*values)``; ``name`` stands for all else it depends on.

    A dataclass among the values names in ``KIND`` those of its fields that decide what is asked.
    ``around`` is SQL in whose place ``{}`` the query stands; it may append columns, as they are stored.
    """
    leaves = _leaves(values)
    key = (name, around, *((leaves.index(leaf) if type(leaf) in _FILLED else leaf) for leaf in leaves))
    try:
        form = _forms[key]
    except KeyError:
        if len(_forms) >= MOST:
            _forms.clear()
        form = _forms[key] = _formed(build, values, around)
    if form is _EMPTY:
        return iter(())
    if form is not None:
        filled = _stored(leaves)
        return _answered(form, tuple(fixed if at < 0 else filled[at] for at, fixed in form.holes))
    compiler = build(*values).query.get_compiler(_DB)
    try:
        sql, parameters = compiler.as_sql()
    except EmptyResultSet:
        return iter(())
    return _answered(_Form(compiler, _converters(compiler), around.format(sql), ()), parameters)


def record(model: type[M], columns: Sequence[Any]) -> M:
    """Return columns as the row of ``model`` that they are."""
    return model.from_db(_DB, [field.attname for field in model._meta.concrete_fields], columns)


def _answered(form: _Form, parameters: Sequence[Any]) -> Iterator[Sequence[Any]]:
    compiler = copy.copy(form.compiler)
    compiler.connection = connections[_DB]
    compiler.as_sql = lambda *_args, **_kwargs: (form.sql, parameters)
    compiler.get_converters = lambda _columns: form.converters
    return cast("Iterator[Any]", compiler.results_iter())


def _leaves(values: Sequence[Any]) -> list[Any]:
    """Take values apart; what decides the text of a query is marked by a tuple of its own."""
    found: list[Any] = []
    for value in values:
        if is_dataclass(value):
            kind = getattr(value, "KIND", ())
            for field in fields(value):
                leaf = getattr(value, field.name)
                found.append((leaf,) if field.name in kind else leaf)
        else:
            found.append(value)
    return found


def _stored(leaves: Sequence[Any]) -> list[Any]:
    """Return what is filled in as the database takes it, an instant also as its day."""
    found: list[Any] = []
    connection = connections[_DB]
    for leaf in leaves:
        if type(leaf) is datetime:
            day = leaf.astimezone(get_default_timezone()).date()
            found.append(connection.ops.adapt_datetimefield_value(leaf))
            found.append(connection.ops.adapt_datefield_value(day))
        elif type(leaf) is UUID:
            found.append(leaf if connection.features.has_native_uuid_field else leaf.hex)
        elif type(leaf) is str:
            found.append(leaf)
    return found


def _converters(compiler: Any) -> Any:
    return compiler.get_converters([column for column, *_ in compiler.select])


def _formed(build: Build, values: Sequence[Any], around: str) -> _Form | None:
    try:
        tried = _unless_empty(lambda: _tried(build, values))
        real = _unless_empty(lambda: build(*values).query.get_compiler(_DB).as_sql())
        if tried is None or real is None:
            return _EMPTY if tried is real else None
        sql, parameters = real
        return _filled_in(tried, sql, parameters, _stored(_leaves(values)), around)
    except _ChangesWithValues:
        return None


def _unless_empty(built: Callable[[], T]) -> T | None:
    try:
        return built()
    except EmptyResultSet:
        return None


def _filled_in(
    tried: tuple[Any, str, Sequence[Any], list[Any]],
    sql: str,
    parameters: Sequence[Any],
    stored: list[Any],
    around: str,
) -> _Form | None:
    """Say where the values go in, from what was built for invented ones and for those at hand."""
    compiler, tried_sql, tried_parameters, tried_stored = tried
    if tried_sql != sql or len(parameters) != len(_HOLE.findall(sql)):
        return None
    places = list(zip(tried_stored, stored, strict=True))
    pairs = zip(tried_parameters, parameters, strict=True)
    holes = [(-1, a) if a == b else (_place(places, (a, b)), None) for a, b in pairs]
    texts = iter(f"'{hole[1]}'" if _is_code(hole) else "%s" for hole in holes)
    text = _HOLE.sub(lambda _hole: next(texts), sql)
    kept = tuple(hole for hole in holes if not _is_code(hole))
    return _Form(compiler, _converters(compiler), around.format(text), kept)


def _is_code(hole: tuple[int, Any]) -> bool:
    return hole[0] < 0 and isinstance(hole[1], str) and bool(_CODE.fullmatch(hole[1]))


def _place(places: list[tuple[Any, Any]], wanted: tuple[Any, Any]) -> int:
    if wanted not in places:
        raise _ChangesWithValues
    return places.index(wanted)


def _tried(build: Build, values: Sequence[Any]) -> tuple[Any, str, Sequence[Any], list[Any]]:
    """Build the query for invented values, without asking the database anything."""
    known: dict[Any, Any] = {}
    made = [_invented(value, known) for value in values]
    with connections[_DB].execute_wrapper(_refuse):
        compiler = build(*made).query.get_compiler(_DB)
        sql, parameters = compiler.as_sql()
    return compiler, sql, parameters, _stored(_leaves(made))


def _refuse(*_: Any) -> NoReturn:
    raise _ChangesWithValues


def _invented(value: Any, known: dict[Any, Any]) -> Any:
    """Make up another value of the same type, always the same for the same and never the same for two."""
    if is_dataclass(value) and not isinstance(value, type):
        kind = getattr(value, "KIND", ())
        free = [field.name for field in fields(value) if field.name not in kind]
        return replace(value, **{name: _invented(getattr(value, name), known) for name in free})
    if type(value) not in _FILLED:
        return value
    if value not in known:
        known[value] = _another(value, len(known))
    return known[value]


def _another(value: UUID | datetime | str, nth: int) -> UUID | datetime | str:
    """Make up a value that shares nothing with this one or the others: of an instant not even the day."""
    if isinstance(value, UUID):
        return UUID(bytes=token_bytes(16))
    if isinstance(value, datetime):
        start = datetime(2200 if value.year < 2100 else 1900, 1, 1, tzinfo=UTC)
        days = nth + _LEAVES * randbelow(36500 // _LEAVES)
        return start + timedelta(days=days, microseconds=randbelow(10**10))
    return token_hex(16)
