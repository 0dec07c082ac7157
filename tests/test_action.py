"""The action and the GitLab include, as far as a machine without GitHub and GitLab can try them: their shell is run."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from policycheck.__about__ import SOURCE, __version__
from policycheck.speech import LANGUAGES
from policycheck.starting import JOBS, PRE_COMMIT, Answers, beginnings

if TYPE_CHECKING:
    from tests.conftest import PolicyRepo

ROOT = Path(__file__).parents[1]
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
STEPS: list[dict[str, Any]] = ACTION["runs"]["steps"]
SHELL = {step["name"]: step for step in STEPS if "run" in step}
GITLAB: dict[str, Any] = yaml.safe_load((ROOT / "templates" / "policycheck.gitlab-ci.yml").read_text("utf-8"))
EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}")
BIN = Path(sys.executable).parent
GH = """\
#!/bin/sh
printf '%s\\n' "$*" >>"$RUNNER_TEMP/gh.log"
case "$*" in *--paginate*) cat "$RUNNER_TEMP/comments" ;; esac
exit "${GH_EXIT:-0}"
"""
DIFF = """\
#!/bin/sh
if [ "$1" = diff ]; then
    printf '%s\\n' "$*" >>"$RUNNER_TEMP/diff.log"
    echo 'a register sends data to another country'
    exit "${DIFF_EXIT:-0}"
fi
exit 64
"""
REGISTER = """\
policycheck: 1
kind: register
id: customer
purposes: {{orders: {{text: sell, legal_basis: {{article: 6(1)(b)}}}}}}
recipients: {{mailer: {{country: {country}, role: third-party}}}}
"""


@dataclass(frozen=True)
class Git:
    """The repository of a job."""

    root: Path

    def __call__(self, *words: str) -> str:
        who = ("-c", "user.name=nobody", "-c", "user.email=nobody@x.example", "-c", "commit.gpgsign=false")
        command = ["git", "-C", str(self.root), *who, *words]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()

    def commit(self, words: str) -> None:
        self("add", "-A")
        self("commit", "-q", "-m", words)


@dataclass
class Runner:
    """A runner of GitHub Actions for one job: its folders, its files, and the environment that steps are given."""

    folder: Path
    root: Path

    def __post_init__(self) -> None:
        tool = self.folder / "policycheck" / "bin"
        tool.mkdir(parents=True)
        (tool / "policycheck").symlink_to(BIN / "policycheck")
        (self.folder / "comments").write_text("", "utf-8")
        self.program(self.folder / "gh", GH)
        self.environment = {
            "PATH": f"{self.folder}{os.pathsep}{os.environ['PATH']}",
            "RUNNER_TEMP": str(self.folder),
            "GITHUB_ACTIONS": "true",
            "GITHUB_ACTION_PATH": str(ROOT),
            "GITHUB_OUTPUT": str(self.folder / "output"),
            "GITHUB_STEP_SUMMARY": str(self.folder / "summary.md"),
            "GITHUB_WORKSPACE": str(self.root),
            "GITHUB_REPOSITORY": "acme/registers",
            "LC_ALL": "C.UTF-8",
        }

    def program(self, path: Path, text: str) -> None:
        path.unlink(missing_ok=True)
        path.write_text(text, "utf-8")
        path.chmod(0o755)

    def step(self, name: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run a step as a runner does; what its `env` names must be given."""
        step = SHELL[name]
        assert set(step.get("env", {})) <= set(environment)
        script = self.folder / "step.sh"
        script.write_text(step["run"], "utf-8")
        words = ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", str(script)]
        env = {**self.environment, **environment}
        return subprocess.run(words, cwd=self.root, env=env, capture_output=True, text=True, check=False)

    def check(self, **inputs: str) -> subprocess.CompletedProcess[str]:
        return self.step("Check", **{"CHECKED": ".", "SPOKEN": "", "FAIL_ON": "", "NEW_SINCE": "", **inputs})

    def compare(self, **inputs: str) -> subprocess.CompletedProcess[str]:
        return self.step("Compare", **{"CHECKED": ".", "SPOKEN": "", "BASE": "a" * 40, **inputs})

    def tell(self, **inputs: str) -> subprocess.CompletedProcess[str]:
        """Compare, with a tool that only notes how it is called, and comment."""
        self.program(self.folder / "policycheck" / "bin" / "policycheck", DIFF)
        assert self.compare(**inputs).returncode == 0
        return self.step("Tell what changes", **{"NUMBER": "7", "GH_TOKEN": "t", **inputs})

    def judge(self) -> subprocess.CompletedProcess[str]:
        """Judge what the steps before it have put out."""
        lines = [line.split("=", 1) for line in self.read("output").splitlines()]
        codes = [value for name, value in lines if name == "exit-code"]
        return self.step("Judge", STATUS=codes[0], CHANGES="".join(codes[1:]))

    def read(self, name: str) -> str:
        return (self.folder / name).read_text("utf-8")

    @property
    def outputs(self) -> dict[str, str]:
        return dict(line.split("=", 1) for line in self.read("output").splitlines())


@pytest.fixture
def runner(repo: PolicyRepo, tmp_path: Path) -> Runner:
    repo.configure(select=["gdpr/basis-stated"])
    repo.register()
    return Runner(tmp_path / "runner", repo.root)


def test_every_input_is_explained_and_used() -> None:
    used = re.findall(r"inputs\.([\w-]+)", (ROOT / "action.yml").read_text("utf-8"))

    assert set(ACTION["inputs"]) == set(used)
    assert all(one["description"].endswith(".") and "default" in one for one in ACTION["inputs"].values())
    assert all(one["description"] and one["value"] for one in ACTION["outputs"].values())


@pytest.mark.parametrize("name", SHELL)
def test_nothing_from_outside_is_text_of_a_script(name: str) -> None:
    assert EXPRESSION.findall(SHELL[name]["run"]) == []
    assert SHELL[name]["shell"] == "bash"


def test_expressions_name_what_there_is() -> None:
    known = (
        r"inputs\.([\w-]+)|github\.(token|event_name|event\.(pull_request\.(base\.sha|number)|merge_group\.base_sha))"
        r"|steps\.check\.outputs\.(exit-code|sarif-file)|steps\.diff\.outputs\.exit-code"
    )
    told = [name for one in EXPRESSION.findall((ROOT / "action.yml").read_text("utf-8")) for name in one.split(" || ")]
    conditions = " ".join(step.get("if", "") for step in STEPS)

    assert [one for one in told if not re.fullmatch(known, one)] == []
    assert [
        one for one in re.findall(r"\b(?:inputs|github|steps)\.[\w.-]+", conditions) if not re.fullmatch(known, one)
    ] == []
    assert [step["id"] for step in STEPS if "id" in step] == ["check", "diff"]


def _scripts() -> list[Any]:
    ours = [pytest.param(step["run"], id=name) for name, step in SHELL.items()]
    lines = [*GITLAB["policycheck"]["before_script"], *GITLAB["policycheck"]["script"]]
    return [*ours, pytest.param("\n".join(lines), id="gitlab")]


@pytest.mark.parametrize("script", _scripts())
def test_shellcheck_finds_nothing(script: str) -> None:
    words = [str(BIN / "shellcheck"), "--shell=bash", "-"]
    done = subprocess.run(words, input=script, capture_output=True, text=True, check=False)

    assert done.stdout + done.stderr == ""


def test_the_check_annotates_summarises_and_leaves_sarif(runner: Runner) -> None:
    done = runner.check()

    assert done.returncode == 0, done.stderr
    assert "::error file=customer.yaml,line=5," in done.stdout
    assert runner.outputs["exit-code"] == "1"
    sarif = json.loads(Path(runner.outputs["sarif-file"]).read_text("utf-8"))
    assert [one["ruleId"] for one in sarif["runs"][0]["results"]] == ["gdpr/basis-stated"]
    assert "gdpr/basis-stated" in runner.read("summary.md")


@pytest.mark.parametrize(
    ("inputs", "status"),
    [
        ({"FAIL_ON": "info", "SPOKEN": "fi"}, "1"),
        ({"CHECKED": "customer.yaml"}, "1"),
        ({"CHECKED": "nowhere"}, "2"),
        ({"FAIL_ON": "never"}, "2"),
        ({"NEW_SINCE": "no-such-revision"}, "2"),
    ],
)
def test_inputs_reach_the_check(inputs: dict[str, str], status: str, runner: Runner) -> None:
    assert runner.check(**inputs).returncode == 0
    assert runner.outputs["exit-code"] == status
    assert runner.judge().returncode == int(status)


@pytest.mark.parametrize("name", ["CHECKED", "SPOKEN", "FAIL_ON", "NEW_SINCE"])
@pytest.mark.parametrize(
    "evil", ["$(touch owned)", "`touch owned`", "; touch owned", "' && touch owned #", "\n touch owned"]
)
def test_an_input_is_never_a_command(name: str, evil: str, runner: Runner) -> None:
    runner.check(**{name: evil})

    assert runner.outputs["exit-code"] == "2"
    assert not (runner.root / "owned").exists()


def test_a_pull_request_gets_one_comment(runner: Runner) -> None:
    assert runner.tell().returncode == 0
    first = runner.read("gh.log").splitlines()
    (runner.folder / "comments").write_text("https://api.example/comments/1\nhttps://api.example/comments/2\n", "utf-8")
    assert runner.tell(SPOKEN="sv").returncode == 0
    second = runner.read("gh.log").splitlines()[len(first) :]

    body = f"--field body=@{runner.folder}/policycheck.md"
    assert first[-1] == f"api --silent repos/acme/registers/issues/7/comments {body}"
    assert second[-1] == f"api --silent --method PATCH https://api.example/comments/1 {body}"
    assert runner.read("diff.log").splitlines() == [
        f"diff {'a' * 40}... --format=markdown",
        f"diff {'a' * 40}... --format=markdown --lang=sv",
    ]
    assert runner.read("policycheck.md") == "<!-- policycheck -->\na register sends data to another country\n"


def test_changes_that_a_gate_refuses_are_told_and_fail_the_job(runner: Runner) -> None:
    runner.program(runner.folder / "output", "exit-code=0\n")
    assert runner.tell(DIFF_EXIT="1").returncode == 0
    judged = runner.judge()

    assert "issues/7/comments" in runner.read("gh.log")
    assert "a register sends data to another country" in runner.read("summary.md")
    assert judged.returncode == 1
    assert "::error title=policycheck::Changes that are not to pass" in judged.stdout


def test_a_branch_is_compared_with_where_it_parted(runner: Runner) -> None:
    """The real tool in a real history: main goes on, and a gate of the configuration refuses what the branch does."""
    git = Git(runner.root)
    git("init", "-q", "-b", "main")
    git.commit("begin")
    git("switch", "-q", "-c", "topic")
    (runner.root / "customer.yaml").write_text(REGISTER.format(country="US"), "utf-8")
    git.commit("a recipient elsewhere")
    git("switch", "-q", "main")
    (runner.root / "other.yaml").write_text(REGISTER.format(country="FI").replace("customer", "other"), "utf-8")
    git.commit("main goes on")
    base = git("rev-parse", "main")
    git("switch", "-q", "topic")
    runner.check(NEW_SINCE="main")

    assert runner.compare(BASE=base).returncode == 0
    assert runner.judge().returncode == 0
    assert "third-country-recipient-added" in runner.read("policycheck.md")
    assert "register/other" not in runner.read("policycheck.md")

    (runner.root / ".policycheck.yaml").write_text("policycheck: 1\nfail_on_change: [third-country]\n", "utf-8")
    (runner.folder / "output").write_text("exit-code=0\n", "utf-8")
    assert runner.compare(BASE=base).returncode == 0
    assert runner.judge().returncode == 1


def test_a_comment_that_cannot_be_written_fails_nothing(runner: Runner) -> None:
    done = runner.tell(GH_EXIT="1")

    assert done.returncode == 0
    assert "::warning title=policycheck::The comment could not be written" in done.stdout


def test_changes_that_cannot_be_told_fail_nothing(runner: Runner) -> None:
    runner.program(runner.folder / "policycheck" / "bin" / "policycheck", DIFF)
    done = runner.compare(DIFF_EXIT="2")
    runner.program(runner.folder / "output", f"exit-code=0\n{runner.read('output')}")

    assert done.returncode == runner.judge().returncode == 0
    assert "::warning title=policycheck::What the pull request changes could not be told" in done.stdout
    assert not (runner.folder / "gh.log").exists()


def test_the_step_installs_the_version_of_the_action(runner: Runner) -> None:
    """Without a network pip can only be watched: it is asked for the folder of the action."""
    runner.program(runner.folder / "python3", '#!/bin/sh\nmkdir -p "$3/bin"; cp "$RUNNER_TEMP/pip" "$3/bin/python"\n')
    runner.program(runner.folder / "pip", '#!/bin/sh\nprintf "%s\\n" "$*" >"$RUNNER_TEMP/pip.log"\n')

    assert runner.step("Install policycheck").returncode == 0
    assert runner.read("pip.log") == f"-m pip install --quiet --disable-pip-version-check {ROOT}\n"


def test_gitlab_gets_code_quality_and_tests(repo: PolicyRepo) -> None:
    repo.configure(select=["gdpr/basis-stated"])
    repo.register()
    job = GITLAB["policycheck"]
    (repo.root / ".policycheck-venv").mkdir()
    (repo.root / ".policycheck-venv" / "bin").symlink_to(BIN)
    environment = {**os.environ, "GITLAB_CI": "true", "CI_PROJECT_DIR": str(repo.root), "POLICYCHECK_PATH": "."}

    done = subprocess.run(
        ["sh", "-c", "\n".join(job["script"])],  # noqa: S607 - the shell of the image
        cwd=repo.root, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip

    reports = job["artifacts"]["reports"]
    assert done.returncode == 1, done.stderr
    assert json.loads((repo.root / reports["codequality"]).read_text("utf-8"))[0]["check_name"] == "gdpr/basis-stated"
    assert "<testsuite" in (repo.root / reports["junit"]).read_text("utf-8")
    assert job["artifacts"]["when"] == "always"


def test_what_gitlab_installs_is_this_version() -> None:
    text = (ROOT / "templates" / "policycheck.gitlab-ci.yml").read_text("utf-8")

    assert GITLAB["variables"]["POLICYCHECK_PACKAGE"]["value"] == f"git+{SOURCE}@v{__version__}"
    assert f"{SOURCE}/-/raw/v{__version__}/templates/policycheck.gitlab-ci.yml" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_init_writes_names_what_there_is(language: str, tmp_path: Path) -> None:
    texts = {
        path.relative_to(tmp_path).as_posix(): yaml.load(text, yaml.BaseLoader)  # noqa: S506 - 'on' stays a word
        for ci in JOBS
        for path, text in beginnings(tmp_path, Answers(language, "Acme", "FI", "a@acme.example", ci=ci)).items()
        if path.suffix in (".yaml", ".yml")
    }
    github, gitlab = (texts[JOBS[ci][0]] for ci in ("github", "gitlab"))
    (step,) = [step for step in github["jobs"]["policycheck"]["steps"] if "policycheck" in step["uses"]]

    assert step["uses"] == f"policycheck/policycheck@v{__version__}"
    assert set(step["with"]) <= set(ACTION["inputs"])
    assert set(github["on"]) == {"push", "pull_request", "schedule"}
    assert set(gitlab["variables"]) <= set(GITLAB["variables"])
    assert gitlab["include"] == [{"remote": f"{SOURCE}/-/raw/v{__version__}/templates/policycheck.gitlab-ci.yml"}]
    (hook,) = texts[PRE_COMMIT]["repos"]
    assert hook == {"repo": SOURCE, "rev": f"v{__version__}", "hooks": [{"id": "policycheck"}]}
