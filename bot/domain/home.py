"""Home: what a person's own page may count without pointing at anybody."""

from storage.promises import Totals

FEWEST_COUNTED = 5  # promises in the partnership; below this a total could point at a person


def counted(totals: Totals) -> Totals | None:
    """None while there are too few to be counted without pointing at somebody."""
    return totals if totals.made >= FEWEST_COUNTED else None
