"""A supplier's program answers an order with files, and its invoice is compared with what was signed."""

import re
import urllib.request

from people import ANIL, ANN, ERIN, PHYSIOTHERAPY, puts_in_basket
from visitor import PASSWORD

NAMES = (
    'xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" '
    'xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"')


def response(order, number="R-1"):
    return f"""<OrderResponse xmlns="urn:oasis:names:specification:ubl:schema:xsd:OrderResponse-2" {NAMES}>
        <cbc:ProfileID>urn:fdc:peppol.eu:poacc:bis:ordering:3</cbc:ProfileID><cbc:ID>{number}</cbc:ID>
        <cbc:IssueDate>2026-10-07</cbc:IssueDate><cbc:OrderResponseCode>AP</cbc:OrderResponseCode>
        <cbc:DocumentCurrencyCode>GBP</cbc:DocumentCurrencyCode>
        <cac:OrderReference><cbc:ID>{order}</cbc:ID></cac:OrderReference></OrderResponse>"""


def invoice(order, line, price):
    amount = '<cbc:{0} currencyID="GBP">{1}</cbc:{0}>'
    return f"""<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2" {NAMES}>
        <cbc:ID>2026-17</cbc:ID><cbc:IssueDate>2026-10-09</cbc:IssueDate><cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode>
        <cbc:DocumentCurrencyCode>GBP</cbc:DocumentCurrencyCode>
        <cac:OrderReference><cbc:ID>{order}</cbc:ID></cac:OrderReference>
        <cac:TaxTotal>{amount.format("TaxAmount", "0.00")}</cac:TaxTotal>
        <cac:LegalMonetaryTotal>{amount.format("TaxExclusiveAmount", price)}
        {amount.format("TaxInclusiveAmount", price)}{amount.format("PayableAmount", price)}</cac:LegalMonetaryTotal>
        <cac:InvoiceLine><cbc:ID>1</cbc:ID><cbc:InvoicedQuantity unitCode="EA">1</cbc:InvoicedQuantity>
        {amount.format("LineExtensionAmount", price)}
        <cac:OrderLineReference><cbc:LineID>{line}</cbc:LineID></cac:OrderLineReference>
        <cac:Item><cbc:Name>x</cbc:Name><cac:ClassifiedTaxCategory><cbc:ID>E</cbc:ID><cbc:Percent>0</cbc:Percent>
        </cac:ClassifiedTaxCategory></cac:Item>
        <cac:Price>{amount.format("PriceAmount", price)}</cac:Price></cac:InvoiceLine></Invoice>"""


def fetches(visitor, words):
    """The file behind a link, as the person would get it."""
    cookies = "; ".join(f"{each['name']}={each['value']}" for each in visitor.driver.get_cookies())
    request = urllib.request.Request(visitor.address + visitor.link(words), headers={"Cookie": cookies})
    with urllib.request.urlopen(request) as answer:
        return answer.read().decode()


def sends(visitor, tmp_path, name, text):
    file = tmp_path / name
    file.write_text(text)
    visitor.opens("/supplier/documents")
    visitor.field("An XML file").send_keys(str(file))
    visitor.presses("Send file")


def test_an_order_is_answered_and_invoiced_with_files(visitor, tmp_path):
    visitor.signs_in(ANN)
    puts_in_basket(visitor, "physiotherapy", PHYSIOTHERAPY, supplier="Trent Neuro Physiotherapy")
    visitor.opens("/checkout")
    visitor.types("Your password", PASSWORD)
    visitor.presses("Sign and order")

    visitor.signs_in(ERIN)
    visitor.opens("/supplier/orders")
    visitor.follows(PHYSIOTHERAPY)
    order_page = visitor.path
    order = fetches(visitor, "Order of")
    number = re.search(r"<cbc:ID>(\S+)</cbc:ID>", order).group(1)
    line = re.search(r"<cac:LineItem>\s*<cbc:ID>(\d+)</cbc:ID>", order).group(1)
    assert "Marsh" not in order
    sends(visitor, tmp_path, "wrong.xml", response("AAAAA-AAAAA-1"))
    visitor.sees("There is a problem", "There is no such order")
    visitor.looks("erin 61 document refused")
    sends(visitor, tmp_path, "right.xml", response(number))
    visitor.sees("Taken", "R-1")
    visitor.looks("erin 62 documents")
    visitor.follows("Change")
    visitor.types("Electronic address", "0088:5012345678901")
    visitor.presses("Save")
    visitor.sees("check digit")
    visitor.looks("erin 63 where the program is reached")

    sends(visitor, tmp_path, "dear.xml", invoice(number, line, "9999.00"))
    visitor.sees("2026-17")
    visitor.opens("/supplier/invoices")
    visitor.looks("erin 64 invoices")
    visitor.follows("2026-17")
    visitor.sees("Has a question", "£9,999.00")
    visitor.looks("erin 65 invoice with a question")
    visitor.opens(order_page)
    visitor.follows("Write an invoice")
    visitor.types("Your invoice number", "2026-18")
    visitor.looks("erin 66 write an invoice")
    visitor.presses("Send invoice")
    visitor.sees("Waits for confirmation")

    visitor.signs_in(ANIL)
    visitor.opens("/invoices")
    visitor.sees("2026-17", "£9,999.00")
    visitor.does_not_see("2026-18", "Marsh")
    visitor.looks("anil 61 invoices with questions")
    visitor.presses("Reject")
    visitor.sees("Say why it is rejected")
