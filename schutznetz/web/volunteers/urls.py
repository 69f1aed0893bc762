"""The screens of volunteers, one line each."""

from schutznetz.networks.models import Network
from schutznetz.volunteers.actions import VolunteerAction as A
from schutznetz.volunteers.models import Match, Volunteer, Wish
from schutznetz.web.screens import screen
from schutznetz.web.volunteers import matches, paying, views

app_name = "volunteers"
urlpatterns = [
    screen("", views.index, A.LIST, Network, "index"),
    screen("neu/", views.add, A.ADD, Network, "add"),
    screen("gruppe/", views.group, A.HOLD_GROUP, Network, "group"),
    screen("auszahlung/", paying.index, A.PAY, Network, "pay"),
    screen("auszahlung.xlsx", paying.sheet, A.PAY, Network, "pay_sheet"),
    screen("auszahlung.csv", paying.table, A.PAY, Network, "pay_table"),
    screen("wunsch/", matches.ask, A.ASK, Network, "ask"),
    screen("wunsch/<uuid:pk>/", matches.wish, A.READ_WISH, Wish, "wish"),
    screen("wunsch/<uuid:pk>/vorschlagen/", matches.propose, A.PROPOSE, Wish, "propose"),
    screen("wunsch/<uuid:pk>/zurueckziehen/", matches.withdraw, A.WITHDRAW, Wish, "withdraw"),
    screen("begleitung/<uuid:pk>/", matches.match, A.READ_MATCH, Match, "match"),
    screen("begleitung/<uuid:pk>/entscheiden/", matches.decide, A.DECIDE, Match, "decide"),
    screen("begleitung/<uuid:pk>/verlaengern/", matches.extend, A.EXTEND, Match, "extend"),
    screen("begleitung/<uuid:pk>/ende/", matches.end, A.END_MATCH, Match, "end"),
    screen("<uuid:pk>/", views.detail, A.READ, Volunteer, "detail"),
    screen("<uuid:pk>/aendern/", views.change, A.CHANGE, Volunteer, "change"),
    screen("<uuid:pk>/zeugnis/", views.certificate, A.NOTE_CERTIFICATE, Volunteer, "certificate"),
    screen("<uuid:pk>/aufnehmen/", views.take_up, A.TAKE_UP, Volunteer, "take_up"),
    screen("<uuid:pk>/ausscheiden/", views.leave, A.LEAVE, Volunteer, "leave"),
]
