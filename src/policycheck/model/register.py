"""`kind: register`: one description of one register (Articles 13, 14, 30(1))."""

from typing import Literal, Required

from typing_extensions import TypedDict

from policycheck.model.cookies import Cookies
from policycheck.model.data import Data, Information, Provision, Sources
from policycheck.model.keeping import Retentions
from policycheck.model.protection import (
    Access,
    Declarations,
    Location,
    Logging,
    Risk,
    Security,
)
from policycheck.model.purpose import Consents, Derogation, Purposes, Step
from policycheck.model.reach import Reach
from policycheck.model.rights import AutomatedDecisions, Rights, Unidentified
from policycheck.model.sharing import (
    Disclosures,
    Flow,
    JointControllers,
    Publication,
    Recipients,
    Transfer,
    TransferStatement,
)
from policycheck.model.values import (
    Date,
    Document,
    Language,
    OrganisationRef,
    Period,
    RoleRef,
    Serves,
    Slug,
    SubjectCode,
    SystemRef,
    TextRef,
    Words,
    node,
)


@node
class Register(TypedDict, total=False):
    """One description of a body of personal data. Descriptions of the same register are held against each other."""

    policycheck: Required[Literal[1]]
    """Version of the schema: 1."""
    kind: Required[Literal["register"]]
    """Which kind of document this is."""
    id: Required[Slug]
    """The name of this description in the repo; kind and id together are unique."""
    describes: Slug
    """The register described; absent means its own id."""
    text: TextRef
    """The text this description renders; language, controller and `serves` come from it."""
    name: Words
    """What the register is called."""
    language: Language
    """Language of plain strings."""
    serves: list[Serves]
    """What the description is for: record (default), notice, cookies, data-flow. Its duties follow."""
    version: int
    """Counts up with each change."""
    dated: Date
    """When it was made."""
    reviewed: Date
    """When somebody last read it against reality."""
    review_every: Period
    """How often that is done."""
    controller: OrganisationRef
    """Who decides on purposes and means (Articles 4(7), 30(1)(a))."""
    joint_controllers: JointControllers
    """Others who decide together with it (Article 26)."""
    responsible: RoleRef
    """The role that answers for the register, a key of the organisation's `roles`."""
    data_subjects: list[SubjectCode]
    """Whose data it holds (Article 30(1)(c))."""
    reach: Reach
    """Whom a service is offered to or whose behaviour is monitored, and in which countries (Articles 3(2), 8)."""
    data: Data
    """What it holds, in groups (Article 30(1)(c))."""
    provision: Provision
    """Whether giving data is a requirement, said for all groups (Article 13(2)(e))."""
    consequence: Words
    """What follows from not giving them."""
    purposes: Purposes
    """What for (Article 30(1)(b)). A `legal_basis` here covers purposes that have none of their own."""
    only_purposes: list[Slug]
    """Purposes that the text says are the only ones."""
    consents: Consents
    """Consents asked for."""
    steps: dict[Slug, Step]
    """How collecting or a routine goes, step by step."""
    sources: Sources
    """Where data come from (Article 14(2)(f))."""
    information: dict[Slug, Information]
    """How data subjects are informed (Articles 13-14)."""
    systems: list[SystemRef]
    """Where data are kept."""
    location: Location
    """Where, said for the register as a whole."""
    flows: dict[Slug, Flow]
    """The ways data take."""
    recipients: Recipients
    """Who gets data (Articles 13(1)(e), 30(1)(d)); keyed by party id."""
    disclosures: Disclosures
    """What is said about handing data out."""
    publication: Publication
    """Publishing data from the register."""
    transfers: dict[Slug, Transfer]
    """Transfers to third countries (Article 30(1)(e)); `none` when there are none."""
    transfer_statement: TransferStatement
    """What is promised about transfers."""
    retention: Retentions
    """How long data are kept (Article 30(1)(f))."""
    access: Access
    """Who may use the data, by role."""
    logging: Logging
    """What is logged; `none` when nothing is."""
    security: Security
    """Measures (Articles 30(1)(g), 32), keyed by measure."""
    declarations: Declarations
    """Bare promises to follow the law."""
    risk: Risk
    """Risk and impact assessment (Articles 24, 32, 35)."""
    rights: Rights
    """Rights and how to use them (Articles 12-22, 77)."""
    unidentified: Unidentified
    """Data of which the controller cannot tell whose they are (Article 11)."""
    automated_decisions: AutomatedDecisions
    """Profiling and automated decisions (Article 22); `none` when there are none."""
    cookies: Cookies
    """Cookies and similar techniques (Directive 2002/58/EC Article 5(3))."""
    derogations: dict[Slug, Derogation]
    """National derogations relied on (Articles 23, 89)."""
    documents: dict[Slug, Document]
    """Other documents that belong to it."""
    note: Words
    """A remark for colleagues; no rule reads it."""
