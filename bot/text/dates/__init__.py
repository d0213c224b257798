"""Days named in a sentence of chat: the one to come that it promises something for, read by a small grammar.

`tokens` cuts a sentence by the tables in `words`, layers of rules (`grammar`) make days of it (`named`, `weekdays`,
`spans`, `bounds`), and `due_days` keeps those that are to come.
"""

from bot.text.dates.due_days import DueDay, all_in, find

__all__ = ["DueDay", "all_in", "find"]
