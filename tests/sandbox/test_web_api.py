"""What the bot may ask of the pretend Slack, through the SDK's own client, and what it is refused."""

from http.client import RemoteDisconnected
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.sandbox import Workspace, client, web_api
from bot.sandbox.delivery.in_process import arguments
from bot.sandbox.workspace.state import BOT_TOKEN
from tests.sandbox.harbour import CARD, FORM, MONDAY_9, modal, plain, section, workspace

LARGE = modal("Large", *(section("x" * 2_999, block_id=str(number)) for number in range(90)))
HOME = {"type": "home", "blocks": [section("hi")]}


@pytest.fixture
def place() -> Workspace:
    return workspace()


@pytest.fixture
def slack(place: Workspace) -> WebClient:
    return client(place)


def refused(call: Any, **given: Any) -> dict[str, Any]:
    """Slack's whole answer to a call that it refuses."""
    with pytest.raises(SlackApiError) as caught:
        call(**given)
    return dict(caught.value.response.data)


REFUSALS: list[tuple[str, str, dict[str, Any]]] = [
    ("channel_not_found", "chat.postMessage", {"channel": "C0NOWHERE", "text": "x"}),
    ("channel_not_found", "chat.postMessage", {"channel": "C0SECRET", "text": "x"}),
    ("not_in_channel", "chat.postMessage", {"channel": "C0TIDES", "text": "x"}),
    ("is_archived", "chat.postMessage", {"channel": "C0OLD", "text": "x"}),
    ("no_text", "chat.postMessage", {"channel": "C0GENERAL"}),
    ("no_text", "chat.postMessage", {"channel": "C0GENERAL", "blocks": []}),
    ("missing_scope", "chat.postMessage", {"channel": "C0GENERAL", "text": "x", "username": "Santa"}),
    ("view_too_large", "views.open", {"trigger_id": "1.2.3", "view": LARGE}),
    ("invalid_blocks", "chat.postMessage", {"channel": "C0GENERAL", "blocks": [{"type": "header", "text": plain("")}]}),
    ("invalid_blocks_format", "chat.postMessage", {"channel": "C0GENERAL", "blocks": "[{"}),
    ("msg_blocks_too_long", "chat.postMessage", {"channel": "C0GENERAL", "blocks": [section("x" * 2_900)] * 5}),
    ("invalid_metadata_format", "chat.postMessage", {"channel": "C0GENERAL", "text": "x", "metadata": {"a": 1}}),
    ("markdown_text_conflict", "chat.postMessage", {"channel": "C0GENERAL", "text": "x", "markdown_text": "y"}),
    ("thread_not_found", "chat.postMessage", {"channel": "C0GENERAL", "text": "x", "thread_ts": "1.000000"}),
    ("invalid_arguments", "chat.postMessage", {"text": "x"}),
    ("user_not_in_channel", "chat.postEphemeral", {"channel": "C0STEERING", "user": "U0DAN", "text": "x"}),
    ("not_in_channel", "chat.postEphemeral", {"channel": "C0TIDES", "user": "U0ADA", "text": "x"}),
    ("message_not_found", "chat.update", {"channel": "C0GENERAL", "ts": "1.000000", "text": "x"}),
    ("cant_update_message", "chat.update", {"channel": "C0GENERAL", "ts": "SAID", "text": "x"}),
    ("cant_delete_message", "chat.delete", {"channel": "C0GENERAL", "ts": "SAID"}),
    ("message_not_found", "chat.getPermalink", {"channel": "C0GENERAL", "message_ts": "1.000000"}),
    ("channel_not_found", "conversations.info", {"channel": "C0SECRET"}),
    ("not_in_channel", "conversations.history", {"channel": "C0TIDES"}),
    ("invalid_ts_oldest", "conversations.history", {"channel": "C0GENERAL", "oldest": "yesterday"}),
    ("thread_not_found", "conversations.replies", {"channel": "C0GENERAL", "ts": "1.000000"}),
    ("invalid_cursor", "conversations.members", {"channel": "C0GENERAL", "cursor": "!"}),
    ("invalid_limit", "conversations.members", {"channel": "C0GENERAL", "limit": 1_001}),
    ("invalid_types", "users.conversations", {"types": "everything"}),
    ("missing_scope", "users.conversations", {"types": "mpim"}),
    ("user_not_found", "users.info", {"user": "U0NOBODY"}),
    ("team_not_found", "team.info", {"team": "T0NOWHERE"}),
    ("user_not_found", "conversations.open", {"users": "U0NOBODY"}),
    ("invalid_trigger_id", "views.open", {"trigger_id": "1.2.3", "view": FORM}),
    ("invalid_arguments", "views.open", {"view": FORM}),
    ("invalid_arguments", "views.open", {"trigger_id": "1.2.3", "view": {**FORM, "title": plain("x" * 25)}}),
    ("invalid_arguments", "views.open", {"trigger_id": "1.2.3", "view": HOME}),
    ("invalid_arguments", "views.publish", {"user_id": "U0NOBODY", "view": HOME}),
    ("not_found", "views.update", {"view_id": "V0", "view": FORM}),
    ("invalid_metadata_format", "chat.postMessage", {"channel": "C0GENERAL", "text": "x", "metadata": "[]"}),
    (
        "invalid_metadata_format",
        "chat.postMessage",
        {"channel": "C0GENERAL", "text": "x", "metadata": {"event_type": "x", "event_payload": {"a": None}}},
    ),
    ("invalid_arguments", "chat.postMessage", {"channel": "C0GENERAL", "text": "x", "colour": "red"}),
    ("invalid_arguments", "chat.postMessage", {"channel": "C0GENERAL", "text": 7}),
    ("invalid_arguments", "chat.postMessage", {"channel": "C0GENERAL", "text": "x", "mrkdwn": "perhaps"}),
    ("invalid_arguments", "chat.postMessage", {"channel": "C0GENERAL", "attachments": "[7]"}),
    ("invalid_arguments", "conversations.history", {"channel": "C0GENERAL", "limit": "many"}),
    ("unknown_method", "chat.shout", {"channel": "C0GENERAL"}),
]


@pytest.mark.parametrize(("error", "method", "given"), REFUSALS, ids=[f"{each[1]} {each[0]}" for each in REFUSALS])
def test_slack_says_no(place, slack, error, method, given):
    said = place.person("ada").says("so it is")
    place.add_channel("C0OLD", "old", people=["ada", "steward"])
    place.person("ada").archives("old")
    given = {name: said.ts if value == "SAID" else value for name, value in given.items()}

    answer = web_api(place, method, given, BOT_TOKEN)
    assert (answer.status, answer.body["ok"], answer.body["error"]) == (200, False, error)
    assert place.trace.latest(1)[0].address.startswith("https://docs.slack.dev/")


def test_refused_blocks_are_told_with_their_place(slack):
    blocks = [section("fine"), {"type": "section", "text": plain("x" * 3_001)}, {"type": "alert", "text": plain("x")}]

    told = refused(slack.chat_postMessage, channel="C0GENERAL", text="x", blocks=blocks)
    assert told["errors"] == ["must be less than 3001 characters [json-pointer:/blocks/1/text/text]"]
    assert told["response_metadata"]["messages"] == [f"[ERROR] {told['errors'][0]}"]
    told = refused(slack.chat_postMessage, channel="C0GENERAL", text="x", blocks=blocks[2:])
    assert told["errors"] == ["unsupported type: alert on a message [json-pointer:/blocks/0/type]"]


@pytest.mark.parametrize(
    ("token", "error"),
    [("", "not_authed"), ("xoxb-other", "invalid_auth"), ("xapp-sandbox", "not_allowed_token_type")],
)
def test_who_calls(place, token, error):
    assert web_api(place, "auth.test", {}, token).body == {"ok": False, "error": error}


def test_what_the_manifest_does_not_ask_for_is_not_given():
    slack = client(workspace(scopes=["channels:read", "users:read"]))

    told = refused(slack.chat_postMessage, channel="C0GENERAL", text="x")
    assert (told["error"], told["needed"], told["provided"]) == (
        "missing_scope",
        "chat:write",
        "channels:read,users:read",
    )
    assert refused(slack.conversations_info, channel="C0STEERING")["needed"] == "groups:read"
    answer = slack.users_info(user="U0ADA")
    assert "email" not in answer["user"]["profile"]
    assert answer.headers["x-oauth-scopes"] == "channels:read,users:read"


def test_a_message_is_posted_changed_and_taken_back(place, slack):
    ada = place.person("ada")
    posted = slack.chat_postMessage(channel="C0GENERAL", text="A berth", blocks=CARD)
    assert posted["message"]["bot_id"] == "B0STEWARD"
    assert all(block["block_id"] for block in posted["message"]["blocks"])
    slack.chat_update(channel="C0GENERAL", ts=posted["ts"], text="Taken")
    [seen] = ada.sees("general")
    assert (seen.text, seen.blocks, bool(seen.edited_ts)) == ("Taken", [], True)
    slack.chat_delete(channel="C0GENERAL", ts=posted["ts"])

    assert ada.sees("general") == []
    assert CARD[0].keys() == {"type", "text"}  # what the bot handed over is not written into


def test_a_whisper_is_seen_by_one_and_found_by_nobody(place, slack):
    ts = slack.chat_postEphemeral(channel="C0GENERAL", user="U0ADA", text="psst")["message_ts"]

    assert [each.text for each in place.person("ada").sees("general")] == ["psst"]
    assert place.person("bo").sees("general") == []
    assert slack.conversations_history(channel="C0GENERAL")["messages"] == []
    assert refused(slack.chat_update, channel="C0GENERAL", ts=ts, text="x")["error"] == "message_not_found"
    assert (
        refused(slack.chat_postMessage, channel="C0GENERAL", text="x", thread_ts=ts)["error"]
        == "cannot_reply_to_message"
    )


def test_posting_to_a_person_opens_their_conversation(place, slack):
    posted = slack.chat_postMessage(channel="U0DAN", text="hello")

    assert posted["channel"] == slack.conversations_open(users="U0DAN")["channel"]["id"] == "D0DAN"
    assert [each.text for each in place.person("dan").dms] == ["hello"]
    assert slack.conversations_info(channel="D0DAN")["channel"]["user"] == "U0DAN"


def test_words_beyond_forty_thousand_are_cut_off(place, slack):
    slack.chat_postMessage(channel="C0GENERAL", text="x" * 40_001)

    assert len(place.person("ada").sees("general")[0].text) == 40_000


def test_history_and_replies_are_read_back(place, slack):
    ada = place.person("ada")
    first = ada.says("first")
    place.clock.forward(minutes=1)
    metadata = {"event_type": "berth", "event_payload": {"identity": "7"}}
    root = slack.chat_postMessage(channel="C0GENERAL", text="root", metadata=metadata)["ts"]
    ada.says("under it", thread=root)
    ada.reacts("eyes", first)

    newest, oldest = slack.conversations_history(channel="C0GENERAL", include_all_metadata=True)["messages"]
    assert (newest["text"], newest["metadata"], newest["reply_count"]) == ("root", metadata, 1)
    assert oldest["reactions"] == [{"name": "eyes", "users": ["U0ADA"], "count": 1}]
    assert "metadata" not in slack.conversations_history(channel="C0GENERAL")["messages"][0]
    assert len(slack.conversations_history(channel="C0GENERAL", oldest=first.ts)["messages"]) == 1
    assert len(slack.conversations_history(channel="C0GENERAL", oldest=first.ts, inclusive=True)["messages"]) == 2
    thread = slack.conversations_replies(channel="C0GENERAL", ts=root)["messages"]
    assert [each["text"] for each in thread] == ["root", "under it"]
    assert thread[1]["parent_user_id"] == "U0STEWARD"
    link = slack.chat_getPermalink(channel="C0GENERAL", message_ts=thread[1]["ts"])["permalink"]
    stamp = thread[1]["ts"].replace(".", "")
    assert link == (f"https://havenmouth-alliance.slack.com/archives/C0GENERAL/p{stamp}?thread_ts={root}&cid=C0GENERAL")


def test_long_lists_come_in_pages(place, slack):
    pages = [page["members"] for page in slack.conversations_members(channel="C0GENERAL", limit=2)]

    assert pages == [["U0ADA", "U0BO"], ["U0CHI", "U0DAN"], ["U0STEWARD"]]


def test_channels_are_told_as_far_as_the_bot_may_know(slack):
    def names(answer: Any) -> list[str]:
        return [each["name"] for each in answer["channels"]]

    both = "public_channel,private_channel"
    assert names(slack.conversations_list(types=both)) == ["general", "tides", "steering"]
    assert names(slack.users_conversations(types=both)) == ["general", "steering"]
    general = slack.conversations_info(channel="C0GENERAL", include_num_members=True)["channel"]
    assert (general["is_ext_shared"], general["connected_team_ids"], general["num_members"]) == (True, ["T0NORTH"], 5)


def test_people_are_told_as_far_as_slack_tells(slack):
    ada, chi, dan = (slack.users_info(user=f"U0{who}", include_locale=True)["user"] for who in ("ADA", "CHI", "DAN"))

    assert (ada["profile"]["email"], ada["tz"], ada["locale"]) == ("ada@havenmouth.example", "Europe/London", "en-GB")
    assert (chi["is_restricted"], dan["is_restricted"]) == (True, False)
    assert (dan["team_id"], dan["is_stranger"]) == ("T0NORTH", False)
    assert not {"tz", "locale"} & dan.keys()
    assert "email" not in dan["profile"]
    assert [each["id"] for each in slack.users_list()["members"]] == ["U0STEWARD", "U0ADA", "U0BO", "U0CHI"]
    assert slack.team_info(team="T0NORTH")["team"]["name"] == "Northwind Marine"
    assert slack.auth_test()["team_id"] == "T0HAVEN"


# windows


def test_a_trigger_opens_one_window_within_three_seconds(place, slack):
    trigger, late = place.new_trigger("U0ADA"), place.new_trigger("U0ADA")
    view = slack.views_open(trigger_id=trigger, view=FORM)["view"]

    assert view["state"]["values"]["night"]["night"]["selected_date"] == "2026-03-05"
    assert place.person("ada").form.id == view["id"] == view["root_view_id"]
    assert refused(slack.views_open, trigger_id=trigger, view=FORM)["error"] == "exchanged_trigger_id"
    place.clock.forward(seconds=3.1)
    assert refused(slack.views_open, trigger_id=late, view=FORM)["error"] == "expired_trigger_id"


def test_a_refused_view_leaves_its_trigger_unused(place, slack):
    trigger = place.new_trigger("U0ADA")
    without_submit = {name: value for name, value in FORM.items() if name != "submit"}

    told = refused(slack.views_open, trigger_id=trigger, view=without_submit)
    assert told["response_metadata"]["messages"] == ["[ERROR] missing required field: submit [json-pointer:/view]"]
    slack.views_open(trigger_id=trigger, view=FORM)


def test_windows_lie_three_deep_and_no_deeper(place, slack):
    assert refused(slack.views_push, trigger_id=place.new_trigger("U0ADA"), view=FORM)["error"] == "not_found"
    slack.views_open(trigger_id=place.new_trigger("U0ADA"), view=FORM)
    for _ in range(2):
        slack.views_push(trigger_id=place.new_trigger("U0ADA"), view=FORM)

    assert refused(slack.views_push, trigger_id=place.new_trigger("U0ADA"), view=FORM)["error"] == "push_limit_reached"


def test_a_window_is_updated_unless_it_has_changed(place, slack):
    view = slack.views_open(trigger_id=place.new_trigger("U0ADA"), view={**FORM, "external_id": "one"})["view"]
    place.person("ada").chooses("Boat", "Petrel")
    new = slack.views_update(external_id="one", hash=view["hash"], view={**FORM, "title": plain("New")})["view"]

    assert place.person("ada").form.title == "New"
    assert new["state"]["values"]["boat"]["boat"]["value"] == "Petrel"
    assert refused(slack.views_update, view_id=view["id"], hash=view["hash"], view=FORM)["error"] == "hash_conflict"


# limits and faults


def test_too_many_posts_to_one_channel_have_to_wait(place, slack):
    place.limits.is_on = True
    for _ in range(4):
        slack.chat_postMessage(channel="C0GENERAL", text="x")
    slack.chat_postMessage(channel="C0STEERING", text="x")

    with pytest.raises(SlackApiError) as caught:
        slack.chat_postMessage(channel="C0GENERAL", text="x")
    assert caught.value.response.status_code == 429
    assert caught.value.response.headers["Retry-After"] == "1"
    place.clock.forward(seconds=1)
    slack.chat_postMessage(channel="C0GENERAL", text="x")


def test_each_method_has_its_tier(place, slack):
    place.limits.is_on = True
    for _ in range(20):
        slack.users_list()

    assert refused(slack.users_list)["error"] == "ratelimited"
    for _ in range(100):
        slack.users_info(user="U0ADA")
    place.clock.forward(seconds=3)
    slack.users_list()


@pytest.mark.parametrize(("after", "posted"), [(False, 0), (True, 1)])
def test_a_method_fails_on_purpose_before_or_after_it_took_effect(place, slack, after, posted):
    place.faults.plan("chat.postMessage", error="fatal_error", after=after)

    assert refused(slack.chat_postMessage, channel="C0GENERAL", text="x")["error"] == "fatal_error"
    assert len(place.messages) == posted
    slack.chat_postMessage(channel="C0GENERAL", text="x")


def test_a_connection_breaks_and_slack_is_down(place, slack):
    place.faults.plan("auth.test", "drop")
    place.faults.plan("auth.test", "500")
    place.faults.plan("auth.test", retry_after=30)

    with pytest.raises(RemoteDisconnected):
        slack.auth_test()
    with pytest.raises(SlackApiError, match="non-JSON"):
        slack.auth_test()
    with pytest.raises(SlackApiError) as caught:
        slack.auth_test()
    assert caught.value.response.headers["Retry-After"] == "30"


def test_every_call_is_kept_as_it_was_meant(place, slack):
    slack.chat_postMessage(channel="C0GENERAL", text="x", blocks=CARD)

    assert place.calls == [("chat.postMessage", {"channel": "C0GENERAL", "text": "x", "blocks": CARD})]


def test_a_body_that_slack_does_not_look_into_is_no_argument():
    body = b'{"user": "U0ADA"}'

    assert arguments("https://slack.com/api/users.info", body, "application/json") == {}
    assert arguments("https://slack.com/api/views.open?a=b", body, "application/json") == {"a": "b", "user": "U0ADA"}


def test_time_stands_still_and_ids_differ(place, slack):
    stamps = [slack.chat_postMessage(channel="C0GENERAL", text="x")["ts"] for _ in range(3)]

    second = int(MONDAY_9.timestamp())
    assert stamps == [f"{second}.000000", f"{second}.000001", f"{second}.000002"]
