"""A policy repo of any size, for benchmarks: registers like real ones, some of them with a planted defect.

    python -m tests.benchmarks.generate FOLDER --count 1000 --seed 1 --defects 0.02

The same seed gives the same bytes, and register `n` is the same in a repo of any size. On `registers.DAY` a register
without a planted defect has no finding of severity error or warning. `planted.json` in FOLDER lists what is planted:
file, place and rule. FOLDER must be new or empty.
"""

import argparse
import json
import re
import shutil
from pathlib import Path
from random import Random
from typing import Any

import yaml
from tests.benchmarks.defects import DEFECTS
from tests.benchmarks.registers import register

HEAD = "# A description made for benchmarks; any likeness to a real register is intended.\n"
CONFIGURATION = "policycheck: 1\nlanguage: en\n"
PER_FOLDER = 100
WIDTH = 110


class Writer(yaml.CSafeDumper):
    """Writes as people do: short things on one line, no anchors, dates unquoted, for they are read by YAML 1.2."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002
        """Write everything out."""
        return True


def _mapping(writer: Writer, mapping: dict[str, Any]) -> yaml.MappingNode:
    return writer.represent_mapping("tag:yaml.org,2002:map", mapping, flow_style=len(str(mapping)) < WIDTH)


def _codes(writer: Writer, codes: list[str]) -> yaml.SequenceNode:
    return writer.represent_sequence("tag:yaml.org,2002:seq", codes, flow_style=True)


Writer.add_representer(dict, _mapping)
Writer.add_representer(list, _codes)
Writer.yaml_implicit_resolvers = {
    first: [(tag, form) for tag, form in rows if tag.rpartition(":")[2] in ("int", "null")]
    for first, rows in yaml.CSafeDumper.yaml_implicit_resolvers.items()
}


def generate(folder: Path, count: int, seed: int = 1, defects: float = 0.0) -> list[dict[str, str]]:
    """Write a repo of `count` registers; the defects planted in a share of them."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / ".policycheck.yaml").write_text(CONFIGURATION, encoding="utf-8")
    shutil.copy(Path(__file__).with_name("around.yaml"), folder / "around.yaml")
    (folder / "balancing.md").write_text("# Balancing tests\n", encoding="utf-8")
    planted = [found for number in range(count) for found in _write(folder, number, seed, defects)]
    (folder / "planted.json").write_text(json.dumps(planted, indent=1), encoding="utf-8")
    return planted


def _write(folder: Path, number: int, seed: int, defects: float) -> list[dict[str, str]]:
    made = register(seed, number)
    planted = _plant(made, Random(f"{seed}:{number}:defect"), defects, number)  # noqa: S311 - repeatable, not secret
    file = Path("registers", f"{number // PER_FOLDER:03}", f"{made['id']}.yaml")
    path = folder / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(written(made), encoding="utf-8")
    return [{"file": file.as_posix(), **found} for found in planted]


def _plant(made: dict[str, Any], chance: Random, share: float, number: int) -> list[dict[str, str]]:
    """At most one defect, and none in one of two descriptions that must agree."""
    if number % 10 in (8, 9) or chance.random() >= share:
        return []
    rule = chance.choice(list(DEFECTS))
    place = DEFECTS[rule](made)
    return [{"place": f"register/{made['id']}: {place}", "rule": rule}]


def written(made: dict[str, Any]) -> str:
    """A register as its author would lay it out, with a blank line before each theme that takes several."""
    text: str = yaml.dump(made, Dumper=Writer, allow_unicode=True, sort_keys=False, width=2 * WIDTH)
    return HEAD + re.sub(r"\n(?=\w+:\n)", "\n\n", text)


def main() -> None:
    """Read the command line, write the repo and say what it weighs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--defects", type=float, default=0.0, help="share of registers that get one")
    wish = parser.parse_args()
    if wish.folder.exists() and any(wish.folder.iterdir()):
        parser.error(f"{wish.folder} is not empty")
    planted = generate(wish.folder, wish.count, wish.seed, wish.defects)
    sizes = [path.stat().st_size for path in (wish.folder / "registers").rglob("*.yaml")]
    mean = sum(sizes) // len(sizes)
    print(f"{len(sizes)} registers of {mean} bytes on average ({min(sizes)}-{max(sizes)}), {len(planted)} defects")  # noqa: T201


if __name__ == "__main__":
    main()
