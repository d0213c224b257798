"""What speaks against both, or against a decision: questions, hearsay, jokes, proposals, procedure, the past."""

from bot.text.detection.rule import LIGHTLY, DetectionRule, one_of, rule

WE_GO = rf"(?:we(?:'ll| will| shall)|let's|lets|let us){LIGHTLY}"

DOUBTING_BOTH: tuple[DetectionRule, ...] = (
    rule("asks", 0.15, r"\?[\s)\"']*$", "We will use the harbour site?"),
    rule(
        "jokes",
        0.25,
        r":(?:joy|laughing|wink|rofl|stuck_out_tongue\w{0,20}|upside down face|smirk):"
        r"|\b(?:lol|haha\w{0,20}|hehe|just kidding|jk)\b|;-?\)|😂|🤣|😉|😜|🙃",
        "I'll send the bill to the seagulls, haha.",
    ),
    rule(
        "hearsay",
        0.35,
        r"\b(?:he|she|they|it|someone|somebody|people) "
        + one_of("said,says,told,wrote,thinks,thought,claims,claimed,mentioned,announced,promised")
        + r"\b|\bsays (?:that )?(?:we|i)\b|\baccording to\b|\bapparently\b"
        r"|\bi (?:heard|read|told \w+|said|thought|promised)\b",
        "She said we will use the harbour site and I'll send it.",
    ),
    rule(
        "imagines",
        0.4,
        r"\bif (?:i|we) (?:were|was|had|did|went|could|ever)\b|\b(?:suppose|imagine|hypothetically|in theory"
        r"|would be (?:nice|good|great)|wish)\b|\blet's say\b",
        "If we went to the harbour we will use the small boat and I'll bring it.",
    ),
)
DOUBTING_DECISION: tuple[DetectionRule, ...] = (
    rule(
        "not-yet",
        0.1,
        r"^agreed,? but\b|\b(?:undecided|tbd|decided nothing|nothing (?:was |is |has been )?(?:decided|agreed)"
        r"|to be (?:decided|agreed|confirmed|made|taken)|agreed? to disagree"
        r"|(?:once|until|unless|if|when|before) .{0,30}(?:consensus|agreement)|not (?:yet )?(?:been )?"
        r"(?:decided|agreed|settled|approved|accepted|sure)|no (?:decision|consensus|agreement)"
        r"|(?:haven't|hasn't|have not|has not|didn't|did not|couldn't|can't|cannot|don't|never)"
        r"(?: yet| really| all| actually)* (?:been )?(?:decided?|agreed?|settled?|approved?|reach(?:ed)?|have)"
        r"|(?:need|have|want|try|going|yet|agreed) to (?:decide|agree|settle|reach)"
        r"|(?:until|before|once|when|after|whether|if) (?:we|everyone)(?: have|'ve| has)? (?:decide|agree)d?)\b",
        "We settled nothing, there is no consensus yet.",
    ),
    rule(
        "asks-the-others",
        0.2,
        r"\b"
        + one_of(
            "should we,shall we,how about,what if,do we,could we,are we,why don't we,can we,any objection,thoughts?"
        )
        + r"|\bobjections\?",
        "How about this: we will use the harbour site, any objections.",
    ),
    rule(
        "proposes",
        0.35,
        r"\bi(?: would|'d| don't| do not)? "
        r"(?:propose|suggest|think|guess|hope|feel|believe|wonder|assume|prefer|vote|want|wanted)\b"
        r"|\bi'd\b|\bproposal:|\bpossible that\b|\bmy proposal\b"
        r"|\b(?:maybe|perhaps|probably|might|eventually|imho|personally|hopefully)\b"
        r"|\bin my opinion\b|\bmy (?:view|preference|suggestion)\b|\bwe (?:could|may|can)\b",
        "I suggest we go with the harbour site.",
    ),
    rule(
        "tells-the-past",
        0.4,
        r"\b(?:last (?:time|year|week|month|meeting)|previous(?:ly)?|earlier|originally|prior|back (?:then|in)|ago"
        r"|long before|at the time|already (?:decided|agreed|settled)|had (?:decided|agreed|been)|in (?:19|20)\d\d"
        r"|recall|remember|when we)\b",
        "We agreed on the harbour site last year.",
    ),
    rule(
        "keeps-order",
        0.2,
        WE_GO
        + " "
        + one_of(
            "move on,move to the,adjourn,start with,start the,get started,begin,break,take a break,take a look,"
            "take a minute,take a moment,take five,take ten,take this offline,wrap,come back,get to,get back,"
            "go back,go on,go around,go through,go over,go to the next,talk,discuss,look,see,say,hear,hope,think,"
            "assume,pretend,figure,wait,revisit,return,reconvene,need,have,be,find,try,skip to,skip ahead,"
            "not forget,not discuss,not go,not get,not talk,not see,not be,not worry,end here,end it here,stop here,"
            "leave it there,leave it here,call it a day,go for a,go for lunch,go for dinner,go for coffee,"
            "go for drinks,close the meeting,pick this up,stick around,make sure,make it up"
        )
        + rf"\b|{WE_GO} (?:take .{{1,30}} example|continue .{{0,30}}(?:discuss|conversation|meeting|talk|next))"
        r"|\badjourn",
        "Let's move on, we will keep it short.",
    ),
    rule(
        "we-cannot",
        0.3,
        r"\bwe (?:won't|will not|shall not) (?:be|have|know|see|get|solve|need|make it|find|reach|forget|finish)\b",
        "We won't solve this today.",
    ),
    rule(
        "tells-of-one",
        0.4,
        r"^(?:my|your|his|her) \w+(?: \w+)? (?:is|was|are|were|has been|will be)\b",
        "Your application is approved, congratulations.",
    ),
    rule(
        "only-if",
        0.5,
        r"\b(?:unless|depending on|in case|provided|assuming|as long as)\b|\botherwise[, ]|^if\b",
        "If it rains we will use the hall.",
    ),
    rule(
        "explains",
        0.5,
        r"\b(?:this|that|which|it) (?:means?|implies|would mean)\b|\bfor example\b|\be\.g\.|\bsays? (?:that )?we\b",
        "This means that boats will be moved by the port.",
    ),
)
