"""The order of a role's levels where a file does not tell it: a suggestion from their names."""

import re
from collections.abc import Sequence

from graph.framework_import.marks import folded

_RANKS: tuple[tuple[int, str], ...] = (
    (0, r"intern|apprentice|trainee|graduate|实习|见习|学徒"),
    (1, r"junior|entry|beginner|foundation|awareness|初级|入门|助理|了解"),
    (2, r"associate|assistant|working|应用"),
    (4, r"intermediate|middle|mid|regular|practitioner|proficient|中级|熟练"),
    (5, r"senior|advanced|高级"),
    (6, r"staff|expert|lead|资深|专家|精通"),
    (7, r"principal|chief|首席|主任"),
    (8, r"head|director|manager of managers|总监|负责人"),
    (9, r"vp|vice president|distinguished|fellow|院士"),
)
_PLAIN = 3
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8}
_ASIDE = re.compile(r"[(（][^)）]*[)）]|\s[-–—:：/]\s.*$")


def suggested(levels: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """The levels, lowest first, those of equal standing together; as they came where their names say nothing."""
    if len(levels) < 2:
        return tuple((level,) for level in levels)
    keys = {level: _standing(level) for level in levels}
    numbers = [number for _, number, _ in keys.values()]
    says_rank = any(word for _, _, word in keys.values())
    if not says_rank and len(set(numbers)) < len(levels):
        return tuple((level,) for level in levels)
    ordered = sorted(levels, key=lambda level: keys[level][:2])
    steps: list[list[str]] = []
    for level in ordered:
        if steps and keys[steps[-1][0]][:2] == keys[level][:2] and _siblings(steps[-1][0], level):
            steps[-1].append(level)
        else:
            steps.append([level])
    return tuple(map(tuple, steps))


def parsed(lines: str) -> tuple[tuple[str, ...], ...]:
    """An order as somebody typed it: a level per line or between <, siblings with | between them."""
    steps = (tuple(filter(None, (" ".join(name.split()) for name in re.split(r"[|｜]", line)))) for line in
             re.split(r"[\n<＜]", lines))  # fmt: skip
    return tuple(step for step in steps if step)


def _standing(level: str) -> tuple[int, float, bool]:
    """The rank by a word of the name, the number in it, and whether there was a word."""
    name = folded(level)
    plain = folded(_ASIDE.sub(" ", level)) or name
    rank, word = _PLAIN, False
    for value, words in _RANKS:
        if re.search(rf"(?<![a-z])(?:{words})(?![a-z])", plain):
            rank, word = value, True
    found = re.search(r"\d+(?:\.\d+)?", plain)
    roman = re.search(r"(?<![a-z])(viii|vii|vi|iv|iii|ii|i|v)$", plain)
    number = float(found.group()) if found else float(_ROMAN[roman.group(1)]) if roman else 0.0
    return rank, number, word


def _siblings(one: str, other: str) -> bool:
    """Whether two levels of one standing differ only in what stands aside: brackets, or after a dash."""
    return folded(_ASIDE.sub("", one)).strip() == folded(_ASIDE.sub("", other)).strip()
