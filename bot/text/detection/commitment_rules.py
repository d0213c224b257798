"""What speaks for a commitment of the one who writes: rules as data, each with a line that it is about."""

from bot.text.detection.rule import (
    ASKS_SOMEBODY,
    DAY,
    DELIVER,
    I_WILL,
    LIGHTLY,
    ME,
    READILY,
    THING,
    WE,
    WILL,
    DetectionRule,
    cased,
    one_of,
    reply,
    rule,
)

NOT_A_NAME = (
    r"(?:[A-Z]\w{3,20}(?:ed|ing|ly)|"
    + one_of(
        "Thanks,Thank,Want,Wants,How,Try,Need,Needs,Nice,Happy,Glad,Good,Great,Hard,Easy,Able,Due,When,Where,What,"
        "Who,Which,Whether,OK,Ok,Like,Back,Up,Down,Ready,Free,Welcome,Hope,Plan,Time,Way,Next,Objections,Have,Has,"
        "Had,Is,Are,Be,It,This,That,We,You,They,He,She,Ought,Similar,Reply,Response,Changes,Option,See,Remember,"
        "Question,Questions,Goal,Idea,Purpose,Intent,Point,Reference,Request,Access,Add,Update,Link,Move,Not,"
        "Possible,Better,Best,Important,Necessary,Easier,Useful,Unable,Useless,Wish,Prefer,Agree,Attempt,Help,Order,"
        "In,Plenty,Make,May,Also,Second,First,Looking,Here,Used,According,Required,Just,Open,Keen,Eager,Curious,Fun,"
        "Cool,Weird,Strange,Fair,Fine,Bad,Tough,Tricky,Simple,Safe,Wrong,Right,Proud,Lucky,Bound,Set,Slow,Quick,"
        "Early,Late,Too,Enough,Much,Something,Anything,More,Less,Lots,Work,People,Folks,Please,Let,On,At,For,From,"
        "With,As,Propose,Sorry,Anybody,Somebody,Sure,Yes,No,The,There,Then,Some,Any,All,Someone,Everyone,Everybody,"
        "Nobody,Everything,Nothing,Monday,Tuesday,Wednesday,Thursday,Friday,Saturday,Sunday,Today,Tomorrow"
    )
    + r")\b"
)
CAPITAL = r"(?:<?@[\w|.-]{1,40}>?|[a-z]?[A-Z][\w.-]{1,20}|[a-z][A-Z])(?: [A-Z][\w.-]{0,20})?"

TASK = rf"(?:{DELIVER}|(?:PR|give|move|figure|follow|explore|expand|investigate)\b)"  # for somebody who is named

PROMISING: tuple[DetectionRule, ...] = (
    rule("i-will-deliver", 0.84, rf"{ME}{WILL}{READILY} {DELIVER}", "I'll send the tide data to the harbour office."),
    rule("i-will", 0.6, rf"{ME}{WILL} \w+", "I'll walk over to the port."),
    rule(
        "i-am-going-to",
        0.75,
        rf"{ME}(?:'m| am){LIGHTLY} (?:going to|gonna|about to){READILY} {DELIVER}",
        "I'm going to write to the ministry.",
    ),
    rule(
        "i-am-going-to-do",
        0.55,
        rf"{ME}(?:'m| am){LIGHTLY} (?:going to|gonna) \w+",
        "I'm going to paint the buoys tomorrow.",
    ),
    rule(
        "i-am-doing",
        0.55,
        rf"{ME}(?:'m| am) " + one_of("sending,writing,preparing,drafting,booking,planning to,posting,asking") + r"\b",
        "I'm sending the report tomorrow.",
    ),
    rule(
        "i-can",
        0.58,
        rf"{ME} (?:can|could)(?: also| easily| certainly| definitely)* {DELIVER}",
        "I can send the tide data by Friday.",
    ),
    rule(
        "i-should-manage",
        0.56,
        rf"{ME} (?:should|(?:wi|sha)ll) be able to \w+",
        "I should be able to get it done this week.",
    ),
    rule("by-a-day", 0.35, DAY, "I'll do the minutes by Friday."),
    rule(
        "let-me",
        0.74,
        r"^(?:\w+ ){0,3}let me (?:(?:check|confirm|verify) with|(?:check|ask|see|look)\b.{0,60} (?:and|then) "
        r"(?:i'll )?(?:get back|let you|report|come back|send|tell)|"
        + one_of(
            "find out,look into,get back,follow up,take care,handle,send,write,draft,book,call,set up,take that,"
            "take it,take this on,make a note,do that,do it"
        )
        + r")\b(?! you)",
        "Let me check with the port and get back to you.",
    ),
    rule(
        "will-do",
        0.8,
        "^"
        + one_of(
            "will do,can do,on it,i'm on it,am on it,consider it done,leave it to me,leave it with me,"
            "leave that to me,i'll do it,i'll do that,i'll do this,i got this,i've got this,i'll take it,"
            "i'll take that,i'll take this,i can take it,i can take that,i can take this,i'll take care"
        )
        + r"(?:[,.!;:]|$"
        r"| (?:and|now|today|tomorrow|tonight|right|by|before|after|this|next|on|as|over|first|later|for)\b).{0,60}$",
        "Will do, before lunch.",
    ),
    rule(
        "count-me-in",
        0.84,
        r"\b(?:count me in (?:to|for)|sign me up|put me down|you have my word|i undertake|i pledge|i'll own"
        r"|i(?:'d like to| would like to| hereby)? volunteer(?! (?:at|in|as|every|with|there)\b)"
        r"|i promise(?! (?:it|this|that's|that it)\b)|i commit to (?:\w+ing|the|have|deliver)"
        r"|i take (?:the|an|this|that) action|i'm taking (?:this|that|it) on"
        r"|assign(?:ing)? (?:(?:it|this|that|these|those) to )?(?:me\b|myself)|self-assign)\b",
        "Count me in to write the invitation.",
    ),
    rule(
        "note-to-self",
        0.75,
        r"^(?:note|memo|reminder|todo|to do) to (?:self|myself)\b|^my (?:todo|to-do|action)s?:"
        r"|\baction (?:item )?(?:on|for) me\b",
        "Note to self: order two gauges.",
    ),
    rule(
        "happy-to",
        0.74,
        rf"(?:\bi(?:'d| would| will|'ll)? ?(?:be|am|'m)|\bam|^)(?: very| really| more than)? "
        rf"?(?:happy|glad|willing|volunteering) to (?!help[.!]*$){DELIVER}",
        "I'd be happy to draft the invitation.",
    ),
    cased(
        "somebody-to-do",
        0.78,
        rf"^\W{{0,3}}(?!{NOT_A_NAME}){CAPITAL}(?:(?:, ?| and | & ?| or |/){CAPITAL})*:? to (?:also |please )?"
        rf"{TASK}",
        "Ada to send the invitation.",
    ),
    cased(
        "somebody-will",
        0.72,
        rf"^\W{{0,3}}(?!{NOT_A_NAME}){CAPITAL}(?:(?:, ?| and | & ?| or |/){CAPITAL})* will (?:also |then )?"
        rf"(?!(?:work|help|change|run|turn|open|close|link|measure|read)\b){TASK}",
        "Bo will bring the battery.",
    ),
    rule("we-will-deliver", 0.55, rf"{WE}(?:'ll| will){READILY} {DELIVER}", "We'll send you the draft by Monday."),
    rule("subject-dropped", 0.74, rf"^(?:will|'ll|gonna){READILY} {DELIVER}", "Will send the slides tonight."),
    rule(
        "you-will-have-it",
        0.75,
        rf"(?:\b(?:you|i|we)(?:'ll| will)|(?:^|, )will) (?:have|get|receive) {THING}.{{0,60}}{DAY}",
        "You'll have the draft by Friday.",
    ),
    reply(
        "says-yes-to-asked",
        0.85,
        r"^(?:(?:yes|yep|yeah|yup|sure|ok|okay|of course|absolutely|no problem|np|gladly|definitely|certainly|thanks)\b"
        r"[ ,.!]*)*(?:i can|i could|i will|i'll|happy to|glad to|will do|on it|me)\b"
        r"(?:[.!]?$| (?:do|take|help|handle)\b|[ ,]+\w+[.!]?$)",
        "Yes, I can do that.",
        to=ASKS_SOMEBODY,
        asks="Can you send the tide data?",
    ),
)


GOING = rf"(?:{I_WILL}|i'm going to|i am going to|i can|let me){LIGHTLY}"

WAVERING: tuple[DetectionRule, ...] = (
    rule(
        "refuses",
        0.1,
        r"\bi (?:won't|will not|will never|can't|cannot|don't|can not)\b|\bi'll (?:not|never)\b|\bnot going to\b",
        "I'll never send it, I won't.",
    ),
    rule(
        "speaks-politely",
        0.12,
        rf"\b{GOING} "
        + one_of(
            "say,admit,be honest,grant,give you that,take your word,bet,miss,have to,need,believe,agree,pass,assume,"
            "support,defend,object,be able,be happy if,be glad if,be happy to join,be happy to attend,"
            "be happy to come,be glad to join,be glad to come,be fine,survive,know,understand,like,love,live with,"
            "die,approve,forgive,vote,abstain,accept,tell you what,make an exception,be grateful,be sad,guess,argue,"
            "take that as,try not to"
        )
        + r"\b|\blet me "
        + one_of(
            "think,say,know,tell you,put it,rephrase,restate,explain,ask you,see,guess,be clear,give you,clarify,start"
        )
        + r"\b",
        "I'll admit I'll check it too rarely.",
    ),
    rule(
        "comes-and-goes",
        0.2,
        rf"\b{GOING} "
        + one_of(
            "be right,be there,be back,be in a,be in the,be in on,be out,be late,be away,be on,be around,be off,"
            "be working,be traveling,be travelling,be on leave,join,come,go to,go get,go and get,head,leave,"
            "drop off,have to,step,mute,unmute,sleep,eat,grab,see you,talk to you later,talk to you soon,attend,"
            "rejoin,reconnect,dial,call it a day,lunch,bed,the,my"
        )
        + r"\b|\bbrb\b",
        "I'll be right back and I'll check.",
    ),
    rule(
        "runs-the-meeting",
        0.2,
        rf"\b{GOING} (?:start(?! (?:draft|writ|work|on|prepar|collect|build|plan))\w*|let (?!\w+ know)|"
        + one_of(
            "begin,share my screen,share the screen,share screen,scribe,paste,drop a link,drop the link,wait,stop,"
            "hand over,pass,move on,go first,go next,go on,go ahead and start,show,give you an,give you a quick,"
            "give you the short,give you an overview,repeat,explain,talk about,mention,come back,get to,skip,"
            "introduce,present,describe,walk you,walk us,note,say,point out,read it,read this,read that,"
            "summarise what,summarize what,ask you,ask one more,ask a question,ask again,ask how,ask what,"
            "put a link,put the link,put this over,call on,answer that,answer this,answer your,try to explain,"
            "try to answer,try to summarise,try to summarize,ask everyone,turn off,turn on,turn that,turn the,"
            "propose,suggest that we,suggest we,add that,add to that,add one,tell you how,tell you what,"
            "tell you why,tell you a,tell you the,tell you that,tell you one"
        )
        + r")\b",
        "I'll share my screen now.",
    ),
    rule(
        "hangs-on",
        0.55,
        r"(?<!ask )(?<!see )(?<!check )(?<!know )(?<!wonder )(?<!confirm )"
        r"\bif (?:i|we|it|you|he|she|they|that|this|there)\b"
        r"|\bunless\b|\bonce i\b",
        "I'll send it if you find it.",
    ),
    rule(
        "hedges",
        0.65,
        r"\b"
        + one_of(
            "maybe,perhaps,i guess,possibly,i might,someday,some day,one day,eventually,at some point,see if i can,"
            "not sure"
        )
        + r"\b",
        "Maybe I'll write to the ministry.",
    ),
    rule("softens", 0.78, r"\b(?:probably|hopefully|sometime)\b", "I'll probably write to the ministry."),
    rule(
        "tells-habits",
        0.3,
        r"\b(?:every time|always|sometimes|usually|normally|often|whenever|like i'll)\b",
        "Sometimes I'll check the gauge twice.",
    ),
    rule("done-already", 0.1, r"✅|☑|:white check mark:|\bdone: ", "✅ Ada to send the minutes"),
    rule("breaks-off", 0.6, r"\b(?:the|a|an|with|to|and|of|my|for|will|or|these|if you)$", "I'll send the"),
)
