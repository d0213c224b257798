"""Cells that no spreadsheet runs: what could be a formula gets an apostrophe in front, and loses it on the way back.

Source: https://owasp.org/www-community/attacks/CSV_Injection
"""

import re

COULD_RUN = re.compile("'*[ \u00a0\u200b\ufeff]*[=+\\-@\t\r\n＝＋－＠]")  # noqa: RUF001  (some programs read the wide signs too)


def guarded(cell: str) -> str:
    return f"'{cell}" if COULD_RUN.match(cell) else cell


def unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and COULD_RUN.match(cell) else cell
