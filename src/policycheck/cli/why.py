"""`policycheck why`."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from policycheck.checking import check
from policycheck.cli.check import prefix
from policycheck.cli.language import for_programs, language, settle, warn_of_english
from policycheck.cli.options import as_of, assume
from policycheck.cli.printing import say
from policycheck.cli.registers import descriptions
from policycheck.reading import Request, find_config
from policycheck.reporters import Look
from policycheck.why import FOR_PEOPLE, FORMATS, Subject, outcomes, reasons, writer

if TYPE_CHECKING:
    from policycheck.checking import Checked
    from policycheck.why.types import Why


@click.command("why")
@click.argument("register")
@click.argument("rule", required=False)
@click.argument("place", required=False)
@click.option("--repo", type=click.Path(path_type=Path), default=Path(), help="The policy repo.  [default: here]")
@as_of
@assume
@language
@click.option(
    "--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help="Format on stdout."
)
def command(register: str, rule: str | None, place: str | None, **options: Any) -> None:
    """Tell why rules say what they say of a register.

    REGISTER is the id of a register or of one description. Without RULE it is told what every rule that concerns it
    comes to; with RULE also why: what the rule looked at, on which line, which part of it held, and which rows of the
    law answered. PLACE is a place in a description, such as purposes/orders.
    """
    form, config = options["form"], find_config((options["repo"],))
    told = {True: settle(options["lang"], config), False: for_programs(options["lang"], config)}
    for_people = form in FOR_PEOPLE
    asked = {name: options[name] for name in ("as_of", "assume")}
    asked |= {"language": told[for_people], "for_people": for_people}
    checked = check(Request((options["repo"],), config=config, keep_judgements=True, **asked))
    warn_of_english(options["lang"], checked)
    found = _asked(checked, register, rule, place, for_people=for_people)
    out = io.StringIO()
    writer(form).write(found, out, Look(prefix=prefix(config.root)))
    say(out.getvalue())


def _asked(checked: Checked, register: str, rule: str | None, place: str | None, *, for_people: bool) -> Why:
    subject = Subject(register, descriptions(checked.repo, register))
    if rule is None:
        return outcomes(checked, subject, for_people=for_people)
    return reasons(checked, subject, rule, place, for_people=for_people)
