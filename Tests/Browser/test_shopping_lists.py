"""Lists, ordering again, comparing, saved searches, and what nobody offers."""

from people import ANN, GLOVES, JOANNA, PHYSIOTHERAPY, TOM, finds, puts_in_basket

AIRE = "Aire Clinical Supplies"


def test_a_list_is_kept_shared_and_ordered(visitor):
    visitor.signs_in(ANN)
    finds(visitor, "physiotherapy", PHYSIOTHERAPY)
    visitor.looks("lists 01 listing")
    visitor.presses("Save to Favourites")
    visitor.sees("Saved to the list", "On Favourites")
    finds(visitor, "gloves", GLOVES, supplier=AIRE)
    visitor.opens_part("Save to another list")
    visitor.types("Name of the new list", "For the bathroom")
    if visitor.has("label", "Which list?"):
        visitor.chooses("Which list?", "A new list")
    visitor.presses("Save", about="to the list")
    visitor.opens("/lists")
    visitor.looks("lists 02 lists")
    visitor.follows("For the bathroom")
    visitor.looks("lists 03 one list")
    visitor.presses("Share the list")
    visitor.sees("The list is shared")
    address = visitor.path
    visitor.signs_in(TOM)
    visitor.opens(address)
    visitor.sees("A list by Ann Marsh", GLOVES)
    visitor.opens("/lists")
    visitor.sees("Ideas for Ann")
    visitor.signs_in(ANN)
    visitor.opens(address)
    visitor.follows("Put the list into the basket")
    visitor.looks("lists 04 into the basket")
    visitor.presses("Put what is ticked into the basket")
    visitor.sees("It is in your basket", GLOVES)
    visitor.opens("/basket")
    visitor.presses("Remove")
    visitor.opens(address)
    visitor.opens_part("Delete the list")
    visitor.presses("Delete the list")
    visitor.sees("List deleted")


def test_two_things_are_compared(visitor):
    visitor.signs_in(ANN)
    finds(visitor, "physiotherapy", PHYSIOTHERAPY)
    visitor.presses("Add to compare")
    visitor.sees("Choose at least one more thing")
    finds(visitor, "gloves", GLOVES, supplier=AIRE)
    visitor.looks("compare 00 listing with twins", keyboard=False)
    visitor.presses("Add to compare")
    visitor.sees("Price for you", "Your plan", "Checks")
    visitor.looks("compare 01 two things")
    visitor.presses("Remove all")
    visitor.sees("You have chosen nothing to compare")
    visitor.looks("compare 02 nothing", keyboard=False)


def test_a_search_is_saved(visitor):
    visitor.signs_in(ANN)
    visitor.opens("/shop?q=gloves")
    visitor.opens_part("Save this search")
    visitor.types("Name of the search", "Gloves")
    visitor.presses("Save this search")
    visitor.sees("Search saved")
    visitor.looks("searches 01 saved")
    visitor.follows("Gloves")
    assert visitor.path == "/shop"
    visitor.opens("/searches")
    visitor.presses("Delete")
    visitor.sees("There is no saved search")


def test_what_nobody_offers_is_told_without_a_name(visitor):
    visitor.signs_in(ANN)
    visitor.opens("/shop?q=trampoline+lessons+for+horses")
    visitor.sees("Nothing found", "without your name")
    visitor.looks("gaps 01 nothing found", keyboard=False)
    visitor.signs_in(JOANNA)
    visitor.opens("/market-gaps")
    visitor.sees("trampoline lessons for horses")
    visitor.does_not_see("Ann Marsh")
    visitor.looks("gaps 02 commissioner")


def test_ann_orders_again(visitor):
    visitor.signs_in(ANN)
    puts_in_basket(visitor, "gloves", GLOVES, supplier=AIRE)
    visitor.opens("/checkout")
    visitor.types("Your password", "holdfast demo")
    visitor.presses("Sign and order")
    visitor.follows("Order again")
    visitor.sees("can go into the basket")
    visitor.looks("again 01 what changed")
    visitor.presses("Put what is ticked into the basket")
    visitor.sees("It is in your basket", GLOVES)
    visitor.presses("Remove")
