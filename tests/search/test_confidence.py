"""An answer is the surer, the more of the question its first record has, and the less the one after the last shown."""

from storage.search import confidence as search_confidence
from storage.search.ranking import Hit
from tests.support.tables import table


def hit(score: float, *, own: float | None = None, met: int = 3, near: float | None = None) -> Hit:
    return Hit("decision", 1, score, score if own is None else own, met, near)


def test_nothing_found_is_nothing_certain():
    assert search_confidence.of([]) == 0


@table(
    ("surer", "less_sure"),
    [
        ([hit(1.5)], [hit(1.0)]),
        ([hit(1.5, met=4)], [hit(1.5, met=1)]),
        ([hit(1.5, own=1.2)], [hit(1.2, own=1.2)]),
        ([hit(1.5), *[hit(0.2)] * 5], [hit(1.5), *[hit(1.4)] * 5]),
        ([hit(0.8, near=0.7)], [hit(0.8, near=0.2)]),
        ([hit(0.8, near=0.3), hit(0.7, near=0.7)], [hit(0.8, near=0.3), hit(0.7, near=0.3)]),  # any of those shown
        ([hit(0.8, near=0.7), *[hit(0.2, near=0.1)] * 5], [hit(0.8, near=0.7), *[hit(0.2, near=0.7)] * 5]),
    ],
)
def test_the_surer_answer(surer, less_sure):
    assert 0 < search_confidence.of(less_sure) < search_confidence.of(surer) < 1


def test_only_the_first_record_that_is_not_shown_counts_against_it():
    shown = [hit(1.5 - 0.1 * place) for place in range(search_confidence.SHOWN)]

    assert search_confidence.of(shown) == search_confidence.of([hit(1.5)])
    assert search_confidence.of([*shown, hit(0.9)]) < search_confidence.of(shown)
