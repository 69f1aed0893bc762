"""What happens to accounts, always as a consequence of an act in a network."""

from uuid import UUID

from allauth.mfa.models import Authenticator

from schutznetz.accounts.models import JoinedAccount, Session, User
from schutznetz.accounts.one_human import people_behind
from schutznetz.kernel import ids
from schutznetz.kernel.command import consequence

ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"


@consequence
def enrol(*, first_name: str, last_name: str, email: str, phone: str, password: str) -> User:
    """Create an account. It can do nothing until it has an assignment and a second factor."""
    return User.objects.create_user(
        username=ids.choose(ALPHABET, 12),  # nobody types it: people sign in with their address
        email=email.lower(),
        password=password,
        first_name=first_name,
        last_name=last_name,
        phone=phone,
    )


@consequence
def begin_anew(user: User, *, password: str) -> None:
    """Give somebody who lost everything a new password; every factor and session before it is void."""
    user.set_password(password)
    user.save(update_fields=["password"])
    Authenticator.objects.filter(user=user).delete()
    end_sessions(user.pk)


@consequence
def end_sessions(user_id: UUID) -> int:
    """Sign somebody out everywhere, at once; return from how many browsers."""
    return Session.objects.filter(user_id=user_id).delete()[0]


@consequence
def join(first: UUID, second: UUID) -> None:
    """Let two accounts, and whatever each is joined with already, be one human from now on."""
    people = people_behind([first, second])
    JoinedAccount.objects.filter(person=people[second]).update(person=people[first])
    for account in (first, second):
        JoinedAccount.objects.get_or_create(account_id=account, defaults={"person": people[first]})


@consequence
def part(account_id: UUID) -> None:
    """Let an account be somebody of her own again."""
    JoinedAccount.objects.filter(account=account_id).delete()
