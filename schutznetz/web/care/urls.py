"""The screens of early help, one line each."""

from schutznetz.care.actions import CareAction as A
from schutznetz.care.models import CallBack, Family, FamilyConsent, Referral
from schutznetz.networks.models import Network
from schutznetz.web.care import consents, counts, openly, outside, referrals, sending, views
from schutznetz.web.safe_post import keeps_text
from schutznetz.web.screens import screen

app_name = "care"
urlpatterns = [
    screen("", views.index, A.LIST, Network, "index"),
    screen("neu/", views.open_family, A.OPEN, Network, "open"),
    keeps_text(screen("rueckruf/", openly.ask, A.ASK_CALL, Network, "ask_call")),
    keeps_text(screen("code/", openly.come_back, A.RETURN, Network, "own")),
    screen("rueckruf/<uuid:pk>/", views.call, A.NOTE_CALL, CallBack, "call"),
    screen("rueckruf/<uuid:pk>/aufnehmen/", views.take_over, A.TAKE_OVER_CALL, CallBack, "take_over"),
    screen(
        "einwilligung/<uuid:pk>/widerruf/", consents.withdraw, A.WITHDRAW_CONSENT, FamilyConsent, "withdraw"
    ),
    screen("einwilligung/<uuid:pk>/kopie.pdf", consents.copy, A.COPY_CONSENT, FamilyConsent, "copy"),
    screen("anfrage/<uuid:pk>/", referrals.detail, A.READ_REFERRAL, Referral, "referral"),
    screen("anfrage/<uuid:pk>/antwort/", referrals.answer, A.ANSWER_REFERRAL, Referral, "answer"),
    screen("anfrage/<uuid:pk>/verlauf/", referrals.carry_on, A.CARRY_ON, Referral, "carry_on"),
    screen("anfrage/<uuid:pk>/zurueck/", referrals.revoke, A.REVOKE_REFERRAL, Referral, "revoke"),
    screen("anfrage/<uuid:pk>/link/", outside.renew, A.RENEW_LINK, Referral, "renew_link"),
    keeps_text(screen("brief/<slug:key>/", outside.letter, A.OPEN_LINK, Network, "outside")),
    screen("ueberleitung/", sending.index, A.LIST_SENT, Network, "sent_list"),
    screen("ueberleitung/neu/", sending.send, A.SEND, Network, "send"),
    screen("ueberleitung/<uuid:pk>/", sending.detail, A.READ_SENT, Referral, "sent"),
    screen("lotsen/", counts.index, A.READ_COUNTS, Network, "counts"),
    screen("lotsen/neu/", counts.note, A.NOTE_COUNTS, Network, "note_counts"),
    screen("<uuid:pk>/", views.detail, A.READ, Family, "detail"),
    screen("<uuid:pk>/aendern/", views.change, A.CHANGE, Family, "change"),
    screen("<uuid:pk>/beenden/", views.end, A.END, Family, "end"),
    screen("<uuid:pk>/einwilligung/", consents.note, A.NOTE_CONSENT, Family, "consent"),
    screen("<uuid:pk>/anfragen/", referrals.refer, A.REFER, Family, "refer"),
    screen("<uuid:pk>/weitergaben.csv", views.log, A.TAKE_LOG, Family, "log"),
]
