"""Keeps the catalogues of `locale/`: `python -m policycheck.catalogues` finds what is said, updates and compiles.

Translations are written into the .po files by hand. A message that is no longer said is dropped; a new one stands
there untranslated, and a test fails until it is. What click says has a catalogue of its own, which is only compiled
here: versions of click differ in their words, and it holds those of all that we admit.
"""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from policycheck.__about__ import __version__
from policycheck.cli import COMMANDS, cli
from policycheck.cli.language import CLICK, help_of
from policycheck.speech import DOMAIN, LANGUAGES, LOCALE

if TYPE_CHECKING:
    from collections.abc import Iterator

KEYWORDS = {
    "_": None,
    "gettext": None,
    "Phrase": None,
    "counted": (1, 2),
    "pgettext": ((1, "c"), 2),
}
"""What marks a message in our code, and which of its arguments are words."""
METHODS = [("**.py", "python"), ("site/templates/**.html", "jinja2")]
PASSED_ON = (
    # what the system says of files
    "File name too long",
    "Is a directory",
    "No space left on device",
    "No such file or directory",
    "Not a directory",
    "Permission denied",
    "Read-only file system",
    "Too many levels of symbolic links",
    "Too many open files",
    "not a regular file",
    # what libyaml says of broken YAML
    "block sequence entries are not allowed in this context",
    "could not find expected ':'",
    "could not find expected directive name",
    "did not find URI escaped octet",
    "did not find expected '!'",
    "did not find expected ',' or ']'",
    "did not find expected ',' or '}'",
    "did not find expected '-' indicator",
    "did not find expected <document start>",
    "did not find expected alphabetic or numeric character",
    "did not find expected comment or line break",
    "did not find expected digit or '.' character",
    "did not find expected hexdecimal number",
    "did not find expected key",
    "did not find expected node content",
    "did not find expected tag URI",
    "did not find expected version number",
    "did not find expected whitespace",
    "did not find expected whitespace or line break",
    "did not find the expected '>'",
    "found a tab character that violates indentation",
    "found a tab character where an indentation space is expected",
    "found an incorrect leading UTF-8 octet",
    "found an incorrect trailing UTF-8 octet",
    "found an indentation indicator equal to 0",
    "found character that cannot start any token",
    "found duplicate %TAG directive",
    "found duplicate %YAML directive",
    "found extremely long version number",
    "found incompatible YAML document",
    "found invalid Unicode character escape code",
    "found undefined tag handle",
    "found unexpected document indicator",
    "found unexpected end of stream",
    "found unknown directive name",
    "found unknown escape character",
    "mapping keys are not allowed in this context",
    "mapping values are not allowed in this context",
)
"""Words of others that we pass on, as they are in English."""
HEADER = "# What policycheck says. Written by hand; `python -m policycheck.catalogues` keeps it complete."
KEPT = (b'"Language: ', b'"Plural-Forms: ', b'"Content-Type: ')
"""Lines of a header that are of use; the others tell when and by what it was written."""


def said() -> Catalog:
    """All that our code and our commands say, untranslated."""
    catalog = Catalog()
    found = extract_from_dir(Path(__file__).parent, keywords=KEYWORDS, method_map=METHODS)
    for file, _line, message, _comments, context in found:
        catalog.add(message, locations=[(file, 0)], context=context)
    for words in _helps():
        catalog.add(words, locations=[("help", 0)])
    for words in PASSED_ON:
        catalog.add(words, locations=[("passed on", 0)])
    return catalog


def _helps() -> Iterator[str]:
    """What commands and their options say of themselves."""
    context = click.Context(cli)
    for command in (cli, *filter(None, (cli.get_command(context, name) for name in COMMANDS))):
        yield help_of(command)
        yield from (option.help for option in command.params if isinstance(option, click.Option) and option.help)


def path(language: str, domain: str, suffix: str = ".po") -> Path:
    """Where a catalogue is, written or compiled."""
    return LOCALE / language / "LC_MESSAGES" / f"{domain}{suffix}"


def read(language: str, domain: str) -> Catalog:
    """A catalogue as it is written; empty before it has been."""
    file = path(language, domain)
    if not file.is_file():
        return Catalog(language, domain, HEADER, DOMAIN, __version__, fuzzy=False)
    with file.open("rb") as stream:
        return read_po(stream, language, domain)


def updated(language: str, domain: str) -> Catalog:
    """A catalogue with all that is said now; nothing is guessed."""
    catalog = read(language, domain)
    if domain == DOMAIN:
        catalog.update(said(), no_fuzzy_matching=True)
    return catalog


def written(catalog: Catalog) -> bytes:
    """A catalogue as text, without when and by what it was written."""
    out = io.BytesIO()
    write_po(out, catalog, width=120, ignore_obsolete=True, sort_output=True, omit_header=False, include_lineno=False)
    header, blank, messages = out.getvalue().partition(b"\n\n")
    lines = header.splitlines(keepends=True)
    kept = b"".join(line for line in lines if not line.startswith(b'"') or line.startswith(KEPT))
    return kept.rstrip() + blank + messages


def compiled(catalog: Catalog) -> bytes:
    """A catalogue as programs read it; its header tells no time, so that it only changes when words do."""
    catalog.creation_date = catalog.revision_date = datetime(1970, 1, 1, tzinfo=UTC)
    out = io.BytesIO()
    write_mo(out, catalog)
    return out.getvalue()


def main() -> None:
    """Update and compile every catalogue."""
    for language in LANGUAGES[1:]:
        for domain in (DOMAIN, CLICK):
            catalog = updated(language, domain)
            path(language, domain).write_bytes(written(catalog))
            path(language, domain, ".mo").write_bytes(compiled(catalog))


if __name__ == "__main__":
    main()
