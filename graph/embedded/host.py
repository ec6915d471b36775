"""The child process: a Java virtual machine with Neo4j in it. Started by process.py as a script, never imported.

Its standard input carries one line of JSON (what to start, the password among it) and then stays open as its
lifeline: when the parent ends, however it ends, the pipe closes and the engine shuts down. SIGTERM does the same.
An engine whose database has met a critical error (a full disk) is never shut down in order: that would write the
unwritten part of its log twice, and the folder would not open any more. The process ends at once instead, with FAILED,
and the parent starts another.
Standard output carries one line, `ready`; everything else goes to standard error, which is the log.
"""

import contextlib
import json
import os
import select
import signal
import sys
import threading
import time
from pathlib import Path
from typing import Any, NoReturn

import jpype
from filelock import FileLock, Timeout

FORMER_SECONDS = 60
_locks: list[FileLock] = []
"""A lock is given back when nothing holds it: this does, till the process ends."""
PULSE_SECONDS = 2.0
STOP_SECONDS = 45.0
"""How long an orderly stop may take where no parent is left to end it: on a full disk it never ends, and the next child
waits FORMER_SECONDS at most. What was committed is in the log of transactions either way."""
FAILED = 70
DATABASES = ("system", "neo4j")

_OPENS = ("java.nio", "java.io", "sun.nio.ch", "java.lang", "java.util.concurrent")


def main() -> NoReturn:
    """Runs the engine until the lifeline closes or a SIGTERM comes."""
    told_to_stop, wake = os.pipe()
    os.set_blocking(wake, False)
    signal.signal(signal.SIGTERM, lambda *_: None)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C at the terminal is the parent's to handle
    signal.set_wakeup_fd(wake)
    lifeline = sys.stdin.fileno()
    order = json.loads(_line(lifeline))
    answer = os.dup(1)
    os.dup2(2, 1)  # what Java prints belongs to the log

    home = Path(order["home"])
    _wait_for_the_former(home.parent / "child")
    _start_java(order)
    _first_password(home, order["password"])
    service = _start_neo4j(home, order)
    with contextlib.suppress(BrokenPipeError):  # the parent has died meanwhile: the lifeline below says so
        os.write(answer, b"ready\n")
    _say(f"ready on port {order['port']}")
    while not select.select([lifeline, told_to_stop], [], [], PULSE_SECONDS)[0]:
        _end_if_failed(service)
    _end_if_failed(service)
    _say("stopping")
    end = threading.Timer(STOP_SECONDS, os._exit, [FAILED])
    end.daemon = True
    end.start()
    service.shutdown()
    _say("stopped")
    sys.stderr.flush()
    os._exit(0)  # all is on disk: waiting for Java's idle threads would cost seconds


def _line(source: int) -> bytes:
    """One line, byte by byte: nothing may be buffered beyond it, or select would wait in vain."""
    line = b""
    while not line.endswith(b"\n"):
        more = os.read(source, 1)
        if not more:
            raise SystemExit("the parent ended before it said what to start")
        line += more
    return line


def _wait_for_the_former(path: Path) -> None:
    """Takes the child's lock, and keeps it till the end: a child that lost its parent may still be shutting down."""
    lock = FileLock(path, timeout=FORMER_SECONDS, poll_interval=0.2, mode=0o600, thread_local=False)
    try:
        lock.acquire()
    except Timeout:
        raise SystemExit(f"another Neo4j has not left this folder within {FORMER_SECONDS} s") from None
    _locks.append(lock)


def _start_java(order: dict[str, Any]) -> None:
    jpype.startJVM(
        order["jvm"],
        f"-Xmx{order['heap_mb']}m",
        "-Xrs",  # signals are ours, not Java's
        "-XX:+ExitOnOutOfMemoryError",
        f"-XX:+Use{order['collector']}GC",
        *order["java_options"],
        f"-XX:ErrorFile={order['home']}/crash-%p.log",
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        *(f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in _OPENS),
        classpath=order["jars"],
        convertStrings=True,
    )


def _first_password(home: Path, password: str) -> None:
    """Writes the file from which a new system database takes its user: no moment with the well-known password."""
    if (home / "data" / "databases" / "system").exists():
        return
    file_system = jpype.JClass("org.neo4j.io.fs.DefaultFileSystemAbstraction")()
    users = jpype.JClass("org.neo4j.server.security.auth.FileUserRepository")(
        file_system,
        jpype.JClass("java.nio.file.Path").of(str(home / "data" / "dbms" / "auth.ini")),
        jpype.JClass("org.neo4j.logging.NullLogProvider").getInstance(),
        jpype.JClass("org.neo4j.memory.EmptyMemoryTracker").INSTANCE,
    )
    credential = jpype.JClass("org.neo4j.server.security.SystemGraphCredential").createCredentialForPassword(
        jpype.JArray(jpype.JByte)(password.encode()), jpype.JClass("org.neo4j.server.security.SecureHasher")()
    )
    users.start()
    if not users.getUserByName("neo4j"):
        users.create(jpype.JClass("org.neo4j.kernel.impl.security.User")("neo4j", None, credential, False, False))
    users.shutdown()


def _start_neo4j(home: Path, order: dict[str, Any]) -> Any:
    settings = {
        "server.bolt.enabled": "true",
        "server.bolt.listen_address": f"127.0.0.1:{order['port']}",
        "internal.server.bolt.thread_pool_shutdown_wait_time": "1s",
        "server.http.enabled": "false",
        "server.https.enabled": "false",
        "server.memory.pagecache.size": f"{order['page_cache_mb']}m",
        "dbms.security.auth_enabled": "true",
        "dbms.security.allow_csv_import_from_file_urls": "false",
        "dbms.usage_report.enabled": "false",
        "internal.cypher.use_parameter_size": "false",  # one plan for texts and lists of any length
        "db.tx_log.preallocate": "true",  # a disk that is full meanwhile breaks no log
        "db.tx_log.rotation.size": "32m",
        "db.tx_log.rotation.retention_policy": "2 files",
        **order["settings"],
    }
    java_path = jpype.JClass("java.nio.file.Path")
    conf = home / "neo4j.conf"
    conf.write_text("".join(f"{name}={value}\n" for name, value in settings.items()))
    builder = jpype.JClass("org.neo4j.dbms.api.DatabaseManagementServiceBuilder")(java_path.of(str(home)))
    return builder.loadPropertiesFromFile(java_path.of(str(conf))).build()


def _end_if_failed(service: Any) -> None:
    """Ends this process as a kill would, if a database has met a critical error: it then begins no transaction."""
    try:
        for name in DATABASES:
            service.database(name).beginTx().close()
    except jpype.JException as error:
        if "critical error" not in str(error):
            return
        with contextlib.suppress(OSError):  # the disk may be full
            _say(f"a critical error: {error}; this process ends")
        os._exit(FAILED)


def _say(text: str) -> None:
    print(time.strftime("%Y-%m-%d %H:%M:%S"), text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
