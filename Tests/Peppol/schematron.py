"""Peppol's rules for documents, run as they are published.

The published Schematron is translated to XSLT and run by Saxon. What its authors generate at release time and do not
publish with it, the rules of structure (which elements, how often, with which codes), is checked here from the
published tables that it is generated from.
"""

import copy
import pathlib
from xml.etree import ElementTree

import saxonche

SCH = "{http://purl.oclc.org/dsdl/schematron}"
XSL = "{http://www.w3.org/1999/XSL/Transform}"
INCLUDE = "{http://www.w3.org/2001/XInclude}include"
TABLE = "{urn:fdc:difi.no:2017:vefa:structure-1}"
CODES = "{urn:fdc:difi.no:2017:vefa:structure:codelist-1}"


def code_list(folder, name):
    """The identifiers of a code list, which files call by its own name or a longer one."""
    for path in sorted((folder / "structure/codelist").glob("*.xml")):
        root = ElementTree.parse(path).getroot()
        space = root.tag.split("}")[0] + "}"
        if path.stem == name or root.findtext(f"{space}Identifier") == name:
            return {code.findtext(f"{space}Id") for code in root.findall(f"{space}Code")}
    raise KeyError(name)


class Rules:
    """The Schematron of one kind of document."""

    def __init__(self, folder, transaction):
        self.folder = folder
        self.processor = saxonche.PySaxonProcessor(license=False)
        sheet = self._sheet(folder / "sch" / f"PEPPOLBIS-{transaction}.sch")
        compiler = self.processor.new_xslt30_processor()
        self.rules = compiler.compile_stylesheet(stylesheet_text=sheet)

    def failures(self, path):
        """`fatal PEPPOL-T01-R008: what it says`, for each rule that a document breaks."""
        text = self.rules.transform_to_string(source_file=str(path))
        found = ElementTree.fromstring(text).findall("failed")
        return [f"{one.get('flag')} {one.get('id')}: {' '.join(one.text.split())}" for one in found]

    def _sheet(self, path):
        schema = ElementTree.parse(path).getroot()
        sheet = ElementTree.Element(f"{XSL}stylesheet", {"version": "2.0", "exclude-result-prefixes": "#all"})
        prefixes = {ns.get("prefix"): ns.get("uri") for ns in schema.findall(f"{SCH}ns")}
        prefixes["xs"] = "http://www.w3.org/2001/XMLSchema"
        patterns = []
        for part in schema:
            if part.tag == INCLUDE:
                sheet.append(ElementTree.parse(path.parent / part.get("href")).getroot())
            elif part.tag.startswith(XSL):
                sheet.append(copy.deepcopy(part))
            elif part.tag == f"{SCH}include":
                other = path.parent / part.get("href")
                # What is generated is not there; `Structure` stands for it.
                if "target/generated" not in part.get("href"):
                    patterns.append(ElementTree.parse(other).getroot())
        for name in ["UNCL5189", "UNCL7161"]:
            codes = " ".join(sorted(code_list(self.folder, name)))
            ElementTree.SubElement(
                sheet, f"{XSL}variable", {"name": f"cl{name}", "select": f"tokenize('{codes}', ' ')"})
        root = ElementTree.SubElement(sheet, f"{XSL}template", {"match": "/"})
        answer = ElementTree.SubElement(root, "failures")
        for number, pattern in enumerate(patterns):
            ElementTree.SubElement(answer, f"{XSL}apply-templates", {"select": "/", "mode": f"p{number}"})
            self._pattern(sheet, pattern, f"p{number}")
        text = ElementTree.tostring(sheet, encoding="unicode")
        declared = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in prefixes.items() if f"xmlns:{prefix}=" not in text)
        head, rest = text.split(" ", 1)
        return f"{head}{declared} {rest}"

    @staticmethod
    def _pattern(sheet, pattern, mode):
        walk = ElementTree.SubElement(
            sheet, f"{XSL}template", {"match": "@*|node()|/", "mode": mode, "priority": "-10"})
        ElementTree.SubElement(walk, f"{XSL}apply-templates", {"select": "@*|node()", "mode": mode})
        rules = pattern.findall(f"{SCH}rule")
        for let in pattern.findall(f"{SCH}let"):
            ElementTree.SubElement(sheet, f"{XSL}variable", {"name": let.get("name"), "select": let.get("value")})
        for position, rule in enumerate(rules):
            template = ElementTree.SubElement(
                sheet, f"{XSL}template",
                {"match": rule.get("context"), "mode": mode, "priority": str(1_000 - position)})
            for part in rule:
                if part.tag == f"{SCH}let":
                    ElementTree.SubElement(
                        template, f"{XSL}variable", {"name": part.get("name"), "select": part.get("value")})
                elif part.tag == f"{SCH}assert":
                    broken = ElementTree.SubElement(template, f"{XSL}if", {"test": f"not({part.get('test')})"})
                    ElementTree.SubElement(
                        broken, "failed", {"id": part.get("id"), "flag": part.get("flag")}
                    ).text = "".join(part.itertext())
            ElementTree.SubElement(template, f"{XSL}apply-templates", {"select": "@*|node()", "mode": mode})


class Structure:
    """Which elements a kind of document has, how often, and with which codes."""

    def __init__(self, folder, name):
        self.folder = folder
        self.root = ElementTree.parse(folder / "structure/syntax" / f"{name}.xml").getroot()
        self.spaces = {
            space.text.strip(): space.get("prefix") for space in self.root.findall(f"{TABLE}Namespace")}
        self.lists = {}

    def failures(self, path):
        document = ElementTree.parse(path).getroot()
        table = self.root.find(f"{TABLE}Document")
        if self._name(document) != table.findtext(f"{TABLE}Term"):
            return [f"the root is {self._name(document)}"]
        return list(self._walk(document, table, self._name(document)))

    def _name(self, element):
        space, name = element.tag[1:].split("}")
        return f"{self.spaces.get(space, space)}:{name}"

    def _walk(self, element, table, place):
        known = {}
        for entry in table.findall(f"{TABLE}Element"):
            known.setdefault(entry.findtext(f"{TABLE}Term"), []).append(entry)
        for child in element:
            name = self._name(child)
            if name not in known:
                yield f"{place}/{name} is not in the table"
                continue
            yield from self._walk(child, known[name][0], f"{place}/{name}")
        for name, entries in known.items():
            count = sum(self._name(child) == name for child in element)
            least = sum(int(entry.get("cardinality", "1..1")[0]) for entry in entries)
            last = [entry.get("cardinality", "1..1").split("..")[-1] for entry in entries]
            most = None if any(not part.isdigit() for part in last) else sum(map(int, last))
            if count < least or most is not None and count > most:
                yield f"{place}/{name} is there {count} times"
        yield from self._values(element, table, place, (element.text or "").strip())
        attributes = {entry.findtext(f"{TABLE}Term"): entry for entry in table.findall(f"{TABLE}Attribute")}
        for name, value in element.attrib.items():
            if name not in attributes:
                yield f"{place}/@{name} is not in the table"
            else:
                yield from self._values(element, attributes[name], f"{place}/@{name}", value)
        for name, entry in attributes.items():
            if (entry.get("usage") or "required").lower() == "required" and name not in element.attrib:
                yield f"{place}/@{name} is missing"

    def _values(self, element, table, place, value):
        fixed = [one.text for one in table.findall(f"{TABLE}Value") if one.get("type") == "FIXED"]
        if fixed and value not in fixed:
            yield f"{place} is {value}, and must be {fixed[0]}"
        lists = [one.text for one in table.findall(f"{TABLE}Reference") if one.get("type") == "CODE_LIST"]
        for name in lists:
            if name not in self.lists:
                try:
                    self.lists[name] = code_list(self.folder, name)
                except KeyError:
                    self.lists[name] = None
        codes = [self.lists[name] for name in lists]
        if codes and None not in codes and not any(value in known for known in codes):
            yield f"{place} is {value}, which is in none of {', '.join(lists)}"
