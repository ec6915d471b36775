"""What a page looks like to somebody with a small window, large letters, a thumb or a keyboard: measured in Chromium.

Each measure gives a line for each fault, so that an empty list is what is wanted.
"""

from typing import Any

from playwright.sync_api import Page

TEXT_SPACING = """* {
  line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important;
}
p { margin-bottom: 2em !important; }"""
"""The widened text of WCAG 1.4.12."""

TARGET = 44
"""CSS pixels that a thumb needs."""

_NAMED = """
const named = (one) => one.tagName.toLowerCase() + (one.id ? "#" + one.id : "") +
  (one.name ? "[name=" + one.name + "]" : "") + " “" + (one.innerText || one.value || "").trim().slice(0, 40) + "”";
const shown = (one) => one.checkVisibility({ visibilityProperty: true }) && one.getClientRects().length > 0;
const clipped = (one) => one && (getComputedStyle(one).clipPath !== "none" || clipped(one.parentElement));
const hidden = (one) => !!one.closest(".visually-hidden, .skip-link, [aria-hidden=true]") || clipped(one);
"""

_WIDER = """() => {
  const over = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  return over > 0 ? [over + " px wider than the window"] : [];
}"""

_CUT = (
    "() => {"
    + _NAMED
    + """
  const found = [];
  for (const one of document.querySelectorAll("main *, header *, .footer-bar *, dialog[open] *")) {
    if (!shown(one) || hidden(one) || one.closest("svg, .table-scroll, .matrix-frame, select, option")) continue;
    const style = getComputedStyle(one);
    const own = [...one.childNodes].filter((each) => each.nodeType === 3 && each.data.trim());
    const clips = style.overflowX !== "visible" && style.overflowX !== "auto" && style.overflowX !== "scroll";
    if (clips && style.textOverflow !== "ellipsis" && one.tagName !== "INPUT" && one.scrollWidth > one.clientWidth + 1)
      found.push("cut off sideways: " + named(one));
    const stops = style.overflowY === "hidden" || style.overflowY === "clip";
    if (stops && one.scrollHeight > one.clientHeight + 2) found.push("cut off below: " + named(one));
    const range = document.createRange();
    const boxes = own.flatMap((each) => (range.selectNodeContents(each), [...range.getClientRects()]));
    const beyond = boxes.some((box) => box.right > innerWidth + 1 || box.left < -1);
    if (beyond) found.push("beyond the window: " + named(one));
  }
  return found;
}"""
)

_OVERLAPS = (
    "() => {"
    + _NAMED
    + """
  const texts = [];
  const isFrame = (one) => /auto|scroll/.test(getComputedStyle(one).overflowY);
  const scrolls = (one) => one && (isFrame(one) ? one : scrolls(one.parentElement));
  const scrolledAway = (at, box) => {
    const frame = scrolls(at)?.getBoundingClientRect();
    return frame && (box.bottom <= frame.top || box.top >= frame.bottom);
  };
  const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode, at = node.parentElement;
    if (!node.data.trim() || !shown(at) || hidden(at)) continue;
    if (at.closest("svg, option, textarea, script, template")) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) if (!scrolledAway(at, box)) texts.push({ at, box });
  }
  const found = [];
  texts.sort((one, other) => one.box.top - other.box.top);
  for (let here = 0; here < texts.length; here++)
    for (let next = here + 1; next < texts.length && texts[next].box.top < texts[here].box.bottom; next++) {
      const one = texts[here], other = texts[next];
      if (one.at === other.at || one.at.contains(other.at) || other.at.contains(one.at)) continue;
      const wide = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
      const high = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
      const lower = Math.min(one.box.height, other.box.height);
      if (wide > 2 && high > lower * 0.4) found.push(named(one.at) + " lies over " + named(other.at));
    }
  return found;
}"""
)

_SMALL = (
    "(least) => {"
    + _NAMED
    + """
  const found = [];
  const all = "a[href], button, input:not([type=hidden]), select, textarea, summary";
  for (const one of document.querySelectorAll(all)) {
    if (!shown(one) || hidden(one)) continue;
    const choice = one.matches("[type=radio], [type=checkbox]");
    const label = choice && (one.closest("label") || document.querySelector(`label[for="${one.id}"]`));
    const whole = (label || one).getBoundingClientRect();
    const around = one.parentElement.innerText.trim().length > one.innerText?.trim().length;
    const inText = one.matches("a") && getComputedStyle(one).display === "inline" && around;
    if (!inText && (whole.width < least - 0.5 || whole.height < least - 0.5))
      found.push(named(one) + " is " + Math.round(whole.width) + " x " + Math.round(whole.height));
  }
  return found;
}"""
)

_FOCUS = (
    "() => {"
    + _NAMED
    + """
  const one = document.activeElement;
  if (!one || one === document.body) return { where: "", id: 0, ring: false, faults: ["the focus is nowhere"] };
  window.plumblineStops ??= [null];
  if (!window.plumblineStops.includes(one)) window.plumblineStops.push(one);
  const faults = [], box = one.getBoundingClientRect();
  const rings = (each) => {
    const style = getComputedStyle(each);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  };
  const carrier = rings(one) ? one : one.closest("label");
  const seen = (carrier || one).getBoundingClientRect();
  const top = Math.max(seen.top, 0), bottom = Math.min(seen.bottom, innerHeight);
  if (bottom - top < Math.min(seen.height, innerHeight / 2) - 1) faults.push("outside the window: " + named(one));
  const bar = document.querySelector("dialog[open]") ? null : document.querySelector(".footer-bar");
  if (bar && !bar.contains(one) && ["sticky", "fixed"].includes(getComputedStyle(bar).position)) {
    const over = seen.bottom - bar.getBoundingClientRect().top;
    const fits = seen.height <= bar.getBoundingClientRect().top;
    if (over > 1 && fits) faults.push("under the bar by " + Math.round(over) + " px: " + named(one));
  }
  const inBar = !!one.closest(".footer-bar, .index"), ring = !!carrier && rings(carrier);
  const id = window.plumblineStops.indexOf(one);
  const part = !one.matches(":focus"); // a part of the browser's own control, such as a calendar's button, shows it
  let around = one.parentElement; // the part that scrolls by itself, if it is in one
  while (around && (around.scrollHeight <= around.clientHeight || getComputedStyle(around).overflowY !== "auto"))
    around = around.parentElement;
  const part_y = around ? box.top - around.getBoundingClientRect().top + around.scrollTop : 0;
  const scrolls = around ? [...document.querySelectorAll("*")].indexOf(around) : -1;
  const at = { x: box.left, y: box.top + scrollY, part_y, scrolls };
  return { where: named(one), id, ...at, bar: inBar, ring: ring || part, faults };
}"""
)

_UNREACHABLE = (
    "() => {"
    + _NAMED
    + """
  const found = [], before = document.activeElement;
  const all = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']";
  for (const one of document.querySelectorAll(all)) {
    const modal = document.querySelector("dialog[open]");
    if (!shown(one) || one.disabled || one.tabIndex < 0 || (modal && !modal.contains(one))) continue;
    one.focus();
    if (document.activeElement !== one) { found.push("takes no focus: " + named(one)); continue; }
    const box = ((one.matches("input") && one.closest("label")) || one).getClientRects()[0];
    const x = Math.min(Math.max(box.left + box.width / 2, 1), innerWidth - 2);
    const y = Math.min(Math.max(box.top + Math.min(box.height, 40) / 2, 0), innerHeight - 1);
    if (box.bottom < 1 || box.top > innerHeight - 1) found.push("stays outside the window: " + named(one));
    if (box.bottom < 1 || box.top > innerHeight - 1) continue;
    const top = document.elementFromPoint(x, y);
    const label = one.closest("label");
    if (top && !(one.contains(top) || top.contains(one) || (label && label.contains(top))))
      found.push("covered by " + named(top) + ": " + named(one));
  }
  for (const one of document.querySelectorAll("main *")) {
    const style = getComputedStyle(one);
    if (!shown(one) || !/auto|scroll/.test(style.overflowX) || one.scrollWidth <= one.clientWidth + 1) continue;
    if (one.tabIndex < 0) found.push("scrolls sideways, not by keyboard: " + named(one));
  }
  before?.focus();
  return found;
}"""
)


def wider(page: Page) -> list[str]:
    """Whether the page scrolls sideways."""
    return list(page.evaluate(_WIDER))


def cut_off(page: Page) -> list[str]:
    """Words that an edge cuts off; regions that scroll by themselves are none."""
    return list(page.evaluate(_CUT))


def overlapping(page: Page) -> list[str]:
    """Words that lie over other words."""
    return list(page.evaluate(_OVERLAPS))


def too_small(page: Page, least: int = TARGET) -> list[str]:
    """Controls smaller than a thumb; links with other words around them, as in a sentence, are none."""
    return list(page.evaluate(_SMALL, least))


def unreachable(page: Page) -> list[str]:
    """Controls that the focus cannot be put on, or that are then outside the window or covered; and regions that scroll
    sideways without the keyboard.
    """
    return list(page.evaluate(_UNREACHABLE))


def at_focus(page: Page) -> dict[str, Any]:
    """Where the focus is: `where` in words, `id` of the element, `x` and `y` on the page, `bar` (in what stays in the
    window while the page scrolls), `ring` (it shows), and its `faults`: outside the window, or under the bar.
    """
    return dict(page.evaluate(_FOCUS))


def watch(page: Page) -> None:
    """From now on the page keeps what `at_focus` says after each press of Tab; `watched` gives it."""
    page.evaluate(
        "() => { const at = " + _FOCUS + ";"
        """
          if (!window.plumblineSeen)
            addEventListener("keyup", (event) => event.key === "Tab" && window.plumblineSeen.push(at()), true);
          window.plumblineSeen = [];
        }"""
    )


def watched(page: Page) -> list[dict[str, Any]]:
    """What the page kept since `watch`."""
    return list(page.evaluate("window.plumblineSeen"))


def space_out(page: Page) -> None:
    """Widens the page's text as somebody's own style sheet would; the content policy has no say in it."""
    page.evaluate(
        """(css) => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync(css);
          document.adoptedStyleSheets = [sheet];
        }""",
        TEXT_SPACING,
    )
