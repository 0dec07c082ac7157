"""Builds what the wheel carries beside the code: policies with their cases, schemas, the compiled rulebook, examples.

An editable install carries none of it: it finds the files at the top of the checkout, and compiles on first use.
"""

import sys
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class RulebookHook(BuildHookInterface):
    """Compiles `policies/` while the wheel is built."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the files to a standard build."""
        if version != "standard" or self.target_name != "wheel":
            return
        root = Path(self.root)
        sys.path.insert(0, str(root / "src"))
        from policycheck.cards.examples import compile_examples
        from policycheck.cards.rulebook import compile_to

        compiled = Path(mkdtemp()) / "rulebook"
        compile_to(compiled, root / "policies", root / "schemas")
        compile_examples(compiled, root / "fixtures")
        build_data["force_include"] |= {
            str(compiled): "policycheck/rulebook",
            str(root / "policies"): "policycheck/policies",
            str(root / "schemas"): "policycheck/schemas",
            str(root / "fixtures" / "clean"): "policycheck/fixtures/clean",
            str(root / "fixtures" / "rules"): "policycheck/fixtures/rules",
        }
