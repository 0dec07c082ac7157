"""The language of the command line: `--lang`, else the repo's configuration, else the terminal's locale.

Until a configuration has been read, as for `--help` and for mistakes in the call, only the first and last can decide.
"""

from __future__ import annotations

import gettext
import os
from collections.abc import Callable
from contextlib import contextmanager
from copy import copy
from inspect import cleandoc
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypeVar

import click

from policycheck import speech
from policycheck.speech import LANGUAGES, LOCALE, _, of_locale

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policycheck.checking import Checked
    from policycheck.config import Config

F = TypeVar("F", bound=Callable[..., Any])
CLICK = "click"
"""The catalogue of what click says: usage, options, and mistakes in them."""
_LISTED = "LANGUAGE"


def language(command: F) -> F:
    """`--lang`."""
    help_text = "Language of the words.  [default: the repo's, else the terminal's]"
    return click.option("--lang", type=click.Choice(LANGUAGES), help=help_text)(command)


def begin(words: Sequence[str]) -> None:
    """Speak the language of a call before it is understood."""
    _speak(_asked(words) or of_locale(os.environ))


def settle(lang: str | None, config: Config) -> str:
    """Speak the language of a call whose repo is known, and say which it is."""
    spoken = lang or config.language or of_locale(os.environ)
    _speak(spoken)
    return spoken


def for_programs(lang: str | None, config: Config) -> str:
    """The language of what programs read: never that of the terminal, so that the same call gives the same bytes."""
    return lang or config.language or "en"


def warn_of_english(lang: str | None, checked: Checked) -> None:
    """Say that the language asked for is not spoken by all packs, where that is so."""
    if lang not in (None, checked.report.language):
        words = _("not every pack has words in '{language}': findings are in English", language=lang)
        click.echo(f"policycheck: {words}", err=True)


def _asked(words: Sequence[str]) -> str | None:
    """What `--lang` is given, if that is a language."""
    pairs = [*pairwise(words), *(word.split("=", 1) for word in words if "=" in word)]
    return next((value for name, value in pairs if name == "--lang" and value in LANGUAGES), None)


@contextmanager
def environment_kept() -> Iterator[None]:
    """Leave the environment as it was found: the next call in this process is to hear what its terminal asks for."""
    asked = os.environ.get(_LISTED)
    try:
        yield
    finally:
        if asked is None:
            os.environ.pop(_LISTED, None)
        else:
            os.environ[_LISTED] = asked


def _speak(spoken: str) -> None:
    """Let everybody speak a language: click looks its words up in the default domain, by the environment."""
    speech.use(spoken)
    os.environ[_LISTED] = spoken
    gettext.bindtextdomain(CLICK, LOCALE)
    gettext.textdomain(CLICK)


def translated(command: click.Command) -> click.Command:
    """A command whose help is in the language spoken."""
    told = copy(command)
    told.help = _(help_of(command))
    told.params = [_translated_option(param) if isinstance(param, click.Option) else param for param in command.params]
    return told


def help_of(command: click.Command) -> str:
    """What a command says of itself in English; versions of Python and click leave its indentation or do not."""
    return cleandoc(command.help or "")


def _translated_option(option: click.Option) -> click.Option:
    told = copy(option)
    told.help = option.help and _(option.help)
    return told
