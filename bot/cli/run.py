"""What each word of the command line does."""

import argparse
import json
import logging
import os
import signal
import threading
from functools import partial
from pathlib import Path

from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from bot.chat.marks import mentioned, plain
from bot.cli import doctor as cli_doctor
from bot.cli import dry_run, output
from bot.embeddings import model as embedding_model
from bot.errors import Refusal
from bot.features import answers, capabilities
from bot.features.capabilities import messages as capability_messages
from bot.features.privacy import erasure as privacy_erasure
from bot.runtime import logging as runtime_logging
from bot.runtime import server
from bot.runtime.app import Steward, utc_now, web_client
from bot.settings import Settings, read_settings
from bot.text import moments
from storage import Memory, installations, members, open_store
from storage.db import migrate
from storage.db.encryption import NoKeyError
from storage.search import kinds


def run(given: argparse.Namespace) -> int:
    """Connect to Slack and serve until told to stop."""
    settings = read_settings()
    runtime_logging.listen(settings.steward_log_level, settings.steward_logs)
    _need(settings, http=given.http is not None)
    memory = open_memory(settings)
    memory.sense = embedding_model.sense_of(Path(settings.steward_model_dir))
    _need_the_right_keys(settings, memory)
    privacy_erasure.again(memory, {})  # where a backup was put back by other means than `steward restore`
    steward = Steward(web_client(settings), memory, settings=settings)
    try:
        server.serve(steward, http=given.http, stop=_until_told_to_stop(), health_at=given.health)
    except server.Unfinished:
        logging.getLogger("steward").error("left while something still ran; its lease will run out by itself")
        logging.shutdown()
        os._exit(1)
    finally:
        memory.close()
    return 0


def address(given: str) -> tuple[str, int]:
    """PORT, on this machine alone, or HOST:PORT."""
    host, _, port = given.rpartition(":")
    return host or "127.0.0.1", int(port)


def sandbox(given: argparse.Namespace) -> int:
    from bot.cli import sandbox as cli_sandbox

    runtime_logging.listen("WARNING", read_settings(_env_file=None).steward_logs)
    if given.only and (given.empty or given.http):
        raise Refusal("--empty and --http are for Steward's own sandbox: leave them out with --only.")
    if given.only:
        return _only_slack(given)
    if given.people or given.manifest or given.request_url:
        raise Refusal("--people, --manifest and --request-url are for an app of your own: add --only.")
    return cli_sandbox.serve(port=given.port, empty=given.empty, http=given.http, stop=_until_told_to_stop())


def _only_slack(given: argparse.Namespace) -> int:
    """The pretend Slack without the bot, for any other app."""
    from bot.sandbox import standalone
    from bot.sandbox.workspace import roster

    files = {"people": given.people, "manifest": given.manifest}
    try:
        standalone.serve(port=given.port, request_url=given.request_url, stop=_until_told_to_stop(), **files)
    except roster.BadFile as refusal:
        raise Refusal(str(refusal)) from refusal
    return 0


def why(given: argparse.Namespace) -> int:
    """Answer from the memory, for whoever runs the database and so may see everything."""
    settings = read_settings()
    memory = open_memory(settings)
    memory.sense = embedding_model.sense_of(Path(settings.steward_model_dir))
    partnerships = memory.partnerships()
    if not partnerships:
        raise Refusal("The memory is empty: no partnership has been here yet. Start with: steward run")
    for partnership in partnerships:
        with memory.of(partnership.id)(reading=True) as db:
            found = answers.for_operator(db, given.question)
            print(output.answer(found, partnership, partial(_read, db)))
    memory.close()
    return 0


def _read(db: Session, text: str) -> str:
    return plain(text, members.names(db, mentioned(text)))


def tick(given: argparse.Namespace) -> int:
    """Rehearse: what would be sent until then, to whom, and why not to others. Nothing is sent, nothing is written."""
    memory = open_memory(read_settings())
    now = utc_now()
    for partnership in memory.partnerships():
        until = moments.read(given.at, now=now, zone=partnership.zone)
        found = dry_run.rehearse(memory, partnership.id, now=now, until=until)
        name = found.names.get
        said = [(each.at, name(each.to, each.to), each.text) for each in found.said if not each.changes]
        unsaid = [(f"{name(each.to, each.to)}, {each.kind}", each.until, each.why) for each in found.unsaid]
        print(f"{partnership.name}, until {until.astimezone(partnership.zone):%A %-d %B %Y, %H:%M}:")
        print(output.rehearsal(said, unsaid, partnership.zone))
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
    findings = cli_doctor.examine(read_settings())
    for finding in findings:
        print(output.finding(finding.ok, finding.words))
    return 0 if all(finding.ok for finding in findings) else 1


def _doors(settings: Settings) -> int:
    """Which doors work for which kinds of people, in each partnership, after asking Slack."""
    scopes, rooms = cli_doctor.asked(settings)
    manifest = json.loads(cli_doctor.MANIFEST.read_text())
    memory = open_memory(settings)
    if not memory.partnerships():
        print(NOBODY_MET)
    for partnership in memory.partnerships():
        with memory.of(partnership.id)(reading=True) as db:
            rows = capabilities.table(db, capabilities.granted(manifest, scopes), rooms=rooms)
        print(f"{partnership.name}\n\n{capability_messages.text_table(rows)}\n")
        print("\n".join([*capabilities.advice(rows), "" if scopes is not None else UNASKED]))
    memory.close()
    return 0


NOBODY_MET = "I have met nobody yet, so there is nothing to tell. Start me once with `steward run`, and ask again."
UNASKED = "Slack did not tell which scopes I have (is SLACK_BOT_TOKEN set?): this is what the manifest asks for."


def open_memory(settings: Settings) -> Memory:
    """The memory with its tables up to date. Raises Refusal when the database is out of reach."""
    runtime_logging.listen("WARNING", settings.steward_logs)  # where a command has not begun to listen by itself
    try:
        memory = open_store(settings.store_url, keys=settings.keys)
        migrate.upgrade(memory)
        for partnership in memory.partnerships():
            kinds.store_again(memory.of(partnership.id))
    except migrate.BusyError as error:
        words = "People are writing to a table that is to be changed, and it did not come free. Nothing was changed."
        raise Refusal(f"{words} Start again; if it stays so, look for a transaction that was left open.") from error
    except SQLAlchemyError as error:
        where = make_url(settings.store_url).render_as_string(hide_password=True)
        raise Refusal(f"I cannot open the database {where}: {str(error).splitlines()[0]}") from error
    return memory


def _need(settings: Settings, *, http: bool) -> None:
    if settings.slack_client_id:
        _need_for_many(settings, http=http)
        return
    needed = {"SLACK_BOT_TOKEN": settings.slack_bot_token}
    if http:
        needed["SLACK_SIGNING_SECRET"] = settings.slack_signing_secret
    else:
        needed["SLACK_APP_TOKEN"] = settings.slack_app_token
    missing = [name for name, value in needed.items() if value is None]
    if missing:
        names = " and ".join(missing)
        raise Refusal(f"{names} missing. `steward doctor` tells where to find it; `steward sandbox` needs none.")


def _need_for_many(settings: Settings, *, http: bool) -> None:
    """Each refusal names the way out."""
    if not settings.is_for_many:
        raise Refusal(
            "SLACK_BOT_TOKEN and SLACK_CLIENT_ID are both set. With the token I serve one workspace, with the client id"
            " all that install me: leave one of them out."
        )
    if not http:
        raise Refusal(
            "Many workspaces install me over HTTP: steward run --http 8080. Socket Mode serves one workspace."
        )
    if not settings.keys:
        raise Refusal(
            "STEWARD_KEYS is missing: tokens rest encrypted, and I do not start without a key. Make one with"
            " `steward keys new`, and keep it where you keep passwords; without it every workspace must install again."
        )
    needed = {
        "SLACK_CLIENT_SECRET": settings.slack_client_secret,
        "SLACK_SIGNING_SECRET": settings.slack_signing_secret,
    }
    missing = [name for name, value in needed.items() if value is None]
    if missing:
        raise Refusal(f"{' and '.join(missing)} missing. In Slack: your app, Basic Information, App Credentials.")


def _need_the_right_keys(settings: Settings, memory: Memory) -> None:
    """Before anybody is heard: a token that does not open would fail at every request."""
    if not settings.is_for_many:
        return
    try:
        with memory.everywhere(reading=True) as db:
            installations.every(db)
    except NoKeyError as error:
        words = "A token opens with none of STEWARD_KEYS: the key that it was sealed with is missing."
        raise Refusal(f"{words} Put it behind the first one, with a comma between them.") from error


def _until_told_to_stop() -> threading.Event:
    """Never set: Ctrl-C and SIGTERM interrupt whoever waits for it, and are deaf from then on while we tidy up."""
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, _leave)
    return threading.Event()


def _leave(*_: object) -> None:
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, signal.SIG_IGN)
    raise KeyboardInterrupt
