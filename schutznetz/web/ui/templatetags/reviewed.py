"""Texts on safety and consent: in a foreign language only as somebody has checked them, else in German."""

from django import template
from django.conf import settings
from django.template.base import NodeList, Parser, Token
from django.template.context import Context
from django.utils import translation
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from schutznetz.web.ui.reviews import review_of
from schutznetz.web.ui.words import day_name

register = template.Library()

_GERMAN = '<div class="sn-stack" lang="de" dir="ltr">{}</div>'
_NOTE = '<p class="sn-muted sn-small">{}</p>'


class Reviewed(template.Node):
    def __init__(self, group: str, nodelist: NodeList) -> None:
        self.group, self.nodelist = group, nodelist

    def render(self, context: Context) -> SafeString:
        if translation.get_language() == settings.LANGUAGE_CODE:
            return self.nodelist.render(context)
        if review := review_of(self.group):
            checked = {"name": review.name, "day": day_name(review.on)}
            note = _("Übersetzung geprüft von %(name)s, %(day)s.") % checked
            return format_html("{}" + _NOTE, self.nodelist.render(context), note)
        note = _("Diese Angaben gibt es nur auf Deutsch. Die Übersetzung hat noch niemand geprüft.")
        with translation.override(settings.LANGUAGE_CODE):
            german = self.nodelist.render(context)
        return format_html(_NOTE + _GERMAN, note, german)


@register.tag
def reviewed(parser: Parser, token: Token) -> Reviewed:
    """``{% reviewed "notfall" %} … {% endreviewed %}`` around texts of that group in ``families.toml``."""
    _name, group = token.split_contents()
    nodelist = parser.parse(("endreviewed",))
    parser.delete_first_token()
    return Reviewed(group.strip("\"'"), nodelist)
