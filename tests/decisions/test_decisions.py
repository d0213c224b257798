"""Decisions, told as conversations."""

import pytest

WHAT = "We meet on Tuesdays because the ferry does"


def log(person, what=WHAT, channel="general"):
    """A decision logged with one line; the post that its channel sees."""
    person.types(f"/decision {what}", channel=channel)
    return person.sees(channel)[-2] if person.sees(channel)[-1].ephemeral_to else person.sees(channel)[-1]


def posts(person, channel="general"):
    return [m for m in person.sees(channel) if m.user == "U0STEWARD" and not m.ephemeral_to]


def test_one_line_logs_what_and_why_at_once(ada, bo):
    ada.types(f"/decision {WHAT}")

    [post] = posts(bo)
    assert post.text == "D-1: We meet on Tuesdays"
    assert "Why: the ferry does" in post.reads
    assert "Ada (Havenmouth)" in post.reads
    assert post.labels == ["Why?", "Amend", "Supersede", "Withdraw"]
    [whisper] = ada.whispers
    assert "Logged as D-1" in whisper.reads
    assert whisper.labels == ["Add details"]


def test_command_alone_opens_a_form_and_the_form_logs(ada, bo):
    ada.types("/decision")
    assert ada.form.title == "Log a decision"

    ada.submits(
        text="We use the harbour site",
        reason="The tide gauge is already there",
        options="The river mouth",
        people=["bo"],
        review_on="2026-09-01",
        channel="general",
    )

    assert ada.errors == {}
    assert ada.form is None
    [post] = posts(bo)
    for words in (
        "We use the harbour site",
        "tide gauge",
        "The river mouth",
        "Bo (Tidewater Trust)",
        "1 September 2026",
    ):
        assert words in post.reads


def test_a_form_without_a_sentence_shows_it_in_red_and_keeps_what_was_typed(ada):
    ada.types("/decision")
    ada.submits(text="   ", reason="the ferry does", channel="general")

    assert ada.errors == {"text": "A decision needs a sentence: what did you decide?"}
    assert ada.form.title == "Log a decision"
    assert posts(ada) == []


def test_a_text_that_is_too_long_is_refused_beside_its_field(ada):
    ada.types("/decision")
    ada.submits(text="We meet", reason="x" * 2_000 + "y", channel="general")

    assert "reason" in ada.errors


@pytest.mark.parametrize("said", ["help", "?", "HELP", "hmm", "two words"])
def test_help_and_unknown_words_show_the_usage(ada, said):
    ada.types(f"/decision {said}")

    [usage] = ada.whispers
    assert "/decision We meet on Tuesdays because the ferry does" in usage.reads
    assert usage.labels == ["Log a decision", "Ask why"]
    assert posts(ada) == []


def test_numbers_count_up(ada, bo):
    log(ada)
    log(bo, "We share one calendar because nobody reads five")

    assert [post.text for post in posts(ada)] == ["D-1: We meet on Tuesdays", "D-2: We share one calendar"]


def test_amending_edits_the_post_in_place_and_keeps_the_history(ada, bo):
    post = log(ada)
    bo.clicks("Amend", post)
    assert bo.form.values["text"] == "We meet on Tuesdays"
    bo.submits(text="We meet on Wednesdays")

    [same] = posts(ada)
    assert (same.ts, same.text) == (post.ts, "D-1: We meet on Wednesdays")
    assert "amended" in same.reads

    ada.clicks("Why?", same)
    story = ada.whispers[-1].reads
    assert "We meet on Wednesdays" in story
    assert "We meet on Tuesdays" in story
    assert "changed by @Bo" in story


def test_amending_what_somebody_else_has_just_amended_is_refused_and_loses_nothing(ada, bo):
    post = log(ada)
    ada.clicks("Amend", post)
    bo.clicks("Amend", post)
    bo.submits(text="We meet on Wednesdays")

    ada.submits(text="We meet on Thursdays")

    assert "amended while you were writing" in ada.errors["text"]
    assert ada.form is not None


def test_amending_nothing_is_refused(ada):
    ada.clicks("Amend", log(ada))
    ada.submits()

    assert ada.errors == {"text": "Nothing has changed yet."}


def test_withdrawing_asks_for_a_reason_and_keeps_the_record(ada, bo):
    post = log(ada)
    bo.clicks("Withdraw", post)
    bo.submits(reason="  ")
    assert "Why is it withdrawn?" in bo.errors["reason"]
    bo.submits(reason="The ferry changed its days")

    [same] = posts(ada)
    assert same.text == "D-1 (withdrawn): We meet on Tuesdays"
    assert "Withdrawn by @Bo" in same.reads
    assert "The ferry changed its days" in same.reads
    assert same.labels == ["Why?"]


def test_superseding_asks_for_a_reason_and_points_both_ways(ada, bo):
    post = log(ada)
    bo.clicks("Supersede", post)
    bo.submits(text="We meet on Fridays", reason="The ferry changed its days")

    old, new = posts(ada)
    assert old.text == "D-1 (replaced by D-2): We meet on Tuesdays"
    assert "Replaced by D-2" in old.reads
    assert new.text == "D-2: We meet on Fridays"
    assert "replaces D-1" in new.reads


@pytest.mark.parametrize("button", ["Amend", "Withdraw", "Supersede"])
def test_what_is_withdrawn_cannot_be_changed_again(ada, bo, button):
    post = log(ada)
    ada.clicks("Withdraw", post)
    ada.submits(reason="Because")

    bo.clicks_stale(button, post)

    assert bo.whispers[-1].text == "D-1 was already withdrawn."
    assert bo.form is None


def test_details_can_be_added_after_one_line(ada):
    log(ada, "We meet on Tuesdays because the ferry does")
    ada.clicks("Add details", ada.whispers[-1])
    ada.submits(options="Zoom", people=["bo", "dan"])

    [post] = posts(ada)
    assert "Not taken: Zoom" in post.reads
    assert "Dan (Northwind Marine)" in post.reads


def test_people_cannot_ping_a_channel_or_forge_a_link_through_a_decision(ada):
    ada.types("/decision")
    ada.submits(text="<!channel> we won <https://evil.example|here>", reason="*_~`<@U0BO>", channel="general")

    [post] = posts(ada)
    assert "<!channel>" not in str(post.blocks)
    assert "<!channel>" not in post.text
    assert "<https://evil" not in str(post.blocks)
    assert "<@U0BO>" not in str(post.blocks)


@pytest.mark.parametrize(
    "what", ["🦀" * 900, "שלום עולם זה משפט", "&" * 1_999, "<" * 1_999, "x\x00y we meet", "a\n\n\nb c d"]
)
def test_strange_words_are_kept_and_shown_within_the_limits(ada, what):
    ada.types("/decision")
    ada.submits(text=what, reason="&" * 1_999, options="<>" * 900, channel="general")

    assert ada.errors == {}
    assert len(posts(ada)) == 1


def test_where_i_am_not_nothing_typed_is_lost(ada, workspace):
    workspace.add_channel("C0QUIET", "quiet", people=["ada"])
    ada.types(f"/decision {WHAT}", channel="quiet")

    assert ada.form.values["text"] == "We meet on Tuesdays"
    assert ada.form.values["reason"] == "the ferry does"
    ada.submits(channel="general")
    assert [post.text for post in posts(ada)] == ["D-1: We meet on Tuesdays"]


def test_a_number_shows_the_decision_to_those_who_may_see_it(ada, chi, bo):
    log(ada, channel="steering")
    bo.types("/decision d-1")
    assert "the ferry does" in bo.whispers[-1].reads

    chi.dm("why D-1?")
    assert "the ferry does" not in chi.dms[-1].reads
