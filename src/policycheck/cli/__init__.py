"""The command line: arguments in, one call, exit code out. One module per command, imported when it is called."""

from __future__ import annotations

from importlib import import_module

import click

from policycheck.__about__ import __version__
from policycheck.errors import PolicycheckError

COMMANDS = {
    "check": "Check registers against the law.",
    "rules": "List the rules.",
    "explain": "Explain one rule.",
    "schema": "Print the JSON Schema of records.",
    "show": "Show a register as it is understood.",
}


class Commands(click.Group):
    """Commands by name; their modules are imported late, and errors that users can mend end with exit code 2."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """The commands in the order a newcomer meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command of a name."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"policycheck.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def invoke(self, ctx: click.Context) -> object:
        """Run a command."""
        try:
            return super().invoke(ctx)
        except PolicycheckError as error:
            click.echo(f"policycheck: {error}", err=True)
            ctx.exit(2)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "--version", message="policycheck %(version)s")
def cli() -> None:
    """Keep the description of your registers honest.

    You write, in YAML, what personal data you hold, why and for how long; policycheck tells you on which line the
    law disagrees, why, and what to write instead.
    """


def main() -> None:
    """Run the command line."""
    cli(prog_name="policycheck")
