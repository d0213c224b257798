"""What speaks for a decision without "we": a verdict, an agreement, an answer that settles; each with its line."""

from bot.text.detection.rule import (
    ACT,
    CLAUSE,
    GROUP,
    MAYBE,
    POSTPONED,
    PROPOSES,
    SETTLED,
    VERDICT,
    WE,
    DetectionRule,
    one_of,
    reply,
    rule,
)

OUTCOMES: tuple[DetectionRule, ...] = (
    rule(
        "it-was-decided", 0.8, rf"\bit (?:was|is|has been){MAYBE} {SETTLED}\b", "It was agreed that boats stay in port."
    ),
    rule(
        "verdict",
        0.78,
        rf"^(?:\w+ly )?(?:{VERDICT}|{POSTPONED})(?:[,;:]| (?:as|for|with|until|to|in|unanimously|without)\b|[.!]?$)"
        r"|^(?:all )?(?:agreed|resolved|decided)(?::| that we\b| unanimously\b| to (?!be\b)\w+)",
        "Approved, with the change that Bo asked for.",
    ),
    rule(
        "thing-approved",
        0.75,
        r"^(?!(?:not|never|was|we|i|you|he|she|they|it|who|already|been|is|are|has|have|had|the) )(?:[\w-]+ ){1,2}"
        r"(?:approved|accepted|rejected|adopted|tabled|postponed|cancelled|canceled|dropped)"
        r"(?:[,;:.!]|$| (?:as|for|with|until|unanimously|without)\b)",
        "Budget approved, with one vote against.",
    ),
    rule("go-with", 0.72, r"^(?:go|stick|proceed|move forward|go ahead) with\b", "Go with the second date."),
    rule(
        "finds-its-time",
        0.74,
        r"^(?:\w+ )?(?:triaged?|scheduled|moved|pushed|slated|postponed|brought forward)"
        r"(?: back)? (?:into|to|for|until)\b",
        "Moved to the second week of June.",
    ),
    rule(
        "it-is-approved",
        0.75,
        r"(?:^|(?<!not)(?<!never) )(?:is|are|was|were|been)"
        r"(?: generally| tentatively| provisionally| unanimously| formally| officially| now| hereby)? "
        + one_of("approved,accepted,rejected,adopted,declined,tabled,chosen,agreed to")
        + r"(?: (?:as|in|for|with|unanimously|of|without|by all|by every\w+|by consensus|by vote|"
        + rf"by {GROUP})\b|[.,!;:]|$)",
        "The second draft is accepted as it stands.",
    ),
    rule(
        "will-be-so",
        0.72,
        r"\b(?:will|shall)(?: not| no longer| now| only| always| never| also)* be "
        + one_of(
            "allowed,disallowed,forbidden,permitted,required,supported,kept,removed,dropped,renamed,replaced,"
            "rejected,moved,postponed,cancelled,canceled,treated"
        )
        + r"\b",
        "Guests will be allowed on the second day.",
    ),
    rule(
        "says-decision",
        0.85,
        r"(?:^|[.,:] )(?:the |our |final )*(?:decision|resolution|verdict|consensus|conclusion|agreement|final answer)"
        r"(?: here| today| is| was| we reached)*(?::| is to| is that| is we| was to| was that)",
        "Decision: one calendar for all partners.",
    ),
    rule(
        "everybody-agrees",
        0.75,
        r"\b(?:everyone|everybody|all(?: of us| partners| members)?) "
        r"(?:agreed|agrees|agree|is fine|are fine|is ok|said yes)\b|\bunanimous(?:ly)?\b"
        r"|\b(?:have|reached|there is|there's|by)(?: a| general| clear| broad| unified)* (?:consensus|agreement)\b",
        "Everyone agreed, the workshop moves to June.",
    ),
    rule(
        "it-is-settled",
        0.85,
        r"\b(?:that's|it's|that is|it is|this is) (?:settled|decided|agreed|a deal|final)\b|^deal\b|^decided[.!]?$"
        r"|\bmotion (?:is )?carr(?:ied|ies)\b",
        "That's settled then, Tuesday at nine.",
    ),
    rule(
        "so-it-is",
        0.85,
        r"^(?!.{0,25}\b(?:as|what|how|where|like|because|when|than|if|that|this|those|these|them|whether|which|who) )"
        r"[\w ]{2,25} it is(?:[.!]?$| then)",
        "Tuesday it is!",
    ),
    rule(
        "option",
        0.7,
        r"^(?:option|alternative|variant|plan|version) (?:\d{1,2}|[a-h])(?:[,!]|\.(?!\d)|$)",
        "Option 2, and we review it in May.",
    ),
    rule(
        "from-now-on",
        0.74,
        r"\bfrom now on\b|^going forward\b|\beffective immediately\b|\bwith immediate effect\b",
        "From now on minutes go out the same day.",
    ),
    rule("for-now", 0.3, r"\bfor now\b", "Let's keep one calendar for now."),
)
ANSWERS: tuple[DetectionRule, ...] = (
    reply(
        "agrees-first",
        0.35,
        r"^(?:ok|okay|agreed|great|yes|sounds good|perfect|all right|alright|deal|good idea)\b.{5}",
        "Agreed, let's keep one calendar.",
        to=r"\w",
        asks="One calendar would be easier.",
    ),
    reply(
        "takes-up-proposal",
        0.85,
        r"^(?:ok|okay|yes|yep|yeah|sure|great|fine|good|perfect|agreed|sounds good|works for me)\b.{0,20}"
        r"\b(?:let's|lets|let us|we) (?:do|go|take|use|make)\b",
        "Ok, let's do that.",
        to=PROPOSES,
        asks="Shall we use the harbour site?",
    ),
    reply(
        "says-yes-to-it",
        0.72,
        rf"^(?:yes|yep|agreed|right)\b[,.:!]? (?:let's |we |do |to )?{ACT}",
        "Yes, invite the school.",
        to=r"\b(?:should|shall|do|can|could|must) (?:we|it|they|this|the)\b",
        asks="Should we invite the school?",
    ),
    reply(
        "sums-up-votes",
        0.74,
        rf"^(?:{ACT}|define|document|integrate|discuss|describe|pull)\b(?! (?:me|it up|on\b))",
        "Adopt the second draft as our charter.",
        to=r"(?:^|: )\+1\b",
        asks="+1",
    ),
)


OURS: tuple[DetectionRule, ...] = (
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
        "we-will-not", 0.78, rf"{WE} (?:won't|will not|will no longer|shall not) \w+", "We won't publish the raw data."
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
