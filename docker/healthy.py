"""The container's health check: ends with 0 when `/health/` says that all is well."""

import os
import sys
import urllib.error
import urllib.request

host = os.environ["ALLOWED_HOSTS"].split(",")[0]
request = urllib.request.Request(
    "http://127.0.0.1:8000/health/", headers={"Host": host, "X-Forwarded-Proto": "https"}
)
try:
    with urllib.request.urlopen(request, timeout=4) as response:
        sys.exit(response.status != 200)
except urllib.error.HTTPError as error:
    sys.exit(error.read().decode())
