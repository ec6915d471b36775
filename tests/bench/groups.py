"""Every group of figures that `make bench` measures, in its order.

A group is a function that takes the Bench and gives Figures, in the order in which they are measured. To add yours:
write it in a module of this folder, import it here plainly, and add a line; its name is what the command line takes.
Value and floor belong into the same run, by turns where both are quick (watch.by_turns). A part that this build does
not have is simply not listed.
"""

from collections.abc import Callable, Iterator

from tests.bench import (
    calibration,
    cycles,
    framework_import,
    growth,
    mixed,
    packs,
    pages,
    papers,
    people_import,
    restart,
    writes,
)
from tests.bench.bench import Bench
from tests.bench.figures import Figure

Measure = Callable[[Bench], Iterator[Figure]]

GROUPS: dict[str, Measure] = {
    "review_form_read": pages.review_form_read,
    "autosave_write": writes.autosave_write,
    "skill_page": pages.skill_page,
    "role_matrix": pages.role_matrix,
    "team_list": pages.team_list,
    "home": pages.home,
    "session": calibration.session,
    "gap_report_pdf": papers.gap_report_pdf,
    "gap_report_zh": papers.gap_report_zh,
    "pack_100": packs.pack_100,
    "people_page": pages.people_page,
    "people_import_10000": people_import.people_import_10000,
    "framework_import_33845": framework_import.framework_import_33845,
    "cycle_open_10000": cycles.cycle_open_10000,
    "cycle_page_10000": cycles.cycle_page_10000,
    "growth_p95": growth.growth_p95,
    "restart_to_first_page": restart.restart_to_first_page,
    "mixed_load": mixed.mixed_load,
}
