"""Rejects requests whose signature is not that of botocore for the request as it was received. moto itself compares none."""

import io
from hashlib import sha256
from urllib.parse import parse_qs, urlsplit

from botocore.auth import S3SigV4Auth, S3SigV4QueryAuth, SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"


def checked(app):
    """Returns the application, for requests with the right signature."""

    def call(environ, start_response):
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        environ["wsgi.input"] = io.BytesIO(body)
        url = f"http://{environ['HTTP_HOST']}{environ['RAW_URI']}"
        found, expected = signatures(environ, url, body)
        if found == expected:
            return app(environ, start_response)
        start_response("403 Forbidden", [("content-type", "text/plain")])
        return [f"SignatureDoesNotMatch: {environ['REQUEST_METHOD']} {url}".encode()]

    return call


def signatures(environ, url, body):
    """Returns the signature of a request, and that of botocore; nothing for one that is not signed."""
    query = {name: it[0] for name, it in parse_qs(urlsplit(url).query).items()}
    header = environ.get("HTTP_AUTHORIZATION", "")
    if header.startswith("AWS4-HMAC-SHA256 "):
        fields = dict(it.strip().split("=", 1) for it in header.split(" ", 1)[1].split(","))
        timestamp = environ["HTTP_X_AMZ_DATE"]
    elif "X-Amz-Signature" in query:
        fields = {name: query[f"X-Amz-{name}"] for name in ("Credential", "SignedHeaders", "Signature")}
        url = url.replace(f"&X-Amz-Signature={fields['Signature']}", "")
        timestamp = query["X-Amz-Date"]
    else:
        return None, None
    key, _, region, service, _ = fields["Credential"].split("/")
    if header:
        auth = S3SigV4Auth if service == "s3" else SigV4Auth
    else:
        auth = S3SigV4QueryAuth
    auth = auth(Credentials(key, SECRET), service, region)
    headers = {name: value_of(environ, name) for name in fields["SignedHeaders"].split(";")}
    request = AWSRequest(environ["REQUEST_METHOD"], url, headers, body)
    request.context["timestamp"] = timestamp
    text = auth.string_to_sign(request, auth.canonical_request(request))
    expected = auth.signature(text, request)
    content_hash = headers.get("x-amz-content-sha256", "UNSIGNED-PAYLOAD")
    is_body = content_hash in ("UNSIGNED-PAYLOAD", sha256(body).hexdigest())
    return fields["Signature"], expected if is_body else "a signature of this body"


def value_of(environ, name):
    """Returns the value of a header."""
    name = name.upper().replace("-", "_")
    return environ.get(name) if name in ("CONTENT_TYPE", "CONTENT_LENGTH") else environ.get(f"HTTP_{name}")
