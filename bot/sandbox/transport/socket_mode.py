"""Socket Mode: envelopes go out over a WebSocket that the bot has opened, acks come back by envelope id.

Source: https://docs.slack.dev/apis/events-api/using-socket-mode
"""

import asyncio
import itertools
import json
import secrets
import threading
import uuid
from collections.abc import Callable, Collection
from concurrent.futures import Future, TimeoutError
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from starlette.websockets import WebSocket, WebSocketDisconnect

from bot.sandbox.delivery.wire import Kind, Payload, Reply
from bot.sandbox.transport import ACK_WITHIN
from bot.sandbox.workspace.directory import APP_ID

MOST_CONNECTIONS = 10
GONE_AWAY = 1001  # how a WebSocket ends when one side just goes


@dataclass(eq=False)
class Connection:
    socket: WebSocket
    loop: asyncio.AbstractEventLoop
    is_leaving: bool = False  # it was asked to come anew, and gets nothing more if another is there

    def send(self, envelope: Payload) -> None:
        """From any thread."""
        asyncio.run_coroutine_threadsafe(self.socket.send_text(json.dumps(envelope)), self.loop)

    def close(self) -> None:
        """From any thread."""
        asyncio.run_coroutine_threadsafe(self.socket.close(GONE_AWAY), self.loop)


class SocketMode:
    """All connections of the bot; each envelope goes to one of them in turn."""

    def __init__(self, *, ack_within: float = ACK_WITHIN) -> None:
        self.ack_within = ack_within
        self._connections: list[Connection] = []
        self._acks: dict[str, Future[Payload | None]] = {}
        self._tickets: set[str] = set()
        self._turn = itertools.count()
        self._arrival = threading.Condition()

    def deliver(self, kind: Kind, payload: Payload, *, retry: int = 0, reason: str = "") -> Reply:
        with self._arrival:
            staying = [each for each in self._connections if not each.is_leaving]
            open_now = staying or list(self._connections)
        if not open_now:
            return Reply(acked=False, reason="connection_failed")
        envelope: Payload = {"envelope_id": str(uuid.uuid4()), "payload": payload, "type": kind}
        envelope["accepts_response_payload"] = kind != "events_api"
        if kind == "events_api":
            envelope |= {"retry_attempt": retry, "retry_reason": reason if retry else ""}
        return self._send(open_now[next(self._turn) % len(open_now)], envelope)

    def ticket(self) -> str:
        """Lets one connection in."""
        ticket = secrets.token_urlsafe(16)
        self._tickets.add(ticket)
        return ticket

    def wait_for_connections(self, number: int = 1, *, seconds: float = 10) -> bool:
        """Wait until this many are open."""
        with self._arrival:
            return self._arrival.wait_for(lambda: len(self._connections) >= number, seconds)

    @property
    def connections(self) -> frozenset[Connection]:
        """Those that are open now."""
        with self._arrival:
            return frozenset(self._connections)

    def wait_for_others(self, than: Collection[Connection], *, seconds: float = 10) -> bool:
        """Wait until one is open that is none of these."""
        with self._arrival:
            return self._arrival.wait_for(lambda: any(each not in than for each in self._connections), seconds)

    def refresh(self, *, seconds: float = 10) -> bool:
        """Ask every connection to come anew, as Slack does every few hours; whether they did within `seconds`."""
        told = {"type": "disconnect", "reason": "refresh_requested", "debug_info": {"host": "sandbox"}}
        with self._arrival:
            old = list(self._connections)
            for connection in old:
                connection.is_leaving = True
                connection.send(told)
        return self.wait_for_others(old, seconds=seconds)

    def drop(self) -> None:
        """Break every connection without a goodbye, as a network does."""
        with self._arrival:
            for connection in self._connections:
                connection.close()

    async def accept(self, socket: WebSocket) -> None:
        """Serve one connection as long as it lasts."""
        ticket = socket.query_params.get("ticket", "")
        if ticket not in self._tickets or len(self._connections) >= MOST_CONNECTIONS:
            await socket.close(4000)
            return
        self._tickets.discard(ticket)
        await socket.accept()
        connection = Connection(socket, asyncio.get_running_loop())
        await socket.send_text(json.dumps(self._hello()))
        leaving = [each for each in self._connections if each.is_leaving]
        self._change(self._connections.append, connection)
        for each in leaving:
            with suppress(RuntimeError):  # it has gone by itself
                await each.socket.close()
        try:
            while True:
                self._settle(json.loads(await socket.receive_text()))
        except (WebSocketDisconnect, RuntimeError, ValueError):
            pass
        finally:
            self._change(self._connections.remove, connection)

    def _send(self, connection: Connection, envelope: Payload) -> Reply:
        ack: Future[Payload | None] = Future()
        id = envelope["envelope_id"]
        self._acks[id] = ack
        try:
            connection.send(envelope)
            return Reply(acked=True, body=ack.result(self.ack_within), envelope_id=id)
        except TimeoutError:
            return Reply(acked=False, reason="timeout", envelope_id=id)
        finally:
            del self._acks[id]

    def _settle(self, told: Any) -> None:
        ack = self._acks.get(told.get("envelope_id", "")) if isinstance(told, dict) else None
        if ack is not None and not ack.done():
            ack.set_result(told.get("payload"))

    def _hello(self) -> Payload:
        debug = {"host": "sandbox", "started": "", "build_number": 1, "approximate_connection_time": 18_060}
        number = len(self._connections) + 1
        return {"type": "hello", "num_connections": number, "debug_info": debug, "connection_info": {"app_id": APP_ID}}

    def _change(self, do: Callable[[Connection], None], connection: Connection) -> None:
        with self._arrival:
            do(connection)
            self._arrival.notify_all()
