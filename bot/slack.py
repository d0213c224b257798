"""The verbs, spoken in Slack. Every call to Slack that the bot makes stands in this file."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot import blocks
from bot.chat import Form, GoneError, Heard, Message, NotInRoomError, Page, Place, Room, StrangerError, TooFastError
from bot.domain.members import Known
from bot.payloads import Payload, heard, is_machine, profile, room

Answer = Callable[[Payload], bool]
"""Speaks through the response_url of a command or a click; False when Slack would not take it."""

IDENTITY = "steward_message"  # the metadata's event type, by which we know our own message again

OUT_OF_REACH = {"not_in_channel", "channel_not_found", "is_archived", "user_not_in_channel", "restricted_action"}

GONE = {"thread_not_found", "message_not_found"}

UNKNOWN = {"user_not_found", "user_not_visible", "users_not_found"}


class SlackChat:
    """`answer` speaks through the response_url of the request, where there is one: it also works where we are not."""

    def __init__(self, client: WebClient, *, answer: Answer | None = None) -> None:
        self._client = client
        self._answer = answer

    def answering(self, answer: Answer | None) -> "SlackChat":
        """The same chat for one request."""
        return SlackChat(self._client, answer=answer)

    def post(
        self, channel: str, message: Message, *, thread: str | None = None, identity: str = "", aloud: bool = False
    ) -> str:
        return self._say(channel, message, thread=thread, identity=identity, aloud=aloud).message

    def dm(self, person: str, message: Message, *, identity: str = "") -> Place:
        return self._say(person, message, identity=identity)

    def _say(
        self, to: str, message: Message, *, thread: str | None = None, identity: str = "", aloud: bool = False
    ) -> Place:
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
        return Place(str(said["channel"]), str(said["ts"]))

    def find_private(self, person: str, identity: str, *, since: datetime) -> Place | None:
        channel = str(self._call("conversations.open", users=person)["channel"]["id"])
        message = self.find(channel, identity, since=since)
        return Place(channel, message) if message else None

    def show(self, channel: str, picture: bytes, *, name: str, title: str, alt: str, thread: str) -> None:
        self._client.files_upload_v2(
            channel=channel, thread_ts=thread, filename=name, content=picture, title=title, alt_txt=alt
        )

    def shows(self, channel: str, name: str, *, thread: str) -> bool:
        replies = self._call("conversations.replies", channel=channel, ts=thread, limit=200)["messages"]
        return any(each.get("name") == name for reply in replies for each in reply.get("files") or ())

    def find(self, channel: str, identity: str, *, since: datetime) -> str | None:
        oldest = f"{since.timestamp() - 60:.6f}"  # clocks differ a little
        found = self._call(
            "conversations.history", channel=channel, oldest=oldest, limit=200, include_all_metadata=True
        )
        for each in found["messages"]:
            metadata = each.get("metadata") or {}
            if metadata.get("event_payload", {}).get("identity") == identity:
                return str(each["ts"])
        return None

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
        except SlackApiError as error:
            if error.response["error"] == "message_not_found":
                raise GoneError(message) from error
            raise

    def replace(self, changed: Message) -> None:
        if self._answer is not None:
            self._answer({"replace_original": True, **blocks.content(changed)})

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

    def read(self, channel: str, message: str) -> Heard | None:
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

    def who(self, person: str) -> Known:
        try:
            return profile(self._call("users.info", user=person, include_locale=True)["user"])
        except SlackApiError as error:
            if error.response["error"] in UNKNOWN:
                raise StrangerError(person) from error
            raise

    def everybody(self) -> Sequence[Known]:
        people = self._pages("users.list", "members", include_locale=True)
        return [profile(each) for each in people if not is_machine(each) and not each.get("deleted")]

    def room(self, channel: str) -> Room:
        return room(self._call("conversations.info", channel=channel)["channel"])

    def rooms(self) -> Sequence[Room]:
        theirs = self._pages(
            "users.conversations", "channels", types="public_channel,private_channel", exclude_archived=True
        )
        return [room({**each, "is_member": True}) for each in theirs]

    def people_in(self, channel: str) -> Sequence[str]:
        return [str(each) for each in self._pages("conversations.members", "members", channel=channel)]

    def organisation(self, team: str) -> str:
        try:
            return str(self._call("team.info", team=team)["team"]["name"])
        except (SlackApiError, NotInRoomError):
            return ""

    def _pages(self, method: str, key: str, **arguments: Any) -> list[Any]:
        found: list[Any] = []
        cursor = ""
        while True:
            answer = self._call(method, limit=200, cursor=cursor or None, **arguments)
            found += answer[key]
            cursor = (answer.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                return found

    def _call(self, method: str, **arguments: Any) -> Payload:
        """Through the SDK's own method, which knows whether Slack wants a form, a query or JSON."""
        given = {name: value for name, value in arguments.items() if value is not None}
        try:
            return dict(getattr(self._client, method.replace(".", "_"))(**given).data)
        except SlackApiError as error:
            if error.response["error"] == "ratelimited":
                raise TooFastError(float(error.response.headers.get("Retry-After", 30))) from error
            if error.response["error"] in OUT_OF_REACH:
                raise NotInRoomError(error.response["error"]) from error
            raise
