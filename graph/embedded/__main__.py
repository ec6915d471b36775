"""`python -m graph.embedded`: downloads Neo4j's jars, checks each against its sum, and prepares quicker starts."""

import signal
import sys

from graph.embedded.archive import prepare
from graph.embedded.errors import EngineError
from graph.embedded.fetch import ensure, jar_folder
from graph.embedded.jars import read_lock


def main() -> int:
    """Downloads what is missing. 1, with the reason in one line, where it cannot.

    SIGINT ends it, also where it was started by a shell that has its background jobs ignore it.
    """
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        prepare(ensure(read_lock(), jar_folder(), print), print)
    except EngineError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
