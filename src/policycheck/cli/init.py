"""`policycheck init`."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from policycheck.__about__ import SOURCE
from policycheck.cli.language import language, settle
from policycheck.cli.printing import say
from policycheck.errors import PolicycheckError, UsageError
from policycheck.filing import file_all
from policycheck.rulebooks import read_rulebook
from policycheck.source import root_of, work_tree_around
from policycheck.speech import Phrase, _
from policycheck.starting import (
    JOBS,
    PRE_COMMIT,
    Answers,
    beginnings,
    describes,
    need_address,
    need_country,
    need_email,
    need_name,
    need_slug,
    opened,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from policycheck.config import Config

QUESTIONS = {
    "organisation": Phrase("Registered name of the organisation"),
    "country": Phrase("Country where it is established (ISO 3166-1, such as FI)"),
    "email": Phrase("E-mail address for questions about personal data"),
}
"""What must be known of an organisation that no document describes yet."""
SHARED = (PRE_COMMIT, JOBS["gitlab"][0])
"""Files that others have a part in: where they exist, our part is shown."""
CHOICES = (*JOBS, "none")


@click.command("init")
@click.argument("folder", metavar="[DIR]", required=False, type=click.Path(path_type=Path), default=Path())
@click.option("--organisation", metavar="NAME", help="Registered name of the organisation.")
@click.option("--country", metavar="CODE", help="Country where it is established: ISO 3166-1, such as FI.")
@click.option("--email", metavar="ADDRESS", help="E-mail address for questions about personal data.")
@click.option("--register", metavar="ID", help="Id of the first register.  [default: customers]")
@click.option("--ci", type=click.Choice(CHOICES), help="Whose jobs check the repo.  [default: none]")
@click.option("--pre-commit/--no-pre-commit", default=None, help="Whether a hook checks every commit.  [default: yes]")
@click.option("--source", metavar="URL", default=SOURCE, help="Where hook and jobs find policycheck.")
@language
def command(folder: Path, lang: str | None, **given: Any) -> None:
    """Begin a policy repo.

    It gets a configuration, its organisation, a first register, and on demand the files of CI and of a hook. On a
    terminal, what no option says is asked. Nothing that exists is overwritten: it is listed, and what is missing is
    written, all of it or nothing. What only you can know is marked not_filled, and is a finding until you write it.
    """
    root = _folder(folder)
    config, repo = opened(root)
    spoken = settle(lang, config)
    answers = _answers(given, config, spoken, described=describes(repo, "organisation"))
    texts = beginnings(root, answers)
    kept = [path for path in texts if os.path.lexists(path)]
    new = {path: text for path, text in texts.items() if path not in kept}
    file_all(new)
    say(_told(root, list(new), kept, {path: texts[path] for path in kept}))


def _folder(folder: Path) -> Path:
    """The folder to begin in; it need not exist yet.

    Raises:
        UsageError: if it is no folder, or lies in another policy repo.
    """
    root = folder.resolve()
    above = next(path for path in (root, *root.parents) if path.exists())
    if not above.is_dir():
        raise UsageError(_("this is a file, not a folder"), str(folder))
    around = root_of(above)
    if around not in (None, root):
        hint = _("add to it: policycheck new register ID")
        raise UsageError(_("this folder lies in the policy repo {root}", root=around), str(folder), hint=hint)
    return root


def _answers(given: Mapping[str, Any], config: Config, spoken: str, *, described: bool) -> Answers:
    """What the options say, what is asked on a terminal, and defaults for the rest."""
    known = {name: value for name, value in given.items() if value is not None}
    asks = sys.stdin.isatty()
    checks = _checks(config)
    for name, check in checks.items():
        if name in known:
            known[name] = check(known[name])
    if not described:
        known |= _of_organisation(known, checks, asks=asks)
    return Answers(spoken, **(_of_gates(known) if asks else {}), **known)


def _checks(config: Config) -> dict[str, Callable[[str], str]]:
    """How answers are checked, by their option."""
    book = read_rulebook(config)
    return {
        "organisation": need_name,
        "country": lambda code: need_country(code, book),
        "email": need_email,
        "register": need_slug,
        "source": need_address,
    }


def _of_organisation(
    known: Mapping[str, Any], checks: Mapping[str, Callable[[str], str]], *, asks: bool
) -> dict[str, str]:
    missing = [name for name in QUESTIONS if name not in known]
    if missing and not asks:
        options = ", ".join(f"--{name}" for name in missing)
        hint = _("say them with options; without a terminal nothing is asked")
        raise UsageError(_("answers are missing: {options}", options=options), hint=hint)
    return {name: click.prompt(_(QUESTIONS[name]), value_proc=_refusing(checks[name]), err=True) for name in missing}


def _of_gates(known: Mapping[str, Any]) -> dict[str, Any]:
    """Whether jobs and a hook check the repo, asked where no option says so."""
    found: dict[str, Any] = {}
    if "ci" not in known:
        found["ci"] = click.prompt(_("Whose jobs check the repo"), type=click.Choice(CHOICES), default="none", err=True)
    if "pre_commit" not in known:
        found["pre_commit"] = click.confirm(_("Check every commit with a hook of pre-commit?"), default=True, err=True)
    return found


def _refusing(check: Callable[[str], str]) -> Callable[[str], str]:
    """A check whose refusal makes click ask once more."""

    def checked(word: str) -> str:
        try:
            return check(word)
        except PolicycheckError as error:
            raise click.BadParameter(str(error)) from None

    return checked


def _told(root: Path, written: list[Path], kept: list[Path], meant: Mapping[Path, str]) -> str:
    """What was written and what was not, and what to do next."""
    lines = [_("Written:") if written else _("Everything is there already; nothing was written.")]
    lines += [f"  {os.path.relpath(path)}" for path in written]
    if kept:
        lines += [_("Left as it is:"), *(f"  {os.path.relpath(path)}" for path in kept)]
    for path, text in meant.items():
        if path.name in SHARED and _lacks(path, text):
            lines += ["", _("To have the check in {file}, add:", file=os.path.relpath(path)), *_indented(text)]
    hook = any(path.name == PRE_COMMIT for path in written)
    return "\n".join([*lines, "", *_next(root, hook=hook), ""])


def _lacks(path: Path, text: str) -> bool:
    try:
        return path.read_text(encoding="utf-8") != text
    except (OSError, UnicodeDecodeError):
        return True


def _indented(text: str) -> list[str]:
    return [f"  {line}".rstrip() for line in text.splitlines() if not line.startswith("#")]


def _next(root: Path, *, hook: bool) -> list[str]:
    """The first day, step by step."""
    where = "" if root == Path.cwd() else f" {click.format_filename(os.path.relpath(root))}"
    steps = [
        _("Fill in what says not_filled; an editor with a YAML language server helps."),
        f"policycheck check{where}",
        f"policycheck baseline create{where}",
    ]
    if work_tree_around(root) is None:
        steps.append(_("git init: this folder is in no git repository; hook and jobs need one"))
    if hook:
        steps.append("pre-commit install")
    return [_("Next:"), *(f"  {number}. {step}" for number, step in enumerate(steps, 1))]
