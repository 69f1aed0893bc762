"""What people are told about their own sign-in: fixed sentences, without name, place or occasion."""

from schutznetz.accounts.models import User
from schutznetz.kernel import context, outbox, tenancy


def notify(user: User, notice: outbox.Notice) -> None:
    """Say that something happened to her sign-in, through the outbox of a network of hers."""
    network_id = user.networks.order_by("name", "pk").values_list("pk", flat=True).first()
    if network_id and user.email:
        with tenancy.scope(network_id):
            outbox.mail(context.system(network_id), to=user.email, notice=notice, link="/mein-konto/")
