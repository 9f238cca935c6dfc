"""What schemathesis looks for besides its own checks: why a request was refused that is as it is described."""

import schemathesis

# What no schema can say: a cursor is opaque, a request key names one request, some values are looked up (categories,
# codes, addresses), no line is named twice, and a digit of a barcode checks the others.
BEYOND_SCHEMAS = {"request.cursor-broken", "command.key-reused", "request.values"}


@schemathesis.check
def refused_for_a_reason(ctx, response, case):
    mode = case.meta and case.meta.generation.mode
    if not mode or not mode.is_positive or response.status_code not in (400, 422):
        return
    problem = response.json()
    isTwice = all(error["detail"] == "stands there twice" for error in problem["errors"])
    ofDocuments = case.operation.path == "/documents" and problem["code"].startswith("document.")
    if problem["code"] not in BEYOND_SCHEMAS and not ofDocuments and not (problem["errors"] and isTwice):
        raise AssertionError(f"refused although it is as described: {problem}")


@schemathesis.hook
def before_call(context, case, kwargs):
    """Each case that is as described is a request of its own: what comes again is asked about elsewhere."""
    mode = case.meta and case.meta.generation.mode
    if mode and mode.is_positive and case.headers and "Idempotency-Key" in case.headers:
        case.headers["Idempotency-Key"] = f"case-{case.id}"
