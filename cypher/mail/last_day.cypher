// The last day for which everybody's mail was put; no row before the first.
// access: read
// params: none
// returns: one (day)
MATCH (last:MailDay {id: 'last'})
RETURN last.day AS day
