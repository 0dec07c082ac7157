"""What `policycheck report` hands on: workbooks, documents, and folders of tables or pages."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING, Any

import click

from policycheck.annexes import BINARY, FOLDERS, annexes, folder_writer, writer
from policycheck.cli.pages import HTML
from policycheck.cli.printing import save, shown, writable
from policycheck.errors import OutputError, UsageError, did_you_mean
from policycheck.overview.words import last_line
from policycheck.site.folder import claim, write
from policycheck.speech import _, counted

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from policycheck.annexes import Annexes
    from policycheck.checking import Checked
    from policycheck.evidence.types import Evidence
    from policycheck.period import Period
    from policycheck.reporters import Look


def options_of_annexes(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--layout`; `--out` and `--force` are those of pages."""
    help_text = "Whose headings the record has: finnish, ico or cnil.  [default: by the country of the controllers]"
    return click.option("--layout", help=help_text)(command)


class Handing:
    """What a call hands on, and where to."""

    def __init__(self, options: Mapping[str, Any]) -> None:
        self.form: str = options["form"]
        self.out: Path | None = options["out"]
        self.layout: str | None = options["layout"]
        self.force: bool = options["force"]
        self.others = frozenset(form for form, _ in options["output"] if form in BINARY)
        self.found: Annexes | None = None
        self.evidence: Evidence | None = None

    @classmethod
    def asked_for(cls, options: Mapping[str, Any]) -> Handing:
        """What the options ask for; that it can be written is made sure before the work is done.

        Raises:
            PolicycheckError: if it cannot: a library is missing, or the place is none to write to.
        """
        handing = cls(options)
        handing.verify()
        for _form, path in options["output"]:
            writable(path)
        return handing

    @property
    def hands_on(self) -> bool:
        """Whether there is anything to hand on."""
        return bool(self.others) or self.form in BINARY or self.fills_folder

    @property
    def fills_folder(self) -> bool:
        """Whether a folder is filled with tables or pages of a wiki."""
        return self.form in FOLDERS and self.out is not None

    def verify(self) -> None:
        """Make sure that everything can be written.

        Raises:
            PolicycheckError: if it cannot.
        """
        if self.layout is not None and not self.hands_on:
            raise UsageError(_("--layout is for xlsx and docx, and for csv and markdown with --out"))
        if self.force and self.form != HTML and not self.fills_folder:
            raise UsageError(_("--force is for html, and for csv and markdown with --out"))
        for form in (*self.others, *({self.form} & {*BINARY})):
            writer(form)
        if self.out is None:
            self._verify_stdout()
        elif self.form != HTML:
            self._verify_out(self.out)

    def _verify_out(self, out: Path) -> None:
        if self.form in BINARY:
            writable(out)
        elif self.form in FOLDERS:
            claim(out, force=self.force)
        else:
            known = ", ".join((HTML, *BINARY, *FOLDERS))
            raise UsageError(_("--out is for the formats {formats}", formats=known), hint=_("use --output FORMAT=PATH"))

    def _verify_stdout(self) -> None:
        if self.form in BINARY and sys.stdout.isatty():
            raise UsageError(
                _("the format '{format}' is no text for a terminal", format=self.form),
                hint=_("name a file: --out report.{format}", format=self.form),
            )

    def gather(self, checked: Checked, language: str, within: Period) -> None:
        """Gather what is handed on.

        Raises:
            UsageError: if there is no such layout.
        """
        if not self.hands_on:
            return
        layouts = list(checked.book.vocabulary.codes("record-layouts"))
        if self.layout is not None and self.layout not in layouts:
            hint = did_you_mean(self.layout, layouts) or _("there are: {names}", names=", ".join(layouts))
            raise UsageError(_("there is no layout '{name}'", name=self.layout), hint=hint)
        report = checked.told(language, for_people=True)
        self.found = annexes(checked, report, within, self.layout)
        self.evidence = checked.evidence

    def content(self, form: str) -> bytes | None:
        """A format of bytes, if it is one.

        Raises:
            OutputError: if there is no room for it.
        """
        if form not in BINARY or self.found is None:
            return None
        out = io.BytesIO()
        try:
            writer(form).write(self.found, out)
        except OSError as error:  # what is on its way to the file waits in temporary ones
            reason = _(error.strerror or type(error).__name__)
            raise OutputError(_("cannot be written: {reason}", reason=reason), form) from None
        return out.getvalue()

    def shown(self, look: Look) -> str | bytes | None:
        """Write to `--out` and say so; without it, what goes to stdout, if this is for us to write."""
        content = self.content(self.form)
        if self.out is None or self.found is None or self.evidence is None:
            return content
        if content is not None:
            save(content, self.out)
            told = _("written: {file}", file=shown(self.out))
        else:
            count = len(write(self.out, folder_writer(self.form).files(self.found), self.evidence))
            told = counted("{n} file in {folder}", "{n} files in {folder}", count, folder=shown(self.out))
        last = last_line(self.found.overview, look, self.found.say.day)
        return f"{last}\n" if look.quiet else f"{told}\n{last}\n"
