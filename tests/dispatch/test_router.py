"""What a handler is given: by the types of its parameters, read back and checked, whatever the chat's ids look like."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.dispatch.interactions import Click, Said, Submission
from bot.dispatch.payloads import HOME, Answers, Filled, read_back
from bot.dispatch.router import Router, Routes, bound
from bot.errors import Refusal
from bot.features.agreements.forms import AboutAgreement
from bot.features.answers.messages import AnswerShown
from bot.features.commitments.payloads import AboutCommitment, AboutDraft, AboutSuggestion
from bot.features.decisions.payloads import AboutDecision, CameFrom
from bot.features.decisions.review.forms import AboutReview
from bot.features.duplicates.messages import Earlier
from bot.features.open_questions.payloads import AboutOpenQuestion, AskAround
from bot.features.surveys.payloads import AboutSurvey

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
CHANNEL = f"19:{'a1b2' * 26}@thread.v2"  # as another chat names them: long, and with signs that we use ourselves
MESSAGE = f"1772442000123;messageid={'9' * 80}"
PERSON = "8:orgid:9f1c6a52-3b7e-4d20-8a55-0f2f8c1d7e64"

CARRIED = [
    AboutAgreement(about=1, c=CHANNEL, m=MESSAGE),
    AboutCommitment(n=3, c=CHANNEL, m=MESSAGE),
    AboutDraft(t="Paint the gauge", o=PERSON, to=PERSON, c=CHANNEL, s=f"{CHANNEL}:{MESSAGE}", l="https://" + "x" * 500),
    AboutSuggestion(n=1, c=CHANNEL, m=MESSAGE),
    AboutDecision(number=1, channel=CHANNEL, asked=MESSAGE),
    AboutReview(n=3, c=CHANNEL, m=MESSAGE),
    AboutOpenQuestion(n=3, c=CHANNEL, m=MESSAGE),
    AboutSurvey(round=3, c=CHANNEL, m=MESSAGE),
    AnswerShown(q="Why?", at=CHANNEL),
    AskAround(q="Why?", at=CHANNEL, p=(PERSON,)),
    CameFrom(by=PERSON, source=f"{CHANNEL}:{MESSAGE}", channel=CHANNEL, reply=MESSAGE, drafted_in=CHANNEL),
    Earlier(d=1, c=CHANNEL, m=MESSAGE),
]


class Paper(Filled):
    title: str


@pytest.mark.parametrize("carried", CARRIED, ids=lambda each: type(each).__name__)
def test_ids_of_any_length_and_shape_come_back_as_they_were(carried):
    assert read_back(type(carried), carried.packed) == carried


def test_a_button_carries_its_payload_and_where_it_was_clicked():
    click = Click(at=NOON, channel=CHANNEL, message=MESSAGE, payload=AboutReview(n=3).packed)

    def hear(look: AboutReview) -> AboutReview:
        return look

    assert bound(hear)(None, click) == AboutReview(n=3, c=CHANNEL, m=MESSAGE)
    assert bound(hear)(None, replace(click, at_home=True)).place == HOME


def test_numbers_words_and_answers_are_read_by_their_type():
    def count(number: int) -> int:
        return number

    def hear(word: str, paper: Paper) -> tuple[str, str]:
        return word, paper.title

    assert bound(count)(None, Click(at=NOON, payload="7")) == 7
    assert bound(hear)(None, Submission(at=NOON, payload=PERSON, answers=Answers(title="Tides"))) == (PERSON, "Tides")
    for odd in ("", "seven", "1" * 30):
        with pytest.raises(Refusal):
            bound(count)(None, Click(at=NOON, payload=odd))


def test_the_first_who_understands_answers_and_the_others_only_then():
    heard = []
    early = Routes(otherwise=((lambda: True, lambda: heard.append("otherwise")),))
    late = Routes(said=((_is_hello, lambda: heard.append("hello")),))
    router = Router([early, late])
    for text in ("hello", "what?"):
        router.answer(None, Said(at=NOON, text=text))

    assert heard == ["hello", "otherwise"]


def _is_hello(text: str) -> bool:
    return text == "hello"


def test_a_name_that_ends_in_a_star_stands_for_all_that_begin_so_but_for_those_with_their_own():
    router = Router([Routes(clicks={"room_*": lambda: "a room", "room_more": lambda: "more"})])

    assert router.find("clicks", "room_2")(None, Click(at=NOON)) == "a room"
    assert router.find("clicks", "room_more")(None, Click(at=NOON)) == "more"
    assert router.find("clicks", "door_2") is None


def test_what_no_handler_can_be_given_and_what_two_listen_to_is_said_when_the_bot_starts():
    def wants(weather: float) -> None: ...

    with pytest.raises(TypeError, match="float"):
        bound(wants)
    with pytest.raises(ValueError, match="two listen"):
        Router([Routes(clicks={"a": lambda: None}), Routes(clicks={"a": lambda: None})])
