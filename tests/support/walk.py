"""A walk through every door, button and form there is."""

from datetime import timedelta
from typing import Any

from bot.runtime.app import Steward
from bot.sandbox import Clock, Workspace
from tests.decisions.test_capture import posts_at_top
from tests.support.passing import pass_until


def walk_promises(workspace: Workspace) -> None:
    """Everything that can be said and pressed about promises, once."""
    ada, bo, chi = (workspace.person(name) for name in ("ada", "bo", "chi"))
    ada.types("/commit help")
    ada.clicks("My promises", ada.whispers[-1])
    ada.types("/commit")
    ada.submits(text="Set up the calendar", people=["bo"], due_on="2026-03-20")
    ada.types("/commit I'll send the tide data to Bo on 3/4", channel="tides")
    ada.clicks("I meant Wednesday 4 March 2026", ada.whispers[-1])
    ada.clicks("Show in channel", ada.whispers[-1])
    ada.clicks("New day", ada.whispers[-1])
    ada.submits(due_on="2026-03-05", text="Send the tide data of both gauges")
    ada.types("/commit C-2")
    bo.dm("my promises")
    bo.clicks("Ask kindly", bo.dms[-1])
    ada.clicks("Hand over", ada.whispers[-1])
    ada.submits(people=["chi"])
    bo.shortcut("Remember as promise", chi.says("I'll bring the cake by Friday", channel="general"))
    chi.clicks("Edit first", chi.dms[-1])
    chi.submits(text="Bring two cakes")
    chi.reacts("handshake", chi.says("I'll bring the tea", channel="general"))
    chi.says("@Steward I'll bring sugar to everybody", channel="general")
    chi.clicks("Save", chi.whispers[-1])
    bo.dm("I'll call Tidewater Trust by Friday")
    bo.clicks("Not a promise", bo.dms[-1])
    chi.dm("done with the cakes")
    chi.dm("done with the harbour")
    chi.says("@Steward what is open between @ada and @bo", channel="general")
    ada.says("@Steward notice on", channel="tides")
    bo.says("I'll send the tide data to Ada by Friday", channel="tides")
    bo.clicks("Remember it", bo.whispers[-1])
    ada.says("So we decided to read the gauge at noon because the sun is high.", channel="tides")
    ada.clicks("Keep it", ada.whispers[-1])
    ada.says("@Steward notice off", channel="tides")
    ada.opens_home()
    ada.clicks("All my promises", ada.home)
    ada.submits(number="1", then="Let go")
    ada.submits(reason="Nobody reads calendars")


def walk_whys(workspace: Workspace, steward: Steward) -> None:
    """What nobody has recorded: asked around, answered in words and by form, looked after by a convener."""
    ada, bo, dan = (workspace.person(name) for name in ("ada", "bo", "dan"))
    ada.opens_home()
    ada.clicks("I convene", ada.home)
    bo.types("/decision We let the harbour school use the hall because it stands empty")
    for number, question in enumerate(("why is the hall painted red?", "why do the seals sleep?", "why no ferry?")):
        dan.dm(question)
        dan.clicks("Ask those who would know", dan.dms[-1])
        dan.submits(name="unnamed" if number else "named")
    dan.dm("ask around: why is the hall painted red?")
    dan.clicks("Tell me too", dan.dms[-1])
    dan.dm("ask around: why does the tower lean?")
    dan.clicks("No, leave it", dan.dms[-1])
    steward.tick()
    letter = bo.dms[-1]
    bo.dm("It can be seen from the sea", thread=letter)
    bo.clicks("Edit first", bo.dms[-1])
    bo.closes()
    bo.clicks("Answer", letter)
    bo.submits(text="It can be seen from the sea", reason="Pilots asked for it", source="https://example.org/minutes")
    ada.dm("open questions")
    ada.clicks("Ask somebody else", ada.dms[-1])
    ada.submits(people=["bo"])
    ada.clicks("Close it", ada.dms[-1])
    ada.submits(reason="Nobody knows")
    ada.opens_home()
    dan.opens_home()
    steward.tick()
    dan.dm("why is the hall painted red?")
    answer = next(each for each in dan.dms if "Not what I meant" in each.labels and "That helped" in each.labels)
    dan.clicks("Not what I meant", answer)
    dan.submits(question="Who chose red?")
    steward.tick()


def walk_reviews(workspace: Workspace) -> None:
    """Everything that can be said and pressed about reviews, but what a letter brings."""
    ada, bo = workspace.person("ada"), workspace.person("bo")
    ada.dm("we decided to share the crane because it stands idle")
    ada.clicks("Edit first", ada.dms[-1])
    ada.submits(channel="C0GENERAL", review_on="2026-03-12", expected="Nobody waits", owner=["bo"])
    number = posts_at_top(ada)[-1].text.split(":")[0]
    ada.dm(f"review {number}")
    card = ada.dms[-1]
    ada.clicks("Later", card)
    ada.dm(f"is {number} still right?")
    ada.clicks("Change it", ada.dms[-1])
    ada.submits(how="same", text="We share both cranes", lesson="One is too few")
    ada.dm(f"keep {number}")
    ada.clicks("Say what happened, or another day", ada.dms[-1])
    ada.submits(months="3", happened="Nobody waited")
    bo.dm(f"why {number}?")
    ada.clicks("Why?", posts_at_top(ada)[-1])
    ada.clicks("Somebody else looks after it", ada.whispers[-1])
    ada.submits(owner=["bo"])
    ada.clicks("Still right?", posts_at_top(ada)[-1])
    ada.clicks("Withdraw", ada.whispers[-1])
    ada.submits(reason="The crane is sold", lesson="Rent one")


def walk_welcome(workspace: Workspace) -> None:
    """What somebody asks for who would like to be welcomed, but what the clock brings."""
    dan, chi = workspace.person("dan"), workspace.person("chi")
    dan.dm("welcome me")
    dan.clicks("Change it", dan.dms[-1])
    dan.submits(since="08:00")
    dan.dm("stop welcoming me")
    chi.says("@Steward welcome me", channel="general")
    chi.clicks("Yes, that is right", chi.dms[-1])


def look_after_welcome(ada: Any) -> None:
    """Everything that a convener can do about it."""
    for then in ("show", "send", "save"):
        ada.clicks("Convening", ada.home)
        ada.clicks("Welcoming newcomers", ada.home)
        ada.submits(then="edit", key="why")
        ada.submits(text="Ahoy {name}\n\n{purpose}", ask="Wave", then=then)
    for then, person in (("history", []), ("start", ["bo"]), ("stop", ["bo"])):
        ada.clicks("Convening", ada.home)
        ada.clicks("Welcoming newcomers", ada.home)
        ada.submits(then=then, key="why", person=person)


def walk(workspace: Workspace) -> None:
    """Every door, button and form there is, once."""
    walk_promises(workspace)
    ada, bo, dan = (workspace.person(name) for name in ("ada", "bo", "dan"))
    ada.types("/decision help")
    ada.types("/decision We meet on Tuesdays because the ferry does")
    ada.clicks("Add details", ada.whispers[-1])
    ada.submits(options="Zoom", people=["bo", "dan"], review_on="2026-09-01")
    dan.says("@Steward we decided to use the harbour site because the gauge is there", channel="general")
    dan.clicks("Edit first", dan.sees("general")[-1])
    dan.submits(channel="general")
    dan.dm("we decided to share one calendar")
    dan.clicks("Not a decision", dan.dms[-1])
    bo.dm("we decided to share one calendar")
    draft = bo.dms[-1]
    bo.clicks("Save", draft)
    bo.chooses("Which channel sees it?", "general", draft)
    bo.clicks("Save", draft)
    said_by_bo = bo.says("So the river mouth is out", channel="general")
    ada.reacts("scroll", said_by_bo)
    bo.clicks("Add the reason", bo.dms[-1])
    bo.submits(reason="The eels spawn there")
    ada.shortcut("Log as decision", bo.says("Boats on Mondays because the crane is free", channel="general"))
    ada.submits()
    first, second = posts_at_top(ada)[:2]
    ada.clicks("Why?", first)
    ada.clicks("Supersede", first)
    ada.submits(text="We meet on Fridays", reason="The ferry changed its days")
    ada.clicks("Withdraw", second)
    ada.submits(reason="It floods")
    ada.types("/ask-why do we meet on Fridays")
    ada.clicks("Not what I meant", ada.whispers[-1])
    ada.types("/ask-why do we meet on Fridays")
    ada.clicks("Share here", ada.whispers[-1])
    ada.types("/ask-why what did Bo promise?")
    ada.clicks("That was it", ada.whispers[-1])
    walk_reviews(workspace)
    ada.types("/ask-why")
    dan.dm("why the harbour site?")
    dan.dm("hello")
    walk_welcome(workspace)
    for person in (ada, bo, dan, workspace.person("chi")):
        person.opens_home()
    ada.clicks("Ask why", ada.home)
    ada.submits(question="why do we meet")


def week(workspace: Workspace, steward: Steward, clock: Clock) -> None:
    """A week of rounds: somebody convenes, everything is set, everybody is asked, answers, and sees what came of it."""
    for number in range(8):
        partner = "havenmouth" if number % 2 else "tidewater-trust"
        workspace.add_user(f"U0W{number}", name=f"w{number}", email=f"w{number}@{partner}.example")
    steward.get_acquainted()
    ada = workspace.person("ada")
    ada.opens_home()
    ada.clicks("I convene", ada.home)
    _set_everything(ada)
    _pass(steward, clock, hours=2)
    for number, score in enumerate("24234235"):
        person = workspace.person(f"w{number}")
        person.clicks(score, person.dms[0])
    workspace.person("w0").clicks("Change", workspace.person("w0").dms[0])
    [field] = [block["block_id"] for block in workspace.person("w0").form.blocks if block["type"] == "input"]
    workspace.person("w0").submits(**{field: "5"})
    workspace.person("bo").clicks("Leave it out", workspace.person("bo").dms[0])
    workspace.person("chi").clicks("Later", workspace.person("chi").dms[0])
    workspace.person("dan").clicks("Stop these", workspace.person("dan").dms[0])
    workspace.person("dan").clicks("Send them again", workspace.person("dan").dms[0])
    _pass(steward, clock, hours=24 * 8)
    follow_up = next(each for each in ada.dms if "What will we do about it?" in each.text)
    ada.clicks("Say what we do", follow_up)
    ada.submits(text="We meet at the river mouth each month")
    _pass(steward, clock, hours=1)
    ada.opens_home()


def _set_everything(ada: Any) -> None:
    ada.clicks("Ask everybody", ada.home)
    ada.submits(text="Are we moving forward?", kind="scale", channel="general", closes_on="2026-03-05")
    ada.clicks("A weekly question", ada.home)
    ada.submits(set_key="four_keys", weekday="1", channel="general")
    ada.clicks("Show me first", ada.home)
    ada.clicks("Pause", ada.home)
    ada.clicks("Resume", ada.home)
    ada.clicks("A day off", ada.home)
    ada.submits(on="2026-12-24", name="The regatta")
    ada.clicks("How many messages", ada.home)
    ada.submits(a_day="2", a_week="6")
    ada.clicks("Who convenes", ada.home)
    ada.submits(people=["ada", "bo"])
    ada.clicks("Who speaks for whom", ada.home)
    ada.submits(partner="1")
    ada.submits(representative=["ada"])
    ada.closes()
    for room in ("Settings", "My data", "My partner", "Help", "Mine"):
        ada.clicks(room, ada.home)
    ada.clicks("What I get, and when", ada.home)
    ada.submits(until="18:00")
    look_after_welcome(ada)
    ada.dm("settings")
    ada.clicks("Quiet until tomorrow", ada.dms[-1])
    ada.clicks("I am here again", ada.dms[-1])
    ada.clicks("My partner", ada.dms[-1])
    ada.clicks("Say what we bring", ada.dms[-1])
    ada.submits(brings="Two boats", hopes="Deep water")


def _pass(steward: Steward, clock: Clock, *, hours: int) -> None:
    pass_until(steward, clock, clock.now + timedelta(hours=hours), hours=range(0, 24, 4))


def walk_rights(workspace: Workspace, steward: Steward) -> None:
    """One's own data, who changed what, how long it is kept; and in the end somebody is erased."""
    ada, dan = workspace.person("ada"), workspace.person("dan")
    ada.dm("who changed what")
    doors = ada.dms[-1]
    ada.clicks("Who changed what", doors)
    ada.submits()
    ada.clicks("How long I keep things", doors)
    ada.submits()
    ada.clicks("Erase somebody who left", doors)
    ada.submits(person=["dan"])
    dan.dm("what do you know about me?")
    steward.tick()
    dan.dm("forget me")
    dan.clicks("Erase me", dan.dms[-1])
    dan.submits(sure=["sure"])
