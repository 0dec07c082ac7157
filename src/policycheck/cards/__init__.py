"""Rules: cards and packs read, verified and compiled, and the rulebook that a run is judged by."""

from policycheck.cards.rulebook import Rulebook, load_rulebook
from policycheck.cards.rules import Rule, Rules

__all__ = ["Rule", "Rulebook", "Rules", "load_rulebook"]
