"""Files: asked for, sent, finished and shared; what they hold, and who may fetch it.

Source: https://docs.slack.dev/messaging/working-with-files
"""

import mimetypes
import secrets
from dataclasses import dataclass, field

from bot.sandbox.delivery.wire import Payload

LARGEST = 1_000_000_000  # bytes
SNIPPET = "text/plain"


@dataclass
class File:
    id: str
    name: str
    size: int  # bytes that were announced
    user: str
    created: int  # seconds since 1970
    alt_text: str = ""
    title: str = ""
    content: bytes | None = None  # None until it was sent
    channels: list[str] = field(default_factory=list)  # where it was shared
    is_complete: bool = False
    key: str = field(default_factory=lambda: secrets.token_urlsafe(12), repr=False)  # of the address to send it to

    @property
    def mimetype(self) -> str:
        return mimetypes.guess_type(self.name)[0] or SNIPPET

    @property
    def filetype(self) -> str:
        """As Slack calls it: mostly the end of its name."""
        return self.name.rpartition(".")[2].lower() if "." in self.name else "text"


class Files:
    """All files of the workspace, those still on their way included."""

    def __init__(self) -> None:
        self._by_id: dict[str, File] = {}

    def add(self, file: File) -> File:
        self._by_id[file.id] = file
        return file

    def find(self, id: str) -> File | None:
        """A finished file."""
        found = self._by_id.get(id)
        return found if found and found.is_complete else None

    def on_its_way(self, id: str) -> File | None:
        """A file that was asked for and is not finished yet."""
        found = self._by_id.get(id)
        return None if found is None or found.is_complete else found

    def receive(self, key: str, content: bytes) -> bool:
        """Take what was sent to an upload address; whether there is such a one, and it is all that was announced."""
        found = next(
            (each for each in self._by_id.values() if secrets.compare_digest(each.key.encode(), key.encode())), None
        )
        if found is None or found.is_complete or len(content) != found.size:
            return False
        found.content = content
        return True

    def __len__(self) -> int:
        return len(self._by_id)


def told(file: File, base: str, team: str) -> Payload:
    """A file as Slack describes it. `base`: the address of this Slack, without a slash at its end.

    Source: https://docs.slack.dev/reference/objects/file-object
    """
    private = f"{base}/files-pri/{team}-{file.id}"
    told: Payload = {
        "id": file.id,
        "created": file.created,
        "timestamp": file.created,
        "name": file.name,
        "title": file.title or file.name,
        "mimetype": file.mimetype,
        "filetype": file.filetype,
        "pretty_type": file.filetype.upper(),
        "user": file.user,
        "user_team": team,
        "editable": False,
        "size": file.size,
        "mode": "hosted",
        "is_external": False,
        "external_type": "",
        "is_public": any(each.startswith("C") for each in file.channels),
        "public_url_shared": False,
        "display_as_bot": False,
        "username": "",
        "url_private": f"{private}/{file.name}",
        "url_private_download": f"{private}/download/{file.name}",
        "permalink": f"{base}/files/{file.user}/{file.id}/{file.name}",
        "channels": [each for each in file.channels if each.startswith("C")],
        "groups": [each for each in file.channels if each.startswith("G")],
        "ims": [each for each in file.channels if each.startswith("D")],
        "has_rich_preview": False,
        "file_access": "visible",
    }
    return told | ({"alt_txt": file.alt_text} if file.alt_text else {})
