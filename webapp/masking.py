"""What of a path may stand in a log."""

import re
from urllib.parse import quote

_CODE = re.compile(r"(?i)(/+(?:verify|set-up|invitation|password|unsubscribe)/+)[^/]+")


def masked(path: str, encoding: str = "latin-1") -> str:
    """A path on one line, without the code or one-time key that it may carry: /verify/*. WSGI gives it as Latin-1."""
    return _CODE.sub(r"\1*", quote(path, safe="/@:~,;=+!$&'()", encoding=encoding))
