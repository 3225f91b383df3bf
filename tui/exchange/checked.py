"""Values from outside as dataclasses, checked field by field, and dataclasses as plain values."""

import json
import math
from typing import Any, TypeVar

from tui.errors import ExchangeError
from tui.sanitise import normalise_newlines, sanitise

T = TypeVar("T")
_YEARS = range(1900, 2200)
"""In which somebody may have written a note on a computer, with some margin."""
Plain = dict[str, Any] | list[Any] | str | int | float | bool | None
"""What JSON can hold."""


def parse(data: bytes) -> Plain:
    """The JSON in `data`, UTF-8 with or without a mark at its start; all of its text is made safe for a terminal.

    Raises ExchangeError, which names line and column where there is one.
    """
    try:
        value = json.loads(data.decode("utf-8-sig"), parse_constant=_no_number, parse_float=_finite)
        made: Plain = _safe(value)
        return made
    except UnicodeDecodeError as error:
        raise ExchangeError(f"It is no text in UTF-8 (byte {error.start}): save it as UTF-8.") from None
    except json.JSONDecodeError as error:
        raise ExchangeError(f"Line {error.lineno}, column {error.colno}: {error.msg}; it is no whole JSON.") from None
    except ValueError as error:
        raise ExchangeError(f"It has a number that nothing can hold ({str(error)[:40]}).") from None
    except RecursionError:
        raise ExchangeError("Its brackets are nested too deeply: no export of notes is so deep.") from None


def checked(kind: type[T], value: Plain) -> T:
    """`value` as the dataclass `kind`, every field of its type. Raises ExchangeError, which names the first place."""
    from pydantic import TypeAdapter, ValidationError

    try:
        return TypeAdapter(kind).validate_python(value)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in first["loc"]).lstrip(".")
        more = f" (and {error.error_count() - 1} more)" if error.error_count() > 1 else ""
        raise ExchangeError(f"{place or 'The whole'}: {first['msg'].lower()}{more}.") from None


def checked_time(value: Plain, place: str) -> str:
    """An ISO 8601 time as the library writes its times (UTC, to the second); empty for none. Raises ExchangeError."""
    from datetime import UTC, datetime

    if value is None or value == "":
        return ""
    try:
        moment = datetime.fromisoformat(value)  # type: ignore[arg-type]
        moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
        if moment.year not in _YEARS:
            raise ValueError(moment.year)
    except (TypeError, ValueError, OverflowError):
        raise ExchangeError(f"{place}: {str(value)[:40]!r} is no time.") from None
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"


def plain(value: object) -> Plain:
    """A dataclass as values that JSON can hold."""
    from pydantic import TypeAdapter

    adapter: TypeAdapter[object] = TypeAdapter(type(value))
    made: Plain = adapter.dump_python(value, mode="python", warnings=False)
    return made


def _safe(value: Any) -> Any:
    match value:
        case str():
            return sanitise(normalise_newlines(value))
        case list():
            return [_safe(item) for item in value]
        case dict():
            return {sanitise(key): _safe(item) for key, item in value.items()}
    return value


def _finite(literal: str) -> float:
    number = float(literal)
    return number if math.isfinite(number) else _no_number(literal)


def _no_number(constant: str) -> float:
    raise ValueError(constant)
