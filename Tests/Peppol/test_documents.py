"""Documents that Holdfast writes are valid: by the UBL 2.1 schemas, and by every rule that Peppol publishes."""

import functools
import pathlib
import re
import shutil
import subprocess
from xml.etree import ElementTree

import pytest

from schematron import Rules, Structure

# By the name of the root: rules, table of structure, schema.
KINDS = {
    "Order": ("T01", "ubl-order", "Order"),
    "OrderChange": ("T114", "ubl-order-change", "OrderChange"),
    "OrderCancellation": ("T115", "ubl-order-cancellation", "OrderCancellation"),
    "ApplicationResponse": ("T111", "ubl-invoiceresponse", "ApplicationResponse"),
}

# Warnings that we accept: none.
ACCEPTED = set()


@functools.cache
def rules(standards, transaction):
    return Rules(standards / "peppol-poacc", transaction)


@functools.cache
def structure(standards, name):
    return Structure(standards / "peppol-poacc", name)


def kind(path):
    return ElementTree.parse(path).getroot().tag.split("}")[1]


def schema_failures(standards, path):
    schema = standards / f"ubl21/maindoc/UBL-{KINDS[kind(path)][2]}-2.1.xsd"
    # xsdrt: the common schemas stand beside; nothing is fetched.
    found = subprocess.run(
        [shutil.which("xmllint"), "--nonet", "--noout", "--schema", str(schema), str(path)], capture_output=True,
        text=True, check=False)
    return [line for line in found.stderr.splitlines() if " error" in line] if found.returncode else []


def peppol_failures(standards, path):
    transaction, table, _ = KINDS[kind(path)]
    found = rules(standards, transaction).failures(path) + structure(standards, table).failures(path)
    return [line for line in found if line not in ACCEPTED]


def test_there_are_documents_of_every_kind(documents):
    assert {kind(path) for path in documents} == set(KINDS)
    assert len(documents) > 100


def test_every_document_is_valid_by_its_schema(standards, documents):
    failures = {path.name: schema_failures(standards, path) for path in documents}
    assert {name: found for name, found in failures.items() if found} == {}


def test_every_document_keeps_every_rule_of_peppol(standards, documents):
    failures = {path.name: peppol_failures(standards, path) for path in documents}
    assert {name: found for name, found in failures.items() if found} == {}


def test_the_published_examples_keep_the_rules_as_we_run_them(standards):
    """Otherwise the rules are run wrongly: no fatal one is broken by an example."""
    count = 0
    for path in sorted((standards / "peppol-poacc/examples").rglob("*.xml")):
        name = kind(path)
        if name not in KINDS or "OrderAgreement" in path.name or "CatalogueResponse" in path.name:
            continue
        if "MessageLevel" in path.name:
            continue
        found = rules(standards, KINDS[name][0]).failures(path)
        assert [line for line in found if line.startswith("fatal")] == [], path
        count += 1
    assert count == 31


BREAKING = [
    ("the sum of the lines is another", "Order", r"(<cac:AnticipatedMonetaryTotal>\s*<cbc:LineExtensionAmount[^>]*>)", r"\g<1>9", "R008"),
    ("the sum with tax is another", "Order", r"(<cbc:TaxInclusiveAmount[^>]*>)", r"\g<1>9", "R017"),
    ("a line's price is another", "Order", r"(<cbc:PriceAmount[^>]*>)", r"\g<1>9", "R024"),
    ("a GLN has a wrong check digit", "Order", r'(schemeID="0088">\d{12})(\d)', r"\g<1>x", "R040"),
    ("there is no end of validity", "Order", r"<cac:ValidityPeriod>.*?</cac:ValidityPeriod>", "", "R002"),
    ("an element is empty", "Order", r"<cbc:Name>[^<]*</cbc:Name>", "<cbc:Name></cbc:Name>", "R001"),
    ("the process is another", "OrderChange", r"advanced_ordering", "ordering", "R031"),
    ("there is no number", "OrderCancellation", r"<cbc:ID>[^<]*</cbc:ID>", "", "ubl:OrderCancellation/cbc:ID is there 0"),
    ("there is no endpoint", "OrderCancellation", r"<cbc:EndpointID.*?</cbc:EndpointID>", "", "EndpointID is there 0"),
    ("a question has no reason", "ApplicationResponse", r"<cac:Status>.*</cac:Status>", "", "R001"),
]


@pytest.mark.parametrize("what, name, old, new, told", BREAKING, ids=[case[0] for case in BREAKING])
def test_a_document_that_breaks_a_rule_is_found(standards, documents, tmp_path, what, name, old, new, told):
    for path in documents:
        text = path.read_text()
        if kind(path) != name or (what == "a question has no reason" and ">UQ<" not in text):
            continue
        changed = re.sub(old, new, text, count=1, flags=re.DOTALL)
        if changed == text:
            continue
        broken = tmp_path / "broken.xml"
        broken.write_text(changed)
        assert any(told in line for line in peppol_failures(standards, broken)), what
        return
    pytest.fail(f"no document to break: {what}")
