"""Moments on the command line."""

from __future__ import annotations

from datetime import datetime

import click


class When(click.ParamType[datetime]):
    """An ISO day (2024-07-26) or minute (2024-07-26T13:42, with or without an offset)."""

    name = "when"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """Return the moment; a value that is none is a usage error that says what is expected."""
        if isinstance(value, datetime):
            return value
        try:
            return datetime.fromisoformat(str(value).strip())
        except ValueError:
            self.fail(f"{value!r} is no ISO day or minute, such as 2024-07-26 or 2024-07-26T13:42", param, ctx)
