"""What holds of a rule in a file, and who says so: whether it is judged, how grave it is, its parameters.

Several levels may speak, each stronger than those before it:

1. the card of the rule;
2. packs of an organisation's own, in their `pack.yaml`;
3. the profile;
4. the configuration of the repo;
5. its entries for paths, in their order;
6. the command line.

The last level that says something of a severity or a parameter is heard; within a level, what names the rule before
what names an article, that before a pack, and that before a severity. A `select` takes the place of an earlier one.
`ignore` adds up, and only a later `select` that names the rule itself brings it back.
"""

from policycheck.levels.level import Level
from policycheck.levels.settle import Effect, Step, settle, steps
from policycheck.levels.sources import Chosen, Levels, choose, levels_of

__all__ = ["Chosen", "Effect", "Level", "Levels", "Step", "choose", "levels_of", "settle", "steps"]
