"""The project's own files of a framework: one document, as YAML or JSON, with everything that a version says."""

from collections.abc import Iterator, Mapping
from typing import Any

from graph.framework import slugs
from graph.framework.models import Source
from graph.framework_import.content_rows import content_rows
from graph.framework_import.documents import A_LIST, Document, as_string, objects
from graph.framework_import.languages import HAN
from graph.framework_import.marks import ALLOWED, Need, need_of
from graph.framework_import.models import Row
from graph.framework_import.problems import A_NAME, NEEDS, WHOLE_NUMBER, Problem, nearest
from graph.spreadsheets.cleaning import clean_cell, one_line, shortened
from graph.text import Text

FORMAT = "plumbline-framework/1"


def document_of(content: Mapping[str, Any], source: Source) -> Document:
    """A version as a document: domains with categories with skills, roles with levels with what they expect."""
    skills: dict[str, list[Document]] = {category["key"]: [] for category in content["categories"]}
    for skill in content["skills"]:
        skills[skill["category"]].append(_skill(skill))
    return {
        "format": FORMAT,
        "key": source.key,
        "name": _text(source.name.en, source.name.zh),
        "source": source.source,
        "licence": source.licence,
        "attribution": source.attribution,
        "domains": [
            {
                **_named(domain),
                "categories": [
                    {**_named(category), "skills": skills[category["key"]]}
                    for category in content["categories"]
                    if category["domain"] == domain["key"]
                ],
            }
            for domain in content["domains"]
        ],
        "roles": list(_roles(content)),
    }


def _roles(content: Mapping[str, Any]) -> Iterator[Document]:
    cells: dict[tuple[str, str], list[Document]] = {}
    for cell in sorted(content["expectations"], key=lambda each: str(each["skill"])):
        need = "required" if cell["required"] else "optional"
        one = {"skill": cell["skill"], "need": need, "text": _text(cell["text_en"], cell["text_zh"])}
        cells.setdefault((cell["role"], cell["level"]), []).append(one)
    for role in content["roles"]:
        levels = sorted(role["levels"], key=lambda each: (each["rank"], each["key"]))
        yield {
            **_named(role),
            "levels": [
                {**_named(each), "rank": each["rank"], "expects": cells.get((role["key"], each["key"]), [])}
                for each in levels
            ],
        }


def _skill(skill: Mapping[str, Any]) -> Document:
    return {
        **_named(skill),
        "description": _text(skill["description_en"], skill["description_zh"]),
        "updated_on": skill["updated_on"] or "",
        "requires": list(skill["requires"]),
    }


def _named(thing: Mapping[str, Any]) -> Document:
    return {"key": thing["key"], "name": _text(thing["name_en"], thing["name_zh"])}


def _text(en: str | None, zh: str | None) -> Document:
    return {"en": en or "", "zh": zh or ""}


class OwnReader:
    """Reads a document into rows; `problems` name the place by its path, such as "roles 3, levels 1, name"."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self._places: dict[tuple[str, str], str] = {}

    def rows(self, document: Document) -> list[Row]:
        """The document as rows of a long table."""
        if document.get("format") != FORMAT:
            self._problem("format", "not_known", shortened(str(document.get("format", "")), 60), FORMAT)
            return []
        content: dict[str, Any] = {"domains": [], "categories": [], "skills": [], "roles": [], "expectations": []}
        for at, domain in self._list(document, "domains", ""):
            self._domain(content, domain, at)
        known = {each["key"] for each in content["skills"]}
        for at, role in self._list(document, "roles", ""):
            self._role(content, role, at, known)
        if not content["skills"] or not content["roles"]:
            self._problem("roles" if content["skills"] else "domains", "cell_missing", "", A_LIST)
        return [] if self.problems else [Row(0, cells) for cells in content_rows(content)]

    def _domain(self, content: dict[str, Any], domain: Document, at: str) -> None:
        named = self._thing(domain, at)
        before = len(content["skills"])
        for there, category in self._list(domain, "categories", at):
            own = {**self._thing(category, there), "domain": named["key"]}
            skills = [
                self._skill_of(skill, place, own["key"]) for place, skill in self._list(category, "skills", there)
            ]
            content["skills"] += skills
            if skills:
                self._once("categories", own["key"], there)
            content["categories"] += [own] if skills else []
        if len(content["skills"]) > before:
            content["domains"].append(named)

    def _skill_of(self, skill: Document, at: str, category: str) -> dict[str, Any]:
        requires, named = skill.get("requires") or [], self._thing(skill, at)
        self._once("skills", named["key"], at)
        return {
            **named,
            "category": category,
            **self._both(skill.get("description"), "description"),
            "updated_on": as_string(skill.get("updated_on")),
            "requires": [as_string(each) for each in requires] if isinstance(requires, list) else [as_string(requires)],
        }

    def _role(self, content: dict[str, Any], role: Document, at: str, known: set[str]) -> None:
        named: dict[str, Any] = {**self._thing(role, at), "levels": []}
        self._once("roles", named["key"], at)
        for number, (place, level) in enumerate(self._list(role, "levels", at), start=1):
            one: dict[str, Any] = self._thing(level, place)
            self._once(f"{at}, levels", one["key"], place)
            try:
                one["rank"] = int(level.get("rank", number))
            except (TypeError, ValueError, OverflowError):
                self._problem(f"{place}, rank", "not_known", shortened(str(level.get("rank")), 60), WHOLE_NUMBER)
                one["rank"] = number
            named["levels"].append(one)
            for there, cell in self._list(level, "expects", place, needed=False):
                self._cell(content, cell, there, known, named["key"], one["key"])
                self._once(place, as_string(cell.get("skill")), there)
        content["roles"].append(named)

    def _cell(self, content: dict[str, Any], cell: Document, at: str, known: set[str], role: str, level: str) -> None:
        skill = as_string(cell.get("skill"))
        if skill not in known:
            self._problem(f"{at}, skill", "not_known", skill, Text("keys of skills", "技能编号"), nearest(skill, known))
        need = need_of(as_string(cell.get("need", "required")), {})
        if need is None or need is Need.NOTHING:
            self._problem(f"{at}, need", "not_known", as_string(cell.get("need")), NEEDS if need else ALLOWED)
        texts = self._both(cell.get("text"), "text")
        content["expectations"].append(
            {"role": role, "level": level, "skill": skill, "required": need is Need.REQUIRED, **texts}
        )

    def _thing(self, said: Document, at: str) -> dict[str, Any]:
        names = {name: one_line(text) for name, text in self._both(said.get("name"), "name").items()}
        if not any(names.values()):
            self._problem(f"{at}, name", "cell_missing", "", A_NAME)
        key = as_string(said.get("key")) or slugs.key(names["name_en"] or names["name_zh"])
        return {"key": key, **names}

    def _both(self, said: Any, stem: str) -> dict[str, str]:
        """A text in both languages; a bare one is in the language that it is written in."""
        if isinstance(said, dict):
            return {f"{stem}_{each}": clean_cell(as_string(said.get(each))) for each in ("en", "zh")}
        text = clean_cell(as_string(said))
        is_chinese = bool(HAN.search(text))
        return {f"{stem}_en": "" if is_chinese else text, f"{stem}_zh": text if is_chinese else ""}

    def _list(self, said: Document, name: str, at: str, *, needed: bool = True) -> Iterator[tuple[str, Document]]:
        place = f"{at}, {name}" if at else name
        listed = said.get(name)
        if not isinstance(listed, list) or (needed and not listed):
            if needed or listed is not None:
                self._problem(place, "form", type(listed).__name__ if listed is not None else "-", A_LIST)
            return
        yield from objects(listed, place, lambda at, value: self._problem(at, "form", value, A_LIST))

    def _once(self, kind: str, key: str, at: str) -> None:
        """Says where a key of a kind stands already."""
        first = self._places.setdefault((kind, key), at)
        if first != at:
            self._problem(at, "key_twice", key, f"“{first}”")

    def _problem(self, place: str, rule: str, value: str = "", allowed: Text | str = "", near: str = "") -> None:
        self.problems.append(Problem(self.file, rule, None, place, value, allowed, near))


def source_in(document: Document) -> Source:
    """What a document says of itself."""
    names = OwnReader("")._both(document.get("name"), "name")
    rights = [clean_cell(as_string(document.get(each))) for each in ("source", "licence", "attribution")]
    return Source(as_string(document.get("key")), Text(names["name_en"], names["name_zh"]), *rights)
