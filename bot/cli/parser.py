"""steward: run the bot, try it in a sandbox, ask its memory, look after its database."""

import argparse
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from bot.cli import backup as cli_backup
from bot.cli import keys as cli_keys
from bot.cli import model as cli_model
from bot.cli import partners as cli_partners
from bot.cli import run as cli_run
from bot.cli import transfer, transfer_output
from bot.errors import Refusal
from bot.transfer.importers import formats

DESCRIPTION = """Steward keeps what a partnership decides, and why, and answers when somebody asks.

Never seen it?   steward sandbox          a workspace in your browser, no Slack account needed
For real?        steward doctor           says what is missing, then: steward run
Curious?         steward why "why did we choose the harbour site?"
"""

EPILOG = """Settings come from the environment or from a file .env: SLACK_BOT_TOKEN, SLACK_APP_TOKEN,
SLACK_SIGNING_SECRET, DATABASE_URL. The README tells where to find them."""


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit code: 0 when it went well, 1 when something is to be mended, 2 when the words were not understood."""
    given = parser().parse_args(arguments)
    run: Callable[[argparse.Namespace], int] = given.run
    try:
        return run(given)
    except Refusal as refusal:
        print(refusal.words, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 0


def parser() -> argparse.ArgumentParser:
    steward = argparse.ArgumentParser(
        prog="steward", description=DESCRIPTION, epilog=EPILOG, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    verbs = steward.add_subparsers(title="what it can do", metavar="", required=True)

    run = verbs.add_parser("run", help="connect to Slack and serve, until you stop it")
    run.add_argument("--http", type=int, metavar="PORT", help="receive signed requests on this port, not Socket Mode")
    run.add_argument(
        "--health",
        type=cli_run.address,
        metavar="PORT",
        help="answer /healthz, /readyz and /metrics here, on this machine alone unless you say HOST:PORT",
    )
    run.set_defaults(run=cli_run.run)

    sandbox = verbs.add_parser("sandbox", help="a workspace in your browser, on this machine alone")
    sandbox.add_argument("--port", type=int, default=3000, help="where the page is (default: 3000; 0: any free one)")
    sandbox.add_argument("--empty", action="store_true", help="start without the sample partnership's conversations")
    sandbox.add_argument("--http", action="store_true", help="reach the bot by signed requests, not Socket Mode")
    sandbox.add_argument("--only", action="store_true", help="just the pretend Slack, for an app of your own")
    only = sandbox.add_argument_group("with --only")
    only.add_argument("--people", type=Path, metavar="FILE", help="people and channels, as JSON")
    only.add_argument("--manifest", type=Path, metavar="FILE", help="your app's manifest.json")
    only.add_argument("--request-url", metavar="URL", help="send events there by signed HTTP, not over Socket Mode")
    sandbox.set_defaults(run=cli_run.sandbox)

    why = verbs.add_parser("why", help="ask the memory; you see everything, as whoever runs the database may")
    why.add_argument("question", help='for example: "why did we choose the harbour site?"')
    why.set_defaults(run=cli_run.why)

    tick = verbs.add_parser("tick", help="rehearse the coming days: what would be sent to whom, and why not to others")
    tick.add_argument(
        "--at", required=True, metavar="WHEN", help='until when: "tomorrow 9:00", "next monday", "+3 days"'
    )
    tick.set_defaults(run=cli_run.tick)
    _add_transfer(verbs)

    _add_model(verbs)

    doctor = verbs.add_parser("doctor", help="say in plain words what is missing: token, scope, database, clock")
    doctor.add_argument("--doors", action="store_true", help="which ways to me work for which kinds of people here")
    doctor.set_defaults(run=cli_run.doctor)

    _add_backup(verbs)
    keys = verbs.add_parser("keys", help="what the tokens of many workspaces are sealed with (STEWARD_KEYS)")
    which = keys.add_subparsers(metavar="", required=True)
    new = which.add_parser("new", help="make a key and print it; nothing is changed")
    new.set_defaults(run=cli_keys.new)
    rotate = which.add_parser("rotate", help="seal every token with the first key of STEWARD_KEYS")
    rotate.set_defaults(run=cli_keys.rotate)
    _add_partners(verbs)

    db = verbs.add_parser("db", help="look after the database")
    upgrade = db.add_subparsers(metavar="", required=True).add_parser("upgrade", help="bring the tables up to date")
    upgrade.set_defaults(run=cli_run.upgrade)
    return steward


def _add_model(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    model = verbs.add_parser(
        "model", help="find by meaning as well as by words: whether it does, how far it is, and what it takes"
    )
    model.set_defaults(run=cli_model.state)
    words = model.add_subparsers(metavar="")
    fetch = words.add_parser("fetch", help="bring the model (105 MB to download, 24 MB kept), with a known checksum")
    fetch.add_argument("--to", type=Path, metavar="FOLDER", help="where to keep it (default: STEWARD_MODEL_DIR)")
    fetch.set_defaults(run=cli_model.fetch)
    fill = words.add_parser("fill", help="read every record now, rather than a few at each tick of `steward run`")
    fill.set_defaults(run=cli_model.fill)


def _add_backup(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    backup = verbs.add_parser("backup", help="write everything into one file, while the bot runs")
    backup.add_argument("file", type=Path, help="a new file, such as steward-2026-03-02.zip")
    backup.set_defaults(run=cli_backup.backup)
    restore = verbs.add_parser("restore", help="put a backup into an empty database")
    restore.add_argument("file", type=Path, help="what `steward backup` wrote")
    restore.add_argument("--replace", action="store_true", help="even where something is remembered: it is lost")
    restore.set_defaults(run=cli_backup.restore)

    audit = verbs.add_parser("audit", help="the trail of who changed what")
    verify = audit.add_subparsers(metavar="", required=True).add_parser("verify", help="prove that no line was touched")
    verify.add_argument(
        "--expect", default="", metavar="SEAL", help="a seal from earlier: shows whether lines were cut off"
    )
    verify.add_argument("--partnership", metavar="NAME", help="whose trail; without it, everybody's")
    verify.set_defaults(run=cli_backup.verify_audit)


def _add_partners(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    partners = verbs.add_parser("partners", help="who the partners are, and their people: from a file, or into one")
    ways = partners.add_subparsers(metavar="", required=True)
    bring = ways.add_parser("import", help="bring them in from CSV, JSON or TOML; shows what would change, until --yes")
    bring.add_argument("source", type=Path, metavar="FILE")
    bring.add_argument("--yes", action="store_true", help="do it; without it nothing is written")
    bring.add_argument("--dry-run", dest="yes", action="store_false", help="only show what would change (the default)")
    bring.set_defaults(run=cli_partners.bring)
    export = ways.add_parser("export", help="write them down, as the import takes them")
    export.add_argument("--format", choices=["json", "csv"], default="json", help="default: json")
    export.set_defaults(run=cli_partners.export)
    show = ways.add_parser("list", help="each thing in a line")
    show.set_defaults(run=cli_partners.show)
    for each in (bring, export, show):
        each.add_argument("--partnership", metavar="NAME", help="which one, where this database holds several")


def _add_transfer(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    bring = verbs.add_parser(
        "import",
        help="bring records in from elsewhere; shows what it would keep, until --yes",
        epilog=transfer_output.sources_explained(),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    bring.add_argument("source", nargs="?", type=Path, help="a file or a folder")
    bring.add_argument("--kind", choices=list(formats.KINDS), help="what it is, if I cannot tell")
    bring.add_argument("--yes", action="store_true", help="keep them; without it nothing is written")
    bring.add_argument("--dry-run", action="store_true", help="only show what would be kept (the default)")
    bring.add_argument("--partnership", metavar="NAME", help="whose memory, where this database holds several")
    bring.add_argument("--channel", metavar="NAME", help="only people of this channel see them (default: everybody)")
    bring.add_argument("--on", type=date.fromisoformat, metavar="DAY", help="the day of records without: 2024-03-31")
    bring.add_argument("--slack-address", default="", metavar="URL", help="https://yours.slack.com, to link messages")
    bring.add_argument("--undo", type=int, metavar="N", help="take import N back")
    bring.add_argument("--list", action="store_true", help="the imports there were")
    bring.set_defaults(run=transfer.bring)

    export = verbs.add_parser("export", help="carry the memory away, whole or one partner's part")
    export.add_argument("--format", choices=["json", "csv", "markdown"], default="json", help="default: json")
    export.add_argument("--partner", metavar="NAME", help="only what this partner took part in and may see")
    export.add_argument("--partnership", metavar="NAME", help="whose memory, where this database holds several")
    export.add_argument(
        "--out", type=Path, metavar="PATH", help="a file, or a folder for markdown (default: named by today)"
    )
    export.set_defaults(run=transfer.export)


if __name__ == "__main__":
    sys.exit(main())
