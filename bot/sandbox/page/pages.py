"""Which page somebody gets: a channel, their Home, a search, a message that a link leads to, or a word why not."""

from starlette.requests import Request
from starlette.responses import Response

from bot.sandbox.page import templates
from bot.sandbox.page.answering import COOKIE, html, to
from bot.sandbox.page.seen import ReadMarks, Whispers
from bot.sandbox.page.visit import AT_ONCE, HOME, PLACES, Visit
from bot.sandbox.workspace import Workspace
from bot.sandbox.workspace.directory import SlackChannel, User
from bot.sandbox.workspace.messages import SlackMessage

COMES = "x-page"  # a page is asked for `again` by one that is open, `next` by one that goes on; else it is a reload
MOST_SHOWN = 10 * AT_ONCE  # messages; who wants older ones follows a link or searches
MICROS = 6  # digits behind the point in a message's id
LONGEST_SEARCH = 200  # characters


class Pages:
    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._marks, self._whispers = ReadMarks(workspace), Whispers(workspace)

    def door(self, request: Request) -> Response:
        """Whoever one was last; the first person otherwise."""
        person = self._person(request.cookies.get(COOKIE, "")) or self._anybody()
        return to(f"/as/{person.id}") if person else _nobody()

    def first(self, request: Request) -> Response:
        """Somebody's first channel."""
        person = self._person(request.path_params["person"])
        if person is None:
            return to("/")
        rooms = Visit(self._workspace, person).rooms
        return to(f"/as/{person.id}/{rooms[0].id if rooms else HOME}")

    def show(self, request: Request) -> Response:
        with self._workspace.lock:
            person, place = self._person(request.path_params["person"]), request.path_params["place"]
            channel = self._workspace.channels.get(place)
            if person is None or (place not in PLACES and channel is None):
                return to("/")
            if channel and not self._workspace.sees(person, channel):
                return _not_for(person)
            return html(templates.page(self._visit(request, person, channel)), person)

    def message(self, request: Request) -> Response:
        """A link to a message: in its channel, or in its thread when it stands in one."""
        wanted = request.query_params.get("as") or request.cookies.get(COOKIE, "")
        person = self._person(wanted) or self._anybody()
        found = self._found(request.path_params["channel"], str(request.path_params["stamp"]))
        if person is None or found is None:
            words = "It was deleted, or the link is not complete."
            return html(templates.alone("That message is gone", words), None, 404)
        return to(Visit(self._workspace, person, drawer=request.query_params.get("drawer", "")).way(found))

    def _visit(self, request: Request, person: User, channel: SlackChannel | None) -> Visit:
        asked, comes = request.query_params, request.headers.get(COMES, "")
        if not comes:
            self._whispers.reloaded(person)
        where = channel.id if channel else None
        self._whispers.shown(person, where)
        unread = self._marks.read(person, where, arrives=comes != "again")
        return Visit(
            self._workspace,
            person,
            channel,
            asked.get("thread", ""),
            asked.get("at", ""),
            unread.places,
            unread.new_after,
            page=request.path_params["place"],
            words=asked.get("q", "")[:LONGEST_SEARCH],
            drawer=asked.get("drawer", ""),
            shown=_number(request.headers.get("x-shown", "")),
        )

    def _found(self, channel: str, stamp: str) -> SlackMessage | None:
        """`stamp` is the message's id without its point."""
        return self._workspace.messages.find(channel, f"{stamp[:-MICROS]}.{stamp[-MICROS:]}")

    def _person(self, id: str) -> User | None:
        user = self._workspace.users.get(id)
        return None if user is None or user.is_bot or user.is_deleted else user

    def _anybody(self) -> User | None:
        return next((user for user in self._workspace.users.values() if self._person(user.id)), None)


def _number(given: str) -> int:
    """How many messages the page wants."""
    return min(max(int(given), AT_ONCE), MOST_SHOWN) if given.isascii() and given.isdigit() else AT_ONCE


def _nobody() -> Response:
    return html(templates.alone("Nobody is here", "Add a person to this workspace first."), None, 404)


def _not_for(person: User) -> Response:
    words = f"{person.real_name} is not in that channel, and it is private."
    return html(templates.alone("Not for these eyes", words, person), person, 403)
