"""The graph room: the model, its rules and the one door to Neo4j."""
