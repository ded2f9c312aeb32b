#!/usr/bin/env python3
"""Records presigned URLs of Amazon S3 that botocore makes, in `botocore.json` beside this file.

    python3 codegen/runtime/tests/facts/presigned/botocore_facts.py

Everything that a URL depends on is fixed: keys, time, region and addressing style.
"""

import datetime
import json
import os

import botocore
import botocore.auth
import botocore.session
from botocore.config import Config

NOW = datetime.datetime(2027, 1, 15, 8, 0, 0, tzinfo=datetime.timezone.utc)
KEY = "AKIDEXAMPLE"
SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"

OBJECT = {"Bucket": "my-bucket", "Key": "photos/my key+1%.jpg"}

# Operation, parameters, and what else differs.
CASES = [
    ("GetObject", OBJECT, {}),
    ("GetObject", {"Bucket": "my-bucket", "Key": "a//b/../c/./\u00e9?#&="}, {}),
    ("GetObject", OBJECT | {"VersionId": "v/1=", "ResponseContentType": "text/plain; charset=utf-8"}, {}),
    ("GetObject", OBJECT | {"Range": "bytes=0-99", "ChecksumMode": "ENABLED"}, {}),
    ("GetObject", OBJECT, {"token": "THE//TOKEN+=="}),
    ("GetObject", OBJECT, {"style": "path", "expires": 604800}),
    ("HeadObject", OBJECT, {}),
    ("DeleteObject", OBJECT, {"expires": 1}),
    ("CreateMultipartUpload", OBJECT, {}),
    ("ListObjects", {"Bucket": "my-bucket", "Prefix": "a b/", "EncodingType": "url"}, {}),
    ("ListObjects", {"Bucket": "my-bucket", "EncodingType": "url"}, {"style": "path"}),
    ("PutObject", OBJECT, {}),
    ("PutObject", OBJECT | {"ContentType": "text/plain", "ACL": "private", "Metadata": {"color": "blue green"}}, {}),
    ("PutObject", OBJECT | {"ContentLength": 1024, "ContentMD5": "1B2M2Y8AsgTpgAmY7PhCfg=="}, {}),
    ("PutObject", OBJECT | {"ChecksumAlgorithm": "CRC32", "ChecksumCRC32": "AAAAAA=="}, {"token": "T"}),
    ("UploadPart", OBJECT | {"PartNumber": 7, "UploadId": "u/p+l=o&a~d"}, {}),
]

METHODS = {
    "GetObject": "get_object",
    "HeadObject": "head_object",
    "DeleteObject": "delete_object",
    "CreateMultipartUpload": "create_multipart_upload",
    "ListObjects": "list_objects_v2",
    "PutObject": "put_object",
    "UploadPart": "upload_part",
}


def client(style, token):
    config = Config(signature_version="s3v4", s3={"addressing_style": style})
    return botocore.session.Session().create_client(
        "s3",
        region_name="eu-west-1",
        aws_access_key_id=KEY,
        aws_secret_access_key=SECRET,
        aws_session_token=token,
        config=config,
    )


def fact(operation, parameters, other):
    style, expires = other.get("style", "virtual"), other.get("expires", 900)
    signer = client(style, other.get("token"))
    url = signer.generate_presigned_url(METHODS[operation], Params=parameters, ExpiresIn=expires)
    return {
        "operation": operation,
        "parameters": parameters,
        "path_style": style == "path",
        "token": other.get("token"),
        "expires_in": expires,
        "url": url,
    }


def main():
    botocore.auth.get_current_datetime = lambda remove_tzinfo=True: (
        NOW.replace(tzinfo=None) if remove_tzinfo else NOW
    )
    facts = {"botocore": botocore.__version__, "cases": [fact(*case) for case in CASES]}
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "botocore.json")
    with open(path, "w", encoding="utf-8") as file:
        json.dump(facts, file, indent=1, ensure_ascii=True)
        file.write("\n")


if __name__ == "__main__":
    main()
