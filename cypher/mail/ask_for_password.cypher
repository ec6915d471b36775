// Keeps that somebody asked for a new password, by a sign-in name or an email address, as each of them is compared; whose
// it is, is looked up later.
// access: write
// params: request, login, email_key, now
// returns: nothing
CREATE (request:PasswordRequest {id: $request, login: $login, email_key: $email_key, asked_at: $now})
