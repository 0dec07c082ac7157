"""What must be mended first, and by whom."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from policycheck.overview.types import Duty, Role, Task

if TYPE_CHECKING:
    from policycheck.finding import Finding
    from policycheck.overview.reading import Reading, Subject


def duties(reading: Reading) -> tuple[Duty, ...]:
    """Every finding once, by the role that answers for its document; who has the gravest comes first, nobody last."""
    concerned: dict[str, set[Subject]] = defaultdict(set)
    for finding in reading.report.findings:
        concerned[finding.rule].add(reading.subject_of(finding))
    tasks: dict[Role | None, list[Task]] = defaultdict(list)
    for finding in reading.report.findings:
        tasks[reading.answering(finding.spot)].append(_task(reading, finding, len(concerned[finding.rule])))
    found = [Duty(role, tuple(sorted(own, key=_gravest))) for role, own in tasks.items()]
    return tuple(sorted(found, key=_heaviest))


def _task(reading: Reading, finding: Finding, registers: int) -> Task:
    subject = reading.subject_of(finding)
    path = finding.spot.place.path if finding.spot.place else ()
    return Task(finding, reading.name(subject), reading.theme(subject, path), registers, remedy(finding.fix))


def _gravest(task: Task) -> tuple[Any, ...]:
    return (task.finding.severity.rank, -task.registers, task.finding.order)


def _heaviest(duty: Duty) -> tuple[Any, ...]:
    return (duty.role is None, tuple(-count for count in duty.counts), duty.role or ())


def remedy(fix: str) -> str:
    """The first sentence of a fix, up to its snippet; lines that are only wrapped are joined."""
    lines: list[str] = []
    for line in fix.strip().split("\n"):
        if not line.strip() or line.startswith((" ", "\t")):
            break
        lines.append(line.strip())
        if line.rstrip().endswith((".", ":")):
            break
    return " ".join(lines).rstrip(".:")
