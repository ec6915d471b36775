"""One person of a pack, from their dossier."""

from graph.report.models import Dossier
from reports.gap import rules
from reports.gap.attention import notes
from reports.gap.model import judgement_of
from reports.gap.models import Variant
from reports.gap.question import ask
from reports.gap.record import names_of
from reports.gap.rules import Judged
from reports.pack.models import Cell, Column, Person
from reports.text import clean, each_text
from reports.wording import Language, foreign_names, say, show


def person_of(dossier: Dossier, language: Language) -> Person:
    """One person for overview and contents."""
    dossier = each_text(dossier, clean)
    judgement, head = judgement_of(dossier, Variant.COMMITTEE, language), dossier.sheet.head
    required = [j for j in judgement.current if j.expectation.required]
    return Person(
        review=head.id,
        name=show(language, head.person.name),
        name_with_id=say(language, "%(name)s (%(id)s)", name=head.person.name, id=head.person.id),
        role_and_level=say(language, "%(role)s · %(level)s", role=head.level.role, level=head.level.level),
        level=head.level.id,
        flags=len(judgement.flagged),
        notes=len(notes(judgement)),
        decision=judgement.decision,
        ask=ask(judgement),
        columns=tuple(
            Column(j.expectation.skill_key, show(language, j.expectation.skill), j.expectation.order) for j in required
        ),
        names=foreign_names(language, names_of(dossier.sheet)),
        cells={j.expectation.skill_key: _cell(j) for j in required},
    )


def _cell(judged: Judged) -> Cell:
    return Cell(judged.value, judged.calibrated is not None, rules.stands_out(judged))
