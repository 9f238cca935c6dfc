"""People who act for others."""

from people import HELEN, PHYSIOTHERAPY, TOM, puts_in_basket


def test_tom_acts_for_ann(visitor):
    visitor.signs_in(TOM)
    assert visitor.path == "/home"
    assert visitor.heading() == "Ann Marsh"
    visitor.sees("for Ann Marsh", "Tom Marsh")
    visitor.looks("tom 01 home")
    puts_in_basket(visitor, "physiotherapy", PHYSIOTHERAPY)
    visitor.opens("/basket")
    visitor.follows("Check and sign")
    visitor.sees("I, Tom Marsh, order what is listed above for Ann Marsh for £69.50")
    visitor.looks("tom 02 check and sign")
    visitor.opens("/basket")
    visitor.types("How many?", "3")
    visitor.presses("Change")
    visitor.sees("You may sign orders up to £150.00")
    assert not visitor.has("a", "Check and sign")
    visitor.looks("tom 03 basket above his limit")
    visitor.presses("Remove")
    visitor.sees("Your basket is empty")
    visitor.looks("tom 04 basket empty", keyboard=False)


def test_helen_chooses_for_whom_she_acts(visitor):
    visitor.signs_in(HELEN)
    visitor.opens("/shop")
    assert visitor.path == "/acting-for"
    assert visitor.heading() == "For whom do you act?"
    visitor.looks("helen 01 for whom")
    visitor.presses("Continue")
    visitor.sees("Choose for whom you act")
    visitor.looks("helen 02 for whom with error")
    visitor.chooses("Harbhajan Singh Gill")
    visitor.presses("Continue")
    assert visitor.path == "/home"
    visitor.sees("for Harbhajan Singh Gill", "Helen Carrow")
    visitor.looks("helen 03 home long names")
    visitor.opens("/acting-for")
    visitor.chooses("Sheila Tranter")
    visitor.presses("Continue")
    visitor.sees("for Sheila Tranter", "Your plan is suspended just now")
    visitor.looks("helen 04 home suspended", keyboard=False)
