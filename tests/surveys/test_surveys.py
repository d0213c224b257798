"""A round: asked in each person's morning, answered with one click, changed until it closes, shared only as a whole."""

from datetime import date, time, timedelta

import pytest
from sqlalchemy import select

from bot.errors import Refusal
from bot.features import surveys
from bot.features.surveys import SurveyPlan
from bot.features.surveys.questions import Question, QuestionKind
from storage import members
from storage.members import Member
from storage.surveys import ANONYMOUS, CONFIDENTIAL, NAMED, Invitation, Survey, SurveyAnswer
from tests.support.passing import pass_until

MONDAY, THURSDAY = date(2026, 3, 2), date(2026, 3, 5)
SCALE = Question(
    key="moving", kind=QuestionKind.SCALE, text="Are we moving forward?", low_label="Stuck", high_label="Fast"
)
MANY = (
    SCALE,
    Question(key="meet", kind=QuestionKind.YES_NO, text="Do we meet often enough?"),
    Question(key="where", kind=QuestionKind.RANKING, text="Where shall we meet?", choices=("Harbour", "River mouth")),
    Question(key="share", kind=QuestionKind.POINTS, text="Share out your points", choices=("Boats", "Nets"), points=5),
    Question(key="tick", kind=QuestionKind.SEVERAL, text="Which of these do you use?", choices=("Map", "List", "Log")),
    Question(key="pick", kind=QuestionKind.CHOICE, text="Which colour?", choices=("Blue", "Green")),
    Question(key="word", kind=QuestionKind.SHORT_TEXT, text="In a word?"),
    Question(key="more", kind=QuestionKind.LONG_TEXT, text="Anything else?"),
)


@pytest.fixture
def crew(workspace, steward):
    """Eight people of two partners beside the four: enough for sums to be shown."""
    names = ["eva", "fin", "gus", "hal", "ida", "jon", "kim", "lea"]
    for number, name in enumerate(names):
        partner = "havenmouth" if number % 2 else "tidewater-trust"
        workspace.add_user(f"U0{name.upper()}", name=name, real_name=name.title(), email=f"{name}@{partner}.example")
    steward.get_acquainted()
    return [workspace.person(name) for name in names]


@pytest.fixture
def convener(steward, ada):
    with steward.begin() as db:
        db.scalars(select(Member).filter_by(person=ada.id)).one().is_convener = True
    return ada


@pytest.fixture
def plan(steward, convener, clock):
    def make(**more):
        wanted = {"questions": (SCALE,), "privacy": ANONYMOUS, "hour": time(10), **more}
        with steward.begin() as db:
            by = members.by_person(db, convener.id)
            wanted = SurveyPlan(
                "Are we moving?", "own", channel="C0GENERAL", opens_on=MONDAY, closes_on=THURSDAY, **wanted
            )
            return surveys.plan(db, wanted, by=by, at=clock.now)

    return make


@pytest.fixture
def until(steward, clock):
    """Time passes until then."""

    def pass_by(day, hour):
        midnight = clock.now.replace(hour=0, minute=0)
        end = midnight + timedelta(days=day - clock.now.day, hours=hour)
        pass_until(steward, clock, end, hours=range(0, 24, 4))

    return pass_by


def round_posts(person):
    return [each for each in person.sees("general") if "Are we moving?" in each.text and not each.is_reply]


def test_a_week_with_a_pulse(plan, crew, convener, until):
    """The whole week: asked on Monday at ten, answered with a click, changed, closed, shown on Friday."""
    plan()
    until(2, 10)
    assert {each.dms[0].text for each in crew} == {"Are we moving forward?"}
    assert crew[0].dms[0].labels[:5] == ["1", "2", "3", "4", "5"]

    for person, score in zip(crew, "24234235", strict=True):
        person.clicks(score, person.dms[0])
    assert "You have answered." in crew[0].dms[0].reads
    crew[0].clicks("Change", crew[0].dms[0])
    assert [each["element"]["initial_option"]["value"] for each in crew[0].form.blocks if "element" in each] == ["2"]
    crew[0].submits(moving="5")

    until(3, 9)
    assert "8 of 12 have answered" in round_posts(convener)[0].reads
    until(6, 11)

    [post] = round_posts(convener)
    assert [each for each in convener.sees("general") if each.is_broadcast and "is closed" in each.text]
    assert "8 of 12 answered." in post.reads
    assert "3.5 of 5 on average, 8 answers." in post.reads
    crew[0].dm("why are we moving forward?")
    told = crew[0].dms[-1].reads
    for words in ("Are we moving?, 8 of 12 answered", "3.5 of 5 on average, 8 answers.", "Closed on 6 March 2026"):
        assert words in told


def test_nobody_can_find_out_who_said_what(plan, crew, until, steward):
    plan()
    until(2, 10)
    for person, score in zip(crew, "24234235", strict=True):
        person.clicks(score, person.dms[0])
    with steward.begin(reading=True) as db:
        before = [row.token for row in db.scalars(select(SurveyAnswer))]
    until(6, 10)

    with steward.begin(reading=True) as db:
        rows, [survey] = db.scalars(select(SurveyAnswer)).all(), db.scalars(select(Survey)).all()
    assert survey.secret == ""
    assert {row.person for row in rows} == {""}
    assert not {row.token for row in rows} & set(before)
    assert {column.key for column in SurveyAnswer.__table__.columns} & {"at", "answered_at", "created_at"} == set()
    assert {column.key for column in Invitation.__table__.columns} & {"at", "answered_at", "score"} == set()


@pytest.mark.parametrize(("privacy", "is_said"), [(NAMED, True), (CONFIDENTIAL, True), (ANONYMOUS, False)])
def test_an_anonymous_answer_does_not_stay_in_the_chat(plan, crew, until, privacy, is_said):
    plan(privacy=privacy)
    until(2, 10)
    eva = crew[0]
    eva.clicks("4", eva.dms[0])

    assert ("You answered: 4." in eva.dms[0].reads) is is_said


def test_too_few_answers_are_never_shown(plan, crew, until, convener):
    plan()
    until(2, 10)
    for person in crew[:4]:
        person.clicks("3", person.dms[0])
    until(6, 10)

    assert "Too few answers" in round_posts(convener)[0].reads
    assert "on average" not in round_posts(convener)[0].reads


def test_only_those_who_said_nothing_are_asked_again_and_twice_at_most(plan, crew, until):
    plan()
    until(2, 10)
    eva, fin, gus, *_ = crew
    eva.clicks("4", eva.dms[0])
    fin.clicks("Leave it out", fin.dms[0])
    until(6, 12)

    assert [len(each.dms) for each in (eva, fin, gus)] == [1, 1, 2]
    assert "Still open until Thursday 5 March" in gus.dms[1].reads


def test_a_click_after_it_closed_is_refused_kindly(plan, crew, until):
    plan()
    until(2, 10)
    eva, seen = crew[0], crew[0].dms[0]
    until(6, 10)
    eva.clicks_stale("4", seen)

    assert "answers can no longer be given" in eva.dms[-1].text


def test_all_kinds_of_questions_in_a_form(plan, crew, until, steward, convener):
    plan(questions=MANY, privacy=NAMED)
    until(2, 10)
    eva = crew[0]
    eva.clicks("Answer", eva.dms[0])
    eva.submits(
        moving="4",
        meet="no",
        where__0="2",
        where__1="1",
        share__0="3",
        share__1="2",
        tick=["0", "2"],
        pick="1",
        word="steady",
        more="More <!channel> boats & <b>nets</b>",
    )

    assert "you answered 8 of 8" in eva.dms[0].reads
    until(6, 10)
    [post] = round_posts(convener)
    assert "&lt;!channel&gt;" in str(post.blocks)
    assert "Nets: 2 points" in post.reads


def test_what_does_not_fit_is_said_beside_the_question_and_nothing_is_lost(plan, crew, until):
    plan(questions=MANY)
    until(2, 10)
    eva = crew[0]
    eva.clicks("Answer", eva.dms[0])
    eva.submits(share__0="4", share__1="4", moving="3")

    assert "5 points to share" in str(eva.form.errors)


def test_an_empty_form_is_no_answer(plan, crew, until):
    plan(questions=MANY)
    until(2, 10)
    crew[0].clicks("Answer", crew[0].dms[0])
    crew[0].submits()

    assert "at least one question" in str(crew[0].form.errors)


def test_leaving_it_out_erases_and_can_be_taken_back(plan, crew, until, steward):
    plan()
    until(2, 10)
    eva = crew[0]
    eva.clicks("Leave it out", eva.dms[0])
    assert "I do not ask again" in eva.dms[0].reads
    eva.clicks("Answer after all", eva.dms[0])
    eva.submits(moving="2")

    assert "You have answered." in eva.dms[0].reads


def test_what_will_be_done_stands_beneath_the_results(plan, crew, until, convener):
    plan()
    until(2, 10)
    for person, score in zip(crew, "24234235", strict=True):
        person.clicks(score, person.dms[0])
    until(6, 11)

    ask = next(each for each in convener.dms if "What will we do about it?" in each.text)
    convener.clicks("Say what we do", ask)
    convener.submits(text="We meet at the river mouth each month")
    until(6, 12)
    assert "We meet at the river mouth each month" in round_posts(convener)[0].reads
    assert len(round_posts(convener)) == 1


@pytest.mark.parametrize(("privacy", "is_named"), [(NAMED, True), (CONFIDENTIAL, False), (ANONYMOUS, False)])
def test_names_are_shown_only_where_everybody_was_told_so(plan, crew, until, convener, privacy, is_named):
    plan(privacy=privacy)
    until(2, 10)
    assert {"named": "With names", "confidential": "Confidential", "anonymous": "Anonymous"}[privacy] in crew[0].dms[
        0
    ].reads
    for person, score in zip(crew, "24234235", strict=True):
        person.clicks(score, person.dms[0])
    until(6, 10)

    assert ("Eva" in round_posts(convener)[0].reads) is is_named


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"audience": "partner:1", "privacy": ANONYMOUS}, "nothing is shown below 5"),
        ({"audience": "partner:999"}, "Nobody would be asked"),
        ({"questions": ()}, "one to 10 questions"),
        ({"fewest": 2}, "At least 3"),
    ],
)
def test_a_round_that_could_not_work_is_refused_when_it_is_planned(plan, wrong, words):
    with pytest.raises(Refusal, match=words):
        plan(**wrong)


def test_only_conveners_open_rounds(steward, bo, clock):
    wanted = SurveyPlan("No", "own", (SCALE,), "C0GENERAL", MONDAY, THURSDAY)
    with pytest.raises(Refusal, match="Only conveners"), steward.begin() as db:
        surveys.plan(db, wanted, by=members.by_person(db, bo.id), at=clock.now)


def test_a_machine_that_was_off_all_week_asks_nobody(plan, crew, steward, clock):
    plan()
    clock.forward(days=5)
    steward.tick()

    assert [each.dms for each in crew] == [[]] * 8


def test_each_is_asked_in_their_own_morning(plan, workspace, steward, clock, until):
    for number, zone in enumerate(["Pacific/Honolulu", "Pacific/Auckland", "Asia/Kolkata", "America/New_York"]):
        workspace.add_user(f"U0Z{number}", name=f"z{number}", email=f"z{number}@havenmouth.example", tz=zone)
    steward.get_acquainted()
    plan()
    heard: dict[str, timedelta] = {}
    start = clock.now
    for _ in range(60):
        clock.forward(minutes=30)
        steward.tick()
        for number in range(4):
            if workspace.person(f"z{number}").dms:
                heard.setdefault(f"z{number}", clock.now - start)

    hours = {name: after.total_seconds() / 3600 for name, after in heard.items()}
    assert hours == {"z0": 11.0, "z1": 11.0, "z2": 0.5, "z3": 6.0}  # Auckland sleeps already: tomorrow at nine


def test_the_results_come_as_a_picture_that_can_also_be_read(plan, crew, until, convener, workspace):
    plan()
    until(2, 10)
    for person, score in zip(crew, "24234235", strict=True):
        person.clicks(score, person.dms[0])
    until(6, 11)

    [post] = round_posts(convener)
    said, below = convener.sees("general", thread=post)[1:]
    assert said.text == "*Are we moving?* is closed: 8 of 12 answered. 3.1 of 5 on average. What came of it is above."
    [picture] = below.files
    assert picture.name == "round-1-1.png"
    assert "Are we moving forward?" in picture.alt_text


@pytest.mark.parametrize("accepted", [False, True], ids=["before Slack took it", "after Slack took it"])
def test_a_picture_whose_upload_broke_is_there_once(plan, crew, until, convener, workspace, accepted):
    plan()
    until(2, 10)
    for person, score in zip(crew, "24234235", strict=True):
        person.clicks(score, person.dms[0])
    until(6, 9)
    workspace.faults.plan("files.completeUploadExternal", "drop", after=accepted)
    until(6, 13)

    [post] = round_posts(convener)
    assert len([each for each in convener.sees("general", thread=post)[1:] if each.files]) == 1
