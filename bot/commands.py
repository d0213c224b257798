"""What each word of the command line does."""

import argparse
import json
import logging
import signal
import threading

from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from bot import doctor as doctors
from bot import rehearsal, serving
from bot.app import Steward, utc_now, web_client
from bot.config import Settings, read_settings
from bot.domain import answers, doors, moments
from bot.errors import Refusal
from bot.views import doors as door_words
from bot.views import terminal
from storage import Memory, migrate, open_store


def run(given: argparse.Namespace) -> int:
    """Connect to Slack and serve until told to stop."""
    settings = read_settings()
    _listen_to_logs(settings.steward_log_level)
    _need(settings, http=given.http is not None)
    memory = open_memory(settings)
    steward = Steward(web_client(settings), memory, settings=settings)
    try:
        serving.serve(steward, http=given.http, stop=_until_told_to_stop())
    finally:
        memory.close()
    return 0


def sandbox(given: argparse.Namespace) -> int:
    from bot import playground  # its packages are an extra: whoever runs the bot for real does not need them

    _listen_to_logs("WARNING")
    if given.only and (given.empty or given.http):
        raise Refusal("--empty and --http are for Steward's own sandbox: leave them out with --only.")
    if given.only:
        return _only_slack(given)
    if given.people or given.manifest or given.request_url:
        raise Refusal("--people, --manifest and --request-url are for an app of your own: add --only.")
    return playground.serve(port=given.port, empty=given.empty, http=given.http, stop=_until_told_to_stop())


def _only_slack(given: argparse.Namespace) -> int:
    """The pretend Slack without the bot, for any other app."""
    from bot.sandbox import alone, census

    files = {"people": given.people, "manifest": given.manifest}
    try:
        alone.serve(port=given.port, request_url=given.request_url, stop=_until_told_to_stop(), **files)
    except census.BadFile as refusal:
        raise Refusal(str(refusal)) from refusal
    return 0


def why(given: argparse.Namespace) -> int:
    """Answer from the memory, for whoever runs the database and so may see everything."""
    memory = open_memory(read_settings())
    partnerships = memory.partnerships()
    if not partnerships:
        raise Refusal("The memory is empty: no partnership has been here yet. Start with: steward run")
    for partnership in partnerships:
        with memory.of(partnership.id)(reading=True) as db:
            print(terminal.answer(answers.for_operator(db, given.question), partnership))
    memory.close()
    return 0


def tick(given: argparse.Namespace) -> int:
    """Rehearse: what would be sent until then, to whom, and why not to others. Nothing is sent, nothing is written."""
    memory = open_memory(read_settings())
    now = utc_now()
    for partnership in memory.partnerships():
        until = moments.read(given.at, now=now, zone=partnership.zone)
        found = rehearsal.rehearse(memory, partnership.id, now=now, until=until)
        name = found.names.get
        said = [(each.at, name(each.to, each.to), each.text) for each in found.said if not each.changes]
        unsaid = [(f"{name(each.to, each.to)}, {each.kind}", each.until, each.why) for each in found.unsaid]
        print(f"{partnership.name}, until {until.astimezone(partnership.zone):%A %-d %B %Y, %H:%M}:")
        print(terminal.rehearsal(said, unsaid, partnership.zone))
    memory.close()
    return 0


def upgrade(given: argparse.Namespace) -> int:
    settings = read_settings()
    memory = open_memory(settings)
    print(f"The tables are up to date: {make_url(settings.store_url).render_as_string(hide_password=True)}")
    memory.close()
    return 0


def doctor(given: argparse.Namespace) -> int:
    if given.doors:
        return _doors(read_settings())
    findings = doctors.examine(read_settings())
    for finding in findings:
        print(terminal.finding(finding.ok, finding.words))
    return 0 if all(finding.ok for finding in findings) else 1


def _doors(settings: Settings) -> int:
    """Which doors work for which kinds of people, in each partnership, after asking Slack."""
    scopes, rooms = doctors.asked(settings)
    manifest = json.loads(doctors.MANIFEST.read_text())
    memory = open_memory(settings)
    for partnership in memory.partnerships():
        with memory.of(partnership.id)(reading=True) as db:
            rows = doors.table(db, doors.granted(manifest, scopes), rooms=rooms)
        print(f"{partnership.name}\n\n{door_words.text_table(rows)}\n")
        print("\n".join([*doors.advice(rows), "" if scopes is not None else UNASKED]))
    memory.close()
    return 0


UNASKED = "Slack did not tell which scopes I have (is SLACK_BOT_TOKEN set?): this is what the manifest asks for."


def open_memory(settings: Settings) -> Memory:
    """The memory with its tables up to date. Raises Refusal when the database is out of reach."""
    try:
        memory = open_store(settings.store_url)
        migrate.upgrade(memory)
    except SQLAlchemyError as error:
        where = make_url(settings.store_url).render_as_string(hide_password=True)
        raise Refusal(f"I cannot open the database {where}: {str(error).splitlines()[0]}") from error
    return memory


def _need(settings: Settings, *, http: bool) -> None:
    needed = {"SLACK_BOT_TOKEN": settings.slack_bot_token}
    if http:
        needed["SLACK_SIGNING_SECRET"] = settings.slack_signing_secret
    else:
        needed["SLACK_APP_TOKEN"] = settings.slack_app_token
    missing = [name for name, value in needed.items() if value is None]
    if missing:
        names = " and ".join(missing)
        raise Refusal(f"{names} missing. `steward doctor` tells where to find it; `steward sandbox` needs none.")


def _listen_to_logs(level: str) -> None:
    logging.basicConfig(level=level, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    logging.getLogger("alembic").setLevel(logging.WARNING)
    logging.getLogger("apscheduler").setLevel(logging.ERROR)  # it warns when a long sending outlasts a tick


def _until_told_to_stop() -> threading.Event:
    """Never set: Ctrl-C and SIGTERM interrupt whoever waits for it, and are deaf from then on while we tidy up."""
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, _leave)
    return threading.Event()


def _leave(*_: object) -> None:
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, signal.SIG_IGN)
    raise KeyboardInterrupt
