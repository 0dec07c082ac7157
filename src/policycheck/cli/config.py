"""`policycheck config`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from policycheck.cli.language import language, settle
from policycheck.cli.options import Names, flat
from policycheck.cli.printing import say
from policycheck.levels import choose, levels_of
from policycheck.levels.told import changes, explained, settings
from policycheck.reading import find_config
from policycheck.rulebooks import read_rulebook
from policycheck.speech import _, counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from policycheck.cards import Rulebook
    from policycheck.config import Config
    from policycheck.levels import Chosen


@click.command("config")
@language
@click.option("--explain", metavar="RULE", help="Show what each level says of a rule.")
@click.option("--file", type=click.Path(path_type=Path), help="The file for which it is asked.")
@click.option("--profile", help="A choice of rules and severities: record, notice or strict.  [default: the repo's]")
@click.option("--select", type=Names(), multiple=True, help="Only these rules, packs or articles.")
@click.option("--ignore", type=Names(), multiple=True, help="Not these rules, packs or articles.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="Format on stdout."
)
def command(lang: str | None, file: Path | None, form: str, **asked: Any) -> None:
    """Print the configuration in effect, and where each value comes from.

    Each of these is stronger than those before it: the card of a rule; packs of your own, in their pack.yaml; the
    profile; the configuration; its entries under 'paths', in their order; the command line. Within one of them what
    names a rule is heard before what names an article, that before a pack, and that before a severity. 'select' takes
    the place of an earlier one. 'ignore' adds up; only a later 'select' that names the rule brings it back.
    """
    config = find_config((file,) if file else ())
    settle(lang, config)
    book = read_rulebook(config)
    chosen = choose(book, levels_of(config, book, flat(asked["select"]), flat(asked["ignore"]), asked["profile"]))
    name = _name(file, config)
    if asked["explain"]:
        told = _explained(asked["explain"], chosen, book, config, name)
    else:
        told = _told(chosen, book, config, name, asked["profile"])
    say(json.dumps(told, ensure_ascii=False, indent=1) + "\n" if form == "json" else _text(told))


def _name(file: Path | None, config: Config) -> str | None:
    """A file by its path from the root of the repo, as patterns see it."""
    if file is None:
        return None
    path, root = file.resolve(), config.root.resolve()
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()


def _explained(name: str, chosen: Chosen, book: Rulebook, config: Config, file: str | None) -> dict[str, Any]:
    rule = book.rules().find(name)
    steps = [step._asdict() for step in explained(rule, chosen, book, config, file)]
    in_effect = {step["key"]: step["value"] for step in steps}
    return {"rule": rule.id, "file": file, "in_effect": in_effect, "steps": steps}


def _told(chosen: Chosen, book: Rulebook, config: Config, file: str | None, profile: str | None) -> dict[str, Any]:
    rules = chosen.of(file) if file else chosen.base
    return {
        "root": str(config.root),
        "file": file,
        "settings": [one._asdict() for one in settings(config, profile)],
        "judged": len(rules),
        "of": len(book.cards),
        "changes": [
            {"rule": one.rule, **one.setting._asdict()}
            for one in changes(chosen, book.rules(), file)
            if one.rule in rules.by_id
        ],
    }


def _text(told: dict[str, Any]) -> str:
    if "steps" in told:
        where = told["file"] or _("wherever no path speaks")
        return f"{told['rule']}: {where}\n\n{_table(told['steps'], ('key', 'value', 'level', 'written_at'), last=True)}"
    count = _(
        "{judged} of {all} in effect",
        judged=counted("{n} rule", "{n} rules", told["judged"]),
        all=told["of"],
    )
    rows = _table(told["changes"], ("rule", "key", "value", "level", "written_at"))
    return (
        _table(told["settings"], ("key", "value", "level", "written_at"))
        + f"\n{count}\n"
        + (f"\n{rows}" if rows else "")
    )


def _table(rows: Sequence[dict[str, Any]], keys: Iterable[str], *, last: bool = False) -> str:
    """Rows without headings. Of steps the last of each thing is marked: it is in effect."""
    from tabulate import tabulate

    final = {row["key"]: number for number, row in enumerate(rows)}
    marks = [["*" if number in final.values() else " "] if last else [] for number in range(len(rows))]
    cells = [[*mark, *(row[key] for key in keys)] for mark, row in zip(marks, rows, strict=True)]
    table = tabulate(cells, tablefmt="plain", disable_numparse=True)
    return "".join(f"{line.rstrip()}\n" for line in table.splitlines())
