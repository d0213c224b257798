"""Time travel: the workspace goes to a later moment, and the bot's clock ticks through what lies between, in order."""

from datetime import datetime, timedelta

import pytest

from bot.sandbox import Unavailable
from bot.sandbox.delivery.wire import Reply
from bot.sandbox.workspace.travel import quarters
from tests.sandbox.harbour import MONDAY_9, workspace

TUESDAY_9 = MONDAY_9 + timedelta(days=1)


def test_the_bot_ticks_at_every_quarter_of_an_hour_in_order() -> None:
    place, ticks = workspace(), []
    place.on_tick = lambda moment: ticks.append((moment, place.clock()))

    place.travel(MONDAY_9 + timedelta(minutes=40))

    minutes = [(moment - MONDAY_9) / timedelta(minutes=1) for moment, _ in ticks]
    assert minutes == [15, 30, 40]
    assert all(moment == now for moment, now in ticks)
    assert place.clock() == MONDAY_9 + timedelta(minutes=40)


def test_the_quarters_begin_at_full_ones() -> None:
    start = MONDAY_9 + timedelta(minutes=7, seconds=3)

    assert [each.minute for each in quarters(start, MONDAY_9 + timedelta(minutes=45))] == [15, 30]


def test_what_the_bot_wrote_on_the_way_is_listed_in_the_order_of_time() -> None:
    place = workspace()
    for words in ("Before", "Before that"):
        place.bot_says("steward", words, channel="general")

    def greet(moment: datetime) -> None:
        if moment.minute == 0:
            place.bot_says("steward", f"It is {moment.hour}", channel="general")

    place.on_tick = greet
    place.travel(MONDAY_9 + timedelta(hours=2))
    place.bot_says("steward", "Afterwards", channel="general")

    assert place.journey is not None
    assert [each.text for each in place.journey.arrived(place)] == ["It is 10", "It is 11"]
    assert place.journey.is_over


@pytest.mark.parametrize(
    ("to", "words"),
    [
        (MONDAY_9, "Time goes forward only"),
        (MONDAY_9 - timedelta(days=1), "Time goes forward only"),
        (MONDAY_9 + timedelta(days=400), "more than a year away"),
    ],
)
def test_where_one_cannot_go_is_said_in_words(to: datetime, words: str) -> None:
    place = workspace()

    with pytest.raises(Unavailable, match=words):
        place.travel(to)

    assert place.clock() == MONDAY_9


def test_nobody_sets_out_while_a_journey_is_under_way() -> None:
    place, refused = workspace(), []

    def tick(moment: datetime) -> None:
        with pytest.raises(Unavailable, match="travelling already") as refusal:
            place.travel(TUESDAY_9)
        refused.append(refusal)

    place.on_tick = tick
    place.travel(MONDAY_9 + timedelta(minutes=15))

    assert len(refused) == 1


def test_one_can_get_off_on_the_way() -> None:
    place = workspace()
    place.on_tick = lambda moment: place.get_off() if moment.hour == 12 else None

    place.travel(TUESDAY_9)

    assert place.clock() == MONDAY_9 + timedelta(hours=3)


def test_a_bot_that_breaks_on_the_way_ends_the_journey_there() -> None:
    place = workspace()

    def stumble(moment: datetime) -> None:
        raise RuntimeError("the mast broke")

    place.on_tick = stumble
    with pytest.raises(RuntimeError, match="mast"):
        place.travel(TUESDAY_9)

    assert place.journey is not None
    assert place.journey.is_over
    assert place.clock() == MONDAY_9 + timedelta(minutes=15)


def test_events_that_were_not_acked_are_sent_again_on_the_way() -> None:
    place = workspace()
    tried: list[str] = []
    place.wire.deliver = lambda kind, payload, **_: _unacked(tried, payload)  # type: ignore[method-assign]
    place.person("ada").says("ahoy")
    before = len(tried)

    place.travel(MONDAY_9 + timedelta(minutes=20))

    assert before == 2  # at once, and once more straight away
    assert len(tried) == 4


def _unacked(tried: list[str], payload: dict[str, str]) -> Reply:
    tried.append(payload["type"])
    return Reply(acked=False, reason="timeout")
