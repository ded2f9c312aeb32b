"""Makes calls by boto3 to the server whose URL is the argument: for each line with a call it prints a line with the result.

Values have the form of awsJson: blobs in base64, timestamps in seconds.
"""

import json
import sys
from base64 import b64decode, b64encode
from datetime import datetime
from email.utils import formatdate

import boto3
from botocore import handlers, xform_name
from botocore.config import Config
from botocore.exceptions import ClientError, FlexibleChecksumError
from botocore.httpchecksum import StreamingChecksumBody
from botocore.response import StreamingBody

# Changes of values by boto3 that the wire and the models do not have: policies are decoded, user data is encoded, keys of
# listings and sources of copies are percent-encoded.
HANDLERS = [
    ("after-call.iam", handlers.json_decode_policies),
    ("before-parameter-build.ec2.RunInstances", handlers.base64_encode_user_data),
    ("before-parameter-build.s3.CopyObject", handlers.handle_copy_source_param),
    ("before-parameter-build.s3.ListObjects", handlers.set_list_objects_encoding_type_url),
    ("before-parameter-build.s3.ListObjectsV2", handlers.set_list_objects_encoding_type_url),
    ("before-parameter-build.s3.ListObjectVersions", handlers.set_list_objects_encoding_type_url),
    ("before-parameter-build.s3.UploadPartCopy", handlers.handle_copy_source_param),
]

# Members that boto3 encodes in base64.
KEYS = {"CopySourceSSECustomerKey", "SSECustomerKey"}

# Members that are numbers in the models, and strings in those of botocore; and the reverse.
NUMBERS = {"MaxItems"}
STRINGS = {"NextPartNumberMarker", "PartNumberMarker"}

# Id in moto's errors whose headers have none. boto3 does not read it for S3.
BODY_ID = "request-id"

# Smithy specifies a type for streams, which boto3 sends without one.
TYPES = {"PutObject": {"ContentType": "application/octet-stream"}}


def client_of(service, url):
    client = boto3.client(
        service,
        endpoint_url=url,
        region_name="us-east-1",
        aws_access_key_id="AKIDLOOPBACKEXAMPLE",
        aws_secret_access_key="wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
        config=Config(
            retries={"total_max_attempts": 1},
            proxies={},
            # boto3 presigns by an older version in some regions.
            signature_version="s3v4" if service == "s3" else None,
        ),
    )
    for event, handler in HANDLERS:
        client.meta.events.unregister(event, handler)
    return client


def encoded(value):
    """Returns an output as JSON."""
    if isinstance(value, dict):
        members = {key: encoded(it) for key, it in value.items() if key != "ResponseMetadata"}
        if "ExpiresString" in members:
            # A string in the model, which may be no date.
            members["Expires"] = members.pop("ExpiresString")
        members = {key: int(it) if key in NUMBERS else it for key, it in members.items()}
        members = {key: str(it) if key in STRINGS else it for key, it in members.items()}
        return {key: it for key, it in members.items() if it is not None}
    if isinstance(value, list):
        return [encoded(it) for it in value]
    if isinstance(value, datetime):
        return value.timestamp()
    if isinstance(value, StreamingBody):
        value = value.read()
    if isinstance(value, bytes):
        return b64encode(value).decode()
    return value


def decoded(shape, value):
    """Returns an input with the types of botocore."""
    if shape.type_name == "structure":
        return {
            key: b64decode(it).decode() if key in KEYS else decoded(shape.members[key], it)
            for key, it in value.items()
        }
    if shape.type_name == "map":
        return {key: decoded(shape.value, it) for key, it in value.items()}
    if shape.type_name == "list":
        return [decoded(shape.member, it) for it in value]
    if shape.type_name == "blob":
        return b64decode(value)
    return str(value) if shape.type_name == "string" else value


def with_dates(shape, output):
    """Returns an output with the times in headers as text, which serde's form has in the format of the header."""
    for name, it in output.items():
        serialization = shape.members[name].serialization if name in shape.members else {}
        if isinstance(it, datetime) and serialization.get("location") == "header":
            is_date_time = serialization.get("timestampFormat") == "iso8601"
            text = it.strftime("%Y-%m-%dT%H:%M:%SZ") if is_date_time else formatdate(it.timestamp(), usegmt=True)
            output[name] = text
    return output


def result(client, call):
    operation = call["operation"]
    method = xform_name(operation)
    model = client.meta.service_model.operation_model(operation)
    shape = model.input_shape
    members = TYPES.get(operation, {}) | (decoded(shape, call["input"]) if shape else {})
    if call["presigned"]:
        return presigned(client, model, method, members)
    if call["pages"]:
        return {"pages": [encoded(it) for it in client.get_paginator(method).paginate(**members)]}
    output = getattr(client, method)(**members)
    found = metadata(output)
    # moto has other ids in bodies of EC2. boto3 prefers the body, clients the header of a response with an output.
    found["request_id"] = output["ResponseMetadata"]["HTTPHeaders"].get("x-amzn-requestid", found["request_id"])
    if "Body" in output:
        found["validated"] = validated(output["Body"])
    if model.output_shape:
        output = with_dates(model.output_shape, output)
    return {"output": encoded(output), **found}


def presigned(client, model, method, members):
    """Returns a presigned request: its method, its URL, and the headers that must be sent with it."""
    shapes = model.input_shape.members
    headers = {
        shapes[name].serialization["name"].lower(): it
        for name, it in members.items()
        if shapes[name].serialization.get("location") == "header"
    }
    for name, it in members.get("Metadata", {}).items():
        headers[f"x-amz-meta-{name}"] = it
    url = client.generate_presigned_url(method, Params=members, ExpiresIn=900)
    return {"method": model.http["method"], "url": url, "headers": headers}


def validated(body):
    """Returns the algorithm of the checksum that is compared with a body."""
    if not isinstance(body, StreamingChecksumBody):
        return None
    name = type(body.checksum).__name__
    return name.removeprefix("Crt").removesuffix("Checksum").upper()


def metadata(response):
    response = response["ResponseMetadata"]
    return {"status": response["HTTPStatusCode"], "request_id": response.get("RequestId")}


def error(client, operation, error):
    response = error.response
    model = client.meta.service_model.operation_model(operation)
    # Clients have the errors of the operation alone.
    modeled = type(error).__name__ in {it.name for it in model.error_shapes}
    # The message is compared as that of the error: boto3 does not find it in the members if its spelling differs.
    other = ["Error", "ResponseMetadata", "message", "Message"]
    members = {key: it for key, it in response.items() if key not in other}
    found = {
        "code": response["Error"].get("Code"),
        "message": response["Error"].get("Message"),
        "shape": type(error).__name__ if modeled else None,
        "members": encoded(members) if modeled else None,
        **metadata(response),
    }
    if found["code"] == str(found["status"]):
        return found | without_body(model, response)
    found["request_id"] = found["request_id"] or BODY_ID
    return found


def without_body(model, response):
    """Returns what clients have for an error without a body: the reason of the status is the code."""
    code = response["Error"]["Message"].replace(" ", "")
    # The error of the model, which those of botocore do not have.
    modeled = code == "NotFound" and model.http["method"] == "HEAD"
    return {
        "code": code,
        "message": None,
        "shape": code if modeled else None,
        "members": {} if modeled else None,
        "request_id": response["ResponseMetadata"]["HTTPHeaders"].get("x-amzn-requestid"),
    }


def main(url):
    clients = {}
    for line in sys.stdin:
        call = json.loads(line)
        service = call["service"]
        if service not in clients:
            clients[service] = client_of(service, url)
        client = clients[service]
        try:
            found = result(client, call)
        except ClientError as it:
            found = {"error": error(client, call["operation"], it)}
        except FlexibleChecksumError as it:
            # "Expected checksum A did not match calculated checksum: B"
            found = {"corrupted": [word for word in str(it).split() if word.endswith("=")]}
        print(json.dumps(found), flush=True)


main(sys.argv[1])
