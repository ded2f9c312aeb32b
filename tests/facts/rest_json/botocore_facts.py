"""Requests and responses of restJson1 as botocore writes and reads them: facts to compare a generated client with.

    python botocore_facts.py MODEL SEED COUNT > FACTS

MODEL is a Smithy model in its JSON AST, COUNT the number of requests and of responses for each operation; the same SEED
makes the same facts. The script converts the model to botocore's form, makes random values for it, and lets botocore
serialize them as requests, and parse responses that are made of them. FACTS are JSON of one line each:

    {"operation", "input", "method", "url", "headers", "body"}     body in hexadecimal digits
    {"operation", "input", "status", "headers", "body", "output"}

`input` and `output` are JSON as the clients' serde view has it. Needs botocore alone; no request is sent.

Values that botocore is known to treat differently from Smithy's specification are not made:
- empty lists in headers (botocore sends no header), backslashes in items of lists (botocore does not escape them);
- in responses, items with commas, quotes or blanks, and lists of HTTP dates: botocore splits them at every comma;
- fractions of seconds, which botocore truncates; NaN and infinities, which Smithy's protocol tests cover;
- keys of a query map that are also names of other parameters;
- optional parameters of endpoint rules, which need not accept any string;
- members of the body that are called like a header of the message: botocore reads the latter from the body too;
- messages without their payload (botocore sends `{}` for an unset union), and requests whose payload is a document
  (botocore sends `{"null": …}`).
"""

import base64
import datetime
import json
import random
import sys

from botocore.awsrequest import AWSRequestPreparer, create_request_object, prepare_request_dict
from botocore.model import ServiceModel
from botocore.parsers import RestJSONParser
from botocore.serialize import create_serializer

PRELUDE = "smithy.api#"
FORMATS = {"date-time": "iso8601", "http-date": "rfc822", "epoch-seconds": "unixTimestamp"}
TEXTS = ["", "a", "A b", "a/b", "..a", "%2F", "?x=y&z", "#", "+", "~", "\u00e4\u20ac\U0001f600", "{a}", ":;@", "'*()!$", "\\", "true", "1"]
IN_LISTS = ["a", "a, b", 'say "a"', ",", "\u00e4", "b c", "1"]
PLAIN = ["a", "b-c", "D1", "e_f", "x.y"]


class Model:
    """A Smithy model, and its form in botocore."""

    def __init__(self, ast):
        self.shapes = ast["shapes"]
        self.service_id, self.service = next((i, s) for i, s in self.shapes.items() if s["type"] == "service")
        self.converted = {}
        operations = {}
        for name, shape in self.operations():
            operations[name] = self.operation(name, shape)
        self.boto = ServiceModel({
            "metadata": {"protocol": "rest-json", "apiVersion": self.service.get("version", ""), "endpointPrefix": "x",
                         "serviceId": "X", "signatureVersion": "v4"},
            "operations": operations,
            "shapes": self.converted,
        })

    def operations(self):
        found = [(i.split("#")[1], s) for i, s in self.shapes.items() if s["type"] == "operation"]
        found = [it for it in found if PRELUDE + "http" in it[1].get("traits", {})]
        return sorted(found)

    def operation(self, name, shape):
        http = shape["traits"][PRELUDE + "http"]
        result = {"name": name, "http": {"method": http["method"], "requestUri": http["uri"]}}
        for role in ["input", "output"]:
            target = shape.get(role, {}).get("target", PRELUDE + "Unit")
            if not target.startswith(PRELUDE):
                result[role] = {"shape": self.message(target, role)}
        endpoint = shape["traits"].get(PRELUDE + "endpoint")
        if endpoint:
            result["endpoint"] = endpoint
        return result

    def kind(self, target):
        if target.startswith(PRELUDE):
            name = target[len(PRELUDE):].removeprefix("Primitive")
            return name[0].lower() + name[1:]
        return self.shapes[target]["type"]

    def traits(self, target):
        return self.shapes.get(target, {}).get("traits", {})

    def members(self, target):
        return self.shapes.get(target, {}).get("members", {})

    def message(self, target, role):
        """A structure whose members are bound to parts of a message."""
        name = target + role
        if name not in self.converted:
            shape = self.converted[name] = {"type": "structure", "members": {}}
            for key, member in self.members(target).items():
                location = self.location(member, role)
                shape["members"][key] = self.reference(member, location, role)
                if location[0] == "payload":
                    shape["payload"] = key
        return name

    def location(self, member, role):
        traits = member.get("traits", {})
        of_requests = [("httpLabel", "uri"), ("httpQuery", "querystring"), ("httpQueryParams", "querystring")]
        common = [("httpHeader", "header"), ("httpPrefixHeaders", "headers"), ("httpPayload", "payload")]
        of_responses = [("httpResponseCode", "statusCode")]
        for trait, location in (of_requests if role == "input" else of_responses) + common:
            if PRELUDE + trait in traits:
                name = traits[PRELUDE + trait]
                return (location, name if isinstance(name, str) else None, trait)
        return (None, traits.get(PRELUDE + "jsonName"), None)

    def reference(self, member, location=(None, None, None), role=None):
        traits = member.get("traits", {})
        result = {"shape": self.shape(member["target"])}
        where, name, trait = location
        if where not in (None, "payload"):
            result["location"] = where
        if name is not None:
            result["locationName"] = name
        elif where == "uri":
            result["locationName"] = self.name_of(member)
        if PRELUDE + "timestampFormat" in traits:
            result["timestampFormat"] = FORMATS[traits[PRELUDE + "timestampFormat"]]
        if PRELUDE + "hostLabel" in traits and role == "input":
            result["hostLabel"] = True
        media_type = traits.get(PRELUDE + "mediaType") or self.traits(member["target"]).get(PRELUDE + "mediaType")
        if where == "header" and media_type:
            result["jsonvalue"] = True
        return result

    def name_of(self, member):
        for shape in self.shapes.values():
            for name, it in shape.get("members", {}).items():
                if it is member:
                    return name
        raise KeyError

    def shape(self, target):
        name = target.replace(PRELUDE, "Prelude")
        if name in self.converted:
            return name
        kind = self.kind(target)
        result = self.converted[name] = {}
        if kind in ("structure", "union", "unit"):
            members = self.members(target).items()
            result["type"] = "structure"
            result["members"] = {
                key: self.reference(it, (None, it.get("traits", {}).get(PRELUDE + "jsonName"), None)) for key, it in members
            }
            if kind == "union":
                result["union"] = True
        elif kind in ("list", "set"):
            result.update(type="list", member=self.reference(self.shapes[target]["member"]))
        elif kind == "map":
            shape = self.shapes[target]
            result.update(type="map", key=self.reference(shape["key"]), value=self.reference(shape["value"]))
        elif kind == "document":
            result.update(type="structure", members={}, document=True)
        else:
            simple = {"intEnum": "integer", "enum": "string", "byte": "integer", "short": "integer"}
            result["type"] = simple.get(kind, kind)
            if kind == "timestamp" and PRELUDE + "timestampFormat" in self.traits(target):
                result["timestampFormat"] = FORMATS[self.traits(target)[PRELUDE + "timestampFormat"]]
        return name


class Maker:
    """Random values in botocore's form."""

    def __init__(self, model, seed):
        self.model, self.random = model, random.Random(seed)

    def message(self, target, role):
        values = {}
        names = {it.get("traits", {}).get(PRELUDE + "httpQuery") for it in self.model.members(target).values()}
        bound = [self.model.location(it, role) for it in self.model.members(target).values()]
        bound = {name for where, name, _ in bound if where}
        for name, member in self.model.members(target).items():
            location = self.model.location(member, role)
            if location[0] is None and (location[1] or name) in bound:
                continue
            traits = member.get("traits", {})
            if "smithy.rules#contextParam" in traits and PRELUDE + "required" not in traits:
                continue
            if location[0] == "payload" or self.is_set(member, 0):
                value = self.top(member, location, role)
                if location[2] == "httpQueryParams":
                    value = {key: it for key, it in value.items() if key not in names}
                if value is not None:
                    values[name] = value
        return values

    def is_set(self, member, depth):
        traits = member.get("traits", {})
        if traits.keys() & {PRELUDE + "required", PRELUDE + "default", PRELUDE + "idempotencyToken"}:
            return True
        return self.random.random() < (0.7 if depth == 0 else 0.4)

    def top(self, member, location, role):
        target, kind = member["target"], self.model.kind(member["target"])
        where, _, trait = location
        if where == "statusCode":
            return 200
        if PRELUDE + "hostLabel" in member.get("traits", {}):
            return self.random.choice(["a", "b-c", "D1"])
        if trait == "httpPrefixHeaders":
            return {key: self.random.choice(PLAIN) for key in self.keys()}
        if trait == "httpQueryParams":
            texts = lambda: self.random.choice(TEXTS)
            many = self.model.kind(self.model.shapes[target]["value"]["target"]) == "list"
            return {key: [texts(), texts()] if many else texts() for key in self.keys()}
        if where == "header" and kind in ("list", "set"):
            item = self.model.shapes[target]["member"]
            format = self.format(item, "http-date")
            if self.model.kind(item["target"]) == "timestamp" and format == "http-date" and role == "output":
                return None
            texts = IN_LISTS if role == "input" else PLAIN
            return [self.leaf(item, texts) for _ in range(self.random.randint(1, 3))]
        if where == "header" and self.is_json(member):
            return {"a": self.random.choice(TEXTS)}
        if where == "header":
            return self.leaf(member, PLAIN if role == "output" else TEXTS[:-6])
        if where == "uri":
            return self.leaf(member, [it for it in TEXTS if it])
        if where == "payload" and kind in ("blob", "string", "enum"):
            texts = [it for it in TEXTS if it]
            value = self.leaf(member, texts)
            return self.random.choice(texts).encode() if kind == "blob" else value
        return self.value(member, 0)

    def is_json(self, member):
        traits = member.get("traits", {}) | self.model.traits(member["target"])
        return PRELUDE + "mediaType" in traits

    def keys(self):
        return self.random.sample(["k", "l-1", "M_2", "n"], self.random.randint(1, 3))

    def format(self, member, default):
        trait = PRELUDE + "timestampFormat"
        return member.get("traits", {}).get(trait) or self.model.traits(member["target"]).get(trait) or default

    def value(self, member, depth):
        target, kind = member["target"], self.model.kind(member["target"])
        count = self.random.randint(0, 2) if depth < 4 else 0
        if kind in ("structure", "unit"):
            members = self.model.members(target).items()
            return {name: self.value(it, depth + 1) for name, it in members if self.is_set_below(it, depth)}
        if kind == "union":
            name, it = self.random.choice(list(self.model.members(target).items()))
            return {name: self.value(it, depth + 1)}
        if kind in ("list", "set"):
            item = self.model.shapes[target]["member"]
            return [self.value(item, depth + 1) for _ in range(count)]
        if kind == "map":
            shape = self.model.shapes[target]
            keys = [self.leaf(shape["key"], TEXTS) for _ in range(count)]
            return {key: self.value(shape["value"], depth + 1) for key in keys}
        if kind == "document":
            return self.random.choice([{"a": [1, "b", None]}, {}, {"b": {"c": True}}])
        return self.leaf(member, TEXTS)

    def is_set_below(self, member, depth):
        if member.get("traits", {}).keys() & {PRELUDE + "required", PRELUDE + "default"}:
            return True
        return depth < 4 and self.is_set(member, depth + 1)

    def leaf(self, member, texts):
        target, kind = member["target"], self.model.kind(member["target"])
        random = self.random
        if kind == "boolean":
            return random.random() < 0.5
        bits = {"byte": 7, "short": 15, "integer": 31, "long": 63}.get(kind)
        if bits:
            return random.choice([0, 1, -1, 2**bits - 1, -(2**bits), random.randint(-100, 100)])
        if kind in ("float", "double"):
            return random.choice([0.0, 1.5, -0.25, 1024.0, 123456.75])
        if kind == "blob":
            return bytes(random.randrange(256) for _ in range(random.randint(0, 5)))
        if kind == "timestamp":
            return datetime.datetime.fromtimestamp(random.randint(0, 2**32), datetime.timezone.utc)
        if kind == "intEnum":
            values = [it["traits"][PRELUDE + "enumValue"] for it in self.model.members(target).values()]
            return random.choice(values)
        known = [it.get("traits", {}).get(PRELUDE + "enumValue", n) for n, it in self.model.members(target).items()]
        known = known or [it["value"] for it in self.model.traits(target).get(PRELUDE + "enum", [])]
        known = [it for it in known if texts != PLAIN or not set(it) & set(',"')]
        return random.choice(known) if known else random.choice(texts)


class View:
    """Values as serde has them, or as documents do (`is_wire`)."""

    def __init__(self, model, is_wire=False):
        self.model, self.is_wire = model, is_wire

    def message(self, target, role, values):
        members = self.model.members(target)
        locations = {name: self.model.location(it, role) for name, it in members.items()}
        is_bound = any(it[0] for it in locations.values())
        view = {}
        for name, value in values.items():
            where, json_name, trait = locations[name]
            default = {"header": "http-date", "uri": "date-time", "querystring": "date-time"}.get(where, "epoch-seconds")
            if trait == "httpPrefixHeaders" and not value:
                continue
            if isinstance(value, dict) and where == "header":
                value = json.dumps(value, separators=(",", ":"))
            shown = self.value(members[name], value, default)
            view[name if is_bound else json_name or name] = shown
        return view

    def value(self, member, value, default="epoch-seconds"):
        target, kind = member["target"], self.model.kind(member["target"])
        if kind in ("structure", "union", "unit"):
            members = self.model.members(target)
            is_error = PRELUDE + "error" in self.model.traits(target)
            is_bound = is_error and any(self.model.location(it, "output")[0] for it in members.values())
            json_name = lambda it: members[it].get("traits", {}).get(PRELUDE + "jsonName", it)
            # Structures with bindings, of which errors alone can be nested, have the names of the model.
            name = lambda it: it if is_bound and not self.is_wire else json_name(it)
            return {name(it): self.value(members[it], inner) for it, inner in value.items()}
        if kind in ("list", "set"):
            return [self.value(self.model.shapes[target]["member"], it, default) for it in value]
        if kind == "map":
            return {key: self.value(self.model.shapes[target]["value"], it, default) for key, it in value.items()}
        if kind == "blob":
            value = value.encode() if isinstance(value, str) else value
            return base64.b64encode(value).decode()
        if kind == "timestamp":
            format = Maker(self.model, 0).format(member, default)
            if format == "epoch-seconds":
                return int(value.timestamp())
            return value.strftime("%Y-%m-%dT%H:%M:%SZ" if format == "date-time" else "%a, %d %b %Y %H:%M:%S GMT")
        return value


def request(model, name, values):
    """The request as botocore serializes it."""
    operation = model.boto.operation_model(name)
    parts = create_serializer("rest-json", include_validation=False).serialize_to_request(values, operation)
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


def response(model, target, values):
    """A response with these values, from the specification alone."""
    view, members = View(model, is_wire=True), model.members(target)
    headers, document, body, status = [], {}, None, 200
    for name, value in values.items():
        where, wire_name, _ = model.location(members[name], "output")
        is_json = where == "header" and isinstance(value, dict)
        default = "http-date" if where == "header" else "epoch-seconds"
        shown = value if is_json else view.value(members[name], value, default)
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
            body = raw if isinstance(raw, bytes) else json.dumps(shown).encode()
        elif where is None:
            document[wire_name or name] = shown
    if body is None and not any(model.location(it, "output")[0] == "payload" for it in members.values()):
        body = json.dumps(document).encode()
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
    values = RestJSONParser().parse(output, operation.output_shape)
    values.pop("ResponseMetadata", None)
    payload = operation.output_shape.serialization.get("payload")
    is_raw = payload and operation.output_shape.members[payload].type_name in ("blob", "string")
    if is_raw and not body:
        # An empty body is an unset payload (`RestJsonHttpPayloadTraitsWithNoBlobBody`).
        values.pop(payload)
    return View(model).message(target, "output", {k: v for k, v in values.items() if v is not None})


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
        if role("output") == PRELUDE + "Unit":
            continue
        for _ in range(int(count)):
            values = maker.message(role("output"), "output")
            status, headers, body = response(model, role("output"), values)
            output = parsed(model, name, role("output"), status, headers, body)
            print(json.dumps({"operation": name, "input": fact["input"], "status": status, "headers": headers,
                              "body": body.hex(), "output": output}))


if __name__ == "__main__":
    main(*sys.argv[1:])
