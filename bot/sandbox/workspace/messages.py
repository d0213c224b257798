"""Messages, and where they are kept: by channel in the order of time, by thread."""

from bisect import insort
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from bot.sandbox.delivery.wire import Payload
from bot.sandbox.workspace import words
from bot.sandbox.workspace.files import File


@dataclass
class SlackMessage:
    """What was said. `ts` is its id within the channel and its time."""

    channel: str
    ts: str
    user: str
    text: str = ""
    blocks: list[Payload] = field(default_factory=list)
    thread_ts: str | None = None  # the message that it answers; None at the top of a channel
    team: str = ""
    bot_id: str = ""
    subtype: str = ""
    client_msg_id: str = ""
    ephemeral_to: str | None = None  # only this person sees it
    edited_ts: str = ""
    is_broadcast: bool = False  # a reply that is also shown in the channel
    metadata: Payload | None = None
    attachments: list[Payload] = field(default_factory=list)
    files: list[File] = field(default_factory=list)
    reactions: dict[str, list[str]] = field(default_factory=dict)  # who, by emoji
    suggested: dict[str, list[Payload]] = field(default_factory=dict)  # options that the bot offered, by action
    names: Mapping[str, str] = field(default_factory=dict, repr=False, compare=False)  # what ids are called

    @property
    def labels(self) -> list[str]:
        """The labels of its buttons."""
        return words.labels(self.blocks)

    @property
    def reads(self) -> str:
        """Everything that people read in it."""
        said = words.reads(self.blocks, self.names) if self.blocks else words.read(self.text, self.names)
        return "\n".join(filter(None, (said, *(each.title for each in self.files))))

    @property
    def is_reply(self) -> bool:
        return bool(self.thread_ts)

    def as_seen(self) -> "SlackMessage":
        """As it is now; later changes do not show in it."""
        return replace(self, reactions={name: list(who) for name, who in self.reactions.items()})


class Messages:
    """All messages of the workspace, those that only one person sees included."""

    def __init__(self) -> None:
        self._by_ts: dict[tuple[str, str], SlackMessage] = {}
        self._by_channel: dict[str, list[SlackMessage]] = {}
        self._by_thread: dict[tuple[str, str], list[SlackMessage]] = {}

    def __len__(self) -> int:
        return len(self._by_ts)

    def __iter__(self) -> Iterator[SlackMessage]:
        return iter(self._by_ts.values())

    def add(self, message: SlackMessage) -> SlackMessage:
        self._by_ts[message.channel, message.ts] = message
        _in_order(self._by_channel.setdefault(message.channel, []), message)
        if message.is_reply and not message.ephemeral_to:
            _in_order(self._by_thread.setdefault((message.channel, message.thread_ts or ""), []), message)
        return message

    def find(self, channel: str, ts: str | None) -> SlackMessage | None:
        return self._by_ts.get((channel, ts or ""))

    def remove(self, message: SlackMessage) -> None:
        del self._by_ts[message.channel, message.ts]
        self._by_channel[message.channel].remove(message)
        if message.is_reply and not message.ephemeral_to:
            self._by_thread[message.channel, message.thread_ts or ""].remove(message)

    def move(self, old: str, new: str) -> None:
        """A channel has a new id."""
        for message in self._by_channel.pop(old, []):
            del self._by_ts[old, message.ts]
            self._by_thread.pop((old, message.ts), None)
            message.channel = new
            self.add(message)

    def of(self, channel: str) -> list[SlackMessage]:
        """Everything there, oldest first."""
        return self._by_channel.get(channel, [])

    def replies(self, channel: str, ts: str) -> list[SlackMessage]:
        """What hangs under a message, without it, without what only one person sees."""
        return self._by_thread.get((channel, ts), [])


def _in_order(kept: list[SlackMessage], message: SlackMessage) -> None:
    if not kept or kept[-1].ts < message.ts:
        kept.append(message)
    else:
        insort(kept, message, key=lambda each: each.ts)


@dataclass(frozen=True)
class Content:
    text: str
    blocks: list[Payload] = field(default_factory=list)
    attachments: list[Payload] = field(default_factory=list)
    metadata: Payload | None = None
