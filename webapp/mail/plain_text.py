"""A mail for who reads plain text."""

from flask_babel import gettext as _

from webapp.mail.pages import LetterGroup, LetterPage

_UNPARTED = "\N{NO-BREAK SPACE}"
"""What keeps a date on one line of a page: here no line is broken."""


def plain_text(letter: LetterPage) -> str:
    """All that the HTML says."""
    parts = [letter.greeting, *letter.sentences, *map(_group, letter.groups)]
    parts += [f"{letter.button}{_(': ')}".rstrip() + f"\n{letter.link}", *letter.after]
    foot = list(letter.foot)
    if letter.unsubscribe:
        foot.append(f"{_('No more mail about due dates')}{_(': ')}{letter.unsubscribe}")
    text = "\n\n".join(parts) + "\n\n-- \n" + "\n".join(foot) + "\n"
    return text.replace(_UNPARTED, " ")


def _group(group: LetterGroup) -> str:
    lines = [group.heading]
    for line in group.lines:
        about = " · ".join(filter(None, (line.about, line.due)))
        lines += [f"- {line.title}", *(f"  {said}" for said in (about, line.notice, line.address) if said)]
    if group.more:
        lines.append(f"- {group.more}")
    return "\n".join(lines)
