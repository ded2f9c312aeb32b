"""A Smithy model, and its form in botocore."""

from botocore.model import ServiceModel

PRELUDE = "smithy.api#"
PROTOCOLS = {
    "aws.protocols#restJson1": "rest-json",
    "aws.protocols#restXml": "rest-xml",
    "aws.protocols#awsQuery": "query",
    "aws.protocols#ec2Query": "ec2",
}
FORMATS = {"date-time": "iso8601", "http-date": "rfc822", "epoch-seconds": "unixTimestamp"}


class Model:
    """A Smithy model, and its form in botocore."""

    def __init__(self, ast):
        self.shapes = ast["shapes"]
        self.service_id, self.service = next((i, s) for i, s in self.shapes.items() if s["type"] == "service")
        traits = self.service["traits"]
        self.protocol = next(name for trait, name in PROTOCOLS.items() if trait in traits)
        self.is_rest = self.protocol.startswith("rest")
        self.is_xml = self.protocol != "rest-json"
        self.body_name = PRELUDE + ("xmlName" if self.is_xml else "jsonName")
        self.namespace = traits.get(PRELUDE + "xmlNamespace")
        self.converted = {}
        operations = {}
        for name, shape in self.operations():
            operations[name] = self.operation(name, shape)
        self.boto = ServiceModel({
            "metadata": {"protocol": self.protocol, "apiVersion": self.service.get("version", ""), "endpointPrefix": "x",
                         "serviceId": "X", "signatureVersion": "v4"},
            "operations": operations,
            "shapes": self.converted,
        })

    def operations(self):
        found = [(i.split("#")[1], s) for i, s in self.shapes.items() if s["type"] == "operation"]
        if self.is_rest:
            found = [it for it in found if PRELUDE + "http" in it[1].get("traits", {})]
        return sorted(found)

    def operation(self, name, shape):
        http = shape["traits"][PRELUDE + "http"] if self.is_rest else {"method": "POST", "uri": "/"}
        result = {"name": name, "http": {"method": http["method"], "requestUri": http["uri"]}}
        for role in ["input", "output"]:
            target = shape.get(role, {}).get("target", PRELUDE + "Unit")
            if not target.startswith(PRELUDE):
                result[role] = {"shape": self.message(target, role)}
                if self.protocol == "query" and role == "output":
                    result[role]["resultWrapper"] = name + "Result"
                if self.protocol == "rest-xml" and role == "input":
                    result[role].update(self.root({"target": target}))
        endpoint = shape.get("traits", {}).get(PRELUDE + "endpoint")
        # Query protocols ignore host prefixes.
        if endpoint and self.is_rest:
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

    def root(self, member):
        """Name and namespace of the root element of a document or payload."""
        traits, shape = member.get("traits", {}), self.traits(member["target"])
        name, namespace = PRELUDE + "xmlName", PRELUDE + "xmlNamespace"
        root = {"locationName": traits.get(name) or shape.get(name) or member["target"].split("#")[1]}
        namespace = traits.get(namespace) or shape.get(namespace) or self.namespace
        return root | ({"xmlNamespace": namespace} if namespace else {})

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
        if not self.is_rest:
            return self.in_body(member)
        of_requests = [("httpLabel", "uri"), ("httpQuery", "querystring"), ("httpQueryParams", "querystring")]
        common = [("httpHeader", "header"), ("httpPrefixHeaders", "headers"), ("httpPayload", "payload")]
        of_responses = [("httpResponseCode", "statusCode")]
        for trait, location in (of_requests if role == "input" else of_responses) + common:
            if PRELUDE + trait in traits:
                name = traits[PRELUDE + trait]
                return (location, name if isinstance(name, str) else None, trait)
        return self.in_body(member)

    def in_body(self, member):
        return (None, member.get("traits", {}).get(self.body_name), None)

    def is_flattened(self, member):
        return self.is_xml and PRELUDE + "xmlFlattened" in member.get("traits", {})

    def reference(self, member, location=None, role=None):
        traits = member.get("traits", {})
        where, name, trait = location or self.in_body(member)
        is_flattened = where is None and self.is_flattened(member)
        result = {"shape": self.shape(member["target"], is_flattened)}
        if where not in (None, "payload"):
            result["location"] = where
        if name is not None:
            result["locationName"] = name
        elif where == "uri":
            result["locationName"] = self.name_of(member)
        if self.is_xml and where in (None, "payload"):
            result.update(self.in_xml(member, where))
        if PRELUDE + "timestampFormat" in traits:
            result["timestampFormat"] = FORMATS[traits[PRELUDE + "timestampFormat"]]
        if PRELUDE + "hostLabel" in traits and role == "input":
            result["hostLabel"] = True
        media_type = traits.get(PRELUDE + "mediaType") or self.traits(member["target"]).get(PRELUDE + "mediaType")
        if where == "header" and media_type:
            result["jsonvalue"] = True
        return result

    def in_xml(self, member, where):
        traits = member.get("traits", {})
        if where == "payload" and self.kind(member["target"]) in ("structure", "union"):
            return self.root(member)
        result = {}
        if PRELUDE + "xmlAttribute" in traits:
            result = {"xmlAttribute": True, "locationName": traits.get(self.body_name) or self.name_of(member)}
        if PRELUDE + "xmlNamespace" in traits:
            result["xmlNamespace"] = traits[PRELUDE + "xmlNamespace"]
        if self.protocol == "ec2":
            name = traits.get("aws.protocols#ec2QueryName")
            if not name and self.body_name not in traits:
                name = self.name_of(member)
                name = name[0].upper() + name[1:]
            if name:
                result["queryName"] = name
        return result

    def name_of(self, member):
        for shape in self.shapes.values():
            for name, it in shape.get("members", {}).items():
                if it is member:
                    return name
        # A member of a list, or a key or value of a map.
        return "member"

    def shape(self, target, is_flattened=False):
        name = target.replace(PRELUDE, "Prelude") + (" flattened" if is_flattened else "")
        if name in self.converted:
            return name
        kind = self.kind(target)
        result = self.converted[name] = {"flattened": True} if is_flattened else {}
        if kind in ("structure", "union", "unit"):
            members = self.members(target).items()
            result["type"] = "structure"
            result["members"] = {
                key: self.reference(it) for key, it in members
            }
            if kind == "union":
                result["union"] = True
        elif kind in ("list", "set"):
            result.update(type="list", member=self.reference(self.shapes[target]["member"]))
            if is_flattened:
                # botocore prefers the name of the list's member, which Smithy ignores.
                result["member"].pop("locationName", None)
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
