"""conversations.* and users.conversations: channels, who is in them, what was said there."""

from collections.abc import Iterable

from bot.sandbox.api.call import READS, Call
from bot.sandbox.delivery.wire import Payload
from bot.sandbox.errors import SlackError
from bot.sandbox.workspace import payloads
from bot.sandbox.workspace.directory import SlackChannel
from bot.sandbox.workspace.messages import SlackMessage

MOST_PEOPLE = 8  # in a group conversation, besides the bot
TYPES = {"public_channel": "channel", "private_channel": "group", "im": "im", "mpim": "mpim"}


def info(call: Call) -> Payload:
    where = call.channel(reading="read")
    return {"channel": payloads.channel(call.workspace, where, count=call.flag("include_num_members"))}


def members(call: Call) -> Payload:
    where = call.channel(reading="read")
    found, following = call.page(where.people)
    return {"members": found, "response_metadata": {"next_cursor": following}}


def open_direct(call: Call) -> Payload:
    """A conversation with one person, or with several at once."""
    place = call.workspace
    before = len(place.channels)
    where = call.channel() if call.text("channel") else _with_people(call, _people(call))
    told = payloads.channel(place, where) if call.flag("return_im") else {"id": where.id}
    is_new = len(place.channels) > before
    return {"channel": told, **({} if is_new else {"no_op": True, "already_open": True})}


def _with_people(call: Call, people: list[str]) -> SlackChannel:
    alone = len(people) == 1
    call.needs_one(("im:write",) if alone else ("mpim:write",))
    return call.workspace.direct(people[0]) if alone else call.workspace.group_direct(people)


def _people(call: Call) -> list[str]:
    """Who is asked into a conversation, besides the bot."""
    users = [each.strip() for each in call.text("users").split(",") if each.strip()]
    known = call.workspace.users
    if any(each not in known for each in users):
        raise SlackError("user_not_found")
    if any(known[each].is_deleted for each in users):
        raise SlackError("user_disabled")
    people = [each for each in dict.fromkeys(users) if each != call.workspace.bot.id]
    if not people:
        raise SlackError("not_enough_users" if users else "users_list_not_supplied")
    if len(people) > MOST_PEOPLE:
        raise SlackError("too_many_users")
    return people


def list_all(call: Call) -> Payload:
    return _listed(call, call.workspace.channels.values())


def of_user(call: Call) -> Payload:
    """users.conversations: of the bot itself, unless somebody is named."""
    who = call.person("user") if call.text("user") else call.workspace.bot
    return _listed(call, (each for each in call.workspace.channels.values() if who.id in each.people))


def history(call: Call) -> Payload:
    where = call.channel(reading="history")
    if not call.is_member(where):
        raise SlackError("not_in_channel")
    top = [each for each in call.workspace.messages.of(where.id) if _is_at_top(each) and _is_between(call, each)]
    return _told(call, top[::-1])


def replies(call: Call) -> Payload:
    where = call.channel(reading="history")
    if not call.is_member(where):
        raise SlackError("not_in_channel")
    found = call.workspace.messages.find(where.id, call.text("ts"))
    if found is None or found.ephemeral_to:
        raise SlackError("thread_not_found")
    if found.is_reply:
        return _told(call, [found])
    under = [each for each in call.workspace.messages.replies(where.id, found.ts) if _is_between(call, each)]
    return _told(call, [found, *under])


def _listed(call: Call, channels: Iterable[SlackChannel]) -> Payload:
    wanted = {TYPES.get(each.strip(), "") for each in (call.text("types") or "public_channel").split(",")}
    if "" in wanted:
        raise SlackError("invalid_types")
    for each in wanted & READS.keys():
        call.needs_one((READS[each] + "read",))
    found = [each for each in channels if each.type in wanted and _is_listed(call, each)]
    some, following = call.page(found)
    told = [payloads.channel(call.workspace, each, count=True) for each in some]
    return {"channels": told, "response_metadata": {"next_cursor": following}}


def _is_listed(call: Call, channel: SlackChannel) -> bool:
    if channel.is_archived and call.flag("exclude_archived"):
        return False
    return not channel.is_private or call.is_member(channel)


def _is_at_top(message: SlackMessage) -> bool:
    return not message.ephemeral_to and (not message.is_reply or message.is_broadcast)


def _is_between(call: Call, message: SlackMessage) -> bool:
    oldest, latest, inclusive = call.text("oldest"), call.text("latest"), call.flag("inclusive")
    ts = float(message.ts)
    if inclusive and message.ts in (oldest, latest):
        return True
    return ts > _moment(oldest, "oldest", 0) and ts < _moment(latest, "latest", float("inf"))


def _moment(ts: str, name: str, default: float) -> float:
    if not ts:
        return default
    try:
        return float(ts)
    except ValueError:
        raise SlackError(f"invalid_ts_{name}") from None


def _told(call: Call, found: list[SlackMessage]) -> Payload:
    some, following = call.page(found)
    with_metadata = call.flag("include_all_metadata")
    messages = [payloads.message(call.workspace, each, with_metadata=with_metadata) for each in some]
    told: Payload = {"messages": messages, "has_more": bool(following), "pin_count": 0}
    return {**told, "response_metadata": {"next_cursor": following}} if following else told
