"""Everybody says what they get unasked, and when: on the Home tab, by a word, in a form."""

import pytest

from bot.notifications import preferences


@pytest.mark.parametrize("who", ["ada", "bo", "chi", "dan"])
def test_everybody_reaches_their_settings_without_a_command(workspace, steward, who):
    person = workspace.person(who)
    person.dm("settings")
    person.clicks("What I get, and when", person.dms[-1])

    assert person.form.title == "What I get, and when"
    person.closes()
    person.says("@Steward settings", channel="general")
    assert "What I get, and when" in person.whispers[-1].labels


def test_what_is_saved_holds(bo, steward, workspace):
    bo.opens_home()
    bo.clicks("What I get, and when", bo.home)
    bo.submits(
        kinds__0=["round_question"],
        kinds__1=[],
        since="10:00",
        until="15:30",
        work_days=["1", "3"],
        snoozed_until="2026-03-20",
        zone_name="America/New_York",
        country="us",
    )

    with steward.begin(reading=True) as db:
        mine = preferences.of(db, [bo.id])[bo.id]
    assert (f"{mine.since:%H:%M}", f"{mine.until:%H:%M}", mine.work_days) == ("10:00", "15:30", {1, 3})
    assert mine.zone.key == "America/New_York"
    assert "round_question" not in mine.stopped
    assert "round_reminder" in mine.stopped
    assert "Saved. I write to you Tuesday, Thursday, 10:00 to 15:30." in bo.home.reads
    bo.clicks("Settings", bo.home)
    assert "I am quiet until 20 March 2026" in bo.home.reads
    assert "You have stopped: " in bo.home.reads


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"since": "17:00", "until": "09:00"}, "begin before they end"),
        ({"work_days": []}, "at least one day"),
        ({"zone_name": "Mars/Olympus"}, "I do not know this time zone"),
        ({"country": "zz"}, "I do not know this country"),
        ({"snoozed_until": "2026-03-01"}, "has begun already"),
        ({"away_until": "2029-03-01"}, "more than a year"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(bo, wrong, words):
    bo.opens_home()
    bo.clicks("What I get, and when", bo.home)
    bo.submits(**wrong)

    assert words in str(bo.form.errors)


def test_a_form_sent_as_it_is_changes_nothing(bo, steward):
    bo.opens_home()
    bo.clicks("What I get, and when", bo.home)
    bo.submits()

    with steward.begin(reading=True) as db:
        mine = preferences.of(db, [bo.id])[bo.id]
    assert mine.stopped == frozenset()
    assert mine.work_days == {0, 1, 2, 3, 4}
