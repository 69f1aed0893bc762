"""The screens of welcome visits, one line each."""

from schutznetz.networks.models import Network
from schutznetz.web.screens import screen
from schutznetz.web.welcome import lists, visits
from schutznetz.welcome.actions import WelcomeAction as A
from schutznetz.welcome.models import LetterBundle, NewbornList, WelcomeVisit

app_name = "welcome"
urlpatterns = [
    screen("", lists.index, A.LIST, Network, "index"),
    screen("einlesen/", lists.upload, A.IMPORT, Network, "upload"),
    screen("listen/<uuid:pk>/", lists.show, A.READ_LIST, NewbornList, "list"),
    screen("listen/<uuid:pk>/uebernehmen/", lists.take_over, A.TAKE_OVER, NewbornList, "take_over"),
    screen("listen/<uuid:pk>/sperrliste/", lists.stop, A.FILL_STOP_LIST, NewbornList, "stop"),
    screen("listen/<uuid:pk>/freigeben/", lists.free, A.FILL_STOP_LIST, NewbornList, "free"),
    screen("listen/<uuid:pk>/bestaetigen/", lists.confirm, A.CONFIRM_STOP_LIST, NewbornList, "confirm"),
    screen("listen/<uuid:pk>/briefe/", lists.order, A.ORDER_LETTERS, NewbornList, "order"),
    screen("briefe/<uuid:pk>.pdf", lists.fetch, A.FETCH_LETTERS, LetterBundle, "bundle"),
    screen("besuche/", visits.find, A.FIND, Network, "find"),
    screen("besuche/<uuid:pk>/", visits.detail, A.READ, WelcomeVisit, "visit"),
    screen("besuche/<uuid:pk>/termin/", visits.arrange, A.ARRANGE, WelcomeVisit, "arrange"),
    screen("besuche/<uuid:pk>/ergebnis/", visits.note_result, A.NOTE_RESULT, WelcomeVisit, "note_result"),
    screen("besuche/<uuid:pk>/loeschen/", visits.silence, A.SILENCE, WelcomeVisit, "silence"),
    screen("heute/", visits.today, A.TODAY, Network, "today"),
    screen("heute.pdf", visits.today_pdf, A.TODAY, Network, "today_pdf"),
]
