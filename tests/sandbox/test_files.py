"""Files: the SDK's own upload, where they appear, and who may fetch them."""

from http.client import HTTPConnection
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackRequestError

from bot.sandbox import Server, client
from bot.sandbox.workspace.state import BOT_TOKEN
from tests.sandbox.harbour import SCOPES, workspace

PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(256))


def with_files(**more):
    return workspace(scopes=[*SCOPES, "files:read", "files:write", *more.pop("scopes", ())], **more)


@pytest.fixture
def place():
    return with_files()


@pytest.fixture
def slack(place):
    return client(place)


def error(call, **given):
    with pytest.raises(SlackApiError) as caught:
        call(**given)
    return caught.value.response["error"]


def test_a_picture_appears_in_its_channel_with_a_word_to_it(place, slack):
    file = slack.files_upload_v2(
        channel="C0GENERAL",
        content=PICTURE,
        filename="tide.png",
        title="The tide",
        initial_comment="Look",
        alt_txt="A curve",
    )["file"]

    [seen] = place.person("bo").sees("general")
    assert (seen.text, seen.subtype, [each.title for each in seen.files]) == ("Look", "file_share", ["The tide"])
    assert seen.reads == "Look\nThe tide"
    assert place.files.find(file["id"]).content == PICTURE
    assert (file["mimetype"], file["filetype"], file["size"], file["alt_txt"]) == (
        "image/png",
        "png",
        len(PICTURE),
        "A curve",
    )
    told = slack.conversations_history(channel="C0GENERAL")["messages"][0]
    assert told["files"][0]["id"] == file["id"]


def test_several_files_stand_in_one_message_of_a_thread(place, slack):
    root = place.person("ada").says("Show me")
    uploads = [{"content": name, "filename": f"{name}.txt", "title": name} for name in ("one", "two")]
    slack.files_upload_v2(channel="C0GENERAL", thread_ts=root.ts, file_uploads=uploads)

    [_, reply] = place.person("ada").sees("general", thread=root)
    assert [(each.title, each.content) for each in reply.files] == [("one", b"one"), ("two", b"two")]


def test_what_slack_refuses_about_files(place, slack):
    assert error(slack.files_getUploadURLExternal, filename="a", length=0) == "file_upload_size_restricted"
    asked = slack.files_getUploadURLExternal(filename="a", length=2)
    assert error(slack.files_completeUploadExternal, files=[{"id": asked["file_id"]}]) == "file_not_found"
    assert error(slack.files_getUploadURLExternal, filename="a", length=1, alt_txt="x" * 1_001) == "alt_txt_too_large"
    with pytest.raises(SlackApiError, match="not_in_channel"):
        slack.files_upload_v2(channel="C0TIDES", content="x", filename="a.txt")
    assert place.files.receive("no such key", b"x") is False
    assert place.files.receive("ключ", b"x") is False
    assert place.files.receive(asked["upload_url"].rpartition("/")[2], b"not two") is False


def test_files_need_their_scopes():
    slack = client(workspace())

    assert error(slack.files_getUploadURLExternal, filename="a", length=1) == "missing_scope"


def fetch(url, **headers):
    """Status and body, without following where it leads."""
    parts = urlsplit(url)
    connection = HTTPConnection(parts.hostname, parts.port)
    try:
        connection.request("GET", parts.path, headers=headers)
        response = connection.getresponse()
        return response.status, response.read()
    finally:
        connection.close()


def test_over_http_a_file_is_sent_and_only_those_who_may_see_it_fetch_it():
    place = with_files()
    server = Server(place).start()
    try:
        slack = WebClient(BOT_TOKEN, base_url=f"{server.url}/api/")
        file = slack.files_upload_v2(channel="C0STEERING", content=PICTURE, filename="tide.png")["file"]

        url = file["url_private"]
        assert fetch(url, Authorization=f"Bearer {BOT_TOKEN}") == (200, PICTURE)
        assert fetch(file["url_private_download"], Authorization=f"Bearer {BOT_TOKEN}") == (200, PICTURE)
        assert fetch(url, Cookie="sandbox_person=U0BO") == (200, PICTURE)
        assert [fetch(url, **headers)[0] for headers in ({}, {"Cookie": "sandbox_person=U0CHI"})] == [302, 302]
        assert fetch(f"{server.url}/files-pri/T0HAVEN-F0/x")[0] == 404
        place.tokens.revoke()
        assert fetch(url, Authorization=f"Bearer {BOT_TOKEN}")[0] == 302
    finally:
        server.stop()


def test_a_form_with_one_file_is_taken_as_well():
    place = with_files()
    server = Server(place).start()
    try:
        slack = WebClient(BOT_TOKEN, base_url=f"{server.url}/api/")
        asked = slack.files_getUploadURLExternal(filename="a.txt", length=5)
        form = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nhello\r\n--x--\r\n'
        with urlopen(Request(asked["upload_url"], form, {"Content-Type": "multipart/form-data; boundary=x"})) as answer:
            assert answer.read() == b"OK - 5"
        slack.files_completeUploadExternal(files=[{"id": asked["file_id"]}])
        assert place.files.find(asked["file_id"]).content == b"hello"
        with pytest.raises((SlackRequestError, OSError), match="400"):
            urlopen(Request(asked["upload_url"], b"again"))
    finally:
        server.stop()
