"""The doors of the intake: inbox, one report, two people who decide, immediate protection."""

from schutznetz.cases.actions import (
    DepartureAction,
    JoiningAction,
    ProtectionAction,
    ReportAction,
    TriageAction,
)
from schutznetz.cases.models import Departure, ImmediateProtection, Joining, Report, Triage, UrgencyLowering
from schutznetz.networks.models import Network
from schutznetz.web.cases.intake import departure, known, protection, views
from schutznetz.web.screens import screen

app_name = "intake"
urlpatterns = [
    screen("", views.index, ReportAction.LIST, Network, "index"),
    screen("<uuid:pk>/", views.detail, ReportAction.READ, Report, "detail"),
    screen("<uuid:pk>/uebernehmen/", views.take, ReportAction.READ, Report, "take"),
    screen("<uuid:pk>/ersteinschaetzung/", views.triage, ReportAction.PROPOSE_TRIAGE, Report, "triage"),
    screen("ersteinschaetzung/<uuid:pk>/", views.confirm_triage, TriageAction.READ, Triage, "confirm_triage"),
    screen("<uuid:pk>/dringender/", views.raise_urgency, ReportAction.RAISE_URGENCY, Report, "raise_urgency"),
    screen(
        "<uuid:pk>/weniger-dringend/",
        views.lower_urgency,
        ReportAction.PROPOSE_LOWERING,
        Report,
        "lower_urgency",
    ),
    screen(
        "herabstufung/<uuid:pk>/",
        views.confirm_lowering,
        TriageAction.READ,
        UrgencyLowering,
        "confirm_lowering",
    ),
    screen("<uuid:pk>/abgeben/", views.hand_over, ReportAction.HAND_OVER, Report, "hand_over"),
    screen("<uuid:pk>/fachverfahren/", departure.leave, ReportAction.LEAVE, Report, "leave"),
    screen("uebergabe/<uuid:pk>/", departure.detail, DepartureAction.READ, Departure, "departure"),
    screen("<uuid:pk>/bekannt/", known.look_up, ReportAction.LOOK_UP, Report, "known"),
    screen("<uuid:pk>/verbinden/", known.join, ReportAction.JOIN, Report, "join"),
    screen("verbindung/<uuid:pk>/", known.part, JoiningAction.PART, Joining, "part"),
    screen("<uuid:pk>/sofortschutz/", protection.protect, ReportAction.PROTECT, Report, "protect"),
    screen(
        "sofortschutz/<uuid:pk>/",
        protection.detail,
        ProtectionAction.READ,
        ImmediateProtection,
        "protection",
    ),
    screen(
        "sofortschutz/<uuid:pk>/zweite-person/",
        protection.name_second,
        ProtectionAction.NAME_SECOND,
        ImmediateProtection,
        "name_second",
    ),
    screen(
        "sofortschutz/<uuid:pk>/bestaetigen/",
        protection.confirm,
        ProtectionAction.READ,
        ImmediateProtection,
        "confirm_protection",
    ),
]
