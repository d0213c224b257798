"""What changed in the workspace, told to whoever shows it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Change:
    """One of these is set: a channel, the person whose window (modal) changed, or whose Home did; a trace, a fault."""

    channel: str | None = None
    modal: str | None = None
    home: str | None = None
    message: str | None = None  # the ts of the message in `channel`, where it is about one
    thread: str | None = None  # the thread that message is in
    to: str | None = None  # only this person sees it
    trace: int | None = None  # the number of the entry that began or ended
    fault: str | None = None  # the scene that began or ended
