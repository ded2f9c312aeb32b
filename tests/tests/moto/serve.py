"""Serves moto on a free port of loopback until its standard input ends. The argument is a seed for identifiers.

It prints its version and its URL.
"""

import os
import sys
from urllib.request import Request, urlopen

# Bytes of a part of an object, which are 5 MiB in Amazon S3. moto reads it when it is imported.
os.environ["S3_UPLOAD_PART_MIN_SIZE"] = "8"

import moto
from moto.server import ThreadedMotoServer
from signed import checked


def main(seed):
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    server._server.app = checked(server._server.app)
    host, port = server.get_host_and_port()
    url = f"http://{host}:{port}"
    urlopen(Request(f"{url}/moto-api/seed?a={seed}", method="POST")).read()
    print(moto.__version__, url, flush=True)
    sys.stdin.read()


main(sys.argv[1])
