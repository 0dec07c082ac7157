"""The cases of rules: changes to a clean repo, and all that every pack together then finds.

A case is judged by all packs. What stands in its document must be exactly what it expects; elsewhere only what the
clean repo does not show as it is.
"""

from policycheck.cases.bench import Bench
from policycheck.cases.clean import Clean, read_clean
from policycheck.cases.coverage import Coverage, coverage
from policycheck.cases.proof import Proof, Told, prove
from policycheck.cases.reading import CasesFile, cases_file, read_cases
from policycheck.cases.suite import Results, judge_cases

__all__ = [
    "Bench",
    "CasesFile",
    "Clean",
    "Coverage",
    "Proof",
    "Results",
    "Told",
    "cases_file",
    "coverage",
    "judge_cases",
    "prove",
    "read_cases",
    "read_clean",
]
