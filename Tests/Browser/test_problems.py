"""Something is wrong with what came: the holder reports it, the supplier says no, the commissioner decides, and only
what is in question waits.

The tests run in this order, on one demonstration for each way of looking; each goes on where the last one ended.
"""

from people import ANN, ERIN, JOANNA, PHYSIOTHERAPY, finds
from visitor import PASSWORD

WORDS = "The second session was cut short by half an hour."
PRIVATE = "I was in pain for two days afterwards."
NO = "It took the whole time. The exercises were done at the table."
REASONS = "Both sides agree that the walk was left out. Half a session is given back."

# The demonstration of each way → the address of Ann's problem.
reported = {}


def test_ann_orders_two_sessions_and_confirms_them(visitor, way):
    visitor.signs_in(ANN)
    finds(visitor, "physiotherapy", PHYSIOTHERAPY)
    visitor.types("How many?", "2")
    visitor.presses("Add to basket")
    visitor.opens("/checkout")
    visitor.types("Your password", PASSWORD)
    visitor.presses("Sign and order")
    visitor.sees("Signed and ordered")
    order = visitor.path
    visitor.signs_in(ERIN)
    visitor.opens("/supplier/orders")
    visitor.follows(PHYSIOTHERAPY)
    visitor.presses("Accept this order")
    visitor.presses("Mark as delivered")
    visitor.signs_in(ANN)
    visitor.opens(order)
    visitor.presses("Yes, it came as ordered")
    reported[str(way)] = order


def test_ann_reports_one_of_them(visitor, way):
    visitor.signs_in(ANN)
    visitor.opens(reported[str(way)])
    visitor.follows("Report a problem")
    visitor.looks("ann 41 report a problem")
    visitor.presses("Report the problem")
    assert visitor.problem_of("What happened?") == "Say what happened"
    visitor.looks("ann 42 report with errors")
    visitor.chooses(f"{PHYSIOTHERAPY}: 2 confirmed, not paid yet")
    visitor.chooses("Badly made or badly done")
    visitor.types("What happened?", WORDS)
    visitor.types("For your commissioner only (optional)", PRIVATE)
    visitor.chooses("I keep it, and some of the money comes back")
    visitor.presses("Report the problem")
    visitor.sees("Reported", WORDS, PRIVATE, "The supplier does not see this")
    visitor.looks("ann 43 problem")
    reported[str(way)] = visitor.path


def test_the_supplier_reads_what_was_written_to_it_and_says_no(visitor):
    visitor.signs_in(ERIN)
    visitor.follows("Problems")
    visitor.looks("erin 11 problems")
    visitor.opens("/supplier/problems")
    visitor.driver.find_element("css selector", "#problems a").click()
    visitor.sees(WORDS)
    visitor.does_not_see(PRIVATE, "Marsh")
    visitor.looks("erin 12 problem")
    visitor.chooses("I do not agree")
    visitor.presses("Send the answer")
    visitor.sees("Say why you do not agree")
    visitor.looks("erin 13 answer with error", keyboard=False)
    visitor.chooses("I do not agree")
    visitor.types("What do you want to say?", NO)
    visitor.presses("Send the answer")
    visitor.sees("Answered", NO)


def test_only_what_is_in_question_waits(visitor):
    visitor.signs_in(JOANNA)
    visitor.opens("/payments")
    visitor.sees("£69.50", "£69.50 more waits for a decision")
    visitor.looks("joanna 41 payments with a problem")
    visitor.types("Reference", "BACS 0041")
    visitor.presses("Mark as paid")
    visitor.sees("Payment recorded")
    visitor.opens("/payments/made")
    visitor.sees("BACS 0041", "£69.50")
    visitor.looks("joanna 42 payments made")


def test_ann_asks_for_a_decision(visitor, way):
    visitor.signs_in(ANN)
    visitor.opens(reported[str(way)])
    visitor.sees("does not agree", NO)
    visitor.types("What should they know? (optional)", "My husband was there.")
    visitor.presses("Ask for a decision")
    visitor.sees("Your commissioner has been asked to decide", "My husband was there.")
    visitor.looks("ann 44 problem to decide")


def test_the_commissioner_hears_both_and_decides(visitor):
    visitor.signs_in(JOANNA)
    visitor.opens("/reported-problems")
    visitor.looks("joanna 43 problems")
    visitor.follows("Ann Marsh")
    visitor.sees(WORDS, PRIVATE, NO)
    visitor.looks("joanna 44 problem")
    visitor.chooses("Each in part: some is given back")
    visitor.types("Reasons", REASONS)
    visitor.presses("Record the decision")
    assert visitor.problem_of("How much is given back?") == "Enter an amount in pounds and pence, such as 24.50"
    visitor.looks("joanna 45 decision with error", keyboard=False)
    visitor.types("How much is given back?", "34.75")
    visitor.presses("Record the decision")
    visitor.sees("Decided", "£34.75 is given back")


def test_both_sides_read_the_reasons_and_where_to_turn(visitor, way, demonstration):
    visitor.signs_in(ANN)
    visitor.opens(reported[str(way)])
    visitor.sees(REASONS, "You can have this decision looked at again.", "Settled")
    visitor.looks("ann 45 problem decided")
    visitor.signs_in(ERIN)
    visitor.opens("/supplier/problems")
    visitor.sees("No problems just now")
    visitor.signs_in(JOANNA)
    visitor.opens("/payments")
    visitor.sees("£34.75")
    verified = demonstration.runs("ledger", "verify")
    assert verified.returncode == 0, verified.stdout + verified.stderr
