"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from policycheck.finding import Severity
from policycheck.period import Period, parse_day
from policycheck.speech import _

F = TypeVar("F", bound=Callable[..., Any])


class Day(click.ParamType[date]):
    """A day, written YYYY-MM-DD."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read the day."""
        if isinstance(value, date):
            return value
        try:
            return parse_day(value)
        except ValueError:
            self.fail(_("'{value}' is no day; write it as 2026-03-01", value=value), param, ctx)


class Names(click.ParamType[tuple[str, ...]]):
    """Names separated by commas."""

    name = "names"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        """Split at commas."""
        if isinstance(value, tuple):
            return value
        names = tuple(part.strip() for part in value.split(",") if part.strip())
        return names or self.fail(_("no name is given"), param, ctx)


class Within(click.ParamType[Period]):
    """A period as ISO 8601 writes it."""

    name = "period"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Period:
        """Read the period."""
        if isinstance(value, Period):
            return value
        try:
            return Period.parse(value)
        except ValueError as error:
            self.fail(str(error.args[0]), param, ctx)


class Output(click.ParamType[tuple[str, Path]]):
    """A format and the file to write it to."""

    name = "FORMAT=PATH"

    def __init__(self, formats: tuple[str, ...]) -> None:
        self.formats = formats

    def convert(  # noqa: D102
        self,
        value: Any,
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> tuple[str, Path]:
        if isinstance(value, tuple):
            return value
        name, equals, path = value.partition("=")
        if name not in self.formats or not (equals and path):
            known = ", ".join(self.formats)
            words = _("'{value}' is not FORMAT=PATH with a format of {formats}", value=value, formats=known)
            self.fail(words, param, ctx)
        return name, Path(path)


def color(command: F) -> F:
    """`--color auto|always|never`."""
    choices = click.Choice(["auto", "always", "never"])
    return click.option("--color", type=choices, default="auto", show_default=True, help="Whether to colour.")(command)


def as_of(command: F) -> F:
    """`--as-of DATE`."""
    return click.option(
        "--as-of", type=Day(), metavar="DATE", help="Judge by the law of this day.  [default: today, UTC]"
    )(command)


def assume(command: F) -> F:
    """`--assume FILE`."""
    return click.option(
        "--assume",
        type=click.Path(path_type=Path),
        multiple=True,
        help="Lay changed rows over the tables of the law; can be repeated.",
    )(command)


def severity(name: str, help_text: str) -> Callable[[F], F]:
    """An option that takes a severity."""
    return click.option(name, type=click.Choice([item.value for item in Severity]), help=help_text)


def flat(names: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    """The names of an option that was repeated."""
    return tuple(name for group in names for name in group)


def wants_color(choice: str) -> bool:
    """Whether to colour: the option, then FORCE_COLOR, NO_COLOR, then the terminal. Empty variables do not count."""
    import os
    import sys

    if choice != "auto":
        return choice == "always"
    if os.environ.get("FORCE_COLOR"):
        return True
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return sys.stdout.isatty()
