"""How English tells what was from what is to come."""

from bot.domain.due.words import Speech, several

PERSONS = several("i we he she they someone somebody everyone everybody")
MODAL = several("need must should can could may might plan aim hope")
ASKING = several("can could will would")
PAIRS = frozenset(
    {"going to", *(f"{each} you" for each in ASKING), *(f"{who} {verb}" for who in PERSONS for verb in MODAL)}
)

SPEECH = Speech(
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
