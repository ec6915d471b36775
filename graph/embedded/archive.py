"""An archive of the classes that Neo4j loads: with it the engine starts in less than half the time.

It lies beside the jars, is mapped by the Java runtime as it is, and fits one runtime and one list of jars only: its
name says which, and the runtime looks again. Without it, or where it does not fit, the engine starts as ever.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from graph import schema
from graph.driver import Graph
from graph.embedded.fetch import NEEDED_MB, Log, jar_folder
from graph.embedded.jars import read_lock
from graph.embedded.process import EmbeddedNeo4j, Memory, archive_of, java_home
from graph.errors import PlumblineError
from graph.planning import plan_first

DUMP_SECONDS = 600


def is_made() -> bool:
    """Whether there is an archive for the locked jars and this Java runtime."""
    return archive_of([jar_folder() / jar.path for jar in read_lock()]).exists()


def prepare(jars: Sequence[Path], log: Log) -> None:
    """Makes the archive where there is none yet; what stands in the way is said, and costs no more than that."""
    target = archive_of(jars)
    if target.exists():
        return
    log("Neo4j: preparing quicker starts (once; about a minute)")
    try:
        with tempfile.TemporaryDirectory(prefix=".arriving-", dir=jar_folder()) as name:
            folder = Path(name)
            if shutil.disk_usage(folder).free // 2**20 < NEEDED_MB:
                raise OSError("not enough disk space")
            listed = folder / "classes"
            _list_classes(folder / "graph", listed)
            _dump(jars, listed, folder / target.name)
            (folder / target.name).replace(target)
    except (PlumblineError, OSError, subprocess.SubprocessError) as error:
        log(f"Neo4j: the class archive could not be made, so starts remain slow: {error}")


def _list_classes(data: Path, listed: Path) -> None:
    """Has an engine without data do what every engine does first, and write down the classes that it loads."""
    options = ["-XX:TieredStopAtLevel=1", f"-XX:DumpLoadedClassList={listed}"]
    with EmbeddedNeo4j(data, memory=Memory(256, 32), java_options=options) as address:
        graph = Graph.open(address)
        try:
            schema.migrate(graph)
            plan_first(graph)
        finally:
            graph.close()


def _dump(jars: Sequence[Path], listed: Path, target: Path) -> None:
    command = [
        str(java_home() / "bin" / "java"), "-Xshare:dump", "-XX:+UseG1GC", "-Xmx512m", "-Xlog:disable",
        "--sun-misc-unsafe-memory-access=allow", f"-XX:SharedClassListFile={listed}",
        f"-XX:SharedArchiveFile={target}", "-cp", os.pathsep.join(map(str, [*jars, host_jar()])),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=DUMP_SECONDS)


def host_jar() -> Path:
    """The jar that JPype puts behind ours on the class path."""
    import jpype  # slow, and needed once in an installation's life

    return Path(jpype.__file__).resolve().parent.parent / "org.jpype.jar"
