// Each place in a stream of events is taken once: two writers cannot both append.
// access: schema
CREATE CONSTRAINT event_stream_seq IF NOT EXISTS
FOR (event:Event) REQUIRE (event.stream, event.seq) IS UNIQUE
