"""What the house tidies up by itself, once an hour in every network."""

from schutznetz.kernel import drafts, jobs, outbox, submissions
from schutznetz.kernel.context import Context


@jobs.every(minutes=60, name="kernel.expire")
def expire(ctx: Context) -> None:
    """Forget keys, drafts, finished jobs and sent letters whose time is over."""
    submissions.expire()
    drafts.expire()
    jobs.expire()
    outbox.expire()
