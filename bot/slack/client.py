"""The verbs, spoken in Slack. Every call to Slack that the bot makes stands in this file."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot import metrics
from bot.chat.messages import Form, Message, Page, Part
from bot.chat.port import (
    CannotLookError,
    ChatChannel,
    ChatMessage,
    ChatPerson,
    ChatUsergroup,
    GoneError,
    MessageRef,
    NotInRoomError,
    StrangerError,
    TooFastError,
)
from bot.slack import blocks
from bot.slack.payloads import Json, heard, is_machine, profile, room
from bot.slack.rate_limits import PacedTurn

Answer = Callable[[Json], bool]
"""Speaks through the response_url of a command or a click; False when Slack would not take it."""

IDENTITY = "steward_message"  # the metadata's event type, by which we know our own message again

OUT_OF_REACH = {"not_in_channel", "channel_not_found", "is_archived", "user_not_in_channel", "restricted_action"}

GONE = {"thread_not_found", "message_not_found"}

UNKNOWN = {"user_not_found", "user_not_visible", "users_not_found"}

NO_LOOKING = {
    "access_denied",
    "ekm_access_denied",
    "method_not_supported_for_channel_type",
    "missing_scope",
    "no_permission",
    "not_allowed_token_type",
    "team_access_not_granted",
    "user_disabled",
    *UNKNOWN,
}
"""Asking again does not help: https://docs.slack.dev/reference/methods/conversations.history#errors"""

MOST_PAGES = 10  # of 200 messages, in which we look for one of our own


class SlackChat:
    """`answer` speaks through the response_url of the request, where there is one: it also works where we are not.

    `clicked` is the message that it can replace; `turn` keeps the pace.
    """

    def __init__(
        self, client: WebClient, turn: PacedTurn, *, answer: Answer | None = None, clicked: MessageRef | None = None
    ) -> None:
        self._client, self._turn = client, turn
        self._answer, self._clicked = answer, clicked

    def answering(self, answer: Answer | None, clicked: MessageRef | None = None) -> "SlackChat":
        """The same chat for one request."""
        return SlackChat(self._client, self._turn, answer=answer, clicked=clicked)

    def post(
        self, channel: str, message: Message, *, thread: str | None = None, identity: str = "", aloud: bool = False
    ) -> str:
        return self._say(channel, message, thread=thread, identity=identity, aloud=aloud).message

    def dm(self, person: str, message: Message, *, identity: str = "") -> MessageRef:
        return self._say(person, message, identity=identity)

    def _say(
        self, to: str, message: Message, *, thread: str | None = None, identity: str = "", aloud: bool = False
    ) -> MessageRef:
        metadata = {"event_type": IDENTITY, "event_payload": {"identity": identity}} if identity else None
        said = self._call(
            "chat.postMessage",
            channel=to,
            thread_ts=thread,
            metadata=metadata,
            reply_broadcast=aloud or None,
            unfurl_links=False,
            unfurl_media=False,
            **blocks.content(message),
        )
        return MessageRef(str(said["channel"]), str(said["ts"]))

    def find_private(self, person: str, identity: str, *, since: datetime) -> MessageRef | None:
        channel = str(self._look("conversations.open", users=person)["channel"]["id"])
        message = self.find(channel, identity, since=since)
        return MessageRef(channel, message) if message else None

    def show(self, channel: str, picture: bytes, *, name: str, title: str, alt: str, thread: str) -> None:
        given = {"channel": channel, "thread_ts": thread, "filename": name, "title": title, "alt_txt": alt}
        self._turn.call(
            "files.completeUploadExternal", channel, lambda: self._spoken("files_upload_v2", content=picture, **given)
        )

    def hand(self, channel: str, content: bytes, *, name: str, title: str, thread: str) -> None:
        given = {"channel": channel, "thread_ts": thread, "filename": name, "title": title}
        self._turn.call(
            "files.completeUploadExternal", channel, lambda: self._spoken("files_upload_v2", content=content, **given)
        )

    def shows(self, channel: str, name: str, *, thread: str) -> bool:
        replies = self._call("conversations.replies", channel=channel, ts=thread, limit=200)["messages"]
        return any(each.get("name") == name for reply in replies for each in reply.get("files") or ())

    def find(self, channel: str, identity: str, *, since: datetime) -> str | None:
        oldest, cursor = f"{since.timestamp() - 60:.6f}", ""  # clocks differ a little
        for _ in range(MOST_PAGES):
            found = self._look(
                "conversations.history",
                channel=channel,
                oldest=oldest,
                limit=200,
                include_all_metadata=True,
                cursor=cursor or None,
            )
            for each in found["messages"]:
                if ((each.get("metadata") or {}).get("event_payload") or {}).get("identity") == identity:
                    return str(each["ts"])
            cursor = _next_cursor(found)
            if not cursor:
                return None
        raise CannotLookError(f"more than {MOST_PAGES} pages since then")

    def _look(self, method: str, **arguments: Any) -> Json:
        try:
            return self._call(method, **arguments)
        except NotInRoomError as error:
            raise CannotLookError(str(error)) from error
        except SlackApiError as error:
            if error.response["error"] in NO_LOOKING:
                raise CannotLookError(error.response["error"]) from error
            raise

    def whisper(self, channel: str, person: str, message: Message, *, thread: str | None = None) -> None:
        aside = {"response_type": "ephemeral", "replace_original": False}
        if self._answer and thread is None and self._answer({**aside, **blocks.content(message)}):
            return
        try:
            self._call("chat.postEphemeral", channel=channel, user=person, thread_ts=thread, **blocks.content(message))
        except NotInRoomError:
            self.dm(person, message)

    def ask(self, trigger: str, form: Form) -> None:
        self._call("views.open", trigger_id=trigger, view=blocks.modal(form))

    def amend(self, channel: str, message: str, changed: Message) -> None:
        try:
            self._call("chat.update", channel=channel, ts=message, **blocks.content(changed))
        except TooFastError:
            # a response_url has no such limit: whoever clicked sees what came of it all the same
            if self._clicked != MessageRef(channel, message) or not self._replaced(changed):
                raise
        except SlackApiError as error:
            if error.response["error"] == "message_not_found":
                raise GoneError(message) from error
            raise

    def replace(self, changed: Message) -> None:
        self._replaced(changed)

    def _replaced(self, changed: Message) -> bool:
        return self._answer is not None and self._answer({"replace_original": True, **blocks.content(changed)})

    def remove(self, channel: str, message: str) -> None:
        try:
            self._call("chat.delete", channel=channel, ts=message)
        except SlackApiError as error:
            if error.response["error"] != "message_not_found":
                raise

    def home(self, person: str, page: Page) -> None:
        self._call("views.publish", user_id=person, view=blocks.home(page))

    def link(self, channel: str, message: str) -> str:
        try:
            return str(self._call("chat.getPermalink", channel=channel, message_ts=message)["permalink"])
        except (SlackApiError, NotInRoomError):
            return ""

    def read(self, channel: str, message: str) -> ChatMessage | None:
        try:
            answer = self._call(
                "conversations.replies", channel=channel, ts=message, latest=message, inclusive=True, limit=1
            )
        except SlackApiError as error:
            if error.response["error"] in GONE:
                return None
            raise
        for each in answer["messages"]:
            if each["ts"] == message:
                return heard(each, channel)
        return None

    def who(self, person: str) -> ChatPerson:
        try:
            return profile(self._call("users.info", user=person, include_locale=True)["user"])
        except SlackApiError as error:
            if error.response["error"] in UNKNOWN:
                raise StrangerError(person) from error
            raise

    def everybody(self) -> Sequence[ChatPerson]:
        people = self._pages("users.list", "members", include_locale=True)
        return [profile(each) for each in people if not is_machine(each) and not each.get("deleted")]

    def room(self, channel: str) -> ChatChannel:
        return room(self._call("conversations.info", channel=channel)["channel"])

    def rooms(self) -> Sequence[ChatChannel]:
        theirs = self._pages(
            "users.conversations", "channels", types="public_channel,private_channel", exclude_archived=True
        )
        return [room({**each, "is_member": True}) for each in theirs]

    def people_in(self, channel: str) -> Sequence[str]:
        return [str(each) for each in self._pages("conversations.members", "members", channel=channel)]

    def organisation(self, team: str) -> str:
        try:
            told = self._call("team.info", team=team)["team"]
            return str(told.get("name") or told.get("domain") or "")
        except (SlackApiError, NotInRoomError):
            return ""

    def fits(self, parts: Sequence[Part]) -> bool:
        return blocks.fits(parts)

    def scopes(self) -> frozenset[str] | None:
        told = self._turn.call("auth.test", "", lambda: self._spoken("auth_test"))
        return scopes_in(told.headers)

    def usergroups(self) -> Sequence[ChatUsergroup]:
        try:
            found = self._call("usergroups.list", include_users=True)["usergroups"]
        except SlackApiError:
            return ()  # a plan without user groups, or an app installed before it asked for their scope
        return [ChatUsergroup(str(each["id"]), str(each["name"]), tuple(each.get("users") or ())) for each in found]

    def _pages(self, method: str, key: str, **arguments: Any) -> list[Any]:
        found: list[Any] = []
        cursor = ""
        while True:
            answer = self._call(method, limit=200, cursor=cursor or None, **arguments)
            found += answer[key]
            cursor = _next_cursor(answer)
            if not cursor:
                return found

    def _call(self, method: str, **arguments: Any) -> Json:
        """One call, when it is our turn. It goes through the SDK's own method, which knows whether Slack wants a form,
        a query or JSON."""
        given = {name: value for name, value in arguments.items() if value is not None}
        speak = partial(self._spoken, method.replace(".", "_"), **given)
        return dict(self._turn.call(method, str(given.get("channel", "")), speak).data)

    def _spoken(self, name: str, **given: Any) -> Any:
        try:
            told = getattr(self._client, name)(**given)
            metrics.CALLS.labels(name, "ok").inc()
            return told
        except SlackApiError as error:
            metrics.CALLS.labels(name, _status(error)).inc()
            if error.response["error"] == "ratelimited":
                metrics.LIMITED.labels(name).inc()
                raise TooFastError(max(1.0, float(error.response.headers.get("Retry-After", 30)))) from error
            if error.response["error"] in OUT_OF_REACH:
                raise NotInRoomError(error.response["error"]) from error
            raise
        except OSError:
            metrics.CALLS.labels(name, "unreachable").inc()
            raise


def _status(error: SlackApiError) -> str:
    """Slack's own code; anything that does not look like one is no label."""
    code = str(error.response["error"])
    return code if re.fullmatch(r"[a-z_]{1,60}", code) else "other"


def scopes_in(headers: Mapping[str, str]) -> frozenset[str] | None:
    """The scopes of the token, as Slack tells with every answer; None when it did not."""
    told = {name.lower(): value for name, value in headers.items()}.get("x-oauth-scopes", "")
    return frozenset(each.strip() for each in told.split(",")) if told else None


def _next_cursor(answer: Json) -> str:
    return str((answer.get("response_metadata") or {}).get("next_cursor") or "")
