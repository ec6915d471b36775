"""A signed revision as it was signed: a promotion, another manager or a new name since does not show in it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from graph.errors import NotAsRecorded
from graph.review.models import Head, LevelRef, PersonRef, SignOff
from graph.review.sheet import Sheet
from graph.review.signature import expectations_of
from graph.text import Text


def as_signed(sheet: Sheet) -> Sheet:
    """The sheet with names, manager, level and since when it is held as of the signature of its revision.

    As it is where that is not signed, or signed before signatures said so. Raises NotAsRecorded where an expectation
    has other words, or is required otherwise, than what was signed.
    """
    signature = sheet.sign_off
    if signature is None or not signature.shown:
        return sheet
    if expectations_of(sheet) != signature.shown["expectations"]:
        raise NotAsRecorded(sheet.head.id)
    sign_offs = tuple(_sign_off(one) if one is signature else one for one in sheet.sign_offs)
    return replace(sheet, head=_head(sheet.head, signature.shown), sign_offs=sign_offs)


def _head(head: Head, shown: Mapping[str, Any]) -> Head:
    return replace(
        head,
        person=PersonRef(head.person.id, _text(shown["person"])),
        manager=_manager(shown),
        level=_level(head.level, shown["level"]),
        level_since=date.fromisoformat(shown["level_since"]) if shown["level_since"] else None,
        target=_level(head.target, shown["target"]) if head.target and shown["target"] else head.target,
        framework=replace(head.framework, name=_text(shown["framework"]), number=shown["framework"]["number"]),
        cycle=replace(head.cycle, name=_text(shown["cycle"])),
    )


def _sign_off(signature: SignOff) -> SignOff:
    """The signer by the name of then."""
    manager = _manager(signature.shown)
    return replace(signature, by=manager) if manager and manager.id == signature.by.id else signature


def _manager(shown: Mapping[str, Any]) -> PersonRef | None:
    manager = shown["manager"]
    return PersonRef(manager["id"], _text(manager)) if manager else None


def _level(level: LevelRef, shown: Mapping[str, str]) -> LevelRef:
    return replace(level, level=_text(shown), role=Text(shown["role_en"], shown["role_zh"]))


def _text(names: Mapping[str, Any]) -> Text:
    return Text(names["en"], names["zh"])
