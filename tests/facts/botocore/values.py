"""Random values for shapes, and how others show them."""

import base64
import datetime
import json
import random

from model import PRELUDE

TEXTS = ["", "a", "A b", "a/b", "..a", "%2F", "?x=y&z", "#", "+", "~", "\u00e4\u20ac\U0001f600", "{a}", ":;@", "'*()!$", "\\", "true", "1"]
IN_XML = TEXTS + ["<a>&amp;</a>", "]]>", " b ", "\n\t", "\u0085"]
IN_LISTS = ["a", "a, b", 'say "a"', ",", "\u00e4", "b c", "1"]
PLAIN = ["a", "b-c", "D1", "e_f", "x.y"]


class Maker:
    """Random values in botocore's form."""

    def __init__(self, model, seed):
        self.model, self.random = model, random.Random(seed)
        self.texts = IN_XML if model.is_xml else TEXTS

    def message(self, target, role):
        self.role = role
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
        if "smithy.rules#contextParam" in member.get("traits", {}) and kind == "string":
            return self.random.choice(["a", "b-c", "D1"])
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
            if self.role == "output" and self.model.is_flattened(member):
                # No element is no list, not even if the member is required.
                count = max(count, 1)
            return [self.value(item, depth + 1) for _ in range(count)]
        if kind == "map":
            shape = self.model.shapes[target]
            if self.model.is_xml and self.role == "input":
                # Entries are in any order, and numbered in queries.
                count = min(count, 1)
            keys = [self.leaf(shape["key"], self.texts) for _ in range(count)]
            return {key: self.value(shape["value"], depth + 1) for key in keys}
        if kind == "document":
            return self.random.choice([{"a": [1, "b", None]}, {}, {"b": {"c": True}}])
        # Parsers replace tabs and line ends in attributes by blanks.
        is_attribute = PRELUDE + "xmlAttribute" in member.get("traits", {})
        return self.leaf(member, TEXTS if is_attribute else self.texts)

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
            where, body_name, trait = locations[name]
            default = {"header": "http-date", "uri": "date-time", "querystring": "date-time"}.get(where, "epoch-seconds")
            if trait == "httpPrefixHeaders" and not value:
                continue
            if isinstance(value, dict) and where == "header":
                value = json.dumps(value, separators=(",", ":"))
            shown = self.value(members[name], value, default)
            view[name if is_bound or self.model.is_xml else body_name or name] = shown
        return view

    def value(self, member, value, default="epoch-seconds"):
        target, kind = member["target"], self.model.kind(member["target"])
        if kind in ("structure", "union", "unit"):
            members = self.model.members(target)
            is_error = PRELUDE + "error" in self.model.traits(target)
            is_bound = is_error and any(self.model.location(it, "output")[0] for it in members.values())
            is_bound = is_bound or self.model.is_xml
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
            # The format of the protocol has no effect on this view.
            is_own = self.model.is_xml and default == "epoch-seconds" and format == "date-time"
            if format == "epoch-seconds" or is_own:
                return int(value.timestamp())
            return value.strftime("%Y-%m-%dT%H:%M:%SZ" if format == "date-time" else "%a, %d %b %Y %H:%M:%S GMT")
        return value
