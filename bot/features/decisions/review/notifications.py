"""What letters say about reviews: is it still right, would you look after it, and what came of that."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.chat.messages import Message
from bot.features.decisions.review import messages
from bot.notifications.kinds import DigestSection
from storage import reviews
from storage.decisions import Decision
from storage.deliveries import DUE, Delivery


def write_question(db: Session, delivery: Delivery, now: datetime) -> DigestSection | None:
    """Everything they were asked that day, as it stands now; nothing once all of it is answered before it was said."""
    if delivery.on is None:
        return None
    again = delivery.key.endswith(":again")
    asked = reviews.reminded_of if again else reviews.spoken_of
    found = asked(db, delivery.to, on=delivery.on)
    is_said = delivery.state != DUE
    if not found or (not is_said and not any(messages.is_open(row, decision) for row, decision in found)):
        return None
    return messages.question(found, delivery.id, again=again)


def write_offer(db: Session, delivery: Delivery, now: datetime) -> DigestSection | None:
    """Somebody asks them to look after a decision; afterwards, what came of it."""
    decision = db.get_one(Decision, delivery.about_id)
    if decision.offered_to == delivery.to and decision.in_force:
        message = messages.offered(decision)
        return DigestSection(message.text, message.parts)
    return _closed(messages.after_offer(decision, to=delivery.to)) if delivery.state != DUE else None


def write_news(db: Session, delivery: Delivery, now: datetime) -> DigestSection | None:
    decision = db.get_one(Decision, delivery.about_id)
    return _closed(messages.news(decision, to=delivery.to)) if decision.in_force else None


def _closed(message: Message) -> DigestSection:
    return DigestSection(message.text, message.parts, is_open=False)
