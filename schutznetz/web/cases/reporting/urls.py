"""The screens of reporting, one line each."""

from schutznetz.cases.actions import ReportAction
from schutznetz.networks.models import Network
from schutznetz.web.cases.reporting import conversation, telephone, views
from schutznetz.web.cases.reporting.safe_post import keeps_text
from schutznetz.web.screens import screen

app_name = "reporting"
urlpatterns = [
    keeps_text(screen("melden/", views.report, ReportAction.SUBMIT, Network, "report")),
    keeps_text(screen("rueckfrage/", conversation.come_back, ReportAction.RETURN, Network, "come_back")),
    keeps_text(screen("telefon/", telephone.telephone, ReportAction.RECORD, Network, "telephone")),
]
