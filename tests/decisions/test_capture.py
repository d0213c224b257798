"""Every door into the memory, walked as each kind of person: member, guest, and somebody of another workspace."""

import pytest

from tests.decisions.test_decisions import posts

SAID = "we decided to use the harbour site because the tide gauge is there"
WHO = ["ada", "chi", "dan"]
PARTNER = {"ada": "Havenmouth", "chi": "Saltmarsh Society", "dan": "Northwind Marine"}


@pytest.fixture
def person(request, steward, workspace):
    return workspace.person(request.param)


@pytest.mark.parametrize("person", WHO, indirect=True)
def test_by_mention_with_a_draft_and_save(person, ada):
    said = person.says(f"@Steward {SAID}", channel="general")

    draft = person.sees("general")[-1]
    assert draft.thread_ts == said.ts
    assert draft.labels == ["Save", "Edit first", "Not a decision"]
    assert posts_at_top(ada) == []
    person.clicks("Save", draft)

    [post] = posts_at_top(ada)
    assert post.text == "D-1: Use the harbour site"
    assert "the tide gauge is there" in post.reads
    assert PARTNER[person.name] in post.reads
    assert "where it was said" in post.reads
    assert "Saved as D-1" in ada.sees("general", thread=said.ts)[-1].reads


@pytest.mark.parametrize("person", WHO, indirect=True)
def test_in_private_with_the_channel_to_choose(person, ada):
    person.dm(SAID)
    [draft] = person.dms

    if person.name == "ada":  # in several channels: a choice is asked for
        person.clicks("Save", draft)
        assert posts_at_top(ada) == []
        person.chooses("Which channel sees it?", "general", draft)
    person.clicks("Save", draft)

    assert [post.text for post in posts_at_top(ada)] == ["D-1: Use the harbour site"]


@pytest.mark.parametrize("person", WHO, indirect=True)
def test_edit_first_opens_the_form_with_the_words(person, ada):
    person.says("@Steward we decided to use the harbour site", channel="general")
    person.clicks("Edit first", person.sees("general")[-1])
    assert person.form.values["text"] == "Use the harbour site"
    person.submits(reason="The tide gauge is there", channel="general")

    [post] = posts_at_top(ada)
    assert "The tide gauge is there" in post.reads


@pytest.mark.parametrize("person", WHO, indirect=True)
def test_not_a_decision_is_forgotten(person, ada, memory, steward):
    person.says(f"@Steward {SAID}", channel="general")
    draft = person.sees("general")[-1]
    person.clicks("Not a decision", draft)

    assert "forgotten" in person.sees("general")[-1].reads
    assert posts_at_top(ada) == []


@pytest.mark.parametrize("person", WHO, indirect=True)
def test_by_reaction_with_the_original_author_and_time(person, bo, ada, clock):
    said = bo.says("So the harbour site it is, and we start in May", channel="general")
    clock.forward(days=2)
    person.reacts("scroll", said)

    [post] = posts_at_top(ada)
    assert "So the harbour site it is" in post.reads
    assert "@Bo (Tidewater Trust)" in post.reads
    assert "2 March 2026" in post.reads
    [offer] = bo.dms
    bo.clicks("Add the reason", offer)
    bo.submits(reason="The tide gauge is there")
    assert "The tide gauge is there" in posts_at_top(ada)[0].reads
    [thanks] = bo.dms
    assert (thanks.labels, "has its reason now" in thanks.reads) == ([], True)


@pytest.mark.parametrize("person", WHO, indirect=True)
def test_by_the_button_of_the_home_tab(person, ada):
    person.opens_home()
    person.clicks("Log a decision", person.home)
    person.submits(text="We use the harbour site", reason="The tide gauge", channel="general")

    assert [post.text for post in posts_at_top(ada)] == ["D-1: We use the harbour site"]


@pytest.mark.parametrize("person", WHO, indirect=True)
def test_every_button_under_a_decision_works_for_everybody(person, ada):
    person.says(f"@Steward {SAID}", channel="general")
    person.clicks("Save", person.sees("general")[-1])
    [post] = posts_at_top(ada)

    person.clicks("Why?", post)
    assert "the tide gauge is there" in person.whispers[-1].reads
    person.clicks("Amend", post)
    person.submits(text="Use the old harbour site")
    person.clicks("Supersede", posts_at_top(ada)[0])
    person.submits(text="Use the river mouth", reason="The eels have moved")
    person.clicks("Withdraw", posts_at_top(ada)[1])
    person.submits(reason="The eels came back")

    assert [post.text for post in posts_at_top(ada)] == [
        "D-1 (replaced by D-2): Use the old harbour site",
        "D-2 (withdrawn): Use the river mouth",
    ]


def test_by_message_shortcut_with_the_original_author_and_time(ada, bo, clock):
    said = bo.says("So the harbour site it is because the tide gauge is there", channel="general")
    clock.forward(days=1)
    ada.shortcut("Log as decision", said)
    assert ada.form.values["text"] == "So the harbour site it is"
    assert ada.form.values["reason"] == "the tide gauge is there"
    ada.submits()

    [post] = posts_at_top(ada)
    assert "@Bo (Tidewater Trust)" in post.reads
    assert "2 March 2026" in post.reads
    ada.shortcut("Log as decision", said)
    ada.submits()
    assert "already in the memory, as D-1" in next(iter(ada.errors.values()))


def test_taking_the_reaction_back_within_ten_minutes_undoes_it(ada, bo, clock):
    said = bo.says("So the harbour site it is", channel="general")
    ada.reacts("scroll", said)
    assert len(posts_at_top(ada)) == 1
    clock.forward(minutes=9)
    ada.unreacts("scroll", said)

    assert posts_at_top(ada) == []
    ada.dm("why the harbour site?")
    assert "nothing recorded" in ada.dms[-1].reads
    ada.reacts("scroll", said)
    assert [post.text for post in posts_at_top(ada)] == ["D-2: So the harbour site it is"]


def test_taking_it_back_later_or_by_somebody_else_undoes_nothing(ada, bo, clock):
    said = bo.says("So the harbour site it is", channel="general")
    ada.reacts("scroll", said)
    bo.reacts("scroll", said)
    bo.unreacts("scroll", said)
    assert len(posts_at_top(ada)) == 1

    clock.forward(minutes=11)
    ada.unreacts("scroll", said)
    assert len(posts_at_top(ada)) == 1


def test_another_emoji_is_left_alone(ada, bo):
    said = bo.says("So the harbour site it is", channel="general")
    ada.reacts("tada", said)

    assert posts(ada) == []


def test_a_reaction_on_what_i_said_is_left_alone(ada, bo):
    ada.types("/decision We meet on Tuesdays because the ferry does")
    [post] = posts_at_top(ada)
    bo.reacts("scroll", post)

    assert len(posts_at_top(ada)) == 1


def posts_at_top(person, channel="general"):
    return [post for post in posts(person, channel) if not post.thread_ts]
