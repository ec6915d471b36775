"""Neo4j Community itself as a child process: locked jars, their download, the JVM's host, start, watch and stop.

Nothing else of the project knows of it: whoever starts it gets an Address, like that of any other server.
"""

from graph.embedded.errors import EngineError
from graph.embedded.process import EmbeddedNeo4j, Memory

__all__ = ["EmbeddedNeo4j", "EngineError", "Memory"]
