"""What a rule is: a name, a pattern, how much it says, a line that it is about; and the words that several share."""

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["decision", "commitment"]


@dataclass(frozen=True, slots=True)
class DetectionRule:
    """One thing that a sentence can say for, or against, being a decision or a commitment.

    `weight`, from 0 to 1: for, how sure the rule is by itself; against, how much of the score it leaves.
    `reads` says which form of the sentence (see `sentences.Sentence`) the pattern meets.
    """

    name: str  # unique among all rules: learning counts by it
    weight: float
    says: re.Pattern[str]
    example: str  # a whole line on which the rule speaks
    reads: Literal["plain", "whole", "cased"] = "plain"
    answering: re.Pattern[str] | None = None  # speaks only when the line before says this
    asks: str = ""  # the line before, in the example


def rule(name: str, weight: float, says: str, example: str) -> DetectionRule:
    """A rule about what somebody says of their own accord."""
    return DetectionRule(name, weight, re.compile(says), example)


def reply(name: str, weight: float, says: str, example: str, *, to: str, asks: str) -> DetectionRule:
    """A rule about an answer, "yes" and "sure" included, to a line that says `to`, such as `asks`."""
    return DetectionRule(name, weight, re.compile(says), example, "whole", re.compile(to), asks)


def cased(name: str, weight: float, says: str, example: str) -> DetectionRule:
    """A rule that must see which letters are capital, as names have."""
    return DetectionRule(name, weight, re.compile(says), example, "cased")


def one_of(words: str) -> str:
    """A pattern for any of the words or phrases, which commas part; the longest is tried first."""
    return "(?:" + "|".join(sorted((re.escape(word.strip()) for word in words.split(",")), key=len, reverse=True)) + ")"


SUBORDINATE = (
    "that,which,what,whatever,where,when,whenever,while,if,unless,whether,as,until,before,after,once,how,why,than"
)


def in_main_clause(who: str) -> str:
    """A pattern for the word at the head of a main clause: "what we will keep" decides nothing.

    The word comes first, what must not be before it second: so the search skips to the word, ten times as fast.
    """
    return rf"{who}\b(?<!\w{who})" + "".join(rf"(?<!\b{word} {who})" for word in SUBORDINATE.split(","))


WE, ME = in_main_clause("we"), in_main_clause("i")
# "the rules we chose" either: what happened is told of "we" where a clause begins, or after a word that leads to one
CLAUSE = (
    r"(?:^|[,:;(–—-] ?|\b(?:and|so|but|then|now|today|yesterday|finally|together|therefore|thus|hence|meeting|call) )"  # noqa: RUF001
)
MAYBE = (
    "(?: "
    + one_of(
        "all,both,now,then,therefore,thus,also,just,simply,only,always,still,finally,jointly,together,instead,not,"
        "never,no longer,officially,definitely,unanimously,collectively,hereby,tentatively,provisionally,generally,"
        "summarily"
    )
    + ")*"
)
GROUP = (
    r"(?:(?:\b(?:the|our) |^)(?:[\w-]+ ){0,3}|\bworking )"
    + one_of("group,wg,team,board,committee,council,panel,partnership,partners,assembly,members,majority")
    + r"\b"
)
SETTLED = one_of("decided,agreed,settled,resolved,concluded,chosen,opted,voted,dismissed")
VERDICT = one_of("approved,accepted,rejected,adopted,endorsed")
POSTPONED = one_of("tabled,deferred,postponed,shelved,withdrawn,cancelled,canceled,called off")
ACT = (
    one_of(
        "accept,add,adjust,adopt,aim for,allow,attempt,be pursuing,continue,approve,avoid,ban,block,book,call it,"
        "cancel,change,charge,close,cut,defer,delay,delete,disallow,drop,embrace,enable,end,enforce,exclude,expand,"
        "explore,extend,fix,forbid,freeze,fund,generate,guard,hire,hold,host,include,introduce,invite,keep,launch,"
        "leave,limit,lower,meet,merge,migrate,move,name,open,organise,organize,pause,pay,permit,pick,postpone,"
        "preserve,proceed,prohibit,publish,pursue,put,raise,reject,release,remove,rename,replace,require,restrict,"
        "reuse,rotate,run,separate,ship,simplify,skip,specify,split,spend,standardise,standardize,start,stay,stick,"
        "stop,support,swap,switch,take,treat,turn,use,validate,waive,warn,withdraw"
    )
    + r"\b"
)
THING = (
    r"(?:it|them|something|(?:a|an|the|my|our) (?:\w+ ){0,2}"
    + one_of(
        "agenda,answer,budget,copy,data,document,draft,figures,file,list,map,minutes,numbers,offer,plan,proposal,"
        "report,results,reply,slides,summary,table,text,update,version"
    )
    + r")\b"
)
WILL = r"(?:'ll| will| shall)"
I_WILL = "i" + WILL
LIGHTLY = r"(?: \w+ly| just| also| only| now| then)*"  # between "will" and its verb
READILY = (
    "(?: "
    + one_of(
        "just,then,also,now,definitely,certainly,gladly,happily,go,go ahead and,make sure to,make sure that i,"
        "try to,try and,personally,quickly,probably,actually,soon,do my best to,be sure to,sort of"
    )
    + ")*"
)
DELIVER = (
    one_of(
        "add,announce,assign,answer,apply,arrange,ask,assemble,book,bring,build,call,change,chase,check,circulate,"
        "clarify,clean,close,collect,comment,compile,complete,confirm,connect,contact,coordinate,correct,create,"
        "deal with,deliver,dig,distribute,document,do it,do that,do this,do the,download,draft,draw up,drop a,email,"
        "edit,ensure,fetch,file,fill,find,finish,fix,follow up,follow-up,forward,gather,get back,get in touch,"
        "get it,get that,get you,give you,give it to,give it another,give them to,give this to,be in touch,"
        "remember to,delete,hand off,hand it,hand them,offer,insert,take up,keep informed,keep them,handle,host,"
        "help,implement,include,inform,install,integrate,invite,keep you,keep everyone,keep everybody,keep people,"
        "keep working,continue with,continue working,let you know,let everyone know,let him know,let her know,"
        "let them know,link,look at,look into,look up,look for,look it up,mail,make,measure,merge,message,nudge,"
        "open,order,organise,organize,pay,phone,pick up,pick it up,ping,point you,post,prepare,print,produce,"
        "propose,provide,publish,pull,push,put,raise,reach out,record,redo,register,reply,report,reschedule,"
        "research,reserve,respond,review,revise,ring,rerun,run,schedule,see if,see whether,see about,send,set up,"
        "set it up,share,sign,submit,suggest,summarise,summarize,take care,take it,take on,take a look,take notes,"
        "take minutes,take the minutes,take the notes,have a look,take over,talk to,tell,test,tidy,track,transcribe,"
        "translate,try,turn,type up,update,upload,verify,volunteer,work,write"
    )
    + r"\b"
)
DAYS = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri)"
DAY = (
    r"\b(?:today|tonight|tomorrow|right away|asap|eod|later today|over the weekend|after (?:the|this) (?:call|meeting)"
    rf"|this (?:time|week|morning|afternoon|evening|weekend|month|{DAYS})|next (?:week|month|meeting|time|{DAYS})"
    rf"|(?:by|on|before|until|till) (?:the )?(?:end|{DAYS}|next|tomorrow|noon|eod|cob|then|christmas|easter"
    r"|\d{1,2}(?:st|nd|rd|th|[./-]\d| ?[ap]m|:\d\d)"
    r"|january|february|march|april|may|june|july|august|september|october|november|december)"
    r"|(?:in|within) (?:a|an|one|two|three|\d+|the next|a few|a couple of) (?:\w+ )?(?:minute|hour|day|week|month)s?)\b"
)
PROPOSES = r"\b" + one_of(
    "let's,shall we,should we,how about,what about,i propose,i suggest,proposal,propose,we could,why don't we,"
    "what if we,do we want,are we ok,any objections,objections?,can we agree"
)
ASKS_SOMEBODY = (
    r"\b(?:can|could|would|will) (?:you|someone|somebody|anyone|anybody|one of you)\b|\bplease\b"
    r"|\bwho (?:can|could|will|would|wants)\b|\bvolunteers?\b|\banyone\b.{0,200}\?"
    r"|\bneeds? (?:to be|someone|somebody)\b"
)
