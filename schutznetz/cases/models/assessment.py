"""What several professionals gather about one child: people, entries, talks, visits, decisions of their own.

Nothing here is ever changed, on either engine: a database trigger refuses it (``walls``).
Corrections are new rows that name the one they correct.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from schutznetz.cases.choices import (
    CaseEntryKind,
    DataSource,
    Examination,
    InquiryTopic,
    Interpreting,
    Known,
    LegalGround,
    Manner,
    Observation,
    PersonRole,
    TalkWith,
    VisitPlace,
)
from schutznetz.cases.models.case import Case
from schutznetz.kernel.catalogue import Catalogue, Data
from schutznetz.kernel.fields import CodeField, SealedTextField
from schutznetz.kernel.tenancy import ScopedModel

ASSESSMENT = "Gefährdungseinschätzung (§ 8a Abs. 1 SGB VIII)"


class Contribution(ScopedModel):
    """One thing that a professional adds to a case; a colleague may have been with her."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="%(class)s_set")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    colleague = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField()  # when it happened
    entered_at = models.DateTimeField()

    class Meta:
        abstract = True
        base_manager_name = "objects"
        indexes = [models.Index(fields=["case", "at", "id"], name="%(class)s_of_case")]
        constraints = [
            models.CheckConstraint(
                name="%(class)s_colleague_is_somebody_else",
                condition=Q(colleague__isnull=True) | ~Q(colleague=models.F("author")),
            ),
            models.CheckConstraint(
                name="%(class)s_happened_before_it_was_entered", condition=Q(at__lte=models.F("entered_at"))
            ),
        ]

    def __str__(self) -> str:
        return f"{type(self).__name__} {self.pk}"


class CasePerson(Contribution):
    """Somebody of the household, with custody, or with access to the child; corrected by a new row."""

    corrects = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="corrected_by")
    role = CodeField(PersonRole)
    name = SealedTextField(Data.PERSONAL)
    born = SealedTextField(Data.PERSONAL, null=True)
    relation = SealedTextField(Data.PERSONAL, null=True)
    lives_here = CodeField(Known)
    has_access = CodeField(Known)
    custody = CodeField(Known)
    orders_known = CodeField(Known)  # "yes": ``orders`` says what is forbidden
    orders = SealedTextField(Data.CONTENT, null=True)
    orders_source = SealedTextField(Data.CONTENT, null=True)
    interpreter = CodeField(Known)
    disability = CodeField(Known)
    needs = SealedTextField(Data.HEALTH, null=True)
    own_case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="+")
    why_no_case = SealedTextField(Data.CONTENT, null=True)

    catalogue = Catalogue(purpose=ASSESSMENT, retention="L7")


class CaseEntry(Contribution):
    """One fact, statement, guess or exonerating fact; kept apart, dated, with its source."""

    adds_to = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="additions")
    kind = CodeField(CaseEntryKind)
    text = SealedTextField(Data.CONTENT)
    said_by = SealedTextField(Data.PERSONAL, null=True)
    observation = CodeField(Observation)
    source = CodeField(DataSource)
    ground = CodeField(LegalGround, blank=True)

    catalogue = Catalogue(purpose=ASSESSMENT, retention="L7")

    class Meta(Contribution.Meta):
        constraints = [
            *Contribution.Meta.constraints,
            models.CheckConstraint(
                name="entry_statement_says_whose_it_is",
                condition=~Q(kind="statement") | Q(said_by__isnull=False),
            ),
        ]


class Talk(Contribution):
    """A conversation, with guardians or the child above all."""

    with_whom = CodeField(TalkWith)
    manner = CodeField(Manner)
    who = SealedTextField(Data.PERSONAL, null=True)
    alone = models.BooleanField(default=False)
    interpreting = CodeField(Interpreting)
    text = SealedTextField(Data.CONTENT)

    catalogue = Catalogue(purpose=ASSESSMENT, retention="L7", fields={"alone": Data.INTERNAL})


class Visit(Contribution):
    """The immediate impression of child and surroundings: what was seen where, and by whom."""

    place = CodeField(VisitPlace)
    address = SealedTextField(Data.LOCATION, null=True)
    people = SealedTextField(Data.PERSONAL, null=True)
    entered_home = models.BooleanField(default=False)
    sleeping_place = CodeField(Known)
    child_seen = models.BooleanField(default=False)
    child_alone = models.BooleanField(default=False)
    examination = CodeField(Examination)
    text = SealedTextField(Data.CONTENT)

    catalogue = Catalogue(
        purpose=ASSESSMENT,
        retention="L7",
        fields={
            "entered_home": Data.INTERNAL,
            "child_seen": Data.INTERNAL,
            "child_alone": Data.INTERNAL,
        },
    )

    class Meta(Contribution.Meta):
        constraints = [
            *Contribution.Meta.constraints,
            models.CheckConstraint(
                name="visit_child_alone_means_seen",
                condition=Q(child_alone=False) | Q(child_seen=True),
            ),
        ]


class Inquiry(Contribution):
    """One decision with its reason, or one source that was asked; the latest of a topic counts."""

    topic = CodeField(InquiryTopic)
    answer = models.BooleanField()
    reasons = SealedTextField(Data.CONTENT)

    catalogue = Catalogue(purpose=ASSESSMENT, retention="L7", fields={"answer": Data.INTERNAL})
