"""The words of what a round has found: the post that its channel sees, and the question to the conveners."""

from collections.abc import Iterable
from datetime import date, tzinfo

from bot.chat.messages import Button, Buttons, Form, Message, Paragraph, Part, SmallPrint, TextField, Title
from bot.chat.words import bold, day, mention, plural, quoted, room, said, weekday
from bot.features.catalogue import RecordContext
from bot.features.surveys import questions_of
from bot.features.surveys.closing import NamedAnswer, QuestionResult, SurveyOutcome, shown_of
from bot.features.surveys.messages import privacy
from bot.features.surveys.questions import HIGHEST, OF_TEXT, Question, QuestionKind
from bot.features.surveys.results import Result, middle_half
from bot.notifications.kinds import DigestSection
from storage.search.records import FoundSurvey
from storage.search.tokens import Query, words
from storage.surveys import NAMED, Survey

MOST_TEXTS = 20  # of one question in the post; all of them are kept
WITHHELD = "Too few answers, or too much alike, to show without giving people away."


def running(survey: Survey, *, asked: int, answered: int) -> Message:
    """While it runs the channel sees a count, and nothing else."""
    text = f":speech_balloon: {said(survey.title)} is open until {weekday(survey.closes_on)}."
    count = f"{answered} of {asked} have answered. The question is in your messages from me."
    return Message(
        f"{text} {count}", (Paragraph(f"{bold_title(text, survey)}\n{count}"), SmallPrint((privacy(survey),)))
    )


def bold_title(text: str, survey: Survey) -> str:
    return text.replace(said(survey.title), bold(said(survey.title)), 1)


def cancelled(survey: Survey) -> Message:
    return Message(f"{said(survey.title)} was called off. What had been answered is erased.")


def closed(outcome: SurveyOutcome, beneath: tuple[Part, ...] = ()) -> Message:
    """What came of it, in the place of the count; `beneath` is what to compare it with."""
    survey = outcome.round
    text = f"{said(survey.title)}: {outcome.answered} of {outcome.asked} answered."
    parts: list[Part] = [Title(survey.title), Paragraph(f"{outcome.answered} of {outcome.asked} answered.")]
    for finding in outcome.findings:
        parts += _finding(finding, outcome)
    parts += beneath
    if survey.follow_up:
        parts.append(
            Paragraph(f"*What we do about it* ({mention(survey.follow_up_by)})\n{quoted(said(survey.follow_up))}")
        )
    return Message(text, (*parts, SmallPrint((_small_print(survey),))))


def results_are_there(outcome: SurveyOutcome) -> Message:
    """One line for the channel; the results stand in the post above."""
    closed_ = f"{bold(said(outcome.round.title))} is closed: {outcome.answered} of {outcome.asked} answered."
    return Message(f"{closed_}{_in_short(outcome)} What came of it is above.")


def _in_short(outcome: SurveyOutcome) -> str:
    total = outcome.findings[0].shown.total if len(outcome.findings) == 1 else None
    return f" {total.mean} of {HIGHEST} on average." if total and total.mean is not None else ""


def what_now(outcome: SurveyOutcome) -> DigestSection:
    """To the convener, once the results are there."""
    survey = outcome.round
    if survey.follow_up:
        text = f"You said what you do about “{said(survey.title)}”; it stands beneath the results."
        change = Buttons((Button("Say it differently", "round_follow_up", str(survey.id)),))
        return DigestSection(text, (Paragraph(f":white_check_mark: {text}"), change), is_open=False)
    text = f"“{said(survey.title)}” is closed. What will we do about it?"
    gap = next((line for finding in outcome.findings if (line := _gap(finding, outcome))), "")
    say = Buttons((Button("Say what we do", "round_follow_up", str(survey.id), "primary"),))
    why = "People answer again when they see that it led to something. One sentence will do."
    return DigestSection(text, (Paragraph(f"{bold(text)}{chr(10) + gap if gap else ''}"), Paragraph(why), say))


def follow_up_form(survey: Survey, *, memo: str) -> Form:
    what = TextField("What will be done about it?", "text", survey.follow_up, long=True, longest=1_500)
    who = SmallPrint(("It stands beneath the results in the channel, with your name.",))
    return Form("round_follow_up_form", "What we do about it", (what, who), "Post it", memo=memo)


def _finding(finding: QuestionResult, outcome: SurveyOutcome) -> list[Part]:
    result = finding.shown.total
    heading = bold(said(finding.question.text))
    if result is None or not result.answered:
        return [Paragraph(f"{heading}\n_{WITHHELD}_")]
    lines = [heading, *_lines(finding, result), _trend(finding), _gap(finding, outcome)]
    return [Paragraph("\n".join(line for line in lines if line)), *_voices(finding.voices)]


def _lines(finding: QuestionResult, result: Result) -> Iterable[str]:
    if finding.question.kind not in OF_TEXT:
        return figures(finding.question.kind, result)
    lines = [quoted(said(text)) for text in result.texts[:MOST_TEXTS]]
    more = len(result.texts) - MOST_TEXTS
    return [*lines, f"… and {more} more."] if more > 0 else lines


def figures(kind: QuestionKind, result: Result) -> list[str]:
    """What many answers come to, as far as it may be shown. Of texts, only how many there are."""
    answers = plural(result.answered, "answer", "answers")
    if kind in OF_TEXT:
        return [f"{answers} in people's own words; they stand in its channel."]
    if kind is QuestionKind.SCALE:
        spread = "  ·  ".join(f"{count.label}: {count.count}" for count in result.counts)
        return [f"{result.mean} of {HIGHEST} on average, {answers}. {_spread(result)}", spread]
    return [_count(kind, count.label, count.count, count.average) for count in result.counts]


def _spread(result: Result) -> str:
    half = middle_half(result)
    if half is None:
        return ""
    low, high = half
    return f"The middle half said {low}." if low == high else f"The middle half said {low} to {high}."


def _count(kind: QuestionKind, label: str, count: int | None, average: float | None) -> str:
    if kind is QuestionKind.RANKING:
        return f"• {said(label)}: place {average} on average"
    if kind is QuestionKind.POINTS:
        return f"• {said(label)}: {plural(count or 0, 'point', 'points')}"
    return f"• {said(label)}: {'held back' if count is None else count}"


def _trend(finding: QuestionResult) -> str:
    levels = [point for point in finding.trend if point.level is not None]
    if len(levels) < 2:
        return ""
    unit = " %" if finding.question.kind is QuestionKind.YES_NO else ""
    way = " → ".join(f"{point.level}{unit} ({short_day(point.on)})" for point in levels[-4:])
    return f"_Over time:_ {way}"


def _gap(finding: QuestionResult, outcome: SurveyOutcome) -> str:
    gap = finding.gap
    if gap is None or gap.width <= 0:
        return ""
    unit = " %" if finding.question.kind is QuestionKind.YES_NO else ""
    low, high = (cell_names(cell.partners, outcome) for cell in (gap.low, gap.high))
    return f"_Widest gap:_ {gap.width}{unit}, between {said(low)} and {said(high)}"


def cell_names(partners: Iterable[str], outcome: SurveyOutcome) -> str:
    return " with ".join(outcome.partners.get(key, "a partner") for key in partners)


def _voices(voices: tuple[NamedAnswer, ...]) -> list[Part]:
    said_so = ", ".join(f"{mention(voice.person)} {said(voice.words)}" for voice in voices)
    return [SmallPrint((said_so,))] if said_so else []


def short_day(day: str) -> str:
    on = date.fromisoformat(day)
    return f"{on.day} {on:%b}"


def _small_print(survey: Survey) -> str:
    if survey.privacy == NAMED:
        return "Asked with names."
    return f"Nothing is shown below {survey.fewest} answers, nor what would give one person away."


MOST_QUESTIONS = 2  # of a round, those nearest to what was asked


def gist(told: FoundSurvey, zone: tzinfo, shown: RecordContext) -> tuple[Part, ...]:
    """As an answer shows it."""
    row = told.round
    totals = {each.question: each.total for each in shown_of(row)}
    nearest = sorted(questions_of(row), key=lambda each: -_shared(each, shown.query))[:MOST_QUESTIONS]
    parts = [Paragraph(f"{shown.rank}.  {bold(said(row.title))}, {told.answered} of {told.asked} answered")]
    for each in nearest:
        total = totals.get(each.key)
        found = figures(each.kind, total) if total and total.answered else []
        lines = "\n".join(found) or f"_{WITHHELD}_"
        parts.append(Paragraph(f"{bold(said(each.text))}\n{lines}"))
    if row.follow_up:
        said_so = f"*What we do about it* ({mention(row.follow_up_by)})"
        parts.append(Paragraph(f"{said_so}\n{quoted(said(shown.quote(row.follow_up)))}"))
    closed = day(row.closed_at, zone) if row.closed_at else ""
    return (*parts, SmallPrint((f"Closed on {closed}, in {room(row.channel)}",)))


def _shared(asked_then: Question, query: Query) -> int:
    """How many words of what is asked now the question of the round has."""
    return len(set(query.about) & set(words(" ".join((asked_then.text, *asked_then.choices)))))
