"""The acceptance of an office outside is filed by another person; a triage can hand over; an arrival ends."""

from django.db import migrations, models
from django.db.models import F, Q

TAKEN_BACK = "UPDATE cases_arrival SET answered_at = answer_by WHERE state = 'taken_back' AND answered_at IS NULL"


def date_taken_back(apps, schema_editor):
    """Let the period run from when the answer was due; the owner sees all networks for that moment."""
    owner_is_bound = schema_editor.connection.vendor == "postgresql"
    if owner_is_bound:
        schema_editor.execute("ALTER TABLE cases_arrival NO FORCE ROW LEVEL SECURITY")
    schema_editor.execute(TAKEN_BACK)
    if owner_is_bound:
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        schema_editor.execute("ALTER TABLE cases_arrival FORCE ROW LEVEL SECURITY")


class Migration(migrations.Migration):
    dependencies = [("cases", "0017_periods_within_their_class")]

    operations = [
        migrations.RunPython(date_taken_back, migrations.RunPython.noop),
        migrations.AddConstraint(
            "arrival",
            models.CheckConstraint(
                condition=Q(state="waiting", answered_at__isnull=True)
                | ~Q(state="waiting") & Q(answered_at__isnull=False),
                name="arrival_waits_until_a_moment",
            ),
        ),
        migrations.AddField("handover", "noted_session", models.CharField(blank=True, max_length=64)),
        migrations.AddConstraint(
            "handover",
            models.CheckConstraint(
                condition=~Q(state="accepted")
                | Q(receiving__isnull=False)
                | ~Q(noted_by=F("proposed_by")) & ~Q(noted_session=F("proposed_session")),
                name="handover_acceptance_filed_by_another_person_in_another_session",
            ),
        ),
        migrations.RemoveConstraint("triage", "triage_weighty_indications_lead_to_an_assessment"),
        migrations.AddConstraint(
            "triage",
            models.CheckConstraint(
                condition=Q(weighty_indications=False) | Q(outcome__in=["assessment", "handover"]),
                name="triage_weighty_indications_are_assessed_here_or_elsewhere",
            ),
        ),
        migrations.AddConstraint(
            "triage",
            models.CheckConstraint(
                condition=~Q(outcome="handover") | Q(weighty_indications=True, competence="elsewhere"),
                name="triage_hands_over_weighty_indications_to_whom_is_competent",
            ),
        ),
    ]
