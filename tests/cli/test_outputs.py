"""What is written, and what is kept out of it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from policycheck.reporters import REPORTERS

if TYPE_CHECKING:
    from tests.conftest import Cli, PolicyRepo

ONLY = ("--select", "gdpr/basis-stated,form,waivers,hygiene", "--as-of", "2026-11-22")
SECRET = "Esimerkki-1234"  # noqa: S105 - words that must not be quoted


@pytest.mark.parametrize("form", REPORTERS)
def test_what_registers_say_is_quoted_unless_it_is_redacted(form: str, repo: PolicyRepo, run: Cli) -> None:
    repo.configure()
    repo.register("customer", f"name: {SECRET}\ncontroller: {SECRET}\nrisk: {{statement: {SECRET}}}\n")

    if form not in ("junit", "tap"):
        assert SECRET in run("check", *ONLY, "--format", form).stdout
    assert SECRET not in run("check", *ONLY, "--format", form, "--redact").stdout


def test_what_is_redacted_still_says_where_and_which_rule(repo: PolicyRepo, run: Cli) -> None:
    repo.configure()
    repo.register("customer", f"name: {SECRET}\n")

    told = run("check", "--select", "gdpr/basis-stated", "--as-of", "2026-11-22", "--redact").stdout

    assert "customer.yaml:5:3 error gdpr/basis-stated" in told
    assert "register/customer: purposes/orders" in told


WAIVER = """\
policycheck: 1
kind: waiver
id: later
rule: gdpr/basis-stated
place: "register/customer: purposes/orders"
reason: The purpose ends this year
owner: dpo
until: 2027-01-31
"""


@pytest.mark.parametrize(("words", "results"), [((), 0), (("--with-waived",), 1)])
def test_sarif_holds_what_is_waived_only_when_asked(
    words: tuple[str, ...], results: int, repo: PolicyRepo, run: Cli
) -> None:
    repo.configure()
    repo.register()
    repo.write("later.yaml", WAIVER)

    log = json.loads(run("check", "--select", "gdpr/basis-stated", *ONLY[2:], "--format", "sarif", *words).stdout)
    found = log["runs"][0]["results"]

    assert len(found) == results
    assert all(one["suppressions"][0]["justification"].startswith("The purpose ends") for one in found)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("missing/report.json", "No such file or directory"),
        (".", "Is a directory"),
    ],
)
def test_a_file_that_cannot_be_written_is_refused_before_the_work(
    path: str, words: str, repo: PolicyRepo, run: Cli
) -> None:
    repo.configure()
    repo.write("broken.yaml", "policycheck: [")

    done = run("check", "--output", f"json={path}")

    assert done.exit_code == 2
    assert words in done.stderr
    assert not done.stdout
