"""Requests and responses as botocore writes and reads them: facts to compare a generated client with.

    python botocore_facts.py MODEL SEED COUNT > FACTS

MODEL is a Smithy model of restJson1, restXml, awsQuery or ec2Query in its JSON AST, COUNT the number of requests and of responses for each operation; the same SEED
makes the same facts. The script converts the model to botocore's form, makes random values for it, and lets botocore
serialize them as requests, and parse responses that are made of them. FACTS are JSON of one line each:

    {"operation", "input", "method", "url", "headers", "body"}     body in hexadecimal digits
    {"operation", "input", "status", "headers", "body", "output"}
    {"operation", "input", "status", "headers", "body", "error", "members"}

The last are errors, of the protocols with XML alone; `members` are texts of members of the modeled error.

`input` and `output` are JSON as the clients' serde view has it. Needs botocore alone; no request is sent.

Values that botocore is known to treat differently from Smithy's specification are not made:
- empty lists in headers (botocore sends no header), backslashes in items of lists (botocore does not escape them);
- in responses, items with commas, quotes or blanks, and lists of HTTP dates: botocore splits them at every comma;
- fractions of seconds, which botocore truncates; NaN and infinities, which Smithy's protocol tests cover;
- keys of a query map that are also names of other parameters;
- optional parameters of endpoint rules, and unusual strings for required ones, which need not accept any string;
- members of the body that are called like a header of the message: botocore reads the latter from the body too;
- messages without their payload (botocore sends `{}` for an unset union), and requests whose payload is a document
  (botocore sends `{"null": …}`);
- requests in XML with more than one entry of a map, whose order is free;
- carriage returns, which botocore does not escape; tabs and line ends in attributes;
- unknown elements in lists and maps, which botocore takes for entries or rejects; elements with prefixes, whose names it
  compares without them.
"""

import base64
import json
import sys

from botocore.awsrequest import AWSRequestPreparer, create_request_object, prepare_request_dict
from botocore.parsers import create_parser
from botocore.serialize import create_serializer

# The modules beside the script leave no folder in it.
sys.dont_write_bytecode = True

from messages import bodies
from model import PRELUDE, Model
from values import Maker, View


def without_paths(operation, values):
    """Ids of Route 53 without the paths before them, as botocore's handler `fix_route53_ids` leaves them.

    botocore does this in queries and bodies as well, the SDK for Rust in labels alone."""
    members = operation.input_shape.members if operation.input_shape else {}
    ids = ("ResourceId", "DelegationSetId", "ChangeId")
    in_path = lambda shape: shape.serialization.get("location") == "uri"
    is_id = lambda name: in_path(members[name]) and members[name].name.split("#")[-1] in ids
    return {name: value.split("/")[-1] if is_id(name) else value for name, value in values.items()}


def request(model, name, values):
    """The request as botocore serializes it."""
    operation = model.boto.operation_model(name)
    if model.service["traits"].get("aws.api#service", {}).get("sdkId") == "Route 53":
        values = without_paths(operation, values)
    parts = create_serializer(model.protocol, include_validation=False).serialize_to_request(values, operation)
    prepare_request_dict(parts, "https://fake.example")
    prepared = AWSRequestPreparer().prepare(create_request_object(parts))
    text = lambda it: it.decode() if isinstance(it, bytes) else str(it)
    body = prepared.body or b""
    return {
        "method": prepared.method,
        "url": prepared.url,
        "headers": [[name, text(value)] for name, value in prepared.headers.items()],
        "body": (body.encode() if isinstance(body, str) else bytes(body)).hex(),
    }


def response(model, name, target, values, writer):
    """A response with these values, from the specification alone."""
    view, members = View(model, is_wire=True), model.members(target)
    headers, document, body, status = [], {}, None, 200
    for key, value in values.items():
        where, wire_name, _ = model.location(members[key], "output")
        is_json = where == "header" and isinstance(value, dict)
        shown = value if is_json or where != "header" else view.value(members[key], value, "http-date")
        text = lambda it: str(it).lower() if isinstance(it, bool) else str(it)
        if is_json:
            encoded = base64.b64encode(json.dumps(value, separators=(",", ":")).encode()).decode()
            headers.append([wire_name, encoded])
        elif where == "header":
            headers.append([wire_name, ", ".join(map(text, shown)) if isinstance(shown, list) else text(shown)])
        elif where == "headers":
            headers.extend([wire_name + key.lower(), text(it)] for key, it in shown.items())
        elif where == "payload":
            raw = value.encode() if isinstance(value, str) else value
            body = raw if isinstance(raw, bytes) else writer.payload(members[key], value).encode()
        elif where is None:
            document[key] = value
    if body is None and not any(model.location(it, "output")[0] == "payload" for it in members.values()):
        body = writer.document(name, target, document).encode()
    return status, headers, body or b""


class Headers(dict):
    """Headers by names of any case, as botocore gets them."""

    def __init__(self, pairs):
        super().__init__({name.lower(): value for name, value in pairs})

    def __contains__(self, name):
        return super().__contains__(name.lower())

    def __getitem__(self, name):
        return super().__getitem__(name.lower())


def parsed(model, name, target, status, headers, body):
    """The output as botocore parses it."""
    operation = model.boto.operation_model(name)
    output = {"status_code": status, "headers": Headers(headers), "body": body}
    values = create_parser(model.protocol).parse(output, operation.output_shape)
    values.pop("ResponseMetadata", None)
    payload = operation.output_shape.serialization.get("payload")
    is_raw = payload and operation.output_shape.members[payload].type_name in ("blob", "string")
    if is_raw and not body:
        # An empty body is an unset payload (`RestJsonHttpPayloadTraitsWithNoBlobBody`).
        values.pop(payload)
    return View(model).message(target, "output", {k: v for k, v in values.items() if v is not None})


def error(model, target, writer):
    """A response of an error, and the error as botocore parses it."""
    traits = model.traits(target)
    code = traits.get("aws.protocols#awsQueryError", {}).get("code") or target.split("#")[1]
    members = {name: f"the {name}" for name, it in model.members(target).items() if model.kind(it["target"]) == "string"}
    # Names of other elements of the error.
    members = {name: it for name, it in members.items() if name.lower() not in ("message", "code", "type")}
    body = writer.error(code, "no <good>", members if model.protocol != "ec2" else {})
    status = traits.get(PRELUDE + "httpError", 400)
    found = create_parser(model.protocol).parse({"status_code": status, "headers": Headers([]), "body": body.encode()}, None)
    return {
        "status": status,
        "headers": [],
        "body": body.encode().hex(),
        "error": {"code": found["Error"]["Code"], "message": found["Error"]["Message"],
                  "request_id": found["ResponseMetadata"]["RequestId"]},
        "members": list(members.values()),
    }


def is_streaming(model, operation):
    targets = [operation.get(role, {}).get("target", "") for role in ("input", "output")]
    members = [it for target in targets for it in model.members(target).values()]
    return any(PRELUDE + "streaming" in model.traits(it["target"]) for it in members)


def main(path, seed, count):
    with open(path, encoding="utf-8") as file:
        model = Model(json.load(file))
    for name, operation in model.operations():
        if is_streaming(model, operation):
            continue
        maker = Maker(model, f"{seed} {name}")
        view = View(model)
        role = lambda it: operation.get(it, {}).get("target", PRELUDE + "Unit")
        members = model.members(role("input")).values()
        payload = next((it["target"] for it in members if model.location(it, "input")[0] == "payload"), None)
        for _ in range(int(count)):
            values = maker.message(role("input"), "input")
            fact = {"operation": name, "input": view.message(role("input"), "input", values)}
            if payload is None or model.kind(payload) != "document":
                print(json.dumps(fact | request(model, name, values)))
        writer = bodies(model, maker.random)
        for _ in range(int(count) if role("output") != PRELUDE + "Unit" else 0):
            values = maker.message(role("output"), "output")
            status, headers, body = response(model, name, role("output"), values, writer)
            output = parsed(model, name, role("output"), status, headers, body)
            print(json.dumps({"operation": name, "input": fact["input"], "status": status, "headers": headers,
                              "body": body.hex(), "output": output}))
        errors = [it["target"] for it in operation.get("errors", [])] if model.is_xml else []
        for target in maker.random.sample(errors, min(len(errors), int(count))):
            print(json.dumps({"operation": name, "input": fact["input"]} | error(model, target, writer)))


if __name__ == "__main__":
    main(*sys.argv[1:])
