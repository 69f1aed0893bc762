"""What a person typed survives, and is hers alone."""

from datetime import timedelta

from django.db import connection

from schutznetz.kernel import clock, drafts
from schutznetz.kernel.context import Context, visitor
from schutznetz.kernel.models import Draft
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Network
from tests.conftest import context, member

TEXT = {"note": "Mutter wirkt erschöpft"}


def test_typed_text_comes_back_after_a_new_login(ctx: Context, tannfurt: Network, inside: None) -> None:
    drafts.keep(ctx, "triage", tannfurt.pk, {"note": "alt"})
    drafts.keep(ctx, "triage", tannfurt.pk, TEXT)
    assert drafts.fetch(ctx, "triage", tannfurt.pk) == TEXT
    assert drafts.fetch(ctx, "triage") == {}


def test_nobody_else_sees_it(ctx: Context, tannfurt: Network, inside: None) -> None:
    drafts.keep(ctx, "triage", None, TEXT)
    dora = member(tannfurt, "dora", Role.CASE_WORKER)
    assert drafts.fetch(context(tannfurt, dora, Role.CASE_WORKER), "triage") == {}


def test_the_database_sees_only_ciphertext(ctx: Context, inside: None) -> None:
    drafts.keep(ctx, "triage", None, TEXT)
    with connection.cursor() as cursor:
        cursor.execute("select text from kernel_draft")
        assert b"Mutter" not in bytes(cursor.fetchone()[0])


def test_visitors_keep_nothing(tannfurt: Network, inside: None) -> None:
    drafts.keep(visitor(tannfurt.pk), "melden", None, TEXT)
    assert drafts.fetch(visitor(tannfurt.pk), "melden") == {}
    assert not Draft.objects.exists()


def test_after_72_hours_it_is_gone(ctx: Context, inside: None) -> None:
    drafts.keep(ctx, "triage", None, TEXT)
    with clock.frozen(clock.now() + timedelta(hours=71)):
        assert drafts.fetch(ctx, "triage") == TEXT
    with clock.frozen(clock.now() + timedelta(hours=73)):
        assert drafts.fetch(ctx, "triage") == {}
        assert drafts.expire() == 1


def test_sending_drops_it(ctx: Context, inside: None) -> None:
    drafts.keep(ctx, "triage", None, TEXT)
    drafts.drop(ctx, "triage")
    assert drafts.fetch(ctx, "triage") == {}
