"""What speaks against a commitment: refusing, politeness, comings and goings, running the meeting, "if" and "maybe"."""

from bot.domain.noticing.rule import Rule, one_of, rule
from bot.domain.noticing.vocabulary import I_WILL, LIGHTLY

GOING = rf"(?:{I_WILL}|i'm going to|i am going to|i can|let me){LIGHTLY}"

WAVERING: tuple[Rule, ...] = (
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
