"""What the page answers a browser with, and whom it answers at all."""

import json

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from bot.sandbox.workspace.directory import User

COOKIE = "sandbox_person"  # who one was last, for links that come from elsewhere

HEADERS = {
    "content-security-policy": "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "cache-control": "no-store",
}


def html(page: str, person: User | None, status: int = 200) -> Response:
    response = HTMLResponse(whole(page), status, headers=HEADERS)
    if person:
        response.set_cookie(COOKIE, person.id, samesite="strict", httponly=True)
    return response


def told(facts: object, status: int = 200) -> Response:
    """JSON, in which every character can stand."""
    return Response(json.dumps(facts, default=str), status, {**HEADERS, "content-type": "application/json"})


def whole(text: str) -> str:
    """Without halves of characters, which people's programs let slip and which no page can hold."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def to(address: str) -> Response:
    return RedirectResponse(address, 303, headers=HEADERS)


def is_ours(request: Request, sends: str = "application/json") -> bool:
    """No other page in the same browser may act here: it could not send JSON, nor hide where it comes from."""
    origin, sent = request.headers.get("origin"), request.headers.get("content-type", "")
    own = origin is None or origin.split("://")[-1] == request.headers.get("host")
    return own and sent.startswith(sends)
