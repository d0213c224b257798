"""What is done on the page, as it comes from the browser."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from bot.sandbox.page import deeds
from bot.sandbox.page.answering import is_ours, told
from bot.sandbox.workspace import Workspace


class Doing:
    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    async def act(self, request: Request) -> Response:
        if not is_ours(request):
            return told({"words": "That did not come from this page."}, 403)
        verb, facts = request.path_params["verb"], await request.json()
        if verb not in deeds.VERBS:
            return told({"words": "There is no such thing to do."}, 404)
        return told(await run_in_threadpool(deeds.do, self._workspace, verb, facts))
