"""The doors that everybody finds: landing page, help at once, and what the law wants to be readable."""

from schutznetz.networks.actions import NetworkAction
from schutznetz.networks.models import Network
from schutznetz.web.public import views
from schutznetz.web.screens import page, screen

VISIT = NetworkAction.VISIT

app_name = "public"
urlpatterns = [
    page("", views.landing, VISIT, "landing"),
    page("hilfe-sofort/", views.help_now_anywhere, VISIT, "help_now"),
    page("impressum/", views.imprint_anywhere, VISIT, "imprint"),
    page("datenschutz/", views.privacy_anywhere, VISIT, "privacy"),
    page("barrierefreiheit/", views.accessibility_anywhere, VISIT, "accessibility"),
    page("leichte-sprache/", views.plain_language_anywhere, VISIT, "plain_language"),
    page("darstellung/", views.appearance, VISIT, "appearance"),
    page("farben.css", views.colours, VISIT, "colours"),
    screen("<slug:network>/", views.home, VISIT, Network, "home"),
    screen("<slug:network>/hilfe-sofort/", views.help_now, VISIT, Network, "help_now"),
    screen("<slug:network>/impressum/", views.imprint, VISIT, Network, "imprint"),
    screen("<slug:network>/datenschutz/", views.privacy, VISIT, Network, "privacy"),
    screen("<slug:network>/barrierefreiheit/", views.accessibility, VISIT, Network, "accessibility"),
    screen("<slug:network>/leichte-sprache/", views.plain_language, VISIT, Network, "plain_language"),
]
