"""The page on which one uses the pretend Slack in a browser. Nothing on it comes from anywhere else.

It is told ids only, looks everything up in the workspace, and shows people's words escaped.
"""

from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from bot.sandbox.page import deeds, layout, permalinks
from bot.sandbox.page.live import Live
from bot.sandbox.page.reading import Reading
from bot.sandbox.page.scene import HOME, Scene
from bot.sandbox.people import User
from bot.sandbox.workspace import Workspace

STATIC = Path(__file__).parents[1] / "static"
COOKIE = "sandbox_person"  # who one was last, for links that come from elsewhere

HEADERS = {
    "content-security-policy": "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "cache-control": "no-store",
}


def routes(workspace: Workspace) -> list[BaseRoute]:
    """Everything that a browser asks for: the page, what is done on it, what changes, links, static files."""
    page, live = Page(workspace), Live(workspace)
    return [
        Route("/", page.door),
        Route("/as/{person}", page.first),
        Route("/as/{person}/{place}", page.show),
        Route("/archives/{channel}/p{stamp:int}", page.message),
        Route("/act/{verb}", page.act, methods=["POST"]),
        Route("/live", live.stream),
        Mount("/static", StaticFiles(directory=STATIC)),
    ]


class Page:
    def __init__(self, workspace: Workspace) -> None:
        self._workspace, self._reading = workspace, Reading(workspace)

    def door(self, request: Request) -> Response:
        """Whoever one was last; the first person otherwise."""
        person = self._person(request.cookies.get(COOKIE, "")) or self._anybody()
        return _to(f"/as/{person.id}") if person else self._nobody()

    def first(self, request: Request) -> Response:
        """Somebody's first channel."""
        person = self._person(request.path_params["person"])
        if person is None:
            return _to("/")
        rooms = Scene(self._workspace, person).rooms
        return _to(f"/as/{person.id}/{rooms[0].id if rooms else HOME}")

    def show(self, request: Request) -> Response:
        with self._workspace.lock:
            person, place = self._person(request.path_params["person"]), request.path_params["place"]
            channel = self._workspace.channels.get(place)
            if person is None or (place != HOME and channel is None):
                return _to("/")
            if channel and not self._workspace.sees(person, channel):
                return self._not_for(person)
            asked = request.query_params
            unread = self._reading.read(person, channel.id if channel else None)
            scene = Scene(self._workspace, person, channel, asked.get("thread", ""), asked.get("at", ""), unread)
            return _html(layout.page(scene), person)

    def message(self, request: Request) -> Response:
        """A link to a message: in its channel, or in its thread when it stands in one."""
        wanted = request.query_params.get("as") or request.cookies.get(COOKIE, "")
        person = self._person(wanted) or self._anybody()
        stamp = str(request.path_params["stamp"])
        found = permalinks.find(self._workspace, request.path_params["channel"], stamp)
        if person is None or found is None:
            return _html(
                layout.message("That message is gone", "It was deleted, or the link is not complete."), None, 404
            )
        return _to(permalinks.address(self._workspace, found, person))

    async def act(self, request: Request) -> Response:
        if not _is_ours(request):
            return JSONResponse({"words": "That did not come from this page."}, 403)
        verb, facts = request.path_params["verb"], await request.json()
        if verb not in deeds.VERBS:
            return JSONResponse({"words": "There is no such thing to do."}, 404)
        return JSONResponse(await run_in_threadpool(deeds.do, self._workspace, verb, facts), headers=HEADERS)

    def _person(self, id: str) -> User | None:
        user = self._workspace.users.get(id)
        return None if user is None or user.is_bot or user.is_deleted else user

    def _anybody(self) -> User | None:
        return next((user for user in self._workspace.users.values() if self._person(user.id)), None)

    def _nobody(self) -> Response:
        return _html(layout.message("Nobody is here", "Add a person to this workspace first."), None, 404)

    def _not_for(self, person: User) -> Response:
        words = f"{person.real_name} is not in that channel, and it is private."
        return _html(layout.message("Not for these eyes", words, layout.way_back(person.id)), person, 403)


def _html(page: str, person: User | None, status: int = 200) -> Response:
    response = HTMLResponse(page, status, headers=HEADERS)
    if person:
        response.set_cookie(COOKIE, person.id, samesite="strict", httponly=True)
    return response


def _to(address: str) -> Response:
    return RedirectResponse(address, 303, headers=HEADERS)


def _is_ours(request: Request) -> bool:
    """No other page in the same browser may act here: it could not send JSON, nor hide where it comes from."""
    origin, sent = request.headers.get("origin"), request.headers.get("content-type", "")
    own = origin is None or origin.split("://")[-1] == request.headers.get("host")
    return own and sent.startswith("application/json")
