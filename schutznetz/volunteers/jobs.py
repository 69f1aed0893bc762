"""What happens by time: a certificate is asked for anew, and what was noted goes when its time is over."""

from schutznetz.kernel.context import Context
from schutznetz.kernel.jobs import every
from schutznetz.volunteers import due, services


@every(minutes=60, name="volunteers.remind")
def ask_for_certificates(ctx: Context) -> None:
    for volunteer in due.to_remind(ctx):
        services.remind(ctx, volunteer)


@every(minutes=60, name="volunteers.ask_about_end")
def ask_about_end(ctx: Context) -> None:
    for match in due.to_ask_about(ctx):
        services.ask_about_end(ctx, match)


@every(minutes=60, name="volunteers.erase")
def erase_outlived(ctx: Context) -> None:
    for volunteer in due.to_erase(ctx):
        services.erase(ctx, volunteer)
    for volunteer in due.to_forget(ctx):
        services.forget_certificate(ctx, volunteer)
