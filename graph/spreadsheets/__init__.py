"""Files with tables: reading what people bring, finding the table in it, writing what they take away."""
