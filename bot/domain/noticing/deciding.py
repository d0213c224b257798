"""What speaks for a decision of the people there: rules as data, each with a line that it is about.

Written for chat, not for the form of minutes: who ("we", a named group), in which tense, with which kind of verb.
"""

from bot.domain.noticing.outcomes import ANSWERS, OUTCOMES
from bot.domain.noticing.rule import Rule, one_of, rule
from bot.domain.noticing.vocabulary import ACT, CLAUSE, GROUP, MAYBE, SETTLED, WE

OURS: tuple[Rule, ...] = (
    rule(
        "we-decided",
        0.85,
        rf"{CLAUSE}we(?:'ve| have)?{MAYBE} "
        rf"(?:{SETTLED}(?! with\b)|chose|picked(?! up)|selected|adopted|approved|accepted|rejected)\b",
        "We have decided to use the harbour site.",
    ),
    rule(
        "we-hereby",
        0.8,
        rf"{CLAUSE}we{MAYBE} (?:accept|approve|adopt|reject|endorse|ratify)\b",
        "We approve the budget as it stands.",
    ),
    rule(
        "we-keep",
        0.72,
        rf"^we{MAYBE} (?:keep|change|drop|allow|disallow|hold to) (?:the|our|it|this|that|one)\b",
        "We keep the rules as they are.",
    ),
    rule(
        "we-go-with",
        0.85,
        rf"(?:{WE}|{GROUP})(?:'re| are|'ll| will| want to|'d like to| would like to)?{MAYBE} "
        + one_of("go,goes,going,stick,sticking,move,moving,proceed,proceeding,settle,settling")
        + r" (?:ahead |forward )?(?:with|for|on)\b",
        "So we go with the harbour site, agreed.",
    ),
    rule("we-will", 0.78, rf"{WE}(?:'ll| will| shall){MAYBE} {ACT}", "We will use one calendar for all partners."),
    rule(
        "we-will-not",
        0.78,
        rf"{WE} (?:won't|will not|will no longer|shall not) \w+",
        "We won't publish the raw data.",
    ),
    rule(
        "we-are-changing",
        0.75,
        rf"{WE}(?:'re| are){MAYBE} "
        + one_of(
            "adopting,approving,cancelling,canceling,changing,choosing,closing,dropping,keeping,leaving,moving to,"
            "not doing,postponing,rejecting,replacing,switching,skipping,renewing,not renewing,ending,stopping,"
            "discontinuing"
        )
        + r"\b",
        "We're dropping the paper form as of May.",
    ),
    rule(
        "we-are-fine-with",
        0.72,
        rf"{CLAUSE}we(?:'re| are)(?: all| generally| also)* "
        r"(?:(?:good|ok|okay|fine|happy) (?:with|adopting|using|keeping)|in favou?r of)\b",
        "We are fine with the second date.",
    ),
    rule(
        "let-us-settle",
        0.8,
        r"\b(?:let's|lets|let us)(?: all| just| then| simply| still| please| definitely)* "
        + one_of("go with,go for,go ahead,stick with,stick to,settle,roll with,lock in,make it the,call it,stay with")
        + r"\b",
        "Let's go with the second date.",
    ),
    rule(
        "let-us",
        0.6,
        r"\b(?:let's|lets|let us)(?: all| just| then| simply| still| please| definitely| not)* "
        rf"(?:{ACT}|make\b|do\b)",
        "Let's keep one calendar.",
    ),
    rule(
        "group-decides",
        0.8,
        rf"\b{GROUP}(?:(?: has| have)?{MAYBE} "
        + one_of(
            "agreed,decided,approved,adopted,accepted,rejected,chose,signed off,voted,resolved,approves,adopts,"
            "accepts,rejects"
        )
        + rf"\b| (?:will|shall){MAYBE} "
        + one_of(
            "adopt,use,keep,publish,move,merge,ask,convert,add,support,allow,accept,approve,reject,remove,require,"
            "fund,host,pay,continue,share,drop"
        )
        + r"\b)",
        "The steering group approved the second draft.",
    ),
)
DECIDING = (*OURS, *OUTCOMES, *ANSWERS)
