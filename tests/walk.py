"""A walk through every door, button and form there is."""

from bot.sandbox import Workspace
from tests.test_capture import posts_at_top


def walk(workspace: Workspace) -> None:
    """Every door, button and form there is, once."""
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
    ada.types("/ask-why")
    dan.dm("why the harbour site?")
    dan.dm("hello")
    for person in (ada, bo, dan, workspace.person("chi")):
        person.opens_home()
    ada.clicks("Ask why", ada.home)
    ada.submits(question="why do we meet")
