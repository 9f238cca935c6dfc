"""What schemathesis looks for besides its own checks: why a request was refused that is as it is described."""

import re

import jsonschema
import schemathesis

# What no schema can say: a cursor is opaque, a request key names one request, some values are looked up (categories,
# codes, addresses), no line is named twice, and a digit of a barcode checks the others.
BEYOND_SCHEMAS = {"request.cursor-broken", "command.key-reused", "request.values"}


def breaks_its_schema(case, name):
    """Whether what was sent as a parameter is not as it is described, whatever it was taken for when it was made."""
    places = {"query": case.query, "header": case.headers, "path": case.path_parameters}
    description = case.operation.schema.raw_schema
    for parameter in case.operation.definition.raw["parameters"]:
        sent = {key.lower(): value for key, value in (places[parameter["in"]] or {}).items()}
        if parameter["name"].lower() != name.lower() or name.lower() not in sent:
            continue
        value = sent[name.lower()]
        if parameter["schema"].get("type") == "integer" and re.fullmatch("[0-9]+", str(value)):
            value = int(value)
        # With the components beside it, to which it may point.
        schema = parameter["schema"] | {"components": description["components"]}
        return not jsonschema.Draft202012Validator(schema).is_valid(value)
    return False


@schemathesis.check
def refused_for_a_reason(ctx, response, case):
    mode = case.meta and case.meta.generation.mode
    if not mode or not mode.is_positive or response.status_code not in (400, 422):
        return
    problem = response.json()
    errors = problem["errors"]
    is_twice = errors and all(error["detail"] == "stands there twice" for error in errors)
    is_of_documents = case.operation.path == "/documents" and problem["code"].startswith("document.")
    # Some cases that were made as described are not: they are found by what is described, and not by who made them.
    is_broken = problem["code"] == "request.parameters" and errors and all(
        breaks_its_schema(case, error["parameter"]) for error in errors)
    if problem["code"] not in BEYOND_SCHEMAS and not (is_twice or is_of_documents or is_broken):
        raise AssertionError(f"refused although it is as described: {problem}")


@schemathesis.hook
def before_call(context, case, kwargs):
    """Each case that is as described is a request of its own: what comes again is asked about elsewhere."""
    mode = case.meta and case.meta.generation.mode
    if mode and mode.is_positive and case.headers and "Idempotency-Key" in case.headers:
        case.headers["Idempotency-Key"] = f"case-{case.id}"
