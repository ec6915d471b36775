// Keeps that everybody's mail of a day was put.
// access: write
// params: day
// returns: nothing
MERGE (last:MailDay {id: 'last'})
SET last.day = $day
