"""The graph layer: the model, its rules, and `driver`, the only module that imports the Neo4j driver."""
