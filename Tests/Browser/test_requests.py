"""A request with a question, a decision in part and a review; roles, a route, and a standing authorisation.

The tests run in this order, on one demonstration for each way of looking; each goes on where the last one ended.
"""

from people import AIR_CONDITIONER, ANN, JOANNA, RUTH, puts_in_basket
from visitor import PASSWORD

WHY = "My flat is over 30 degrees in summer, and the heat makes my legs give way."
OUTCOME = "I want to keep walking from my chair to the kitchen and back."

# Where Ann's order is, and where her request is decided, by the way of looking.
placed = {}
asked = {}


def test_ann_asks(visitor, way):
    visitor.signs_in(ANN)
    puts_in_basket(visitor, "air conditioner", AIR_CONDITIONER, everything=True, supplier="Village Store Delivery")
    visitor.opens("/checkout")
    with visitor.at(AIR_CONDITIONER):
        visitor.chooses("What is it for?", OUTCOME)
        visitor.types("Why do you need it?", WHY)
    visitor.types("Your password", PASSWORD)
    visitor.presses("Sign and order")
    visitor.sees("Signed and ordered")
    placed[str(way)] = visitor.path
    visitor.follows("How this request stands")
    visitor.sees("Waiting for a decision", "Silence is never a yes or a no")
    visitor.looks("ann 41 request")


def test_joanna_asks_first(visitor, way):
    visitor.signs_in(JOANNA)
    visitor.follows("Ann Marsh", about="air conditioner")
    asked[str(way)] = visitor.path
    visitor.sees("What others ask for the same kind of thing", "Who decides, and by when")
    visitor.opens_part("Ask the holder first")
    visitor.presses("Send the question")
    assert visitor.problem_of("Your question") == "Write your question"
    visitor.looks("joanna 21 question with error")
    visitor.types("Your question", "Which room is it for?")
    visitor.presses("Send the question")
    visitor.sees("Question sent", "Waiting for an answer")
    visitor.looks("joanna 22 question sent")


def test_ann_answers(visitor, way):
    visitor.signs_in(ANN)
    visitor.opens(placed[str(way)])
    visitor.follows("How this request stands")
    visitor.types("Your answer", "The bedroom.")
    visitor.presses("Send the answer")
    visitor.sees("Answered", "Waiting for a decision")
    visitor.looks("ann 42 request answered")


def test_joanna_declines_and_ruth_looks_again(visitor, demonstration, way):
    visitor.signs_in(JOANNA)
    visitor.follows("Ann Marsh", about="air conditioner")
    visitor.sees("The bedroom.")
    visitor.chooses("Decline")
    visitor.chooses("Why you decline", "Something that does the same costs less")
    visitor.types("Reason", "A fan may be enough.")
    visitor.presses("Record the decision")
    visitor.sees("Declined", "A fan may be enough.")
    visitor.signs_in(ANN)
    visitor.opens(placed[str(way)])
    visitor.follows("Have the decision looked at again")
    visitor.types("Why it should be looked at again", "I have a fan. It is not enough.")
    visitor.presses("Ask for it")
    visitor.sees("Somebody else will look at it")
    visitor.looks("ann 43 review asked for")
    visitor.signs_in(JOANNA)
    visitor.follows("Ann Marsh", about="air conditioner")
    visitor.sees("You decided before. Somebody else looks at it now.")
    visitor.looks("joanna 23 review")
    visitor.signs_in(RUTH)
    visitor.follows("Ann Marsh", about="air conditioner")
    visitor.chooses("Change it: all of it can be ordered without asking")
    visitor.presses("Record the decision")
    visitor.sees("Approved and sent")
    verified = demonstration.runs("ledger", "verify")
    assert verified.returncode == 0, verified.stdout + verified.stderr


def test_joanna_authorises_once_and_for_all(visitor, way):
    visitor.signs_in(JOANNA)
    visitor.opens("/requests?show=decided")
    visitor.sees("Ann Marsh : Polar 12 portable air conditioner")
    visitor.opens(asked[str(way)])
    visitor.follows("Authorise something like this once and for all")
    visitor.presses("Authorise")
    visitor.sees("There is a problem", "Choose what it is for")
    visitor.looks("joanna 24 authorisation with errors")
    visitor.opens("/staff")
    visitor.sees("Staff and deputies", "Joanna Frith")
    visitor.looks("joanna 25 staff")
