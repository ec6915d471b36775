"""`python -m webapp.health.probe`: exit code 0 when the web process here is up; for container health checks."""

import http.client
import os
import sys

SECONDS = 4


def main() -> int:
    """Asks /health on the port that PLUMBLINE_PORT names; prints why not, if not."""
    connection = http.client.HTTPConnection("127.0.0.1", int(os.environ.get("PLUMBLINE_PORT") or 8000), timeout=SECONDS)
    try:
        connection.request("GET", "/health")
        answer = connection.getresponse()
        if answer.status == 200:
            return 0
        print(answer.read(2000).decode(errors="replace"))
    except OSError as error:
        print(error)
    return 1


if __name__ == "__main__":
    sys.exit(main())
