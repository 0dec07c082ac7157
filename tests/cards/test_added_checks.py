"""Checks that an installed package adds: only those that the configuration names, and never more than an error."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from policycheck.errors import ConfigError

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Cli, PolicyRepo

CODE = """\
from policycheck.checks import supplies, takes
from policycheck.finding import met, not_met

LOADED = True

@supplies("count")
@takes(most="number")
def few_purposes(record, setting):
    count = len(record.stated.get("purposes", {}))
    place = record.place / "purposes"
    yield not_met(place, count=count) if count > setting.params["most"] else met(place)

@supplies()
def broken(record, setting):
    yield met(record.place)
    raise RuntimeError("out of cheese")

@supplies()
def babbling(record, setting):
    yield "all is well"

def no_check(record, setting):
    yield met(record.place)
"""
BY_CHECK: dict[str, Any] = {"for": None, "require": None, "message": {"en": "x"}}
FEW: dict[str, Any] = {
    **BY_CHECK,
    "check": "acme.few_purposes",
    "params": {"most": 0},
    "settable": ["most"],
    "message": {"en": "{count} purposes"},
}


@pytest.fixture
def empty_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A place where packages can be installed."""
    folder = tmp_path / "site"
    folder.mkdir()
    monkeypatch.syspath_prepend(folder)
    monkeypatch.delitem(sys.modules, "acme_checks", raising=False)
    return folder


@pytest.fixture
def site(empty_site: Path) -> Path:
    """A place where the package acme is installed."""
    install(empty_site, "acme", "acme = acme_checks", code=CODE)
    return empty_site


def install(site: Path, name: str, entry: str, code: str = "") -> None:
    info = site / f"{name}-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n", "utf-8")
    (info / "entry_points.txt").write_text(f"[policycheck.checks]\n{entry}\n", "utf-8")
    if code:
        (site / f"{name}_checks.py").write_text(code, "utf-8")


@pytest.mark.usefixtures("site")
def test_a_card_may_name_a_check_of_a_package_that_the_configuration_names(repo: PolicyRepo) -> None:
    repo.register()
    repo.card("ours/few-purposes", **FEW)
    repo.configure(packs=["packs"], checks=["acme"])

    assert [one.message for one in repo.check(select=("ours",)).report.findings] == ["1 purposes"]


@pytest.mark.usefixtures("site")
def test_its_parameters_can_be_set_as_those_of_other_rules(repo: PolicyRepo) -> None:
    repo.register()
    repo.card("ours/few-purposes", **FEW)
    repo.configure(packs=["packs"], checks=["acme"], params={"ours/few-purposes": {"most": 1}})

    assert repo.found(select=("ours",)) == []


@pytest.mark.usefixtures("site")
def test_what_is_installed_is_not_loaded_unless_it_is_named(repo: PolicyRepo, run: Cli) -> None:
    repo.register()
    repo.card("ours/few-purposes", **FEW)

    done = run("check")

    assert done.exit_code == 2
    assert "there is no check 'acme.few_purposes'" in done.stderr
    assert "acme_checks" not in sys.modules


def test_without_a_name_nobody_even_looks_what_is_installed(repo: PolicyRepo) -> None:
    repo.register()
    code = (
        "import sys; from pathlib import Path; from policycheck import Request, check\n"
        f"check(Request((Path({str(repo.root)!r}),)))\n"
        "print('importlib.metadata' in sys.modules)"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout == "False\n"


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize(
    ("check", "words"),
    [
        ("broken", "the check 'acme.broken' failed: RuntimeError: out of cheese"),
        ("babbling", "the check 'acme.babbling' failed: TypeError: it yields str, no judgement"),
    ],
)
def test_a_check_that_fails_ends_the_run_with_a_word_about_it(
    check: str, words: str, repo: PolicyRepo, run: Cli
) -> None:
    repo.register()
    repo.card("ours/worded", **BY_CHECK, check=f"acme.{check}")
    repo.configure(packs=["packs"], checks=["acme"])

    done = run("check")

    assert done.exit_code == 2
    assert words in done.stderr
    assert "ask who publishes the package" in done.stderr


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize("check", ["no_check", "nowhere", "LOADED"])
def test_what_is_no_check_of_the_package_is_refused(check: str, repo: PolicyRepo, run: Cli) -> None:
    repo.register()
    repo.card("ours/worded", **BY_CHECK, check=f"acme.{check.lower()}")
    repo.configure(packs=["packs"], checks=["acme"])

    assert f"there is no check 'acme.{check.lower()}'" in run("check").stderr


@pytest.mark.parametrize(
    ("name", "package", "words"),
    [
        ("acme", ("", ""), "no installed package has checks called 'acme'\n  install the package that brings them"),
        ("acme", ("acne = acme_checks", ""), "no installed package has checks called 'acme'\n  did you mean 'acne'?"),
        ("acme", ("acme = nowhere", ""), "the checks 'acme' cannot be loaded: ModuleNotFoundError: No module named"),
        ("acme", ("acme = acme_checks", "1/0"), "the checks 'acme' cannot be loaded: ZeroDivisionError: division by"),
        ("retention", ("retention = acme_checks", "x = 1"), "'retention' are checks that ship"),
    ],
    ids=["not installed", "called otherwise", "not there", "broken", "the name of shipped ones"],
)
def test_checks_that_cannot_be_had_are_blamed_at_their_line(
    name: str, package: tuple[str, str], words: str, repo: PolicyRepo, empty_site: Path
) -> None:
    if any(package):
        install(empty_site, "acme", *package)
    repo.register()
    repo.configure(checks=[name])

    with pytest.raises(ConfigError) as caught:
        repo.check()

    assert words in str(caught.value)
    assert (caught.value.line, caught.value.column) == (2, 3)


def test_two_packages_may_not_offer_one_name(repo: PolicyRepo, site: Path, run: Cli) -> None:
    install(site, "other", "acme = other_checks", "x = 1")
    repo.register()
    repo.configure(checks=["acme"])

    assert "several packages have checks called 'acme': acme, other" in run("check").stderr
