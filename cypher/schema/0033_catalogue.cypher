// The search of earlier releases: what holds these characters found nothing there.
// access: schema
DROP INDEX catalogue IF EXISTS
