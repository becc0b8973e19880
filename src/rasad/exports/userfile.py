"""A user's own ACLED or UCDP file, read row by row into one shape. None is shipped: ACLED's licence bars it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Final

import msgspec

ACLED, UCDP = "acled", "ucdp"
_NEEDED: Final = {
    ACLED: frozenset({"event_date", "event_type", "actor1", "fatalities"}),
    UCDP: frozenset({"date_start", "date_end", "side_a", "side_b", "best"}),
}
_DATE_FORMS: Final = ("%d %B %Y", "%d-%B-%Y", "%d %b %Y", "%d-%b-%Y", "%d-%b-%y", "%d.%m.%Y")
_ISO: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_SLASHED: Final = re.compile(r"\d{1,4}/\d{1,2}/\d{1,4}")
_ACLED_REACH: Final = {"1": 5.0, "2": 25.0, "3": 150.0}
_UCDP_REACH: Final = {"1": 5.0, "2": 25.0, "3": 50.0, "4": 150.0, "5": 150.0, "6": 600.0, "7": 600.0}
_DAYS: Final = {"1": 0, "2": 7, "3": 31}


class UserFileError(ValueError):
    """A file cannot be compared; the message names the file and says why."""


class Deaths(msgspec.Struct, frozen=True):
    """Deaths as a row gives them: lowest, best and highest figure."""

    low: int
    best: int
    high: int


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A row, theirs or ours: ``line`` in the file (``None``: ours), days, place within ``reach_km``, parties, kind.

    ``slack`` are the days by which the coded day may be off; ``deaths`` is ``None`` where nobody says (ours alone:
    their files write a zero).
    """

    id: str
    line: int | None
    first: date
    last: date
    slack: int
    country: str
    place: str
    lat: float | None
    lon: float | None
    reach_km: float
    actors: tuple[str, ...]
    group: str
    kind: str
    deaths: Deaths | None


class Unread(msgspec.Struct, frozen=True):
    """A row that cannot be read: its line and why."""

    line: int
    reason: str


class UserFile(msgspec.Struct, frozen=True, kw_only=True):
    """A file's ``form`` (``acled`` or ``ucdp``), its rows, and those that could not be read."""

    form: str
    rows: tuple[Row, ...]
    unread: tuple[Unread, ...]


def read_user_file(path: Path) -> UserFile:
    """Read an ACLED or UCDP GED CSV; which it is is told by its columns, in any case and order.

    Raises ``UserFileError`` where the file cannot be read, is no UTF-8, or has neither's columns.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise UserFileError(f"{path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise UserFileError(f"{path}: is no UTF-8 text (byte {error.start}); save it as CSV in UTF-8") from error
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    reader.fieldnames = [name.strip().lower() for name in reader.fieldnames or ()]
    form = _form(path, frozenset(reader.fieldnames))
    items = list(_rows(reader, form))
    return UserFile(
        form=form,
        rows=tuple(item for item in items if isinstance(item, Row)),
        unread=tuple(item for item in items if isinstance(item, Unread)),
    )


def row_of(cells: Mapping[str, str], form: str, line: int | None) -> Row:
    """Return a row from its cells by column. Raises ``ValueError`` naming the column and value that is none."""
    return _acled(cells, line) if form == ACLED else _ucdp(cells, line)


def _delimiter(text: str) -> str:
    header = text.partition("\n")[0]
    return max(",;\t", key=header.count)


def _form(path: Path, columns: frozenset[str]) -> str:
    for form, needed in _NEEDED.items():
        if needed <= columns:
            return form
    lacking = "; ".join(f"{form} lacks {', '.join(sorted(needed - columns))}" for form, needed in _NEEDED.items())
    raise UserFileError(f"{path}: has the columns of neither ACLED nor UCDP GED: {lacking}")


def _rows(reader: csv.DictReader[str], form: str) -> Iterator[Row | Unread]:
    try:
        for cells in reader:
            line = reader.line_num
            try:
                yield row_of({name: value or "" for name, value in cells.items() if name}, form, line)
            except ValueError as error:
                yield Unread(line, str(error))
    except csv.Error as error:
        yield Unread(reader.line_num, f"is no CSV: {error}")


def _acled(cells: Mapping[str, str], line: int | None) -> Row:
    day = _day(cells, "event_date")
    dead = _whole(cells, "fatalities") or 0
    sub = cells.get("sub_event_type", "")
    names = [cells.get(name, "") for name in ("actor1", "actor2")]
    names += [name for column in ("assoc_actor_1", "assoc_actor_2") for name in cells.get(column, "").split(";")]
    return Row(
        id=cells.get("event_id_cnty") or cells.get("data_id") or f"line {line}",
        line=line,
        first=day,
        last=day,
        slack=_DAYS.get(cells.get("time_precision", ""), 0),
        country=cells.get("country", ""),
        place=cells.get("location", ""),
        **_point(cells),
        reach_km=_ACLED_REACH.get(cells.get("geo_precision", ""), 25.0),
        actors=tuple(dict.fromkeys(name.strip() for name in names if name.strip())),
        group=cells.get("event_type", ""),
        kind=sub or cells.get("event_type", ""),
        deaths=Deaths(dead, dead, dead),
    )


def _ucdp(cells: Mapping[str, str], line: int | None) -> Row:
    best = _whole(cells, "best") or 0
    low, high = _whole(cells, "low"), _whole(cells, "high")
    kind = cells.get("type_of_violence", "")
    return Row(
        id=cells.get("id") or f"line {line}",
        line=line,
        first=_day(cells, "date_start"),
        last=_day(cells, "date_end"),
        slack=0,
        country=cells.get("country", ""),
        place=cells.get("where_coordinates", ""),
        **_point(cells),
        reach_km=_UCDP_REACH.get(cells.get("where_prec", ""), 25.0),
        actors=tuple(name for name in (cells.get("side_a", ""), cells.get("side_b", "")) if name),
        group="organised violence",
        kind={"1": "state-based", "2": "non-state", "3": "one-sided"}.get(kind, kind),
        deaths=Deaths(best if low is None else low, best, best if high is None else high),
    )


def _point(cells: Mapping[str, str]) -> dict[str, float | None]:
    return {"lat": _real(cells, "latitude"), "lon": _real(cells, "longitude")}


def _day(cells: Mapping[str, str], column: str) -> date:
    words = cells.get(column, "").strip()
    if _ISO.match(words):
        return date.fromisoformat(words[:10])
    if _SLASHED.match(words):
        raise ValueError(f"{column} {words!r} may be day or month first; write 2024-07-25")
    for form in _DATE_FORMS:
        try:
            return datetime.strptime(words, form).date()
        except ValueError:
            continue
    raise ValueError(f"{column} {words!r} is no date; write 2024-07-25 or 25 July 2024")


def _whole(cells: Mapping[str, str], column: str) -> int | None:
    words = cells.get(column, "").strip()
    try:
        return int(float(words)) if words else None
    except ValueError as error:
        raise ValueError(f"{column} {words!r} is no number") from error


def _real(cells: Mapping[str, str], column: str) -> float | None:
    words = cells.get(column, "").strip()
    try:
        return float(words) if words else None
    except ValueError as error:
        raise ValueError(f"{column} {words!r} is no number") from error
