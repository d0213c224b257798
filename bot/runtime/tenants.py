"""Homes: the partnerships that this process serves, each with its own token, pace, and bound memory."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.slack.client import SlackChat
from bot.slack.rate_limits import Pace, PacedTurn, Wait
from storage import Begin, Memory, installations
from storage.installations import Installation

Clock = Callable[[], datetime]


@dataclass(frozen=True, eq=False)
class Tenant:
    """One partnership as it is served here."""

    partnership_id: int
    begin: Begin
    client: WebClient
    pace: Pace
    clock: Clock
    signed_in: AuthorizeResult
    changed_at: datetime | None = None  # when its token became this one

    @property
    def chat(self) -> SlackChat:
        """The chat of people: it never waits."""
        return SlackChat(self.client, PacedTurn(self.pace, self.clock))

    def patient(self, wait: Wait | None, seconds: float) -> SlackChat:
        """The chat of the clock: it waits for its turn, and leaves a part of the pace to people."""
        return SlackChat(self.client, PacedTurn(self.pace, self.clock, wait, seconds))


class Tenants(Protocol):
    def of(self, enterprise: str | None, team: str | None) -> Tenant | None:
        """The home that a request is for; None when nobody there has let us in."""

    def all(self) -> Sequence[Tenant]:
        """Every home that the clock visits."""

    def forget(self) -> None:
        """A token came to its end: ask again who is there."""


class SingleTenant:
    """One workspace, whose token stands in the settings. Slack is asked once who that is."""

    def __init__(self, client: WebClient, memory: Memory, *, clock: Clock, messages_a_minute: int) -> None:
        self._client, self._memory, self._clock = client, memory, clock
        self._pace = Pace(messages_a_minute=messages_a_minute)
        self._home: Tenant | None = None
        self._is_doubted = False

    def only(self) -> Tenant:
        """Raises SlackApiError when the token is no good."""
        if self._home is None or self._is_doubted:
            try:
                told = self._client.auth_test()
            except SlackApiError:
                if self._home is None:
                    raise
                return self._home  # let go; the same token may come back to life, and then we are told
            self._is_doubted = False
            partnership = self._memory.partnership(told["team_id"], name=told["team"], at=self._clock())
            signed_in = AuthorizeResult(
                enterprise_id=None,
                team_id=told["team_id"],
                team=told["team"],
                bot_user_id=told["user_id"],
                bot_id=told["bot_id"],
                bot_token=self._client.token,
            )
            begin = self._memory.of(partnership.id)
            self._home = Tenant(partnership.id, begin, self._client, self._pace, self._clock, signed_in)
        return self._home

    def of(self, enterprise: str | None, team: str | None) -> Tenant | None:
        return self.only()

    def all(self) -> Sequence[Tenant]:
        return [self.only()]

    def forget(self) -> None:
        self._is_doubted = True


class ManyTenants:
    """Every workspace that has installed the bot. What was read is kept until a token changes or comes to its end."""

    def __init__(
        self, connect: Callable[[str], WebClient], memory: Memory, *, clock: Clock, messages_a_minute: int
    ) -> None:
        """`connect` makes a client for a token."""
        self._connect, self._memory, self._clock = connect, memory, clock
        self._a_minute = messages_a_minute
        self._homes: dict[int, Tenant] = {}
        self._asked: dict[tuple[str, str], Tenant] = {}
        self._lock = threading.Lock()

    def of(self, enterprise: str | None, team: str | None) -> Tenant | None:
        asked = (enterprise or "", team or "")
        known = self._asked.get(asked)
        if known is not None:
            return known
        with self._memory.everywhere(reading=True) as db:
            row = installations.of(db, enterprise=asked[0], team=asked[1])
        if row is None:
            return None
        with self._lock:
            self._asked[asked] = found = self._home(row)
        return found

    def all(self) -> Sequence[Tenant]:
        """Looked up anew: what another replica was told, this one knows from here on."""
        with self._memory.everywhere(reading=True) as db:
            rows = installations.every(db)
        with self._lock:
            found = {row.partnership_id: self._home(row) for row in rows}
            self._homes = found
            current = set(found.values())
            self._asked = {asked: home for asked, home in self._asked.items() if home in current}
        return list(found.values())

    def forget(self) -> None:
        with self._lock:
            self._asked = {}

    def _home(self, row: Installation) -> Tenant:
        known = self._homes.get(row.partnership_id)
        if known is not None and known.changed_at == row.changed_at:
            return known
        pace = known.pace if known else Pace(messages_a_minute=self._a_minute)
        signed_in = AuthorizeResult(
            enterprise_id=row.enterprise or None,
            team_id=row.team or None,
            bot_user_id=row.bot_user,
            bot_id=row.bot_id,
            bot_token=row.bot_token,
            bot_scopes=row.scopes,
        )
        begin = self._memory.of(row.partnership_id)
        made = Tenant(
            row.partnership_id, begin, self._connect(row.bot_token), pace, self._clock, signed_in, row.changed_at
        )
        self._homes[row.partnership_id] = made
        return made
