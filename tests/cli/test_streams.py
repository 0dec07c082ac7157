"""The installed command in a process of its own: streams, colours, closed pipes, exit codes."""

from __future__ import annotations

import os
import pty
import subprocess
from typing import TYPE_CHECKING

import pytest

from policycheck.reporters import REPORTERS

if TYPE_CHECKING:
    from tests.conftest import Command, PolicyRepo

ONLY = ("--select", "gdpr/basis-stated")
RED = b"\x1b[31merror\x1b[0m"


@pytest.fixture(autouse=True)
def registers(repo: PolicyRepo) -> PolicyRepo:
    """A repo with one finding."""
    repo.register()
    return repo


def test_results_are_on_stdout_and_nothing_is_on_stderr(command: Command) -> None:
    done = command("check", *ONLY)

    assert done.returncode == 1
    assert b"customer.yaml:5:3 error" in done.stdout
    assert done.stderr == b""


def test_complaints_are_on_stderr_and_nothing_is_on_stdout(command: Command) -> None:
    done = command("check", "missing")

    assert done.returncode == 2
    assert done.stdout == b""
    assert done.stderr == b"policycheck: missing: there is no such file or folder\n"


COLORS = {
    "a pipe": ((), {}, 0),
    "FORCE_COLOR": ((), {"FORCE_COLOR": "1"}, 1),
    "an empty FORCE_COLOR": ((), {"FORCE_COLOR": ""}, 0),
    "FORCE_COLOR before NO_COLOR": ((), {"FORCE_COLOR": "1", "NO_COLOR": "1"}, 1),
    "the option before FORCE_COLOR": (("--color", "never"), {"FORCE_COLOR": "1"}, 0),
    "the option before NO_COLOR": (("--color", "always"), {"NO_COLOR": "1"}, 1),
}


@pytest.mark.parametrize(("words", "env", "painted"), COLORS.values(), ids=COLORS)
def test_colour_in_a_pipe(
    words: tuple[str, ...],
    env: dict[str, str],
    painted: int,
    command: Command,
) -> None:
    assert command("check", *ONLY, *words, env=env).stdout.count(RED) == painted


TERMINALS = {
    "a terminal": ({"TERM": "xterm"}, 1),
    "NO_COLOR": ({"TERM": "xterm", "NO_COLOR": "1"}, 0),
    "an empty NO_COLOR": ({"TERM": "xterm", "NO_COLOR": ""}, 1),
    "a dumb terminal": ({"TERM": "dumb"}, 0),
}


@pytest.mark.parametrize(("env", "painted"), TERMINALS.values(), ids=TERMINALS)
def test_colour_on_a_terminal(
    env: dict[str, str],
    painted: int,
    command: Command,
) -> None:
    ours, theirs = pty.openpty()
    command("check", *ONLY, env=env, stdout=theirs)
    os.close(theirs)

    assert shown_on(ours).count(RED) == painted


def shown_on(terminal: int) -> bytes:
    """Everything that was written to a terminal whose other end is closed."""
    shown = b""
    while True:
        try:
            part = os.read(terminal, 65536)
        except OSError:
            part = b""
        if not part:
            os.close(terminal)
            return shown
        shown += part


@pytest.mark.parametrize("form", ["compact", "json"])
def test_formats_for_programs_are_never_coloured(form: str, command: Command) -> None:
    assert b"\x1b" not in command("check", *ONLY, "--format", form, "--color", "always").stdout


@pytest.mark.parametrize(("fails", "exit_code"), [("error", 1), ("info", 1)])
def test_a_reader_that_goes_away_changes_neither_exit_code_nor_stderr(
    fails: str, exit_code: int, command: Command
) -> None:
    ours, theirs = os.pipe()
    os.close(ours)

    done = command("check", *ONLY, "--fail-on", fails, stdout=theirs)
    os.close(theirs)

    assert done.returncode == exit_code
    assert done.stderr == b""


@pytest.mark.parametrize("words", [("rules",), ("schema",), ("explain", "gdpr/basis-stated"), ("show", "customer")])
def test_other_commands_end_quietly_when_nobody_reads_on(words: tuple[str, ...], command: Command) -> None:
    ours, theirs = os.pipe()
    os.close(ours)

    done = command(*words, stdout=theirs)
    os.close(theirs)

    assert (done.returncode, done.stderr) == (0, b"")


def test_a_full_disk_is_said_in_one_line(command: Command) -> None:
    with open("/dev/full", "wb") as full:  # noqa: PTH123 - a device, not a file
        done = command("check", *ONLY, stdout=full)

    assert done.returncode == 2
    assert done.stderr == b"policycheck: stdout: cannot be written: No space left on device\n"


def test_an_output_may_be_a_device(command: Command) -> None:
    done = command("check", *ONLY, "--quiet", "--output", "compact=/dev/stderr", stderr=subprocess.PIPE)

    assert done.returncode == 1
    assert b"customer.yaml:5:3: error" in done.stderr


@pytest.mark.parametrize("locale", ["C", "C.UTF-8"])
def test_words_are_utf_8_whatever_the_locale(locale: str, registers: PolicyRepo, command: Command) -> None:
    registers.register("customer", "name: Kävijät — asiakkaat\n")

    done = command("check", *ONLY, env={"LC_ALL": locale, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"})

    assert "Kävijät — asiakkaat states no legal basis".encode() in done.stdout


@pytest.mark.parametrize("form", REPORTERS)
def test_a_file_name_that_is_no_text_does_no_harm(form: str, registers: PolicyRepo, command: Command) -> None:
    (registers.root / os.fsdecode(b"caf\xe9.yaml")).write_bytes(b"policycheck: 1\nkind: registre\nid: x\n")

    done = command("check", *ONLY, "--format", form, "--output", f"{form}=report")

    assert done.returncode == 1
    assert rb"caf\udce9.yaml" in done.stdout or b"caf%3F.yaml" in done.stdout
    assert (registers.root / "report").read_bytes() == done.stdout
