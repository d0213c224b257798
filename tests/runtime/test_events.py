"""Slack repeats, reorders and edits what it reports: it is acted on once, or not at all."""

from tests.decisions.test_capture import posts_at_top

SAID = "@Steward we decided to use the harbour site because the tide gauge is there"


def test_a_mention_delivered_four_times_makes_one_draft(ada, workspace):
    workspace.repeat_events = 4
    ada.says(SAID, channel="general")

    assert len([m for m in ada.sees("general") if "Save" in m.labels]) == 1


def test_a_reaction_delivered_four_times_logs_once(ada, bo, workspace):
    said = bo.says("So the harbour site it is", channel="general")
    workspace.repeat_events = 4
    ada.reacts("scroll", said)

    assert len(posts_at_top(ada)) == 1
    assert len(bo.dms) == 1


def test_a_question_delivered_four_times_is_answered_once(ada, workspace):
    workspace.repeat_events = 4
    ada.dm("why the harbour site?")

    assert len(ada.dms) == 1


def test_save_pressed_twice_saves_once(ada):
    ada.says(SAID, channel="general")
    draft = ada.sees("general")[-1]
    ada.clicks("Save", draft)
    ada.clicks_stale("Save", draft)

    assert len(posts_at_top(ada)) == 1
    assert "saved or dismissed before" in ada.whispers[-1].reads


def test_a_mention_that_is_edited_makes_no_second_draft(ada):
    said = ada.says(SAID, channel="general")
    ada.edits(said, SAID + ", and the bus stops there")

    assert len([m for m in ada.sees("general") if "Save" in m.labels]) == 1


def test_a_deleted_message_is_no_decision(ada, bo, workspace):
    said = bo.says("So the harbour site it is", channel="general")
    with workspace.holding_events() as held:
        ada.reacts("scroll", said)
        bo.deletes(said)
    held.release()

    assert posts_at_top(ada) == []


def test_a_mark_taken_back_before_it_was_reported_logs_nothing(ada, bo, workspace):
    said = bo.says("So the harbour site it is", channel="general")
    with workspace.holding_events() as held:
        ada.reacts("scroll", said)
        ada.unreacts("scroll", said)
    held.release(reverse=True)

    assert posts_at_top(ada) == []


def test_what_bots_say_is_left_alone(workspace, ada, bo):
    other = workspace.add_bot("B0OTHER", "reporter")
    workspace.invite(other, "general")
    workspace.bot_says(other, f"{SAID}".replace("@Steward", "<@U0STEWARD>"), channel="general")

    assert [m for m in ada.sees("general") if m.user == "U0STEWARD"] == []


def test_what_is_said_of_promises_four_times_is_answered_once(ada, workspace):
    ada.types("/commit I'll paint the gauge")
    workspace.repeat_events = 4
    for said in ("I'll send the tide data", "my promises", "what is open between Ada and Bo", "done with the gauge"):
        before = len(ada.dms)
        ada.dm(said)
        assert len(ada.dms) == before + 1


def test_a_handshake_delivered_four_times_is_kept_or_asked_about_once(ada, bo, workspace):
    workspace.repeat_events = 4
    ada.reacts("handshake", ada.says("I'll paint the gauge", channel="general"))
    ada.reacts("handshake", bo.says("I'll send the tide data", channel="general"))

    assert len(ada.whispers) == 1
    assert len(bo.dms) == 1


def test_a_noticed_promise_delivered_four_times_is_offered_once(ada, bo, workspace):
    ada.says("@Steward notice on", channel="general")
    workspace.repeat_events = 4
    bo.says("I'll send the tide data to Ada by Friday", channel="general")

    assert len(bo.whispers) == 1


def test_a_promise_saved_twice_is_kept_once(ada):
    ada.says("@Steward I'll paint the gauge", channel="general")
    draft = ada.whispers[-1]
    ada.clicks("Save", draft)
    ada.clicks_stale("Save", draft)

    assert "already, as C-1" in ada.whispers[-1].reads
    ada.dm("my promises")
    assert "1 promise of yours" in ada.dms[-1].text


def test_a_handshake_taken_back_before_it_was_reported_keeps_nothing(ada, workspace):
    said = ada.says("I'll paint the gauge", channel="general")
    with workspace.holding_events() as held:
        ada.reacts("handshake", said)
        ada.unreacts("handshake", said)
    held.release(reverse=True)

    assert ada.whispers == []


def test_a_deleted_message_is_no_promise(ada, workspace):
    said = ada.says("I'll paint the gauge", channel="general")
    with workspace.holding_events() as held:
        ada.reacts("handshake", said)
        ada.deletes(said)
    held.release()

    assert ada.whispers == []
