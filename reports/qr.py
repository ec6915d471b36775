"""The QR code of an address, as every paper shows it."""

import segno


def qr_data_uri(address: str) -> str:
    """An image for `src`; the paper around it is the quiet zone that a reader needs."""
    return segno.make(address or "-", error="m", micro=False).svg_data_uri(border=0, scale=4, dark="#1d2433")
