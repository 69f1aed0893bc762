"""The result in the words of the courts, and the signature under it."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from schutznetz.cases.choices import (
    Ability,
    Danger,
    DangerSource,
    Harm,
    HelpStand,
    Likelihood,
    Outcome,
    Present,
)
from schutznetz.cases.services import Assessed
from schutznetz.law import assessment
from schutznetz.web.cases.procedure.gathering_forms import area, choose
from schutznetz.web.submitting import KeyedForm
from schutznetz.web.ui.fields import DayField


def words(label: Any, vocabulary: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=vocabulary.choices, widget=forms.RadioSelect)


class ResultForm(KeyedForm):
    """First what is known, then what it means, then the result: never a number."""

    facts = forms.MultipleChoiceField(
        label=_("Auf welchen Tatsachen beruht das Ergebnis?"), widget=forms.CheckboxSelectMultiple
    )
    present = words(_("Besteht jetzt eine Gefahr?"), Present)
    harm = words(_("Welcher Schaden droht?"), Harm)
    likelihood = words(_("Wie wahrscheinlich ist er?"), Likelihood)
    dangers = forms.MultipleChoiceField(
        label=_("Art der Gefährdung"),
        choices=Danger.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    danger_from = forms.ChoiceField(
        label=_("Von wem geht die Gefahr aus?"),
        choices=[("", _("Keine Gefahr")), *DangerSource.choices],
        required=False,
    )
    willing = words(_("Wollen die Eltern die Gefahr abwenden?"), Ability)
    able = words(_("Können sie es?"), Ability)
    parents = area(_("Woran sehen Sie das?"), rows=3)
    protective = area(_("Was schützt das Kind?"), rows=3)
    child_view = area(_("Was sagt und will das Kind?"), rows=3)
    help_stand = words(_("Hilfe"), HelpStand)
    outcome = words(_("Ergebnis"), Outcome)
    reasons = area(_("Begründung"), rows=5)
    dissent = area(_("Sieht es jemand anders? Wer und warum?"), rows=2, required=False)
    review_on = DayField(
        label=_("Wann wird das Ergebnis überprüft?"),
        help_text=_(
            "Bei Gefahr: nach zwei Wochen, wenn sie akut ist, nach vier, wenn sie latent ist,"
            " oder wie Ihr Amt es festlegt."
        ),
        required=False,
    )

    def __init__(self, facts: Iterable[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "facts", facts)

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        if answers.get("outcome") in assessment.DANGER and not answers.get("danger_from"):
            self.add_error("danger_from", _("Bitte angeben, von wem die Gefahr ausgeht."))
        return answers

    def assessed(self) -> Assessed:
        answers = self.answers()
        source = answers["danger_from"]
        return Assessed(
            outcome=Outcome(answers["outcome"]),
            present=Present(answers["present"]),
            harm=Harm(answers["harm"]),
            likelihood=Likelihood(answers["likelihood"]),
            willing=Ability(answers["willing"]),
            able=Ability(answers["able"]),
            help_stand=HelpStand(answers["help_stand"]),
            dangers=tuple(Danger(code) for code in answers["dangers"]),
            danger_from=DangerSource(source) if source else "",
            facts=tuple(UUID(fact) for fact in answers["facts"]),
            reasons=answers["reasons"],
            parents=answers["parents"],
            protective=answers["protective"],
            child_view=answers["child_view"],
            dissent=answers["dissent"],
            review_on=answers["review_on"],
        )
