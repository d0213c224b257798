"""What the rights over what is remembered are known by."""

from bot.features.catalogue import Feature, HelpLine, HomePart, RetentionRule
from bot.features.privacy import messages, notifications, retention
from bot.notifications.kinds import CONVENE, DigestKind, is_awaited
from storage.deliveries import DUE, Delivery
from storage.digests import Digest
from storage.members import Member
from storage.privacy.audit import AuditLine

FEATURE = Feature(
    help=(HelpLine(320, "`what do you know about me`, said to me, brings you all of it; `erase me` takes it back"),),
    digest=(
        DigestKind(
            retention.ANNOUNCE, 90, "What will be kept no longer", CONVENE, notifications.write_going, is_awaited
        ),
    ),
    home=(
        HomePart("data", 20, lambda _: messages.doors()),
        HomePart("convening", 130, lambda _: messages.conveners_doors()),
    ),
    retention=(
        RetentionRule(
            "deliveries",
            30,
            "records of what I sent to whom",
            180,
            30,
            (
                (Delivery, lambda before: (Delivery.state != DUE) & (Delivery.settled_at < before)),
                (Digest, lambda before: Digest.at < before),
            ),
        ),
        RetentionRule(
            retention.ERASED,
            60,
            "people who left (they are erased)",
            730,
            30,
            ((Member, lambda before: Member.left_at < before),),
        ),
        RetentionRule(
            retention.AUDITED,
            70,
            "lines of the audit trail",
            1_095,
            365,
            ((AuditLine, lambda before: AuditLine.at < before),),
        ),
    ),
)
