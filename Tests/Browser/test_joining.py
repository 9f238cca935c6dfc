"""Becoming a supplier: applying, showing papers, being approved, and the first thing in the shop."""

from people import ANIL, ANN, finds

PASSWORD = "wren sings at dawn"
WHO = {
    "Name of your organisation": "Wren Assistance", "Address without the postcode": "3 Castle Street, Nottingham",
    "Postcode": "NG7 2RD", "Name of the person we can talk to": "Wilma Wren", "Telephone": "0115 496 0303",
    "E-mail address": "wilma@wren.example", "Choose a password": PASSWORD,
}


def gives(visitor, title):
    """What one line of the list asks for, as far as it asks."""
    visitor.opens("/supplier/papers")
    visitor.follows(title)
    number = "ZA123456" if title == "Data protection registration" else "NM-448812"
    for label in ("Insurer and policy number", "Registration number", "Reference of the document"):
        if visitor.has("label", label):
            visitor.types(label, number)
    for area in visitor.driver.find_elements("css selector", "textarea"):
        area.send_keys("As you can read there.")
    if visitor.has("label", "Sum insured"):
        visitor.types("Sum insured", "5000000")
    if visitor.has("label", "Day"):
        for label, text in (("Day", "31"), ("Month", "3"), ("Year", "2027")):
            visitor.types(label, text)
    visitor.presses("Save")
    visitor.sees("What counted before goes on counting")


def test_wilma_becomes_a_supplier(visitor):
    visitor.driver.delete_all_cookies()
    visitor.opens("/sign-in")
    visitor.follows("Become a supplier")
    visitor.presses("Begin the application")
    visitor.sees("There is a problem", "Choose what you are")
    visitor.looks("wilma 01 apply with errors")
    for label, words in WHO.items():
        visitor.types(label, words)
    visitor.chooses("Personal assistant")
    visitor.chooses("Sole trader or self-employed")
    visitor.presses("Begin the application")
    visitor.sees("Your application has begun", "The number of your application is")
    number = visitor.driver.find_element("css selector", ".inset strong").text
    visitor.looks("wilma 02 checklist")

    visitor.follows("Questions that decide")
    for box in visitor.driver.find_elements("css selector", "input[value=no]"):
        box.click()
    visitor.looks("wilma 03 questions")
    visitor.presses("Save")
    visitor.follows("Where you work")
    visitor.looks("wilma 04 places")
    visitor.follows("Change", about="Main place")
    visitor.types("Name of the place", "Home")
    visitor.chooses("Some postcode areas or districts")
    visitor.types("Postcode areas or districts", "NG")
    visitor.looks("wilma 05 place")
    visitor.presses("Save place")
    visitor.opens("/supplier/papers")
    visitor.follows("Bank account")
    for label, text in (("Name of the account", "W Wren"), ("Sort code", "30-99-21"), ("Account number", "12345678")):
        visitor.types(label, text)
    visitor.presses("Save")
    visitor.follows("Public liability insurance")
    visitor.presses("Save")
    visitor.looks("wilma 06 paper with errors")
    visitor.opens("/supplier/papers")
    tasks = [
        each.find_element("css selector", "a").text for each in visitor.driver.find_elements("css selector", ".tasks__task")
        if "Not given yet" in each.text]
    for title in tasks:
        gives(visitor, title)
    visitor.opens("/supplier/papers")
    visitor.presses("Send the application")
    visitor.sees("Application sent")
    visitor.looks("wilma 07 sent")

    visitor.signs_in(ANIL)
    visitor.opens("/supplier-book")
    visitor.follows("Waiting for you")
    visitor.sees("Wren Assistance", "An application to be read")
    visitor.looks("anil 79 waiting")
    visitor.opens("/supplier-book/messages")
    visitor.looks("anil 79b messages")
    visitor.opens("/supplier-book?show=applications")
    visitor.looks("anil 80 applications")
    visitor.follows("Wren Assistance")
    case = visitor.path
    visitor.follows("Papers")
    visitor.looks("anil 81 papers")
    papers = visitor.path
    links = [
        each.get_attribute("href").removeprefix(visitor.address)
        for each in visitor.driver.find_elements("css selector", ".tasks a")]
    for position, link in enumerate(links):
        visitor.opens(link)
        if link.endswith("bank-account"):
            visitor.looks("anil 82 call back")
            visitor.chooses("It is right: pay into it")
            visitor.types("Whom you called", "0115 496 0303, Wilma Wren; she read the account to me.")
            visitor.presses("Save")
        else:
            if position == 0:
                visitor.looks("anil 83 one paper")
            visitor.chooses("Accept it")
            visitor.presses("Save decision")
        visitor.sees("Decision saved")
    visitor.opens(papers)
    visitor.sees("Everything is settled and in date.")
    visitor.opens(case)
    visitor.chooses("Approve: it can then")
    visitor.types("Why", "All there.")
    visitor.presses("Confirm")
    visitor.follows("What it is approved for")
    visitor.chooses("What for", "Everything")
    visitor.presses("Approve")
    visitor.sees("Approvals saved")
    visitor.looks("anil 84 approvals")
    visitor.opens("/supplier-book/ending")
    visitor.looks("anil 85 about to expire")

    visitor.driver.delete_all_cookies()
    visitor.opens("/sign-in")
    visitor.fills_in_sign_in(number, PASSWORD)
    visitor.opens("/supplier/papers")
    visitor.looks("wilma 08 approved")
    visitor.follows("What you are approved for")
    visitor.sees("Everything", "In force", "The bank account is in use")
    visitor.looks("wilma 08b standing")
    visitor.opens("/supplier/team")
    visitor.looks("wilma 09 team")
    visitor.opens("/supplier/listings/new")
    for label, words in {
            "Title": "Afternoon outings with Wilma", "Description": "Company on the way. Not for lifting.",
            "Unit": "hour", "Price for one unit, without VAT": "18.50", "Largest quantity in one order": "8",
            "Lead time in days": "3", "Delivery or visit": "I come to you.",
            "Cancellation and returns": "Free until the day before."}.items():
        visitor.types(label, words)
    visitor.chooses("Category", "Self-employed personal assistant")
    visitor.chooses("Outside VAT")
    visitor.presses("Propose listing")
    visitor.sees("The category asks a little more")
    visitor.presses("Propose listing")
    visitor.sees("Listing proposed")
    visitor.signs_in(ANIL)
    visitor.opens("/listing-reviews")
    visitor.follows("Afternoon outings with Wilma")
    visitor.chooses("Accept")
    visitor.presses("Save decision")
    visitor.signs_in(ANN)
    finds(visitor, "afternoon outings wilma", "Afternoon outings with Wilma", everything=True)
    visitor.sees("Wren Assistance", "£18.50")
    visitor.does_not_see("has not approved")
