"""The vocabulary of letters that a procedure sends."""

from django.utils.translation import gettext_lazy as _

from schutznetz.kernel.fields import Code


class TalkOccasion(Code):
    """What people are asked to come for, in words that say nothing to whoever finds the letter."""

    TALK = "talk", _("Gespräch über Ihr Kind")
    VISIT = "visit", _("Wir kommen zu Ihnen nach Hause")
    PLAN = "plan", _("Gespräch über die Absprachen")
    HELP = "help", _("Gespräch über Hilfe für Ihre Familie")
