"""Installations: who may let the bot in, and what becomes of a memory whose workspace has let it go."""

import hmac
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy.orm import Session

from bot.errors import Refusal
from storage import Memory, installations, partnerships
from storage.installations import Installation, NewInstallation

MOST_BEGUN = 10_000  # installations at the same time: a flood of them must not fill the database
GRACE = timedelta(days=30)  # a change of mind, or of the administrator, costs nothing for so long; then all is deleted
STATE_GOOD_FOR = timedelta(minutes=10)  # from pressing "install" to coming back from the chat's own page
REFRESH_BEFORE = timedelta(hours=2)  # of a token that lives twelve: outages shorter than that go unnoticed
REFRESHING = timedelta(seconds=30)  # one replica has so long to fetch the next token before another one tries


def begin(db: Session, *, at: datetime) -> str:
    """A new state: whoever comes back must bring it, from the same browser, once, and soon. Refusal in a flood."""
    if installations.begun(db, now=at) >= MOST_BEGUN:
        raise Refusal("Too many are installing me right now. Try again in ten minutes.")
    state = secrets.token_urlsafe(32)
    installations.begin_state(db, _digest(state), expires_at=at + STATE_GOOD_FOR)
    return state


def redeem(db: Session, state: str, kept: str, *, at: datetime) -> bool:
    """Whether this state was begun here, `kept` by the same browser, and never brought before."""
    if not state or not hmac.compare_digest(state.encode("utf-8", "replace"), kept.encode("utf-8", "replace")):
        return False
    return installations.redeem_state(db, _digest(state), now=at)


def welcome(memory: Memory, granted: NewInstallation, *, name: str, at: datetime) -> Installation:
    """Somebody let us in. Whoever comes back within the grace period finds everything as it was."""
    home = memory.partnership(granted.team or granted.enterprise, name=name, at=at)
    with memory.of(home.id)() as db:
        return installations.keep(db, granted, at=at)


def leave(db: Session, *, at: datetime) -> bool:
    """We were let go: the token is forgotten at once, the memory after the grace period.

    False for old news: since then somebody has let us in again.
    """
    known = installations.own(db)
    if known is not None and known.installed_at.replace(microsecond=0) > at:  # the chat tells whole seconds
        return False
    installations.end(db)
    partnerships.own(db).uninstalled_at = at
    return True


def purge_due(memory: Memory, *, now: datetime) -> Sequence[str]:
    """Delete the memories whose grace period is over; the workspaces they were of."""
    return memory.purge(uninstalled_before=now - GRACE)


def expiring(db: Session, *, before: datetime, now: datetime, until: datetime) -> Sequence[Installation]:
    """Those whose token this replica is to refresh now."""
    return installations.claim_expiring(db, before=before, now=now, until=until)


def refreshed(db: Session, id: int, *, token: str, refresh_token: str, expires_at: datetime, at: datetime) -> None:
    """Every replica takes the new token at its next tick; until then the old one is good, for it had two hours left."""
    installations.refreshed(db, id, token=token, refresh_token=refresh_token, expires_at=expires_at, at=at)


def _digest(state: str) -> str:
    return sha256(state.encode("utf-8", "replace")).hexdigest()
