"""Words that people in partnerships use for one another, so that "the fee" finds what was decided on "the price"."""

from collections.abc import Mapping

from storage.search.tokens import stem

GROUPS = """
allow enable let permit support
forbid ban block disallow prevent prohibit
chose chosen choice choose pick prefer preference select selection
reject decline deny discard drop refuse
delete drop eliminate remove removal
add build built create introduce make new
adjust alter amend change edit modify update
replace substitute swap switch
call name rename
mandatory must necessary need require required requirement
optional voluntary
many multiple several various
keep kept maintain preserve remain retain
begin commence launch start
end finish halt quit stop terminate
big huge large
little minor small tiny
fast performance quick rapid speed
delay late slow
budget cost expense fee finance fund funding grant money paid pay price spend spent
call gathering meet meeting met session
agenda programme topic
join member membership participant
ally organisation organization partner
display present show
bug error exception fail failure mistake
doc document documentation
issue publication publish release
check test testing validate validation verify
usage use using
aid assist help support
human people person user
child kid
duty job task work
chair convener head lead leader
location place site venue
date day schedule time
guideline policy regulation rule
law legal
ballot election poll vote
agree agreement consensus consent
difficulty issue problem trouble
idea proposal propose suggest suggestion
aim goal objective purpose target
plan roadmap strategy
distribute share sharing
acquire bought buy procure purchase
car vehicle
course taught teach train training workshop
page site web website
email mail
chat message
safe safety secure security
confidential privacy private secret
difference different distinct separate
equal equivalent identical same
combine join merge unify
divide separate split
cap limit maximum restrict restriction
default standard usual
category kind sort type
example sample
expand extend extension
held hold pause wait
find found lookup query search
persist save storage store
ask query request
answer reply respond response
describe description explain explanation
first initial initially
final finally last
existing former legacy old previous
current currently now present
global international worldwide
local regional
complex complexity complicated
easy simple simplify
difficult hard
best better good
bad worse worst
crucial important key
"""
"""A line each, of words that stand for one another often enough; alphabetical within the line."""


def _by_stem() -> Mapping[str, tuple[str, ...]]:
    others: dict[str, dict[str, None]] = {}
    for group in GROUPS.split("\n"):
        stems = list(dict.fromkeys(map(stem, group.split())))
        for each in stems:
            others.setdefault(each, {}).update(dict.fromkeys(other for other in stems if other != each))
    return {each: tuple(its) for each, its in others.items()}


OTHERS = _by_stem()


def alike(word: str) -> tuple[str, ...]:
    """The stems of other words for the one with this stem."""
    return OTHERS.get(word, ())
