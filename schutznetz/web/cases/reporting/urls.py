"""The screens of reporting, one line each."""

from schutznetz.cases.actions import ReportAction
from schutznetz.cases.models import Attachment, Report
from schutznetz.networks.models import Network
from schutznetz.web.cases.reporting import answers, conversation, office, own, telephone, views
from schutznetz.web.safe_post import keeps_text
from schutznetz.web.screens import screen

app_name = "reporting"
urlpatterns = [
    keeps_text(screen("melden/", views.report, ReportAction.SUBMIT, Network, "report")),
    keeps_text(screen("rueckfrage/", conversation.come_back, ReportAction.RETURN, Network, "come_back")),
    keeps_text(screen("telefon/", telephone.telephone, ReportAction.RECORD, Network, "telephone")),
    screen("meldungen/", own.index, ReportAction.LIST_OWN, Network, "own_index"),
    screen("meldungen/<uuid:pk>/", own.detail, ReportAction.READ_OWN, Report, "own_detail"),
    screen("meldungen/<uuid:pk>/bestaetigung/", own.receipt, ReportAction.READ_OWN, Report, "own_receipt"),
    screen("eingang/<uuid:pk>/rueckfragen/", office.talk, ReportAction.ASK, Report, "talk"),
    screen("eingang/<uuid:pk>/nachtrag/", office.note, ReportAction.NOTE_FOR_REPORTER, Report, "note"),
    screen("eingang/<uuid:pk>/gelesen/", office.read, ReportAction.ASK, Report, "read"),
    screen(
        "eingang/<uuid:pk>/rueckmeldung/", answers.feedback, ReportAction.GIVE_FEEDBACK, Report, "feedback"
    ),
    screen(
        "eingang/<uuid:pk>/beruf/", answers.profession, ReportAction.NOTE_PROFESSION, Report, "profession"
    ),
    screen("eingang/<uuid:pk>/art/", answers.kind, ReportAction.CORRECT_KIND, Report, "kind"),
    screen("eingang/<uuid:pk>/aufdecken/", office.uncover, ReportAction.UNCOVER_CONTACT, Report, "uncover"),
    screen("eingang/<uuid:pk>/bestaetigung/", office.receipt, ReportAction.READ, Report, "receipt_pdf"),
    screen(
        "eingang/<uuid:pk>/rueckmeldung/pdf/",
        answers.feedback_pdf,
        ReportAction.GIVE_FEEDBACK,
        Report,
        "feedback_pdf",
    ),
    screen("eingang/anlage/<uuid:pk>/", office.download, ReportAction.DOWNLOAD, Attachment, "download"),
]
