"""Sends presigned requests by Python's own library: for each line with a request it prints a line with the response."""

import json
import sys
from base64 import b64decode, b64encode
from urllib.error import HTTPError
from urllib.request import ProxyHandler, Request, build_opener

# Headers of responses that are compared.
HEADERS = ["content-range", "content-type", "etag", "x-amz-checksum-crc32", "x-amz-version-id"]


def result(opener, request):
    request = Request(
        request["url"],
        data=b64decode(request["body"]) if request["body"] else None,
        # Its own default is the type of a form, which moto takes for the query.
        headers={"content-type": "application/octet-stream"} | request["headers"],
        method=request["method"],
    )
    try:
        response = opener.open(request)
    except HTTPError as error:
        response = error
    headers = {name: response.headers[name] for name in HEADERS if name in response.headers}
    return {
        "sent": {
            "status": response.status,
            "headers": headers,
            "body": b64encode(response.read()).decode(),
        }
    }


def main():
    opener = build_opener(ProxyHandler({}))
    for line in sys.stdin:
        print(json.dumps(result(opener, json.loads(line))), flush=True)


main()
