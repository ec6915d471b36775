// Keeps that somebody asked for a new password, by a sign-in name or an email address; whose it is, is looked up later.
// access: write
// params: request, asked_for, now
// returns: nothing
CREATE (request:PasswordRequest {id: $request, asked_for: $asked_for, asked_at: $now})
