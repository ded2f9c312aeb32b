"""Makes calls by boto3 to the server whose URL is the argument: for each line with a call it prints a line with the result.

Values have the form of awsJson: blobs in base64, timestamps in seconds.
"""

import json
import sys
from base64 import b64decode, b64encode
from datetime import datetime

import boto3
from botocore import handlers, xform_name
from botocore.config import Config
from botocore.exceptions import ClientError

# Changes of values by boto3 that the wire and the models do not have: policies are decoded, user data is encoded.
HANDLERS = [
    ("after-call.iam", handlers.json_decode_policies),
    ("before-parameter-build.ec2.RunInstances", handlers.base64_encode_user_data),
]

# Members that are numbers in the models, and strings in those of botocore.
NUMBERS = {"MaxItems"}


def client_of(service, url):
    client = boto3.client(
        service,
        endpoint_url=url,
        region_name="us-east-1",
        aws_access_key_id="AKIDLOOPBACKEXAMPLE",
        aws_secret_access_key="wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
        config=Config(retries={"total_max_attempts": 1}, proxies={}),
    )
    for event, handler in HANDLERS:
        client.meta.events.unregister(event, handler)
    return client


def encoded(value):
    """Returns an output as JSON."""
    if isinstance(value, dict):
        members = {key: encoded(it) for key, it in value.items() if key != "ResponseMetadata"}
        return {key: int(it) if key in NUMBERS else it for key, it in members.items()}
    if isinstance(value, list):
        return [encoded(it) for it in value]
    if isinstance(value, datetime):
        return value.timestamp()
    if isinstance(value, bytes):
        return b64encode(value).decode()
    return value


def decoded(shape, value):
    """Returns an input with the types of botocore."""
    if shape.type_name == "structure":
        return {key: decoded(shape.members[key], it) for key, it in value.items()}
    if shape.type_name == "map":
        return {key: decoded(shape.value, it) for key, it in value.items()}
    if shape.type_name == "list":
        return [decoded(shape.member, it) for it in value]
    if shape.type_name == "blob":
        return b64decode(value)
    return str(value) if shape.type_name == "string" else value


def result(client, call):
    operation = call["operation"]
    method = xform_name(operation)
    shape = client.meta.service_model.operation_model(operation).input_shape
    members = decoded(shape, call["input"]) if shape else {}
    if call["pages"]:
        return {"pages": [encoded(it) for it in client.get_paginator(method).paginate(**members)]}
    output = getattr(client, method)(**members)
    found = metadata(output)
    # moto has other ids in bodies of EC2. boto3 prefers the body, clients the header of a response with an output.
    found["request_id"] = output["ResponseMetadata"]["HTTPHeaders"]["x-amzn-requestid"]
    return {"output": encoded(output), **found}


def metadata(response):
    response = response["ResponseMetadata"]
    return {"status": response["HTTPStatusCode"], "request_id": response.get("RequestId")}


def error(client, error):
    response = error.response
    modeled = type(error) is not ClientError
    # The message is compared as that of the error: boto3 does not find it in the members if its spelling differs.
    other = ["Error", "ResponseMetadata", "message", "Message"]
    members = {key: it for key, it in response.items() if key not in other}
    return {
        "code": response["Error"].get("Code"),
        "message": response["Error"].get("Message"),
        "shape": type(error).__name__ if modeled else None,
        "members": encoded(members) if modeled else None,
        **metadata(response),
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
            found = {"error": error(client, it)}
        print(json.dumps(found), flush=True)


main(sys.argv[1])
