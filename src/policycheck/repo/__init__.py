"""All documents of a run together: what is ours, what refers to what, which descriptions describe one register."""

from policycheck.repo.flaws import Flaw
from policycheck.repo.loading import Reads, load
from policycheck.repo.record import Record, Repo

__all__ = ["Flaw", "Reads", "Record", "Repo", "load"]
