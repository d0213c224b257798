"""What a newcomer can be told: of the partnership, its people and its decisions, as far as this person may see it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from bot.features import agreements, buddies
from storage import decisions, members, onboarding, partnerships, purpose
from storage.decisions import Decision
from storage.members import EXTERNAL, GUEST, Member
from storage.partnerships import Partner, Partnership
from storage.purpose import MISSION, PURPOSE, VISION
from storage.search import feedback as search_feedback

FEW = 4  # decisions in a list: more is not read
MOST_COLLEAGUES = 8  # people named of one's own organisation
LOOKED_AT = 20  # decisions looked at for a few that still hold


@dataclass(frozen=True)
class Facts:
    """`colleagues` are of the same partner; `buddy` has said yes to being one; `agreements` wait to be accepted."""

    me: Member
    ours: Partnership
    partner: Partner | None
    purpose: Mapping[str, str]
    conveners: Sequence[str]
    speaking: Sequence[Partner]
    colleagues: Sequence[str]
    latest: Sequence[Decision]
    most_asked: Sequence[Decision]
    house_words: str
    buddy: str = ""
    agreements: Sequence[str] = field(default=())

    @property
    def conditions(self) -> frozenset[str]:
        """What holds of this person, by the names that steps use."""
        speaks = any(self.me.person in (each.representative, each.deputy) for each in self.speaking)
        found = {
            "purpose": bool(self.purpose[PURPOSE]),
            "partner": self.partner is not None,
            "people": bool(self.conveners or self.speaking or self.colleagues),
            "buddy": bool(self.buddy),
            "decisions": bool(self.latest),
            "agreements": bool(self.agreements),
            "house_words": bool(self.house_words),
            "external": self.me.kind == EXTERNAL,
            "guest": self.me.kind == GUEST,
            "commands": self.me.has_commands,
            "representative": speaks,
        }
        return frozenset(name for name, holds in found.items() if holds)


def of(db: Session, me: Member) -> Facts:
    partners = partnerships.partners(db)
    seen = decisions.visible_to(me)
    asked = decisions.among(db, search_feedback.most(db, "decision", limit=LOOKED_AT), seen)
    words = onboarding.in_force(db, "house_words")
    return Facts(
        me=me,
        ours=partnerships.own(db),
        partner=partners.get(me.partner_id or 0),
        purpose={kind: row.text if (row := purpose.in_force(db, kind)) else "" for kind in (PURPOSE, VISION, MISSION)},
        conveners=[each.person for each in members.conveners(db) if each.person not in me.ids],
        speaking=[each for each in partners.values() if each.representative],
        colleagues=members.colleagues(db, me, limit=MOST_COLLEAGUES),
        latest=_pending(decisions.latest(db, seen, limit=LOOKED_AT)),
        most_asked=_pending(asked),
        house_words=words.text if words else "",
        buddy=buddies.of(db, me.person) or "",
        agreements=[each.version.title for each in agreements.waiting_for(db, me)],
    )


def _pending(found: Sequence[Decision]) -> list[Decision]:
    return [each for each in found if each.in_force][:FEW]
