"""What English says for days."""

from bot.text.dates.languages import Language, TenseWords, WordRow, numbered, several

PERSONS = several("i we he she they someone somebody everyone everybody")
MODAL = several("need must should can could may might plan aim hope")
ASKING = several("can could will would")
PAIRS = frozenset(
    {"going to", *(f"{each} you" for each in ASKING), *(f"{who} {verb}" for who in PERSONS for verb in MODAL)}
)

SPEECH = TenseWords(
    past=several(
        "was were had did didn't wasn't weren't hadn't been met went got said told talked came saw took made gave "
        "left ran sent wrote thought felt kept held began knew found heard became brought built ended started "
        "discussed decided agreed looked reviewed concluded yesterday spent spoke shown used asked tried added "
        "resolved"
    ),
    near=several("will shall gonna let's lets please"),
    pairs=PAIRS,
    negated=several("don't not can't cannot won't didn't doesn't isn't aren't never couldn't wouldn't nor"),
    nowadays=several("as like than works exists how so"),
    habits=several("usually always often normally typically regularly generally sometimes weekly biweekly monthly"),
    undone=several(
        "scheduled planned expected targeted needed required supposed delayed postponed moved pushed extended changed "
        "rescheduled"
    ),
    past_endings=("ed",),
    passive=several(
        "be is are being get gets to getting been's it's that's i'm we're need needs not fully as the a an their "
        "my our his her your its this that these those any some all with of for in on by more no when if once and "
        "or"
    ),
    future=several(
        "will shall gonna should must need needs please let's lets going want wants would can could might ought "
        "plan plans planning aim aiming hope hoping expect won't "
        "intend promise promised commit remind able"
    ),
    future_endings=("'ll", "'d"),
    requests=several(
        "send schedule set arrange remind book meet finish do let please tell call deploy merge submit show give "
        "get make review write update post share bring create plan move start push ship release put add ask check "
        "fix close open prepare deliver upload publish cancel reschedule postpone invite join come reserve order "
        "pay return tune organize organise find complete draft file sign confirm reply "
        "respond run test"
    ),
    greetings=several("hi hey hello ok okay so well and also then dear all everyone team please just"),
    goes_on=several(
        "i we you he she it they i'll we'll you'll i'd we'd will with without to and but or if so because when "
        "while that which who then than as at be is are was should must can could would may might need needs "
        "please then thanks thank too also already probably maybe latest sharp instead only not no yes ok okay "
        "though although unless where what how my your our their his her its this these those there here via using "
        "per ideally hopefully preferably possibly perhaps definitely actually still again once both either "
        "together since finally i'm we're it's he'll she'll they'll it'll works"
    ),
)


CARDINALS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
)
ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth"
)
NUMBERS = (
    *(WordRow("number", value, word, f"in {word} days") for value, word in enumerate(CARDINALS.split(), 1)),
    *(WordRow("ordinal", value, word, f"the {word} of May") for value, word in enumerate(ORDINALS.split(), 1)),
    WordRow("number", 30, "thirty", "in thirty days"),
    WordRow("number", 40, "forty", "in forty days"),
    WordRow("number", 50, "fifty", "in fifty days"),
    WordRow("number", 60, "sixty", "in sixty days"),
    WordRow("number", 90, "ninety", "in ninety days"),
    WordRow("number", 1000, "thousand", "two thousand and thirty"),
    WordRow("number", 2, "couple|couple of|couple more", "in a couple of weeks"),
    WordRow("number", 3, "few|several|few more|handful of", "in a few days"),
    WordRow("ordinal", 30, "thirtieth", "the thirtieth of May"),
)


# Misspelt weekdays are understood when they can mean nothing else. Short forms that are words count less: "sat", "may".
NAMES = (
    *numbered(
        "weekday",
        "monday|Mon tuesday|tue|tues|tuseday|teusday wednesday|Wed|weds|wensday|wendesday|wednsday "
        "thursday|thu|thur|thurs|thrusday|thursaday friday|fri|firday|frday saturday sunday",
        0,
        "by {}",
    ),
    *numbered("owned", "monday's tuesday's wednesday's thursday's friday's", 0, "for {} call"),
    *numbered("plural", "mondays tuesdays wednesdays thursdays fridays saturdays sundays", 0, "two {} from now"),
    WordRow("lowweekday", 0, "mon", "mon 9 march"),
    WordRow("lowweekday", 2, "wed", "by wed"),
    WordRow("lowweekday", 5, "sat", "on sat"),
    WordRow("lowweekday", 6, "sun", "sun 8/3"),
    WordRow("other", None, "the sun", "in the sun"),
    WordRow("other", None, "chinese new year|lunar new year|jewish new year|orthodox easter", "at lunar new year"),
    *numbered(
        "month",
        "january|Jan february|feb March|Mar april|Apr May june|Jun july|Jul August|Aug september|sept|Sep october|oct "
        "november|nov december|Dec",
        1,
        "in {}",
    ),
    *numbered("lowmonth", "jan _ march|mar apr may jun jul august|aug sep _ _ dec", 1, "3 {}"),
)
UNITS = (
    WordRow("unit", "day", "day|days|day's time|days time", "in 3 days"),
    WordRow(
        "unit",
        "workday",
        "business day|business days|working day|working days|workday|workdays|work days",
        "5 workdays",
    ),
    WordRow("unit", "week", "week|weeks|week's time|weeks time|wk|wks|workweek|work week|working week", "next week"),
    WordRow("unit", "weekend", "weekend|week end|weekends", "this weekend"),
    WordRow("unit", "fortnight", "fortnight|fortnights|fortnight's time", "in a fortnight"),
    WordRow("unit", "month", "month|months|month's time", "next month"),
    WordRow("unit", "quarter", "quarter|quarters|qtr", "this quarter"),
    WordRow("unit", "year", "year|years|yr|yrs|calendar year", "next year"),
    WordRow("unit", "hour", "hour|hours|hr|hrs|quarter of an hour|quarters of an hour", "in two hours"),
    WordRow("unit", "minute", "minute|minutes|min|mins", "in 20 minutes"),
    WordRow("season", 3, "spring|springtime", "in spring"),
    WordRow("season", 6, "summer|summertime|the summer", "by summer"),
    WordRow("season", 9, "autumn|fall", "in the fall"),
    WordRow("season", 12, "winter|wintertime", "this winter"),
    WordRow("daypart", "am", "morning", "tomorrow morning"),
    WordRow("daypart", "pm", "afternoon|evening|night|pm|lunchtime|lunch", "Friday evening"),
)
HOLIDAYS = (
    WordRow("holiday", "easter", "easter|easter sunday", "after Easter"),
    WordRow("holiday", "good friday", "good friday", "before Good Friday"),
    WordRow("holiday", "easter monday", "easter monday", "by Easter Monday"),
    WordRow("holiday", "whitsun", "whitsun|pentecost", "after Whitsun"),
    WordRow("holiday", (12, 25), "christmas|xmas|christmas day|x-mas", "before Christmas"),
    WordRow("holiday", (12, 24), "christmas eve", "on Christmas Eve"),
    WordRow("holiday", (12, 26), "boxing day", "by Boxing Day"),
    WordRow("holiday", (12, 31), "new year's eve|new years eve|nye", "on New Year's Eve"),
    WordRow("holiday", (1, 1), "new year|new year's|new years|new year's day|the new year", "after New Year"),
    WordRow("holiday", (2, 14), "valentine's day|valentines day", "by Valentine's Day"),
    WordRow("holiday", (10, 31), "halloween", "by Halloween"),
    WordRow("holiday", "thanksgiving", "thanksgiving|thanksgiving day", "after Thanksgiving"),
    *(
        WordRow("holiday", each, each, f"by {each}")
        for each in ("ash wednesday", "palm sunday", "maundy thursday", "whit monday")
    ),
    WordRow("holiday", "ascension", "ascension|ascension day", "before Ascension"),
    WordRow("holiday", "black friday", "black friday", "by Black Friday"),
    WordRow("holiday", "memorial day", "memorial day", "after Memorial Day"),
    WordRow("holiday", "mother's day", "mother's day|mothers day", "by Mother's Day"),
    WordRow("holiday", "father's day", "father's day|fathers day", "by Father's Day"),
    WordRow("holiday", "mlk day", "mlk day|martin luther king day", "on MLK Day"),
    WordRow("holiday", (3, 17), "st patrick's day|saint patrick's day", "by St Patrick's Day"),
    WordRow("holiday", (7, 4), "independence day", "by Independence Day"),
    WordRow("holiday", (11, 11), "veterans day|armistice day", "after Veterans Day"),
    WordRow("holiday", "labor day", "labor day|labour day", "after Labor Day"),
    WordRow(
        "holiday",
        "the holidays",
        "the holidays|holidays|the holiday season|the christmas break|the winter break",
        "after the holidays",
    ),
)
GRAMMAR = (
    WordRow("today", None, "today", "today"),
    WordRow("tonight", None, "tonight|tonite", "tonight"),
    WordRow("tomorrow", 1, "tomorrow|tmrw|tmr|tmw|tomorow|tommorow|tommorrow|tomorro|2moro", "tomorrow"),
    WordRow("relative", 2, "the day after tomorrow|day after tomorrow|overmorrow", "the day after tomorrow"),
    WordRow("this", None, "this|current|the current", "this week"),
    WordRow("next", "next", "next|the next|nxt", "next Friday"),
    WordRow("next", "coming", "coming|upcoming|the coming|the upcoming", "the coming Friday"),
    WordRow("next", "following", "following|the following", "the following week"),
    WordRow("last", None, "last|the last|past|previous|prior", "last Friday"),
    WordRow("every", None, "every|each|any|per|most|alternate|on alternate", "every Tuesday"),
    WordRow("since", None, "since|as of|dated", "since May"),
    WordRow("ago", None, "ago", "two weeks ago"),
    WordRow("later", None, "later", "later this week"),
    WordRow(
        "by",
        None,
        "by|no later than|not later than|latest|at the latest by|by latest|by no later than|by the latest",
        "by Friday",
    ),
    WordRow("before", None, "before|prior to|ahead of", "before the 15th"),
    WordRow("until", None, "on or before|not until|until|till|til|'til|up to|through|thru", "until Friday"),
    WordRow("after", None, "after|following on from|once we are past|past the", "after Easter"),
    WordRow("due", None, "due|deadline|eta|due on|due by|due date|target date", "due Friday"),
    WordRow("on", None, "on|starting|starting on|beginning on", "on the 4th"),
    WordRow("in", "exact", "in", "in two weeks"),
    WordRow("in", "within", "within|in less than|in under|inside", "within 10 days"),
    WordRow("in", "over", "over|during|throughout", "over the next two weeks"),
    WordRow("at", None, "at|@", "at 5"),
    WordRow("for", None, "for", "for Friday"),
    WordRow("of", None, "of|in the month of", "first week of May"),
    WordRow("the", None, "the", "the 21st"),
    WordRow("our", None, "our", "our next meeting"),
    WordRow("a", 1, "a|an", "in a week"),
    WordRow("and", None, "and|&", "two thousand and twenty"),
    WordRow("or", None, "or", "a day or two"),
    WordRow("to", None, "to", "1 to 3 May"),
    WordRow("from", None, "from|between", "two weeks from tomorrow"),
    WordRow("hence", None, "hence", "two weeks hence"),
    WordRow("now", None, "now", "two weeks from now"),
    WordRow("time", (12, 0), "noon|midday", "by noon"),
    WordRow("eod", "midnight", "midnight", "by midnight"),
    WordRow("filler", None, "about|around|roughly|approximately|approx|another|uh|um|er|say", "in about two weeks"),
    WordRow("half", None, "half", "in half an hour"),
    WordRow("rest", None, "rest|remainder", "the rest of the week"),
    WordRow("start", None, "start|beginning|top", "start of next week"),
    WordRow("end", None, "end|close|the end", "end of the month"),
    WordRow("mid", None, "mid|middle|midway through", "mid-April"),
    WordRow("early", None, "early|early in|earlier in", "early next week"),
    WordRow("late", None, "late|late in", "late May"),
    WordRow("is", None, "is|are|'s", "the deadline is Friday"),
    WordRow("not", None, "not|except|excluding|other than", "not tomorrow"),
    WordRow(
        "meeting",
        None,
        "meeting|call|session|sync|standup|stand-up|check-in|get-together|telco|workshop|telecon",
        "by the next meeting",
    ),
)
ROWS = (*NAMES, *UNITS, *HOLIDAYS, *GRAMMAR, *NUMBERS)
ENGLISH = Language(ROWS, SPEECH)
