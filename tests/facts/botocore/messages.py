"""Bodies of responses, from the specifications of the protocols alone."""

import base64
import json
from xml.sax.saxutils import escape, quoteattr

from model import PRELUDE
from values import Maker, View


class JsonBodies:
    def __init__(self, model, _random):
        self.model = model
        self.view = View(model, is_wire=True)

    def document(self, _operation, target, values):
        members = self.model.members(target)
        names = {name: self.model.location(members[name], "output")[1] or name for name in values}
        return json.dumps({names[name]: self.view.value(members[name], it) for name, it in values.items()})

    def payload(self, member, value):
        return json.dumps(self.view.value(member, value))


class XmlBodies:
    """XML as services write it, with what readers have to ignore: another order, comments, unknown elements."""

    def __init__(self, model, random):
        self.model, self.random = model, random

    def document(self, operation, target, values):
        content = self.structure(target, values)
        if self.model.protocol == "query":
            result = self.tag(operation + "Result", *content)
            metadata = "<ResponseMetadata><RequestId>id</RequestId></ResponseMetadata>"
            content = ("", self.random.choice([result + metadata, metadata + result]))
        if self.model.protocol == "ec2":
            content = (content[0], content[1] + "<requestId>id</requestId>")
        return self.prologue() + self.tag(operation + "Response", content[0] + self.xmlns(), content[1])

    def payload(self, member, value):
        name = self.model.root(member)["locationName"]
        return self.prologue() + self.element(name, member, value, self.xmlns())

    def error(self, code, message, members):
        others = "".join(self.tag(name, "", escape(text)) for name, text in members.items())
        error = f"<Code>{escape(code)}</Code><Message>{escape(message)}</Message>{others}"
        if self.model.protocol == "ec2":
            return f"<Response><Errors><Error>{error}</Error></Errors><RequestID>id</RequestID></Response>"
        error = f"<Error><Type>Sender</Type>{error}</Error><RequestId>id</RequestId>"
        return self.prologue() + self.tag("ErrorResponse", self.xmlns(), error)

    def prologue(self):
        return self.random.choice(["", '<?xml version="1.0"?>\n', '<?xml version="1.0" encoding="UTF-8"?><!-- a -->\n'])

    def xmlns(self):
        return ' xmlns="https://example.com/"' if self.random.random() < 0.5 else ""

    def tag(self, name, attributes, content):
        attributes += self.declaration(name, attributes)
        if not content and self.random.random() < 0.5:
            return f"<{name}{attributes}/>"
        return f"<{name}{attributes}>{content}</{name}>"

    def declaration(self, name, attributes):
        """The namespace of a name's prefix, unless the attributes have it."""
        prefix = name.split(":")[0]
        if ":" not in name or f"xmlns:{prefix}=" in attributes:
            return ""
        return f' xmlns:{prefix}="https://example.com/{prefix}/"'

    def noise(self):
        return self.random.choice(["", "", "\n  ", "<!-- <a> -->", "<unknown-1 a='b'><a>1</a><a/></unknown-1>"])

    def structure(self, target, values, is_union=False):
        """Attributes, and the elements of the other members that are in the body."""
        attributes, groups = "", []
        for name, value in values.items():
            member = self.model.members(target)[name]
            traits, (where, xml_name, _) = member.get("traits", {}), self.model.location(member, "output")
            xml_name = xml_name or name
            if PRELUDE + "xmlAttribute" in traits:
                attributes += self.declaration(xml_name, attributes) + f" {xml_name}={quoteattr(value)}"
            elif where is None:
                groups.append(self.elements(xml_name, member, value))
        # In any order, but that entries of a flattened list are in theirs.
        content = ""
        while groups:
            content += "" if is_union else self.noise()
            group = self.random.choice(groups)
            if group:
                content += group.pop(0)
            groups = [it for it in groups if it]
        return attributes, content + ("" if is_union else self.noise())

    def elements(self, name, member, value):
        if not self.model.is_flattened(member):
            return [self.element(name, member, value)]
        shape = self.model.shapes[member["target"]]
        if isinstance(value, list):
            return [self.element(name, shape["member"], it) for it in value]
        return [self.tag(name, "", self.entry(shape, *it)) for it in value.items()]

    def entry(self, shape, key, value):
        named = lambda role: self.model.in_body(shape[role])[1] or role
        return self.element(named("key"), shape["key"], key) + self.element(named("value"), shape["value"], value)

    def element(self, name, member, value, attributes=""):
        target, kind = member["target"], self.model.kind(member["target"])
        if kind in ("structure", "union", "unit"):
            more, content = self.structure(target, value, kind == "union")
            return self.tag(name, attributes + more, content)
        if kind in ("list", "set"):
            item = self.model.shapes[target]["member"]
            item_name = self.model.in_body(item)[1] or "member"
            content = "".join(self.element(item_name, item, it) for it in value)
        elif kind == "map":
            shape = self.model.shapes[target]
            content = "".join(self.tag("entry", "", self.entry(shape, *it)) for it in value.items())
        else:
            content = self.text(member, kind, value)
        return self.tag(name, attributes, content)

    def text(self, member, kind, value):
        if kind == "boolean":
            return "true" if value else "false"
        if kind == "blob":
            return base64.b64encode(value).decode()
        if kind == "timestamp":
            format = Maker(self.model, 0).format(member, "date-time")
            text = View(self.model).value(member, value, format)
            return str(text)
        text = str(value)
        if text and "]]>" not in text and self.random.random() < 0.2:
            return f"<![CDATA[{text}]]>"
        if text and self.random.random() < 0.2:
            return f"&#{ord(text[0])};" + escape(text[1:])
        return escape(text)


def bodies(model, random):
    return XmlBodies(model, random) if model.is_xml else JsonBodies(model, random)
