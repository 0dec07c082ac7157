from pathlib import Path

import pytest
from tests.benchmarks.defects import DEFECTS
from tests.benchmarks.generate import generate
from tests.benchmarks.registers import DAY

from policycheck import Finding, Request, Severity, check

COUNT = 120
SEED = 7


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("clean")
    generate(folder, COUNT, SEED)
    return folder


def test_the_same_seed_writes_the_same_bytes(clean: Path, tmp_path: Path) -> None:
    generate(tmp_path / "again", COUNT, SEED)
    generate(tmp_path / "other", COUNT, SEED + 1)

    assert _contents(tmp_path / "again") == _contents(clean)
    assert _contents(tmp_path / "other") != _contents(clean)


def test_a_register_is_the_same_in_a_smaller_repo(clean: Path, tmp_path: Path) -> None:
    generate(tmp_path, 10, SEED)

    assert _registers(tmp_path).items() <= _registers(clean).items()


def test_registers_are_as_large_as_real_ones(clean: Path) -> None:
    sizes = [len(text) for text in _registers(clean).values()]

    assert len(sizes) == COUNT
    assert 4600 < sum(sizes) / COUNT < 5200
    assert min(sizes) > 3500
    assert max(sizes) < 6500


def test_clean_registers_are_clean(clean: Path) -> None:
    assert [f"{finding.spot.place} {finding.rule}" for finding in _grave(clean)] == []


def test_what_is_planted_is_found_at_its_place_and_nothing_else_is(tmp_path: Path) -> None:
    planted = generate(tmp_path, COUNT, SEED, defects=1)
    found = [(finding.spot.file, str(finding.spot.place), finding.rule) for finding in _grave(tmp_path)]

    assert {rule for _, _, rule in found} == set(DEFECTS)
    assert sorted(found) == sorted((row["file"], row["place"], row["rule"]) for row in planted)


def _grave(folder: Path) -> list[Finding]:
    report = check(Request(paths=(folder,), as_of=DAY)).report
    return [finding for finding in report.findings if finding.severity is not Severity.INFO]


def _registers(folder: Path) -> dict[str, bytes]:
    return {name: text for name, text in _contents(folder).items() if name.startswith("registers/")}


def _contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
