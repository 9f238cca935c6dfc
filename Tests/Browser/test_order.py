"""The main job from end to end: Ann orders, her commissioner decides, the supplier delivers, money moves.

The tests run in this order, on one demonstration for each way of looking; each goes on where the last one ended.
"""

from people import (
    AIR_CONDITIONER, ANN, ERIN, GIN, JOANNA, PHYSIOTHERAPY, PHYSIOTHERAPY_LINE, THEME_PARK, finds, puts_in_basket)
from visitor import PASSWORD

# The demonstration of each way → the address of Ann's order.
placed = {}

WHY_COOL = "My MS gets much worse above 24 degrees, and my bedroom was 31 degrees in July."
WHY_PARK = "A day out with Tom and the grandchildren."
OUTCOME = "I want to keep walking from my chair to the kitchen and back."
NOT_THE_PARK = "Nothing in the plan is served by a year’s pass. Your line for getting out pays for single days."

SUMS = ("Given", "Left", "Held", "Promised", "To be paid", "Paid")


def sums(visitor, line, *expected):
    """What the budget page says of a line, in the order of its columns."""
    visitor.opens("/budget")
    row = visitor.row(line, table="lines")
    assert tuple(row[column] for column in SUMS) == expected


def test_ann_signs_in_and_sees_what_is_left(visitor):
    visitor.opens("/home")
    assert visitor.path == "/sign-in"
    visitor.looks("00 sign in")
    visitor.fills_in_sign_in(ANN, "not her password")
    assert visitor.problem_of("E-mail address") == "E-mail address or password is not right"
    visitor.looks("00 sign in with error")
    visitor.signs_in(ANN)
    assert visitor.path == "/home"
    assert visitor.heading() == "Hello Ann"
    with visitor.at(PHYSIOTHERAPY_LINE):
        visitor.sees("£310.00 of your £310.00 for")
    visitor.looks("ann 01 home")
    sums(visitor, PHYSIOTHERAPY_LINE, "£310.00", "£310.00", "£0.00", "£0.00", "£0.00", "£0.00")
    visitor.looks("ann 02 budget before")


def test_ann_searches_and_filters(visitor):
    visitor.signs_in(ANN)
    visitor.follows("Go to the shop")
    visitor.looks("ann 03 shop")
    visitor.types("What are you looking for?", "physiotherapy")
    visitor.presses("Search")
    visitor.sees("that your plan is for", "Trent Neuro Physiotherapy", "In your plan")
    visitor.looks("ann 04 shop physiotherapy")
    if visitor.inspection.width == 320:
        visitor.chooses("Show filters")
    visitor.opens_part("Where they are")
    visitor.chooses("Regional")
    visitor.presses("Show results")
    visitor.does_not_see("Trent Neuro Physiotherapy")
    visitor.looks("ann 05 shop filtered", keyboard=False)
    visitor.follows("Clear")
    assert visitor.path == "/shop"


def test_the_shop_keeps_the_words_that_were_searched_for(visitor):
    visitor.signs_in(ANN)
    visitor.opens("/shop")
    visitor.types("What are you looking for?", "bed & chair, 100% wool + “cotton”")
    visitor.presses("Search")
    assert visitor.heading() == "Shop: bed & chair, 100% wool + “cotton”"
    visitor.looks("ann 05 shop nothing found", keyboard=False)


def test_ann_fills_her_basket(visitor):
    visitor.signs_in(ANN)
    finds(visitor, "physiotherapy", PHYSIOTHERAPY)
    visitor.sees("In your plan", "£240.50 would be left")
    visitor.looks("ann 06 listing in plan")
    visitor.types("How many?", "some")
    visitor.presses("Add to basket")
    assert visitor.problem_of("How many?") == "Enter how many you want, as a whole number"
    visitor.looks("ann 07 listing with error", keyboard=False)
    visitor.types("How many?", "1")
    visitor.presses("Add to basket")
    visitor.sees("Added to your basket")
    visitor.opens("/basket")
    visitor.types("How many?", "2")
    visitor.presses("Change")
    visitor.sees("Quantity changed")
    row = visitor.row(PHYSIOTHERAPY_LINE)
    assert (row["Left now"], row["Left after"]) == ("£310.00", "£171.00")
    visitor.looks("ann 08 basket")


def test_ann_adds_what_is_not_in_her_plan_and_what_never_can_be(visitor):
    visitor.signs_in(ANN)
    puts_in_basket(visitor, "air conditioner", AIR_CONDITIONER, everything=True, supplier="Village Store")
    puts_in_basket(visitor, "theme park pass", THEME_PARK, everything=True)
    finds(visitor, "gin", GIN, everything=True)
    visitor.sees("Not allowed", "NHS money can’t pay for alcohol")
    visitor.looks("ann 09 listing not allowed")
    visitor.presses("Add to basket")
    visitor.opens("/basket")
    visitor.sees("Something stands in the way of signing", "NHS money can’t pay for alcohol")
    assert not visitor.has("a", "Check and sign")
    visitor.looks("ann 10 basket blocked")
    visitor.opens("/checkout")
    assert visitor.path == "/basket"
    visitor.presses("Remove", about=GIN)
    visitor.sees("Removed from your basket")
    visitor.does_not_see("Copper Finch")
    with visitor.at(AIR_CONDITIONER):
        visitor.sees("Needs approval", "£558.00", "You would be asking for £558.00 of extra money")
    visitor.sees("Goes at once", "£139.00 for", "Is asked first", "£856.80 for")
    assert visitor.fact("Total") == "£995.80"
    visitor.looks("ann 11 basket mixed")


def test_ann_checks_and_signs_once(visitor, way):
    visitor.signs_in(ANN)
    visitor.opens("/basket")
    visitor.follows("Check and sign")
    visitor.looks("ann 12 check and sign")
    visitor.presses("Sign and order")
    assert visitor.problem_of("Your password") == "Enter your password to sign"
    visitor.sees(f"Say why you need {AIR_CONDITIONER}")
    visitor.looks("ann 13 check and sign with errors")
    says_why(visitor)
    visitor.types("Your password", "not her password")
    visitor.presses("Sign and order")
    assert visitor.problem_of("Your password") == "That is not your password"
    with visitor.at(AIR_CONDITIONER):
        assert visitor.field("Why do you need it?").get_attribute("value") == WHY_COOL
    visitor.looks("ann 14 wrong password", keyboard=False)
    assert_orders(visitor, 0)

    visitor.opens("/checkout")
    says_why(visitor)
    visitor.types("Your password", PASSWORD)
    with visitor.in_another_tab():
        visitor.opens("/checkout")
        says_why(visitor)
        visitor.types("Your password", PASSWORD)
    visitor.double_presses("Sign and order")
    visitor.sees("Signed and ordered")
    placed[str(way)] = visitor.path
    visitor.reloads()
    assert visitor.path == placed[str(way)]
    with visitor.in_another_tab():
        visitor.presses("Sign and order")
        visitor.does_not_see("Signed and ordered")
    visitor.closes_other_tabs()
    visitor.goes_back()
    if visitor.path == "/checkout":
        # The browser has kept the page as it was: the same form with the same key.
        visitor.types("Your password", PASSWORD)
        visitor.presses("Sign and order")
        assert visitor.path == placed[str(way)]
    visitor.opens("/checkout")
    assert visitor.path == "/basket", "what was signed can’t be signed again"
    visitor.sees("Your basket is empty")
    assert_orders(visitor, 1)


def says_why(visitor):
    for listing, why in ((AIR_CONDITIONER, WHY_COOL), (THEME_PARK, WHY_PARK)):
        with visitor.at(listing):
            visitor.chooses("What is it for?", OUTCOME)
            visitor.types("Why do you need it?", why)


def assert_orders(visitor, count):
    visitor.opens("/orders")
    rows = visitor.driver.find_elements("css selector", "table#orders tbody tr")
    assert len(rows) == count


def test_ann_follows_her_order(visitor, way):
    visitor.signs_in(ANN)
    visitor.opens("/orders")
    visitor.looks("ann 15 orders")
    visitor.opens(placed[str(way)])
    assert visitor.fact("Total") == "£995.80"
    visitor.sees("Order signed", "Sent to Trent Neuro Physiotherapy", "Your commissioner decides.")
    visitor.looks("ann 16 order signed")
    sums(visitor, PHYSIOTHERAPY_LINE, "£310.00", "£171.00", "£139.00", "£0.00", "£0.00", "£0.00")
    visitor.looks("ann 17 budget held", keyboard=False)
    visitor.opens("/home")
    with visitor.at(PHYSIOTHERAPY_LINE):
        visitor.sees("£171.00 of your £310.00 for")


def test_the_commissioner_decides(visitor):
    visitor.signs_in(JOANNA)
    assert visitor.path == "/requests"
    visitor.sees("2 requests, £856.80 in all")
    visitor.looks("joanna 01 requests")
    visitor.follows("Ann Marsh", about="air conditioner")
    visitor.sees(WHY_COOL, "£558.00")
    visitor.looks("joanna 02 request")
    visitor.chooses("Approve all of it")
    visitor.presses("Record the decision")
    visitor.sees("Approved")
    visitor.looks("joanna 03 request approved")
    visitor.opens("/requests")
    visitor.follows("Ann Marsh", about="theme-park")
    visitor.chooses("Decline")
    visitor.presses("Record the decision")
    assert visitor.problem_of("Reason") == "Say why you decline; the holder reads it"
    assert visitor.problem_of("Why you decline") == "Choose why you decline"
    visitor.looks("joanna 04 decline without reason")
    visitor.chooses("Why you decline", "It does not serve an outcome of the plan")
    visitor.types("Reason", NOT_THE_PARK)
    visitor.presses("Record the decision")
    visitor.sees("Declined", NOT_THE_PARK)
    visitor.opens("/requests")
    visitor.sees("Nothing waits for you")
    visitor.looks("joanna 05 no requests", keyboard=False)
    visitor.opens("/requests?show=decided")
    visitor.looks("joanna 06 decided requests")


def test_ann_reads_the_decisions(visitor, way):
    visitor.signs_in(ANN)
    visitor.opens("/home")
    visitor.sees("Your request about Village Store", "was approved", "was declined")
    visitor.looks("ann 18 home with news")
    visitor.opens(placed[str(way)])
    visitor.sees(NOT_THE_PARK, "Request about Village Store Delivery approved",
                 "Request about Open Road Breaks declined")
    visitor.looks("ann 19 order decided")
    visitor.opens("/budget")
    visitor.looks("ann 20 budget with extra money", keyboard=False)


def test_the_supplier_accepts_and_delivers(visitor):
    visitor.signs_in(ERIN)
    assert visitor.path == "/supplier"
    visitor.looks("erin 00 today")
    visitor.opens("/supplier/orders")
    visitor.sees("One order waits for your answer", "£139.00")
    visitor.looks("erin 01 orders")
    visitor.follows(PHYSIOTHERAPY)
    visitor.sees("24 Coppice Lane", "2 × session")
    visitor.looks("erin 02 order")
    visitor.opens_part("I can’t take this order")
    visitor.presses("Decline this order")
    assert visitor.problem_of("Why can’t you take it?") == "Say why you can’t take this order"
    visitor.looks("erin 03 order with error")
    visitor.presses("Accept this order")
    visitor.sees("Order accepted")
    visitor.looks("erin 04 order accepted")
    visitor.types("Note for the customer (optional)", "Two visits done, exercises left on the fridge.")
    visitor.presses("Mark as delivered")
    visitor.sees("Marked as delivered")
    visitor.looks("erin 05 order delivered")


def test_ann_confirms_and_the_commissioner_pays(visitor, way):
    visitor.signs_in(ANN)
    sums(visitor, PHYSIOTHERAPY_LINE, "£310.00", "£171.00", "£0.00", "£139.00", "£0.00", "£0.00")
    visitor.opens("/home")
    visitor.sees("Needs you now", "Trent Neuro Physiotherapy says it has delivered")
    visitor.looks("ann 21 home needs you")
    visitor.opens(placed[str(way)])
    visitor.looks("ann 22 order delivered")
    visitor.presses("Yes, it came as ordered")
    visitor.sees("The supplier can now be paid")
    sums(visitor, PHYSIOTHERAPY_LINE, "£310.00", "£171.00", "£0.00", "£0.00", "£139.00", "£0.00")
    visitor.signs_in(JOANNA)
    visitor.opens("/payments")
    visitor.sees("One payment of £139.00")
    visitor.looks("joanna 07 payments")
    visitor.presses("Mark as paid")
    assert visitor.problem_of("Reference") == "Enter the payment’s reference"
    visitor.looks("joanna 08 payment with error")
    visitor.types("Reference", "BACS 0001")
    visitor.presses("Mark as paid")
    visitor.sees("Payment recorded", "Nothing is due")
    visitor.looks("joanna 09 payments none", keyboard=False)


def test_the_books_are_right_in_the_end(visitor, way, demonstration):
    visitor.signs_in(ANN)
    sums(visitor, PHYSIOTHERAPY_LINE, "£310.00", "£171.00", "£0.00", "£0.00", "£0.00", "£139.00")
    visitor.looks("ann 23 budget paid")
    visitor.opens(placed[str(way)])
    visitor.sees("Trent Neuro Physiotherapy was paid")
    visitor.looks("ann 24 order paid")
    visitor.signs_in(ERIN)
    visitor.opens("/supplier/orders?show=finished")
    visitor.sees("Paid")
    visitor.looks("erin 06 finished orders")
    verified = demonstration.runs("ledger", "verify")
    assert verified.returncode == 0, verified.stdout + verified.stderr
