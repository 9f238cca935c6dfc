"""A plan is changed from end to end: the commissioner writes a version, the holder agrees, and the money is there.

The tests run in this order, on one demonstration for each way of looking; each goes on where the last one ended.
"""

from people import ANN, GLOVES, GLOVES_LINE, JOANNA, finds

BEFORE, AFTER = "£40.00 a month", "£55.00 a month"


def money(amount):
    """The beginning of the sentence that says what is left on the line."""
    return f"{amount} of your {amount} for “{GLOVES_LINE}” is left until"


def test_the_commissioner_copies_the_plan(visitor):
    visitor.signs_in(ANN)
    visitor.opens("/home")
    visitor.sees(money("£40.00"))
    visitor.signs_in(JOANNA)
    visitor.follows("People")
    visitor.looks("joanna 11 people")
    visitor.follows("Ann Marsh")
    visitor.opens_part("Write a new version of the plan")
    visitor.presses("Begin the draft")
    visitor.sees("There is a problem", "Choose what the draft starts from")
    visitor.looks("joanna 12 person with error")
    visitor.chooses("A copy of version 1")
    visitor.presses("Begin the draft")
    visitor.sees("Draft begun", "Nothing is missing")
    assert visitor.heading() == "Plan of Ann Marsh: version 2"
    visitor.looks("joanna 13 draft")


def test_the_commissioner_raises_a_line_and_sees_what_it_does(visitor):
    visitor.signs_in(JOANNA)
    visitor.opens("/people")
    visitor.follows("Ann Marsh")
    visitor.follows("Version 2")
    visitor.follows(GLOVES_LINE)
    visitor.types("Amount each time", "fifty-five")
    visitor.presses("Save")
    assert visitor.problem_of("Amount each time") == (
        "Enter how much the line gives in pounds and pence, such as 24.50")
    visitor.looks("joanna 14 line with error")
    visitor.types("Amount each time", "55.00")
    visitor.presses("Save")
    visitor.sees("Saved in the draft")
    visitor.follows("See what it does, and propose it")
    row = visitor.row(GLOVES_LINE, table="money")
    assert (row["What happens"], row["Now"], row["Then"], row["At once"]) == (
        "Gives more amount", BEFORE, AFTER, "£15.00 more")
    assert visitor.row("My personal assistants", table="money")["What happens"] == "Stays the same"
    visitor.looks("joanna 15 effects")
    visitor.presses("Agree and propose it")
    visitor.sees("Proposed", "Waits for the person’s agreement", "Joanna Frith agreed in Holdfast")
    visitor.looks("joanna 16 proposed")


def test_ann_reads_the_new_plan_and_agrees(visitor):
    visitor.signs_in(ANN)
    visitor.opens("/home")
    visitor.sees("A new plan waits for your agreement", money("£40.00"))
    visitor.looks("ann 31 home with a new plan")
    visitor.follows("Read it and decide")
    assert visitor.path == "/plan/coming"
    visitor.sees(f"before, {BEFORE}. After, {AFTER}.", "you get £15.00 more")
    visitor.looks("ann 32 new plan")
    visitor.presses("I agree to this plan")
    visitor.sees("You agreed to the plan", "Ann Marsh agreed in Holdfast")
    assert visitor.path == "/plan"
    assert visitor.fact("How it stands") == "In force"
    visitor.looks("ann 33 plan agreed")
    visitor.follows(f"What happened on {GLOVES_LINE}")
    visitor.sees(money("£55.00"))
    visitor.looks("ann 34 line")
    visitor.opens("/plan")
    visitor.follows("Version 1, from")
    visitor.sees(BEFORE)
    visitor.does_not_see(AFTER)
    visitor.looks("ann 35 older plan")


def test_the_shop_pays_from_the_new_amount(visitor, demonstration):
    visitor.signs_in(ANN)
    visitor.opens("/home")
    visitor.does_not_see("A new plan waits", money("£40.00"))
    visitor.sees(money("£55.00"))
    visitor.follows(f"Shop for {GLOVES_LINE}")
    assert visitor.heading() == f"Shop: what “{GLOVES_LINE}” pays for"
    visitor.looks("ann 36 shop of one line")
    finds(visitor, "vinyl gloves", GLOVES, supplier="Drayline Continence Direct")
    visitor.sees("In your plan", f"of the £55.00 left for “{GLOVES_LINE}”")
    visitor.looks("ann 37 listing after the change", keyboard=False)
    visitor.signs_in(JOANNA)
    visitor.opens("/people")
    visitor.follows("Ann Marsh")
    row = visitor.row(GLOVES_LINE)
    assert (row["Gives"], row["Left"]) == (AFTER, "£55.00")
    visitor.looks("joanna 17 person after the change", keyboard=False)
    verified = demonstration.runs("ledger", "verify")
    assert verified.returncode == 0, verified.stdout + verified.stderr
