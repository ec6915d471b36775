"""A manager's own choice: to rate before reading the self-assessment, also where the cycle would show it at once."""

from dataclasses import replace

from graph.review.completeness import Rule, missing_in
from graph.review.enums import Party
from graph.review.models import Assessment
from graph.review.sheet import Sheet
from webapp import current


def is_hidden_by_choice(sheet: Sheet) -> bool:
    """Whether the reader chose to rate first, could see the self-assessment, and has not rated all that is asked for.

    The choice is the reader's own and withholds nothing: taking it back shows the self-assessment at once.
    """
    reader = current.person()
    if reader is None or not reader.rates_first or Party.SENT not in sheet.assessments:
        return False
    return any(one.rule is Rule.RATING for one in missing_in(sheet, Party.MANAGER))


def without_self_assessment(sheet: Sheet) -> Sheet:
    """The sheet as if nothing had been submitted."""
    ratings = {key: rating for key, rating in sheet.ratings.items() if key[0] is not Party.SENT}
    assessments: dict[Party, Assessment] = {
        party: side for party, side in sheet.assessments.items() if party is not Party.SENT
    }
    return replace(sheet, ratings=ratings, assessments=assessments)
