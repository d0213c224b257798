"""Refresh_commitments."""

from datetime import datetime

from bot.chat.port import Chat
from bot.features.commitments import messages as commitment_messages
from bot.features.commitments.payloads import AboutCommitment
from bot.features.commitments.queries import _now
from bot.settings import Settings
from bot.slack.payloads import Payload
from bot.surfaces import digest, home
from storage import Begin
from storage.members import Member


def pressed_in(about: AboutCommitment, body: Payload) -> AboutCommitment:
    """The same, with where the message stands in which the button was pressed. What only one sees has no place."""
    container = body.get("container") or {}
    channel = (body.get("channel") or {}).get("id", "")
    message = "" if container.get("is_ephemeral") else container.get("message_ts", "")
    return about.model_copy(update={"channel": channel, "message": message})


def show_after_click(
    begin: Begin, chat: Chat, me: Member, about: AboutCommitment, settings: Settings, *, now: datetime
) -> None:
    """Put how it stands now in the place of what was pressed."""
    if about.place in (commitment_messages.HOME, commitment_messages.DIGEST):
        return _show_there(begin, chat, me, about, settings, now)
    chat.replace(_now(begin, me, about, now))


def show_after_form(
    begin: Begin, chat: Chat, me: Member, about: AboutCommitment, settings: Settings, *, now: datetime
) -> None:
    """The same after a form, which can edit only what stands where others could see it too."""
    if about.place in (commitment_messages.HOME, commitment_messages.DIGEST):
        return _show_there(begin, chat, me, about, settings, now)
    shown = _now(begin, me, about, now)
    if about.message:
        chat.amend(about.channel, about.message, shown)
    elif about.channel:
        chat.whisper(about.channel, me.person, shown)
    else:
        chat.dm(me.person, shown)


def _show_there(
    begin: Begin, chat: Chat, me: Member, about: AboutCommitment, settings: Settings, now: datetime
) -> None:
    if about.place == commitment_messages.HOME:
        home.show(begin, chat, me, settings, now)
    else:
        digest.show(begin, chat, channel=about.channel, message=about.message, now=now)
