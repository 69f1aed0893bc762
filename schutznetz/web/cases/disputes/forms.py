"""What people type when somebody disputes an entry, or wants its use restricted."""

from django import forms
from django.utils.translation import gettext_lazy as _

from schutznetz.cases.choices import DisputeKind, RestrictionGround
from schutznetz.web.cases.measures.forms import SealForm, one_of, text
from schutznetz.web.submitting import KeyedForm
from schutznetz.web.ui.fields import DayField

__all__ = ["AgainForm", "DisputeForm", "LiftForm", "RestrictForm", "SealForm"]


class DisputeForm(KeyedForm):
    kind = one_of(_("Was soll beim Eintrag stehen?"), DisputeKind)
    who = forms.CharField(label=_("Wer sagt das?"), max_length=300)
    words = text(_("Mit ihren eigenen Worten"), rows=5)


class RestrictForm(KeyedForm):
    ground = one_of(_("Warum wird eingeschränkt?"), RestrictionGround)
    reasons = text(_("Wer hat es verlangt, und weshalb?"))
    review_on = DayField(label=_("Wann sehen Sie wieder hin?"))


class AgainForm(KeyedForm):
    """It goes on: for a restriction and for information given later alike."""

    reasons = text(_("Warum gilt es weiter?"))
    review_on = DayField(label=_("Wann sehen Sie wieder hin?"))


class LiftForm(KeyedForm):
    reasons = text(_("Warum kann die Einschränkung enden?"))
    told_on = DayField(label=_("Wann haben Sie es der Person gesagt?"))
