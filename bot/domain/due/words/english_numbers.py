"""Numbers in English words."""

from bot.domain.due.words import Row

CARDINALS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
)
ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth"
)
NUMBERS = (
    *(Row("number", value, word, f"in {word} days") for value, word in enumerate(CARDINALS.split(), 1)),
    *(Row("ordinal", value, word, f"the {word} of May") for value, word in enumerate(ORDINALS.split(), 1)),
    Row("number", 30, "thirty", "in thirty days"),
    Row("number", 40, "forty", "in forty days"),
    Row("number", 50, "fifty", "in fifty days"),
    Row("number", 60, "sixty", "in sixty days"),
    Row("number", 90, "ninety", "in ninety days"),
    Row("number", 1000, "thousand", "two thousand and thirty"),
    Row("number", 2, "couple|couple of|couple more", "in a couple of weeks"),
    Row("number", 3, "few|several|few more|handful of", "in a few days"),
    Row("ordinal", 30, "thirtieth", "the thirtieth of May"),
)
