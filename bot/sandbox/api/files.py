"""files.*: a file is asked for, sent to an address of its own, finished, and shared."""

from urllib.parse import quote

from bot.sandbox.api import chat, posting
from bot.sandbox.api.call import Call
from bot.sandbox.delivery.wire import Payload
from bot.sandbox.errors import SlackError
from bot.sandbox.workspace import files
from bot.sandbox.workspace.directory import SlackChannel
from bot.sandbox.workspace.files import File
from bot.sandbox.workspace.messages import Content

LONGEST_ALT_TEXT = 1_000  # characters
UPLOAD = "/upload/v1/"


def get_upload_url(call: Call) -> Payload:
    """Where to send a file to, and its id."""
    size, alt_text = call.number("length", 0), call.text("alt_txt") or call.text("alt_text")
    if not 0 < size <= files.LARGEST:
        raise SlackError("file_upload_size_restricted")
    if len(alt_text) > LONGEST_ALT_TEXT:
        raise SlackError("alt_txt_too_large")
    place = call.workspace
    made = File(place.new_id("F"), call.text("filename"), size, place.bot.id, int(place.clock().timestamp()), alt_text)
    place.files.add(made)
    return {"upload_url": f"{place.address}{UPLOAD}{quote(made.key)}", "file_id": made.id}


def complete(call: Call) -> Payload:
    """All files are sent: show them, in a channel if one is named."""
    named: list[Payload] = call.args["files"]
    found = [call.workspace.files.on_its_way(each["id"]) for each in named]
    sent = [each for each in found if each and each.content is not None]
    if len(sent) < len(named):
        raise SlackError("file_not_found")
    places = _places(call)
    said = Content(call.text("initial_comment"), [] if call.text("initial_comment") else call.args.get("blocks") or [])
    posting.check_blocks(said.blocks)
    for file, each in zip(sent, named, strict=True):
        file.is_complete, file.title = True, str(each.get("title") or file.name)
    for where, thread in places:
        _share(call, sent, where, said, thread)
    return {"files": [_told(call, each) for each in sent]}


def _places(call: Call) -> list[tuple[SlackChannel, str | None]]:
    """The channels that it is shared in, each with the thread; none leaves it private."""
    named = [call.text("channel_id"), *call.text("channels").split(",")]
    found = []
    for id in filter(None, named):
        where = chat.speakable(call, id)
        found.append((where, chat.thread(call, where)))
    return found


def _share(call: Call, shared: list[File], where: SlackChannel, said: Content, thread: str | None) -> None:
    place = call.workspace
    message = posting.put(place, where.id, said, thread=thread, files=shared)
    for file in shared:
        file.channels.append(where.id)
    call.after.append(lambda: posting.announce(place, message))


def _told(call: Call, file: File) -> Payload:
    return files.told(file, call.workspace.address, call.workspace.home.id)
