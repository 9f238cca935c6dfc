"""Pages that no journey needs, and the main ones once more, in all four ways: narrow and wide, scripts off and on."""

import pytest

from conftest import person_in
from people import ANN, ERIN, GEORGE, JOANNA, SHEILA

PAGES = [
    (None, "/help"), (None, "/accessibility"), (None, "/privacy"), (None, "/nothing-here"),
    (ANN, "/home"), (ANN, "/shop?q=chair&show=all"), (ANN, "/shop?q=zyzzyva"), (ANN, "/basket"), (ANN, "/orders"),
    (ANN, "/budget"), (ANN, "/acting-for"), (ANN, "/orders/nobody-s-order"), (ANN, "/supplier/orders"),
    (ANN, "supplier"), (SHEILA, "/shop"), (GEORGE, "/home"),
    (ERIN, "/supplier/orders"), (ERIN, "/supplier/listings"), (ERIN, "/supplier/listings/new"),
    (JOANNA, "/requests"), (JOANNA, "/payments"),
]


@pytest.fixture
def anybody(any_way, browser, demonstrations):
    visitor = person_in(any_way, browser, demonstrations("pages"))
    yield visitor
    visitor.inspection.must_be_clean()


def test_every_page_is_in_order(anybody):
    last = None
    for email, path in PAGES:
        if email != last and email:
            anybody.signs_in(email)
        last = email
        if path == "supplier":
            anybody.opens("/shop?q=physiotherapy&show=all")
            anybody.follows("Home physiotherapy, 45 minutes")
            anybody.follows("Trent Neuro Physiotherapy")
        else:
            anybody.opens(path)
        who = email.split(".")[0] if email else "anybody"
        name = f"pages {who} {path.strip('/').replace('/', ' ').replace('?', ' ')}"
        anybody.looks(name, keyboard=anybody.inspection.has_scripts)


def test_the_skip_link_leads_past_the_header(anybody):
    for email, path in ((None, "/help"), (ANN, "/shop"), (ERIN, "/supplier/orders"), (JOANNA, "/requests")):
        if email:
            anybody.signs_in(email)
        anybody.opens(path)
        anybody.inspection.skip_link()
