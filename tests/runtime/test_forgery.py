"""What is too late, made up, or no longer somebody's to do: refused in plain words, and nothing changes."""

import threading
from itertools import product

import pytest
from slack_bolt import BoltRequest
from sqlalchemy import func, select

from bot.dispatch.payloads import OUTDATED
from bot.runtime.app import FAULT
from storage.decisions import Decision
from tests.decisions.test_capture import posts_at_top
from tests.decisions.test_decisions import log, posts

BUTTONS = ["decision_why", "decision_amend", "decision_supersede", "decision_withdraw", "decision_reason", "draft_save"]


def click(steward, who, action, value, channel="C0GENERAL"):
    """A click as Slack would send it, whether or not there is such a button."""
    body = {
        "type": "block_actions",
        "user": {"id": who, "team_id": "T0HAVEN"},
        "team": {"id": "T0HAVEN"},
        "api_app_id": "A0STEWARD",
        "trigger_id": f"forged.{action}.{value}",
        "channel": {"id": channel, "name": "general"},
        "container": {"type": "message", "channel_id": channel, "message_ts": "1.000001"},
        "message": {"ts": "1.000001"},
        "actions": [{"type": "button", "action_id": action, "block_id": "b", "value": value}],
    }
    return steward.bolt.dispatch(BoltRequest(body=body, mode="socket_mode"))


def submit(steward, who, form, memo, **filled):
    state = {name: {name: {"type": "plain_text_input", "value": value}} for name, value in filled.items()}
    if "channel" in filled:
        option = {"value": filled["channel"], "text": {"type": "plain_text", "text": "x"}}
        state["channel"] = {"channel": {"type": "static_select", "selected_option": option}}
    view = {
        "id": f"V{form}{memo}",
        "type": "modal",
        "callback_id": form,
        "private_metadata": memo,
        "blocks": [{"type": "input", "block_id": name} for name in filled],
        "state": {"values": state},
    }
    user = {"id": who, "team_id": "T0HAVEN"}
    body = {"type": "view_submission", "user": user, "team": {"id": "T0HAVEN"}, "trigger_id": "t", "view": view}
    return steward.bolt.dispatch(BoltRequest(body={**body, "api_app_id": "A0STEWARD"}, mode="socket_mode"))


MADE_UP = ["", "abc", "-1", "0", "99999999999999999999999", "1; DROP TABLE decisions", "💥"]


def test_a_made_up_value_opens_nothing_and_breaks_nothing(steward, ada):
    for number, (action, value) in enumerate(product(BUTTONS, MADE_UP), start=1):
        assert click(steward, "U0ADA", action, value).status == 200, (action, value)

        assert ada.form is None, (action, value)
        assert len(ada.whispers) == number, (action, value)


@pytest.mark.parametrize("action", ["why_more", "why_share", "why_was_it"])
def test_a_made_up_question_is_outdated_and_no_more(steward, ada, action):
    made_up = ["", "[]", "{}", '{"q":"x","n":[1,2,3,4,5,6,7,8,9,10,11,12]}', '{"q":1}', "\x00"]
    for value in made_up:
        assert click(steward, "U0ADA", action, value).status == 200, value

    assert [whisper.text for whisper in ada.whispers] == [OUTDATED] * len(made_up)


def test_nobody_reaches_a_private_decision_by_its_number(steward, ada, chi):
    log(ada, "We ask the ministry for money because the fund is empty", channel="steering")

    for action in BUTTONS[:5]:
        click(steward, "U0CHI", action, "1")
        assert chi.whispers[-1].text == "I know of no D-1 that you can see."
    click(steward, "U0CHI", "why_share", '{"q":"money","n":[["decision",1]]}')
    assert "Not everybody here may see" in chi.whispers[-1].text
    click(steward, "U0CHI", "why_was_it", '{"q":"money","n":[["decision",1]]}')
    assert chi.whispers[-1].text == "That record is gone, or no longer yours to see."
    for form in ("decision_amend_form", "decision_supersede_form", "decision_withdraw_form", "decision_reason_form"):
        answer = submit(steward, "U0CHI", form, '{"number":1,"version":1}', text="Mine", reason="now")
        assert "I know of no D-1" in answer.body
    assert posts(chi) == []


@pytest.mark.parametrize("memo", ["", "{", "[]", '{"number":"x"}', "null"])
def test_a_memo_that_nobody_wrote_is_outdated_and_told_in_the_form(steward, ada, memo):
    answer = submit(steward, "U0ADA", "decision_amend_form", memo, text="We meet", reason="now")

    assert (answer.status, OUTDATED in answer.body) == (200, True)


@pytest.mark.parametrize("channel", ["C0STEERING", "C0NOWHERE", "", "U0ADA"])
def test_a_form_cannot_log_where_its_sender_is_not(steward, chi, ada, channel):
    answer = submit(steward, "U0CHI", "decision_form", "{}", text="We meet on Tuesdays", channel=channel)

    assert '"channel"' in answer.body
    assert posts(ada, "steering") == []


def test_whoever_left_between_opening_a_form_and_sending_it_is_refused(ada, bo):
    post = log(ada, channel="steering")
    bo.clicks("Withdraw", post)
    bo.leaves("steering")
    bo.submits(reason="Because I can")

    assert "I know of no D-1" in next(iter(bo.errors.values()))
    assert posts(ada, "steering")[0].text == "D-1: We meet on Tuesdays"


def test_a_channel_archived_while_a_form_was_open_is_refused_beside_its_field(ada):
    ada.types("/decision")
    ada.archives("general")
    ada.submits(text="We meet on Tuesdays", channel="general")

    assert ada.errors == {"channel": "That channel is archived. Choose another one."}


def test_what_the_bot_was_shown_out_of_is_answered_to_nobody(ada, bo, workspace):
    log(ada, "We ask the ministry for money because the fund is empty", channel="steering")
    workspace.person("steward").leaves("steering")

    bo.dm("why the ministry for money?")
    assert "fund" not in bo.dms[-1].reads


def test_two_who_save_at_the_same_moment_save_once(steward, ada, bo):
    ada.says("@Steward we decided to use the harbour site because the gauge is there", channel="general")
    draft = ada.sees("general")[-1]
    threads = [threading.Thread(target=person.clicks_stale, args=("Save", draft)) for person in (ada, bo)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(posts_at_top(ada)) == 1
    with steward.begin(reading=True) as db:
        assert db.scalar(select(func.count(Decision.id))) == 1


STRANGE = ["x" * 40_000, "<!subteam^S1>", "```rm -rf```", "\u202egnihton", "\x01\x02 a b c", "   "]


@pytest.mark.parametrize("door", ["/decision {}", "/ask-why {}", "@Steward we decided {}", "@Steward why {}"])
def test_strange_words_at_every_door_are_taken_calmly(ada, door, caplog):
    for said in map(door.format, STRANGE):
        ada.types(said, channel="general") if said.startswith("/") else ada.says(said, channel="general")

    seen = ada.sees("general")
    assert FAULT not in " ".join(message.text for message in seen)
    assert "<!subteam" not in " ".join(str(message.blocks) for message in seen if message.user == "U0STEWARD")
    assert "rm -rf" not in caplog.text


PROMISE_BUTTONS = ["done", "day", "hand", "let_go", "show", "ask", "accept", "decline", "on_1"]


MADE_UP_PROMISES = ["", "abc", "{}", '{"n":-1}', '{"n":0}', '{"n":99999999999999}', '{"n":"1; DROP"}', "💥"]


def test_a_made_up_promise_opens_nothing_and_breaks_nothing(steward, ada):
    for number, (action, value) in enumerate(product(PROMISE_BUTTONS, MADE_UP_PROMISES), start=1):
        assert click(steward, "U0ADA", f"commitment_{action}", value).status == 200, (action, value)

        assert ada.form is None, (action, value)
        assert len(ada.whispers) == number, (action, value)


def test_nobody_reaches_a_private_promise_by_its_number(steward, ada, chi, dan):
    ada.types("/commit I'll ask the ministry for money by Friday")

    for who, person in (("U0CHI", chi), ("U0DAN", dan)):
        for action in PROMISE_BUTTONS:
            click(steward, who, f"commitment_{action}", '{"n":1,"v":1}')
            assert person.whispers[-1].text == "I know of no C-1 that you can see."
        for form in ("day", "done", "let_go", "hand"):
            memo = '{"n":1,"v":1}'
            answer = submit(steward, who, f"commitment_{form}_form", memo, text="Mine", reason="now", people="U0BO")
            assert "ministry" not in answer.body
    ada.dm("my promises")
    assert "Ask the ministry" in ada.dms[-1].reads


def test_nobody_saves_a_promise_of_somebody_else(steward, ada, bo):
    for action in ("save", "save_1", "edit", "dismiss"):
        click(steward, "U0BO", f"commitment_{action}", '{"t":"Pay for everything","o":"U0ADA"}')
        assert "Only whoever said it" in bo.whispers[-1].text

    for person in (ada, bo):
        person.dm("my promises")
        assert "promised nothing" in person.dms[-1].reads


def test_two_who_take_over_the_same_promise_at_once_are_one(steward, ada, bo):
    ada.types("/commit I'll paint the gauge")
    ada.clicks("Hand over", ada.whispers[-1])
    ada.submits(people=["bo"])
    steward.tick()
    [offer] = bo.dms
    threads = [threading.Thread(target=bo.clicks_stale, args=(label, offer)) for label in ("I take it over", "Not me")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert any("not offered to you any more" in each.text or "know of no" in each.text for each in bo.whispers)
