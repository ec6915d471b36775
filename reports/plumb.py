"""The plumb mark: how far two (or three) ratings of one expectation hang off the line.

A track with four ticks (not yet, developing, meets, exceeds) and one red line at meets. Ring = self, filled dot =
manager, diamond = calibrated; a bar joins them where they differ. Not observed stands off the scale, at the side, on a
dashed stub. Shapes carry the meaning, so the mark reads in black and white; it always stands beside its words.
"""

from base64 import b64encode
from functools import lru_cache
from html import escape

from graph.review.enums import Value
from reports.wording import _, gettext, value_label

WIDTH, HEIGHT, MIDDLE = 112, 22, 11
MEETS_AT, STEP, SIDE = 54, 22, 102
LINE, HAIRLINE, INK = "#b3261e", "#b9b2a2", "#1d2433"
_STEPS_APART = {1: _("one step apart"), 2: _("two steps apart"), 3: _("three steps apart")}


def plumb_svg(
    self_value: Value | str | None,
    manager_value: Value | str | None,
    calibrated: Value | str | None = None,
    *,
    size: int = HEIGHT,
    label: str = "",
    ink: str = "currentColor",
) -> str:
    """The mark as inline SVG of height `size` (CSS pixels), with presentation attributes only, no style.

    With `label` it is an image of that name; without, it is hidden from assistive technology (its words stand beside).
    Shapes carry the classes plumb-track, -tick, -line, -bar, -self, -manager, -calibrated for the page's theme.
    None is "not rated" and draws nothing.
    """
    name = f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="plumb-mark" width="{size * WIDTH / HEIGHT:g}" height="{size}" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}" focusable="false" {name}>'
        f"{_drawing(_value(self_value), _value(manager_value), _value(calibrated), ink)}</svg>"
    )


@lru_cache(maxsize=512)
def plumb_data_uri(
    self_value: Value | None, manager_value: Value | None, calibrated: Value | None = None, *, size: int = HEIGHT
) -> str:
    """The mark as a data: address for an <img> in a PDF, where inline SVG cannot carry a text alternative."""
    svg = plumb_svg(self_value, manager_value, calibrated, size=size, ink=INK)
    return "data:image/svg+xml;base64," + b64encode(svg.encode()).decode("ascii")


def plumb_text(
    self_value: Value | str | None,
    manager_value: Value | str | None,
    calibrated: Value | str | None = None,
    language: str = "en",
) -> str:
    """The mark in words of one language: "self meets, manager developing, one step apart"."""
    mine, theirs, last = _value(self_value), _value(manager_value), _value(calibrated)
    parts = [
        gettext(_("self %(value)s"), language) % {"value": value_label(mine, language)},
        gettext(_("manager %(value)s"), language) % {"value": value_label(theirs, language)},
    ]
    if apart := steps_apart(mine, theirs):
        parts.append(gettext(_STEPS_APART[apart], language))
    if last is not None:
        parts.append(gettext(_("calibrated %(value)s"), language) % {"value": value_label(last, language)})
    return gettext(_(", "), language).join(parts)


@lru_cache(maxsize=8)
def shape_data_uri(kind: str, *, size: int = 12) -> str:
    """One shape of the legend alone, as a data: address: 'ring', 'dot' or 'diamond'."""
    shape = {"ring": _ring(7, INK), "dot": _dot(7, INK, within=False), "diamond": _diamond(7, INK, around=False)}[kind]
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}" viewBox="0 4 14 14">{shape}</svg>'
    return "data:image/svg+xml;base64," + b64encode(svg.encode()).decode("ascii")


def steps_apart(one: Value | None, other: Value | None) -> int:
    """How many steps lie between two values; 0 where one of them is off the scale or missing."""
    if one is None or other is None or one.step is None or other.step is None:
        return 0
    return abs(one.step - other.step)


def _value(value: Value | str | None) -> Value | None:
    return Value(value) if value else None


def _at(value: Value) -> int:
    return SIDE if value.step is None else MEETS_AT + STEP * value.step


def _drawing(mine: Value | None, theirs: Value | None, last: Value | None, ink: str) -> str:
    places = {kind: _at(value) for kind, value in (("s", mine), ("m", theirs), ("c", last)) if value is not None}
    parts = [_track(ink), _stub() if SIDE in places.values() else "", _line(), _bar(list(places.values()), ink)]
    if "c" in places:
        parts.append(_diamond(places["c"], ink, around=places["c"] in (places.get("s"), places.get("m"))))
    if "s" in places:
        parts.append(_ring(places["s"], ink))
    if "m" in places:
        parts.append(_dot(places["m"], ink, within=places["m"] == places.get("s")))
    return "".join(parts)


def _track(ink: str) -> str:
    ticks = "".join(f"M{MEETS_AT + STEP * step} {MIDDLE - 3}v6" for step in (-2, -1, 1))
    return (
        f'<path class="plumb-track" d="M2 {MIDDLE}H84" stroke="{HAIRLINE}" stroke-width="1"/>'
        f'<path class="plumb-tick" d="{ticks}" stroke="{ink}" stroke-width="0.8"/>'
    )


def _stub() -> str:
    return (
        f'<path class="plumb-track" d="M91 {MIDDLE}H112" stroke="{HAIRLINE}" stroke-width="1" stroke-dasharray="2 2"/>'
    )


def _line() -> str:
    return f'<path class="plumb-line" d="M{MEETS_AT} 0.5V{HEIGHT - 0.5}" stroke="{LINE}" stroke-width="2"/>'


def _bar(places: list[int], ink: str) -> str:
    on_scale = [place for place in places if place != SIDE]
    if len(set(on_scale)) < 2:
        return ""
    path = f"M{min(on_scale)} {MIDDLE}H{max(on_scale)}"
    return f'<path class="plumb-bar" d="{path}" stroke="{ink}" stroke-width="1.6"/>'


def _ring(x: int, ink: str) -> str:
    return f'<circle class="plumb-self" cx="{x}" cy="{MIDDLE}" r="4.8" fill="#fff" stroke="{ink}" stroke-width="1.6"/>'


def _dot(x: int, ink: str, *, within: bool) -> str:
    return f'<circle class="plumb-manager" cx="{x}" cy="{MIDDLE}" r="{2.6 if within else 4.6}" fill="{ink}"/>'


def _diamond(x: int, ink: str, *, around: bool) -> str:
    reach = 9 if around else 6
    path = f"M{x} {MIDDLE - reach}l{reach} {reach}l-{reach} {reach}l-{reach} -{reach}z"
    return f'<path class="plumb-calibrated" d="{path}" fill="#fff" stroke="{ink}" stroke-width="1.6"/>'
