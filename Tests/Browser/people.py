"""The people of the demonstration that the journeys are about (catalogue/people)."""

ANN = "ann.marsh@people.holdfast.example"
TOM = "tom.marsh@families.holdfast.example"
HELEN = "helen.carrow@families.holdfast.example"
HARRY = "harbhajan.gill@people.holdfast.example"
GEORGE = "george.pascoe@people.holdfast.example"
ERIN = "erin.holloway@suppliers.holdfast.example"
ANIL = "anil.deshmukh@boards.holdfast.example"
JOANNA = "joanna.frith@boards.holdfast.example"
RUTH = "ruth.ellwood@boards.holdfast.example"

PHYSIOTHERAPY = "Home physiotherapy, 45 minutes"
AIR_CONDITIONER = "Polar 12 portable air conditioner"
THEME_PARK = "Family theme-park pass"
GIN = "Copper Finch dry gin, 70 cl"
GLOVES = "Vinyl gloves, clear"
HOIST = "Otter stand-aid hoist"
PHYSIOTHERAPY_LINE = "Physiotherapy to keep me on my feet"
GLOVES_LINE = "Gloves and wipes for my assistants"
MEALS_LINE = "Soft meals I enjoy"


def finds(visitor, words, listing, everything=False, supplier=None):
    """Searches the shop, and opens a listing of the results."""
    visitor.opens("/shop?show=all" if everything else "/shop")
    visitor.types("What are you looking for?", words)
    visitor.presses("Search")
    visitor.follows(listing, near=supplier)


def puts_in_basket(visitor, words, listing, everything=False, supplier=None):
    finds(visitor, words, listing, everything, supplier)
    visitor.presses("Add to basket")
    visitor.sees("Added to your basket")
