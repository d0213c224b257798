"""Many workspaces install the bot by themselves: each has its own token, its own memory, and never sees another's."""

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import func, select, text

from bot.cli import parser
from bot.runtime import oauth
from storage import installations, open_store
from storage.db.base import Base
from storage.db.encryption import NoKeyError, give_keys
from storage.partnerships import Partnership
from tests.decisions.test_capture import posts_at_top
from tests.runtime.test_settings import bare
from tests.support.neighbours import KEY, Neighbours

__all__ = ["bare"]

SITE = "We use the harbour site because the tide gauge is there"


@pytest.fixture
def neighbours(memory, clock) -> Neighbours:
    return Neighbours(memory, clock)


@pytest.fixture
def both(neighbours) -> Neighbours:
    for name in neighbours.places:
        assert neighbours.install(name)[0] == 200
    neighbours.steward.get_acquainted()
    return neighbours


def adas(both):
    return [place.person("ada") for place in both.places.values()]


def test_whoever_installs_is_told_so_and_can_begin_at_once(neighbours):
    status, page = neighbours.install("havenmouth")

    assert (status, "I am in" in page, "Haven &lt;Alliance&gt;" in page) == (200, True, True)
    ada = neighbours.places["havenmouth"].person("ada")
    ada.types(f"/decision {SITE}")
    assert [post.text for post in posts_at_top(ada)] == ["D-1: We use the harbour site"]


def test_two_workspaces_in_one_process_never_see_one_another(both):
    ours, theirs = adas(both)
    ours.types(f"/decision {SITE}")
    ours.types("/commit I'll paint the gauge")

    theirs.dm("why the harbour site?")
    theirs.dm("D-1")
    theirs.dm("my promises")
    ours.dm("why the harbour site?")

    assert "tide gauge" in ours.dms[-1].reads
    assert len(theirs.dms) == 3
    assert not [each.reads for each in theirs.dms if "tide gauge" in each.reads or "Paint" in each.reads]
    assert posts_at_top(theirs) == []
    theirs.types("/decision We meet on Tuesdays because the ferry does")
    assert [post.text for post in posts_at_top(theirs)] == ["D-1: We meet on Tuesdays"]  # numbers of their own


def test_a_click_with_the_number_of_anothers_decision_opens_nothing(both):
    ours, theirs = adas(both)
    ours.types(f"/decision {SITE}")
    theirs.types("/decision We meet on Tuesdays because the ferry does")
    theirs.clicks("Withdraw", posts_at_top(theirs)[0])
    theirs.submits(reason="The ferry stopped")

    assert posts_at_top(ours)[0].text == "D-1: We use the harbour site"


def test_the_clock_is_heard_in_every_home(both, clock):
    for ada in adas(both):
        ada.types("/commit I'll paint the gauge by tomorrow")
    clock.forward(days=1)
    both.steward.tick()

    assert [len(ada.dms) for ada in adas(both)] == [1, 1]
    assert all("Paint the gauge" in ada.dms[-1].reads for ada in adas(both))


def test_slack_is_not_asked_who_we_are_at_every_request(both):
    for place in both.places.values():
        place.calls.clear()
    for ada in adas(both):
        ada.dm("help")

    assert [method for place in both.places.values() for method, _ in place.calls if method == "auth.test"] == []


def test_a_workspace_that_nobody_installed_is_answered_and_nothing_happens(neighbours):
    neighbours.install("havenmouth")
    stranger = neighbours.places["riverside"].person("ada")

    stranger.dm("why the harbour site?")

    assert stranger.dms == []
    assert [each.workspace for each in neighbours.memory.partnerships()] == ["T0HAVEN"]


def test_tokens_rest_encrypted_and_people_s_own_are_not_kept(both, memory):
    with memory.engine.connect() as connection:
        rows = connection.execute(text("SELECT * FROM installations")).all()

    assert len(rows) == 2
    assert not [row for row in rows if "xox" in str(row)]
    assert all("f1:" in str(row) for row in rows)


def test_without_a_fitting_key_no_token_is_read(both, memory):
    give_keys(memory.engine, [Fernet.generate_key().decode()])
    with pytest.raises(NoKeyError), memory.everywhere(reading=True) as db:
        installations.every(db)


@pytest.mark.parametrize(
    ("query", "cookie"),
    [
        ("code=havenmouth&state={state}", ""),
        ("code=havenmouth&state={state}", "steward_state=another"),
        ("code=havenmouth&state=another", "{cookie}"),
        ("code=havenmouth", "{cookie}"),
        ("code=havenmouth&state=", "steward_state="),
        ("", ""),
        ("code=havenmouth&state={state}", "broken;;=\x00;{cookie}x"),
        ("code=havenmouth&state=%ff%00%F0%9F%92%A5", "steward_state=\xff"),
    ],
)
def test_who_comes_back_otherwise_than_they_went_installs_nothing(neighbours, query, cookie):
    state, kept = neighbours.begin()
    status, page = neighbours.comes_back(query.format(state=state), cookie.format(cookie=kept))

    assert (status, "begin again" in page) == (400, True)
    assert neighbours.memory.partnerships() == []


@pytest.mark.parametrize("code", ["", "wrong", "x" * 100_000, "%3Cscript%3E", "%00", "a%0d%0aSet-Cookie:x", "💥"])
def test_a_code_that_slack_did_not_give_installs_nothing(neighbours, code):
    state, cookie = neighbours.begin()
    status, page = neighbours.comes_back(f"state={state}&code={code}", cookie)

    assert (status, "script" in page) == (400, False)
    assert neighbours.memory.partnerships() == []


def test_a_state_counts_once_and_for_ten_minutes(neighbours, clock):
    state, cookie = neighbours.begin()
    assert neighbours.comes_back(f"state={state}&code=wrong", cookie)[0] == 400
    assert "begin again" in neighbours.comes_back(f"state={state}&code=havenmouth", cookie)[1]

    state, cookie = neighbours.begin()
    clock.forward(minutes=11)
    assert neighbours.comes_back(f"state={state}&code=havenmouth", cookie)[0] == 400
    assert neighbours.memory.partnerships() == []


def test_whoever_says_no_is_left_in_peace(neighbours):
    state, cookie = neighbours.begin()

    assert "that is fine" in neighbours.comes_back(f"state={state}&error=access_denied", cookie)[1]
    assert neighbours.memory.partnerships() == []


def test_a_flood_of_beginnings_does_not_fill_the_database(neighbours, monkeypatch, clock):
    monkeypatch.setattr("bot.features.installations.rules.MOST_BEGUN", 3)
    for _ in range(3):
        neighbours.begin()

    assert neighbours.door.ask("GET", "/slack/install")[0] == 503
    clock.forward(minutes=11)
    neighbours.begin()


def uninstall(neighbours, name, at=None):
    place = neighbours.places[name]
    for kind in ({"type": "tokens_revoked", "tokens": {"bot": ["U0STEWARD"]}}, {"type": "app_uninstalled"}):
        body = {
            "type": "event_callback",
            "team_id": place.home.id,
            "api_app_id": "A0STEWARD",
            "event": kind,
            "event_id": f"Ev{kind['type']}{at}",
            "event_time": int((at or neighbours.clock()).timestamp()),
        }
        assert place.wire.deliver("events_api", body).acked


def test_let_go_it_forgets_the_token_at_once_and_answers_nobody_there(both):
    ours, theirs = adas(both)
    uninstall(both, "havenmouth")

    ours.dm("help")
    theirs.dm("help")
    both.steward.tick()

    assert (len(ours.dms), len(theirs.dms)) == (0, 1)
    with both.memory.everywhere(reading=True) as db:
        assert [row.team for row in installations.every(db)] == ["T0RIVER"]


def test_another_replica_learns_of_it_at_its_next_tick(both):
    other = both.another_replica()
    assert other.homes.of("", "T0HAVEN") is not None
    uninstall(both, "havenmouth")

    assert [home.signed_in.team_id for home in other.homes.all()] == ["T0RIVER"]
    assert other.homes.of("", "T0HAVEN") is None


def test_back_within_thirty_days_everything_is_there(both, clock):
    ours, _ = adas(both)
    ours.types(f"/decision {SITE}")
    uninstall(both, "havenmouth")
    clock.forward(days=29)
    both.codes["havenmouth"] = "xoxb-havenmouth"
    assert both.install("havenmouth")[0] == 200
    clock.forward(days=2)
    assert oauth.installations.purge_due(both.memory, now=clock()) == []

    ours.dm("why the harbour site?")
    assert "tide gauge" in ours.dms[-1].reads


def test_after_thirty_days_nothing_is_left_of_them_and_all_of_the_others(both, clock, memory):
    for ada in adas(both):
        ada.types(f"/decision {SITE}")
        ada.types("/commit I'll paint the gauge")
    gone, kept = both.partnership_of("havenmouth").id, both.partnership_of("riverside").id
    before = rows_of(memory, kept)
    assert sum(rows_of(memory, gone).values()) > 5
    uninstall(both, "havenmouth")
    clock.forward(days=30)

    assert list(oauth.installations.purge_due(memory, now=clock())) == ["T0HAVEN"]
    assert sum(rows_of(memory, gone).values()) == 0
    assert rows_of(memory, kept) == before
    with memory.engine.connect() as connection:
        query = text("SELECT count(*) FROM search_words WHERE search_words MATCH :word")
        words = connection.execute(query, {"word": f"{gone}_harbour"})
        assert words.scalar() == 0


def rows_of(memory, partnership_id):
    with memory.engine.connect() as connection:
        tables = [each for each in Base.metadata.sorted_tables if "partnership_id" in each.columns]
        query = {
            each.name: select(func.count()).select_from(each).where(each.c.partnership_id == partnership_id)
            for each in tables
        }
        return {name: connection.scalar(count) for name, count in query.items()}


def test_a_report_that_comes_late_does_not_end_what_was_installed_since(both, clock):
    before = clock()
    clock.forward(minutes=1)
    both.codes["havenmouth"] = "xoxb-havenmouth"
    both.install("havenmouth")
    uninstall(both, "havenmouth", at=before)

    ours, _ = adas(both)
    ours.types(f"/decision {SITE}")
    assert len(posts_at_top(ours)) == 1


def test_a_token_that_ends_soon_is_followed_by_the_next_one_everywhere(neighbours, clock):
    neighbours.told = {"refresh_token": "xoxe-1", "expires_in": 43_200}
    neighbours.install("havenmouth")
    other = neighbours.another_replica()
    assert other.homes.of("", "T0HAVEN").signed_in.bot_token == "xoxb-havenmouth"
    neighbours.codes["xoxe-1"] = "xoxb-next"
    neighbours.tokens["xoxb-next"] = neighbours.places["havenmouth"]
    neighbours.told = {"refresh_token": "xoxe-2", "expires_in": 43_200}
    clock.forward(hours=9)
    oauth.refresh_tokens(neighbours.steward)
    assert "xoxe-1" in neighbours.codes  # three hours left: not yet

    clock.forward(hours=1, minutes=30)
    oauth.refresh_tokens(neighbours.steward)
    oauth.refresh_tokens(other)

    for replica in (neighbours.steward, other):
        assert [home.signed_in.bot_token for home in replica.homes.all()] == ["xoxb-next"]
        assert replica.homes.of("", "T0HAVEN").signed_in.bot_token == "xoxb-next"
    ada = neighbours.places["havenmouth"].person("ada")
    ada.types(f"/decision {SITE}")
    assert len(posts_at_top(ada)) == 1


def test_a_token_that_slack_will_not_renew_keeps_no_other_waiting(neighbours, clock):
    for name in neighbours.places:
        neighbours.told = {"refresh_token": f"xoxe-{name}", "expires_in": 43_200}
        neighbours.install(name)
    neighbours.tokens["xoxb-next"] = neighbours.places["riverside"]
    neighbours.codes["xoxe-riverside"] = "xoxb-next"  # havenmouth's is refused
    clock.forward(hours=11)
    oauth.refresh_tokens(neighbours.steward)

    found = [home.signed_in.bot_token for home in neighbours.steward.homes.all()]
    assert found == ["xoxb-havenmouth", "xoxb-next"]


def test_it_does_not_start_with_a_key_that_opens_nothing(both, memory, monkeypatch, capsys):
    for name, value in {"CLIENT_ID": "1.2", "CLIENT_SECRET": "hush", "SIGNING_SECRET": "hush"}.items():
        monkeypatch.setenv(f"SLACK_{name}", value)
    monkeypatch.setenv("DATABASE_URL", str(memory.engine.url))
    monkeypatch.setenv("STEWARD_KEYS", Fernet.generate_key().decode())

    assert parser.main(["run", "--http", "0"]) == 1
    assert "none of STEWARD_KEYS" in capsys.readouterr().err


def test_the_doctor_knows_that_workspaces_install_by_themselves(monkeypatch, capsys):
    monkeypatch.setenv("SLACK_CLIENT_ID", "1.2")
    assert parser.main(["doctor"]) == 1
    said = capsys.readouterr().out
    assert "steward keys new" in said
    assert "SLACK_CLIENT_SECRET is missing" in said
    assert "SLACK_BOT_TOKEN" not in said


def test_an_organisation_installs_once_for_all_its_workspaces(neighbours):
    neighbours.told = {"team": None, "enterprise": {"id": "E0ALL", "name": "All Rivers"}, "is_enterprise_install": True}
    assert "All Rivers" in neighbours.install("havenmouth")[1]

    homes = neighbours.steward.homes
    assert homes.of("E0ALL", "T0HAVEN") is homes.of("E0ALL", "T0RIVER")
    assert homes.of("E0OTHER", "T0HAVEN") is None
    neighbours.steward.get_acquainted()  # Slack lists an organisation's people only by workspace
    assert not [call for place in neighbours.places.values() for call in place.calls if call[0] == "users.list"]
    assert [each.workspace for each in neighbours.memory.partnerships()] == ["E0ALL"]


def test_keys_rotate_and_the_old_one_may_go(both, memory, monkeypatch, capsys, tmp_path):
    newer = Fernet.generate_key().decode()
    monkeypatch.setenv("DATABASE_URL", str(memory.engine.url))
    monkeypatch.setenv("STEWARD_KEYS", f"{newer}, {KEY}")
    assert parser.main(["keys", "rotate"]) == 0
    assert "2 tokens are sealed with the first key" in capsys.readouterr().out

    again = open_store(str(memory.engine.url), keys=[newer])
    with again.everywhere(reading=True) as db:
        assert {row.bot_token for row in installations.every(db)} == {"xoxb-havenmouth", "xoxb-riverside"}
    again.close()
    monkeypatch.setenv("STEWARD_KEYS", Fernet.generate_key().decode())
    assert parser.main(["keys", "rotate"]) == 1
    assert "none of STEWARD_KEYS" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("given", "arguments", "said"),
    [
        ({"SLACK_CLIENT_ID": "1.2"}, ["--http", "0"], "steward keys new"),
        ({"SLACK_CLIENT_ID": "1.2"}, [], "steward run --http"),
        ({"SLACK_CLIENT_ID": "1.2", "SLACK_BOT_TOKEN": "xoxb-1"}, ["--http", "0"], "leave one of them out"),
        (
            {"SLACK_CLIENT_ID": "1.2", "STEWARD_KEYS": KEY},
            ["--http", "0"],
            "SLACK_CLIENT_SECRET and SLACK_SIGNING_SECRET",
        ),
        ({"STEWARD_KEYS": "hush"}, [], "STEWARD_KEYS should be"),
    ],
)
def test_it_does_not_start_half_set_up_and_says_how(monkeypatch, capsys, given, arguments, said):
    for name, value in given.items():
        monkeypatch.setenv(name, value)

    assert parser.main(["run", *arguments]) == 1
    told = capsys.readouterr().err
    assert said in told
    assert "hush" not in told


def test_a_new_key_is_printed_and_fits(capsys, monkeypatch):
    assert parser.main(["keys", "new"]) == 0
    key = capsys.readouterr().out.strip()

    assert Fernet(key)


def test_let_go_with_the_only_token_it_says_so_and_comes_back(steward, ada, workspace, clock):
    """One workspace whose token stands in the settings: the same grace period."""
    body = {"type": "event_callback", "team_id": "T0HAVEN", "event": {"type": "app_uninstalled"}, "event_id": "Ev1"}
    assert workspace.wire.deliver("events_api", {**body, "event_time": int(clock().timestamp())}).acked
    [left] = steward.memory.partnerships()
    assert left.uninstalled_at == clock()

    ada.dm("help")  # somebody has put a new token into the settings
    [back] = steward.memory.partnerships()
    assert back.uninstalled_at is None
    with steward.memory.everywhere(reading=True) as db:
        assert db.scalar(select(Partnership.uninstalled_at)) is None
