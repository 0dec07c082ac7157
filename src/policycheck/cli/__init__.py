"""The command line: arguments in, one call, exit code out. One module per command, imported when it is called."""

from __future__ import annotations

import gc
from importlib import import_module
from typing import Any

import click

from policycheck.__about__ import __version__
from policycheck.cli.language import begin, environment_kept, language, translated
from policycheck.errors import PolicycheckError
from policycheck.speech import Phrase, _

COMMANDS = {
    "init": Phrase("Begin a policy repo."),
    "new": Phrase("Begin a document or a rule, with comments that teach."),
    "check": Phrase("Check registers against the law."),
    "report": Phrase("Report how the registers stand."),
    "verify": Phrase("Verify a report that was handed on."),
    "fix": Phrase("Fix what says the same in another layout."),
    "baseline": Phrase("Keep the baseline."),
    "diff": Phrase("Tell what changed in law terms between two revisions."),
    "due": Phrase("Tell what falls due, and what is overdue."),
    "rules": Phrase("List the rules."),
    "explain": Phrase("Explain one rule."),
    "whatif": Phrase("Show what would change if the law were otherwise."),
    "codes": Phrase("List the codes of records, with their labels."),
    "schema": Phrase("Print the JSON Schema of records."),
    "config": Phrase("Print the configuration in effect."),
    "test": Phrase("Judge the cases of rules."),
    "show": Phrase("Show a register as it is understood."),
    "why": Phrase("Tell why rules say what they say of a register."),
    "lsp": Phrase("Answer an editor."),
}


class Commands(click.Group):
    """Commands by name; their modules are imported late, and errors that users can mend end with exit code 2."""

    def main(self, *args: Any, **extra: Any) -> Any:
        """Run a call, and leave nothing of it to the next one."""
        with environment_kept():
            return super().main(*args, **extra)

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """Choose the language of the call, then read it."""
        begin(args)
        return click.Group.make_context(translated(self), info_name, args, parent, **extra)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """The commands in the order a newcomer meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command of a name."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"policycheck.cli.{cmd_name}").command
        return translated(command)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the commands without importing them."""
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, _(words)) for name, words in COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> object:
        """Run a command."""
        try:
            return super().invoke(ctx)
        except PolicycheckError as error:
            click.echo(f"policycheck: {error}", err=True)
            ctx.exit(2)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "--version", message="policycheck %(version)s", help="Show the version and exit.")
@language
@click.pass_context
def cli(context: click.Context, lang: str | None) -> None:
    """Keep the description of your registers honest.

    You write, in YAML, what personal data you hold, why and for how long; policycheck tells you on which line the
    law disagrees, why, and what to write instead.
    """
    context.default_map = {name: {"lang": lang} for name in COMMANDS}


def main() -> None:
    """Run the command line as a process of its own: it ends soon, so its garbage is left to the system."""
    gc.disable()
    try:
        cli(prog_name="policycheck")
    finally:
        gc.freeze()  # else the interpreter looks through everything once more as it ends
