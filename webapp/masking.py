"""What of a path may stand in a log."""

import re
from urllib.parse import quote

_CODE = re.compile(r"(?i)(/+verify/+)[^/]+")


def masked(path: str, encoding: str = "latin-1") -> str:
    """A path on one line and without the code that it may carry: /verify/*. WSGI gives paths as Latin-1."""
    return _CODE.sub(r"\1*", quote(path, safe="/@:~,;=+!$&'()", encoding=encoding))
