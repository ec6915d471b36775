#!/bin/sh
# The address in List-Unsubscribe becomes an encoded word, which mail programs need not read as an address.
#
# Python 3.6 to 3.13.0, email.message.EmailMessage. A header that is longer than a line and has no space to be folded at is
# written as =?utf-8?q?...?=, though all of it is ASCII and RFC 5322 allows lines of 998 characters. RFC 2047 forbids
# encoded words there, and RFC 2369 wants the address as it is: a button to unsubscribe may be missing. The same is done to
# a Message-ID that is longer than a line. Nothing warns; read back by the same library it looks right.
# A signed link is always that long. A policy whose fold_binary leaves such headers alone mends it.
#
# Seen, 3.11.7 and seven others: encoded with policies default, SMTP and SMTPUTF8, 3 of 3; whole where the address is short.
set -eu
python3 - <<'PYTHON'
import email
import sys
from email import policy
from email.message import EmailMessage

LONG = "https://plumbline.example/mail/unsubscribe/" + "abcdefghijklmnopqrstuvwxyz0123456789" * 2
SHORT = "https://a.example/u/1"


def written(address: str, by: policy.EmailPolicy) -> bytes:
    message = EmailMessage()
    message["List-Unsubscribe"] = f"<{address}>"
    message.set_content("text")
    return message.as_bytes(policy=by)


policies = (policy.default, policy.SMTP, policy.SMTPUTF8)
encoded = [by for by in policies if b"=?utf-8?q?" in written(LONG, by) and LONG.encode() not in written(LONG, by)]
unseen = email.message_from_bytes(written(LONG, policy.SMTP), policy=policy.default)["List-Unsubscribe"] == f"<{LONG}>"
whole = SHORT.encode() in written(SHORT, policy.SMTP)
print(f"Python {sys.version.split()[0]}: encoded {len(encoded)} of {len(policies)}, read back right {unseen}, short whole {whole}")
sys.exit(not (len(encoded) == len(policies) and unseen and whole))
PYTHON
