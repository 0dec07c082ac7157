"""What a record means: the one definition of shape, one module per kind.

Checks read these types; `publish` writes `schemas/` from them. Nothing on the path of a check imports this
package at run time.
"""

from policycheck.model.organisation import Organisation
from policycheck.model.party import Party
from policycheck.model.processor_record import ProcessorRecord
from policycheck.model.register import Register
from policycheck.model.system import System
from policycheck.model.text import Text
from policycheck.model.waiver import Waiver

KINDS = {
    "organisation": Organisation,
    "party": Party,
    "system": System,
    "register": Register,
    "text": Text,
    "processor-record": ProcessorRecord,
    "waiver": Waiver,
}
"""The kinds of document an author can write. `request`, `breach` and `dpia` are reserved."""

__all__ = [
    "KINDS",
    "Organisation",
    "Party",
    "ProcessorRecord",
    "Register",
    "System",
    "Text",
    "Waiver",
]
