"""Pages that no journey needs, and the main ones once more, in all four ways: narrow and wide, scripts off and on."""

import pytest

from conftest import NARROW_ON, WIDE_OFF
from people import ANN, ERIN, GEORGE, JOANNA, PHYSIOTHERAPY, finds

# Pages that no journey meets: in all four ways.
LONELY_PAGES = [
    (None, "/help"), (None, "/accessibility"), (None, "/privacy"), (None, "/nothing-here"),
    (None, "/help/workflows"), (None, "/help/workflows/plan"), (None, "/help/workflows/supplier"),
    (ANN, "/basket/saved"),
    (ANN, "/shop?q=chair&show=all"), (ANN, "/acting-for"), (ANN, "/orders/nobody-s-order"), (ANN, "/supplier/orders"),
    (ANN, "supplier"), (ANN, "/budget?from-day=31&from-month=2&from-year=2026"), (GEORGE, "/home"),
    (ERIN, "/supplier/statement"), (JOANNA, "/books"), (JOANNA, "/books?on-day=31&on-month=2&on-year=2026"),
    (JOANNA, "/staff"), (JOANNA, "/authorisations"), (None, "/help/workflows/approval"),
    (JOANNA, "/books/accounts?kind=available"), (JOANNA, "/books/account?code=TAD:fund"), (JOANNA, "/books/heads"),
]
# Pages of the journeys: in the two ways in which no journey is made.
JOURNEY_PAGES = [
    (ANN, "/home"), (ANN, "/shop"), (ANN, "listing"), (ANN, "/basket"), (ANN, "/orders"), (ANN, "/budget"),
    (ERIN, "/help/api"), (ERIN, "/supplier/orders"), (ERIN, "/supplier/listings"), (ERIN, "/supplier/listings/new"),
    (JOANNA, "/requests"), (JOANNA, "/payments"),
]


def look_over(visitor, pages, keyboard):
    last = None
    for email, path in pages:
        if email not in (None, last):
            visitor.signs_in(email)
        last = email
        if path.startswith("/"):
            visitor.opens(path)
        else:
            finds(visitor, "physiotherapy", PHYSIOTHERAPY)
            if path == "supplier":
                visitor.follows("Trent Neuro Physiotherapy")
        who = email.split(".")[0] if email else "anybody"
        where = "".join(letter if letter.isalnum() else " " for letter in path)
        visitor.looks(f"pages {who} {' '.join(where.split())}", keyboard)


def test_pages_that_no_journey_meets(anybody):
    look_over(anybody, LONELY_PAGES, keyboard=anybody.inspection.has_scripts)


@pytest.mark.parametrize("any_way", [NARROW_ON, WIDE_OFF], ids=str, indirect=True)
def test_the_pages_of_the_journeys_the_other_way_round(anybody):
    look_over(anybody, JOURNEY_PAGES, keyboard=False)


def test_the_skip_link_leads_past_the_header(anybody):
    for email, path in ((None, "/help"), (ANN, "/shop"), (ERIN, "/supplier/orders"), (JOANNA, "/requests")):
        if email:
            anybody.signs_in(email)
        anybody.opens(path)
        anybody.inspection.skip_link()
