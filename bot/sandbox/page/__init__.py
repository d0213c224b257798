"""The page on which one uses the pretend Slack in a browser. Nothing on it comes from anywhere else.

It is told ids only, looks everything up in the workspace, and shows people's words escaped.
"""

from pathlib import Path

from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from bot.sandbox.page.deeds import Deeds
from bot.sandbox.page.live import Live
from bot.sandbox.page.pages import Pages
from bot.sandbox.page.tracing import Tracing
from bot.sandbox.page.uploading import Uploading
from bot.sandbox.workspace import Workspace

STATIC = Path(__file__).parents[1] / "static"


def routes(workspace: Workspace) -> list[BaseRoute]:
    """Everything that a browser asks for: the page, what is done on it, what changes, links, static files."""
    page, deeds, live = Pages(workspace), Deeds(workspace), Live(workspace)
    uploading, tracing = Uploading(workspace), Tracing(workspace)
    return [
        Route("/", page.door),
        Route("/as/{person}", page.first),
        Route("/as/{person}/{place}", page.show),
        Route("/archives/{channel}/p{stamp:int}", page.message),
        Route("/act/{verb}", deeds.act, methods=["POST"]),
        Route("/live", live.stream),
        Route("/trace", tracing.entries),
        Route("/trace/{number:int}", tracing.entry),
        Route("/upload", uploading.take, methods=["POST"]),
        Mount("/static", StaticFiles(directory=STATIC)),
    ]
