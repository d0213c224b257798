"""What German says for days."""

from bot.text.dates.languages import Language, TenseWords, WordRow, numbered, several

ROWS = (
    *numbered("weekday", "montag dienstag mittwoch donnerstag freitag samstag|sonnabend sonntag", 0, "bis {}"),
    *numbered(
        "month",
        "januar|jänner|jan februar|feb märz|mrz|maerz april|apr mai juni|jun juli|jul august|aug september|sept|sep "
        "oktober|okt november|nov dezember|dez",
        1,
        "im {}",
    ),
    *numbered("number", "eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf", 1, "in {} Tagen"),
    *numbered("ordinal", "erste|ersten|erster zweite|zweiten dritte|dritten vierte|vierten", 1, "am {} Mai"),
    WordRow(
        "tomorrow", 1, "morgen|morgen früh|morgen abend|morgen vormittag|morgen nachmittag|morgen mittag", "morgen"
    ),
    WordRow("number", 2, "beiden", "in den nächsten beiden Wochen"),
    WordRow("number", 3, "paar|einigen|einige", "in ein paar Tagen"),
    WordRow("number", 14, "vierzehn", "in vierzehn Tagen"),
    WordRow("number", 20, "zwanzig", "in zwanzig Tagen"),
    WordRow("number", 30, "dreißig|dreissig", "in dreißig Tagen"),
    WordRow("unit", "day", "tag|tage|tagen|tages", "in zwei Tagen"),
    WordRow("unit", "workday", "werktag|werktage|werktagen|arbeitstag|arbeitstage|arbeitstagen", "in drei Werktagen"),
    WordRow("unit", "week", "woche|wochen|kalenderwoche", "nächste Woche"),
    WordRow("unit", "weekend", "wochenende", "am Wochenende"),
    WordRow("unit", "month", "monat|monate|monaten|monats", "Ende des Monats"),
    WordRow("unit", "quarter", "quartal|quartale|quartalen|quartals", "nächstes Quartal"),
    WordRow("unit", "year", "jahr|jahre|jahren|jahres", "nächstes Jahr"),
    WordRow("unit", "hour", "stunde|stunden", "in zwei Stunden"),
    WordRow("unit", "minute", "minute|minuten", "in zehn Minuten"),
    WordRow("mark", "EOM", "monatsende", "bis Monatsende"),
    WordRow("mark", "EOQ", "quartalsende", "bis Quartalsende"),
    WordRow("mark", "EOY", "jahresende", "bis Jahresende"),
    WordRow("mark", "EOW", "wochenschluss", "bis Wochenschluss"),
    WordRow("eod", None, "feierabend|tagesende|dienstschluss|mitternacht", "bis Feierabend"),
    WordRow("time", (12, 0), "mittag", "bis Freitag Mittag"),
    WordRow("season", 3, "frühling|frühjahr", "im Frühling"),
    WordRow("season", 6, "sommer", "im Sommer"),
    WordRow("season", 9, "herbst", "im Herbst"),
    WordRow("season", 12, "winter", "im Winter"),
    WordRow("holiday", "easter", "ostern", "nach Ostern"),
    WordRow("holiday", "good friday", "karfreitag", "vor Karfreitag"),
    WordRow("holiday", "whitsun", "pfingsten", "nach Pfingsten"),
    WordRow("holiday", (12, 25), "weihnachten", "vor Weihnachten"),
    WordRow("holiday", (12, 24), "heiligabend", "an Heiligabend"),
    WordRow("holiday", (12, 31), "silvester", "an Silvester"),
    WordRow("holiday", (1, 1), "neujahr", "nach Neujahr"),
    WordRow("holiday", "the holidays", "den ferien|den feiertagen", "nach den Ferien"),
    WordRow("today", None, "heute|heut|heute morgen|heute früh", "heute"),
    WordRow("tonight", None, "heute abend|heute nacht|heute nachmittag", "heute Abend"),
    WordRow("relative", 2, "übermorgen|uebermorgen", "übermorgen"),
    WordRow("other", None, "guten morgen", "Guten Morgen!"),
    WordRow("daypart", "am", "vormittag|am morgen|in der früh", "Freitag Vormittag"),
    WordRow("daypart", "pm", "nachmittag|abend|nacht", "Freitag Abend"),
    WordRow("this", None, "diese|dieser|dieses|diesen|diesem", "diese Woche"),
    WordRow(
        "next", "next", "nächste|nächster|nächstes|nächsten|nächstem|naechste|naechsten|naechster", "nächsten Freitag"
    ),
    WordRow("next", "coming", "kommende|kommender|kommendes|kommenden", "kommenden Freitag"),
    WordRow("next", "after", "übernächste|übernächster|übernächstes|übernächsten", "übernächste Woche"),
    WordRow("last", None, "letzte|letzter|letztes|letzten|vergangene|vergangenen|vorige|vorigen", "letzten Freitag"),
    WordRow("every", None, "jeden|jede|jedes|jeder", "jeden Dienstag"),
    WordRow("since", None, "seit|ab", "seit Mai"),
    WordRow("by", None, "spätestens|bis spätestens", "spätestens Freitag"),
    WordRow("until", None, "bis|bis zum|bis zur", "bis Freitag"),
    WordRow("before", None, "vor|vorm", "vor dem 15."),
    WordRow("after", None, "nach", "nach Ostern"),
    WordRow("due", None, "fällig|frist|deadline|abgabe|stichtag", "fällig am 15."),
    WordRow("on", None, "am|an|zum", "am 15. März"),
    WordRow("in", "exact", "in|im", "in zwei Wochen"),
    WordRow("in", "within", "innerhalb|innerhalb von|binnen|während", "innerhalb von 10 Tagen"),
    WordRow("at", None, "um|gegen", "um 14 Uhr"),
    WordRow("for", None, "für", "für Freitag"),
    WordRow("the", None, "der|die|das|den|dem|des", "Ende der Woche"),
    WordRow("our", None, "unser|unsere|unserem|unserer|unseren", "bis zu unserem nächsten Treffen"),
    WordRow("a", 1, "ein|eine|einer|einem|einen", "in einer Woche"),
    WordRow("and", None, "und", "zwischen Montag und Mittwoch"),
    WordRow("or", None, "oder", "Montag oder Dienstag"),
    WordRow("from", None, "von|vom|zwischen", "von Montag bis Mittwoch"),
    WordRow("half", None, "halben|halbe", "in einer halben Stunde"),
    WordRow("start", None, "beginn", "zu Beginn der Woche"),
    WordRow("early", None, "anfang", "Anfang Mai"),
    WordRow("mid", None, "mitte", "Mitte April"),
    WordRow("end", None, "ende", "Ende des Monats"),
    WordRow("is", None, "ist|sind", "die Frist ist Freitag"),
    WordRow("not", None, "nicht|außer", "nicht am Freitag"),
    WordRow("filler", None, "etwa|ungefähr|circa|ca|rund|zu", "in etwa zwei Wochen"),
    WordRow("meeting", None, "treffen|sitzung|meeting|besprechung|termin|call", "bis zum nächsten Treffen"),
)
SPEECH = TenseWords(
    past=several(
        "war waren hatte hatten wurde wurden hat habe gestern gab kam ging sagte traf trafen getroffen besprochen "
        "geschickt gesagt gemacht beschlossen entschieden diskutiert gesehen geschrieben gewesen"
    ),
    future=several(
        "werde wird werden wirst muss müssen soll sollen sollte sollten kann können könnte könnten bitte möchte will "
        "wollen lass lasst"
    ),
    near=several("werde wird werden bitte muss müssen soll sollen ich wir lass lasst"),
    negated=several("nicht kein keine nie"),
    nowadays=several("wie als so"),
    habits=several("immer meistens normalerweise gewöhnlich oft"),
    requests=several("schick schicke schickt mach macht bring bringt erinnere komm kommt prüf prüfe lies"),
    greetings=several("hallo hi hey ok okay also und liebe alle"),
    goes_on=several(
        "ich wir du ihr sie er es wird werden kann muss soll mit ohne und oder aber wenn weil dass noch bitte an"
    ),
)
GERMAN = Language(ROWS, SPEECH, dotted=True)
