"""Who gets in where, as data: each endpoint and method of the application with what each persona finds there.

Written from the design, not from the code. A cell is one sign:
  s  is asked to sign in            +  gets in: a page, a file, or a form that asks for more
  >  is led to a page of their own  !  may know it, but not now (409)
  3  is told whose right it is      4  is not told that there is such a thing
A word in the column `sends` names the body of the request, see `body` in tests/webapp/raw_client.py.
"""

# ruff: noqa: E501 - a table is wider than a line

from dataclasses import dataclass

from tests.access_world import PERSONAS, STATES


@dataclass(frozen=True)
class Line:
    """One endpoint and method with an address; `cells` are the signs, one string a state (one string in all where no state counts)."""

    endpoint: str
    method: str
    path: str
    sends: str
    cells: tuple[str, ...]


def lines_of(table: str) -> tuple[Line, ...]:
    """The lines of a table: endpoint, method, path, sends, cells. Raises ValueError for a cell of a wrong length."""
    found = []
    for text in table.strip().splitlines():
        endpoint, method, path, sends, *cells = text.split()
        if any(len(cell) != len(PERSONAS) for cell in cells) or len(cells) not in (1, len(STATES)):
            raise ValueError(f"{text}: {[len(cell) for cell in cells]} signs for {len(PERSONAS)} personas")
        found.append(Line(endpoint, method, path, sends, tuple(cells)))
    return tuple(found)


# s: stranger, E: employee, C: colleague, M: manager, O: other manager, H: head above, K: committee member,
# F: facilitator, R: HR, A: auditor, D: dotted line, X: former manager, Y: member of another session, W: framework editor.
# stranger first, then E C M O H K F R A D X Y W.
# What differs by who looks, not by a review. The pack pk-theirs was cancelled, pk-of-others waits; one of others asked.
PLAIN = lines_of("""
home.home                  GET     /                              -     s+++++++++++++
team.team                  GET     /team                          -     s+++++++++++++
self_review.own_reviews         GET     /reviews                       -     s+++++++++++++
workflow.table             GET     /workflow                      -     s+++++++++++++
people.account             GET     /account                       -     s+++++++++++++
people.preferences         POST    /account/preferences           -     s+++++++++++++
people.password            POST    /account/password              -     s+++++++++++++
deputies.own               GET     /account/deputies              -     s+++++++++++++
deputies.name_own          POST    /account/deputies              -     s+++++++++++++
deputies.end_own           POST    /account/deputies/end          -     s+++++++++++++
people.sign_in             GET     /sign-in                       -     +>>>>>>>>>>>>>
people.sign_in             POST    /sign-in                       -     ++++++++++++++
people.demo_sign_in        POST    /sign-in/demo                  -     44444444444444
people.set_language        POST    /language                      -     ++++++++++++++
people.sign_out            POST    /sign-out                      -     ++++++++++++++
people.sign_out_everywhere POST    /account/sign-out-everywhere   -     s+++++++++++++
framework.skills           GET     /skills                        -     s+++++++++++++
framework.skill            GET     /skills/llm-evaluation         -     s+++++++++++++
framework.skill            GET     /skills/no-such-skill          -     s4444444444444
framework.roles            GET     /roles                         -     s+++++++++++++
framework.role             GET     /roles/llm-engineer            -     s+++++++++++++
framework.role             GET     /roles/no-such-role            -     s4444444444444
framework.domains          GET     /domains                       -     s+++++++++++++
framework.search           GET     /search?q=evaluation           -     s+++++++++++++
framework.compare          GET     /compare                       -     s+++++++++++++
cycle.cycles               GET     /cycles                        -     s3333333+33333
cycle.cycle                GET     /cycles/2026-h2                -     s3333333+33333
cycle.cycle                GET     /cycles/no-such-cycle          -     s3333333433333
cycle_draft.new            GET     /cycles/new                            - s3333333+33333
cycle_draft.new            POST    /cycles/new                            - s3333333+33333
cycle_draft.draft          GET     /cycles/2026-h2/draft                  - s3333333>33333
cycle_draft.draft          GET     /cycles/no-such-cycle/draft            - s3333333433333
cycle_draft.change         GET     /cycles/2026-h2/change                 - s3333333!33333
cycle_draft.change         GET     /cycles/no-such-cycle/change           - s3333333433333
cycle_draft.change         POST    /cycles/2026-h2/change                 - s3333333!33333
cycle_draft.change         POST    /cycles/no-such-cycle/change           - s3333333433333
cycle_draft.delete         POST    /cycles/2026-h2/delete                 - s3333333!33333
cycle_draft.delete         POST    /cycles/no-such-cycle/delete           - s3333333433333
cycle_draft.open_cycle     POST    /cycles/2026-h2/open                   - s3333333+33333
cycle_draft.open_cycle     POST    /cycles/no-such-cycle/open             - s3333333433333
cycle_draft.cancel_opening POST    /cycles/2026-h2/cancel-opening         - s3333333+33333
cycle_draft.cancel_opening POST    /cycles/no-such-cycle/cancel-opening   - s3333333433333
cycle_many.many            POST    /cycles/2026-h2/many                   - s3333333433333
cycle_many.many            POST    /cycles/no-such-cycle/many             - s3333333433333
cycle_whole.extend         GET     /cycles/2026-h2/extend                 - s3333333+33333
cycle_whole.extend         GET     /cycles/no-such-cycle/extend           - s3333333433333
cycle_whole.extend         POST    /cycles/2026-h2/extend                 - s3333333+33333
cycle_whole.extend         POST    /cycles/no-such-cycle/extend           - s3333333433333
cycle_whole.close          GET     /cycles/2026-h2/close                  - s3333333+33333
cycle_whole.close          GET     /cycles/no-such-cycle/close            - s3333333433333
cycle_whole.close          POST    /cycles/2026-h2/close                  - s3333333+33333
cycle_whole.close          POST    /cycles/no-such-cycle/close            - s3333333433333
cycle_whole.newcomers      GET     /cycles/2026-h2/newcomers              - s3333333+33333
cycle_whole.newcomers      GET     /cycles/no-such-cycle/newcomers        - s3333333433333
cycle_whole.newcomers      POST    /cycles/2026-h2/newcomers              - s3333333+33333
cycle_whole.newcomers      POST    /cycles/no-such-cycle/newcomers        - s3333333433333
cycle_export.download      POST    /cycles/2026-h2/export                 - s3333333433333
cycle_export.download      POST    /cycles/no-such-cycle/export           - s3333333433333
cycle_whole.appoint        GET     /reviews/no-such-review/appoint/arbiter - s3333333433333
cycle_whole.appoint        POST    /reviews/no-such-review/appoint/arbiter - s3333333433333
calibration.sessions       GET     /calibration                   -     s+++++++++++++
calibration.session        GET     /calibration/theirs            -     s44444++444444
calibration.session        GET     /calibration/of-others         -     s44444444444+4
calibration.session        GET     /calibration/no-such-session   -     s4444444444444
calibration.projector      GET     /calibration/theirs/projector  -     s44444++444444
calibration.projector      GET     /calibration/of-others/projector -   s44444444444+4
calibration.projector      GET     /calibration/no-such-session/projector - s4444444444444
calibration_live.news      GET     /calibration/theirs/news       -     s44444++444444
calibration_live.news      GET     /calibration/of-others/news    -     s44444444444+4
calibration_live.news      GET     /calibration/no-such-session/news -  s4444444444444
calibration_setting_up.new      GET  /calibration/new                       - s333333++33333
calibration_setting_up.new      POST /calibration/new                       - s333333++33333
calibration_proposing.propose   GET  /calibration/propose                   - s3333333+33333
calibration_proposing.propose   POST /calibration/propose                   - s3333333+33333
calibration_setting_up.change   GET  /calibration/theirs/change             - s444443>>44444
calibration_setting_up.change   POST /calibration/theirs/change             - s444443!!44444
calibration_setting_up.change   GET  /calibration/of-others/change          - s4444444+44434
calibration_setting_up.change   POST /calibration/of-others/change          - s4444444+44434
calibration_setting_up.change   GET  /calibration/no-such-session/change    - s4444444444444
calibration_setting_up.change   POST /calibration/no-such-session/change    - s4444444444444
calibration_setting_up.take_out GET  /calibration/theirs/take-out           - s444443++44444
calibration_setting_up.take_out POST /calibration/theirs/take-out           - s444443++44444
calibration_setting_up.take_out GET  /calibration/of-others/take-out        - s4444444!44434
calibration_setting_up.take_out POST /calibration/of-others/take-out        - s4444444!44434
calibration_setting_up.take_out GET  /calibration/no-such-session/take-out  - s4444444444444
calibration_setting_up.take_out POST /calibration/no-such-session/take-out  - s4444444444444
calibration_seating.seat        GET  /calibration/theirs/seat               - s4444433+44444
calibration_seating.seat        POST /calibration/theirs/seat               - s4444433+44444
calibration_seating.seat        GET  /calibration/of-others/seat            - s4444444!44434
calibration_seating.seat        POST /calibration/of-others/seat            - s4444444!44434
calibration_seating.seat        GET  /calibration/no-such-session/seat      - s4444444444444
calibration_seating.seat        POST /calibration/no-such-session/seat      - s4444444444444
calibration_moving.confirm      GET  /calibration/theirs/actions/dissolve   - s444443++44444
calibration_moving.confirm      POST /calibration/theirs/actions/dissolve   - s444443++44444
calibration_moving.confirm      GET  /calibration/theirs/actions/no-such    - s4444444444444
calibration_moving.confirm      GET  /calibration/of-others/actions/start   - s4444444344434
calibration_moving.confirm      POST /calibration/of-others/actions/start   - s4444444344434
calibration_moving.confirm      GET  /calibration/no-such-session/actions/start - s4444444444444
calibration_moving.confirm      POST /calibration/no-such-session/actions/start - s4444444444444
calibration_voting.ballot  GET     /calibration/theirs/vote       -     s44444++444444
calibration_voting.ballot  GET     /calibration/of-others/vote    -     s44444444444+4
calibration_voting.ballot  GET     /calibration/no-such-session/vote - s4444444444444
calibration_locking.lock          GET  /calibration/theirs/lock               - s444443+444444
calibration_locking.lock          POST /calibration/theirs/lock               - s444443!444444
calibration_locking.lock          GET  /calibration/of-others/lock            - s4444444444434
calibration_locking.lock          POST /calibration/of-others/lock            - s4444444444434
calibration_locking.lock          GET  /calibration/no-such-session/lock      - s4444444444444
calibration_locking.lock          POST /calibration/no-such-session/lock      - s4444444444444
calibration_locking.result        GET  /calibration/theirs/outcome            - s44444++444444
calibration_locking.result        GET  /calibration/of-others/outcome         - s44444444444+4
calibration_locking.result        GET  /calibration/over/outcome              - s44444+++44444
calibration_locking.result        GET  /calibration/no-such-session/outcome   - s4444444444444
calibration_locking.download      GET  /calibration/theirs/outcome.pdf        - s44444++444444
calibration_locking.download      GET  /calibration/over/outcome.xlsx         - s44444+++44444
calibration_locking.download      GET  /calibration/no-such-session/outcome.pdf - s4444444444444
calibration_together.confirm      GET  /calibration/theirs/confirm-levels     - s44444++444444
calibration_together.confirm      POST /calibration/theirs/confirm-levels     - s44444++444444
calibration_together.confirm      GET  /calibration/of-others/confirm-levels  - s44444444444!4
calibration_together.confirm      POST /calibration/of-others/confirm-levels  - s44444444444!4
calibration_together.confirm      GET  /calibration/no-such-session/confirm-levels - s4444444444444
calibration_together.confirm      POST /calibration/no-such-session/confirm-levels - s4444444444444
pack.ask                   POST    /calibration/theirs/packs      -     s44444++444444
pack.ask                   POST    /calibration/of-others/packs   -     s44444444444+4
pack.ask                   POST    /calibration/no-such-session/packs - s4444444444444
pack.pdf                   GET     /packs/pk-theirs/pack.pdf      -     s44444!!444444
pack.pdf                   GET     /packs/pk-of-others/pack.pdf   -     s44444444444>4
pack.pdf                   GET     /packs/no-such-pack/pack.pdf   -     s4444444444444
pack.cancel                POST    /packs/pk-theirs/cancel        -     s44444!!444444
pack.cancel                POST    /packs/pk-of-others/cancel     -     s4444444444434
pack.cancel                POST    /packs/no-such-pack/cancel     -     s4444444444444
pack.again                 POST    /packs/pk-theirs/again         -     s44444++444444
pack.again                 POST    /packs/pk-of-others/again      -     s44444444444+4
pack.again                 POST    /packs/no-such-pack/again      -     s4444444444444
directory.people           GET     /people                        -     s3333333+33333
directory.export           GET     /people/export.csv             -     s3333333+33333
directory.person           GET     /people/employee               -     s3333333+33333
directory.person           GET     /people/no-such-person         -     s3333333433333
directory.details          POST    /people/employee/details       -     s3333333+33333
directory.absence          POST    /people/no-such-person/absence -     s3333333433333
directory.move             POST    /people/employee/manager       -     s3333333+33333
directory.capacities       POST    /people/employee/capacities    -     s3333333+33333
deputies.of_person         GET     /people/employee/deputies      -     s3333333+33333
deputies.of_person         GET     /people/no-such-person/deputies -    s3333333433333
deputies.name_of_person    POST    /people/employee/deputies      -     s3333333+33333
deputies.end_of_person     POST    /people/employee/deputies/end  -     s3333333+33333
people_import.start        GET     /people/import                 -     s3333333+33333
people_import.bring        POST    /people/import                 -     s3333333+33333
people_import.sample       GET     /people/import/sample.csv      -     s3333333+33333
people_import.preview      GET     /people/import/no-such-file    -     s3333333433333
people_import.act          POST    /people/import/no-such-file    -     s3333333433333
people_import.problems     GET     /people/import/no-such-file/problems - s3333333433333
people_import.report       GET     /people/imports/no-such-import -     s3333333433333
jobs.job                   GET     /jobs/no-such-job              -     s3333333433334
jobs.cancel                POST    /jobs/no-such-job/cancel       -     s3333333433334
frameworks.frameworks      GET     /frameworks                    -     s3333333+3333+
frameworks.version         GET     /frameworks/ai-engineering/versions/1 - s3333333+3333+
frameworks.version         GET     /frameworks/no-such/versions/1 -     s3333333433334
frameworks.act             POST    /frameworks/no-such/versions/1 -     s3333333333334
frameworks.export          GET     /frameworks/ai-engineering/versions/1/file.csv - s3333333+3333+
frameworks.export          GET     /frameworks/no-such/versions/1/file.csv - s3333333433334
framework_import.start     GET     /frameworks/import             -     s333333333333+
framework_import.bring     POST    /frameworks/import             -     s333333333333+
framework_import.sample    GET     /frameworks/import/sample.csv  -     s333333333333+
framework_import.preview   GET     /frameworks/import/no-such-file -    s3333333333334
framework_import.act       POST    /frameworks/import/no-such-file -    s3333333333334
framework_import.take_starter POST /frameworks/starter            -     s333333333333+
audit.record               GET     /audit                         -     s33333333+3333
audit.verified             POST    /audit                         -     s33333333+3333
audit.events               GET     /audit/events                  -     s33333333+3333
audit.export               POST    /audit/events.csv              -     s33333333+3333
set_up.form                GET     /set-up/no-such-key            -     44444444444444
set_up.set_up              POST    /set-up/no-such-key            -     44444444444444
forgotten_password.ask     GET     /forgot-password               -     44444444444444
forgotten_password.ask     POST    /forgot-password               -     44444444444444
forgotten_password.choose  GET     /password/no-such-key          -     44444444444444
forgotten_password.change  POST    /password/no-such-key          -     44444444444444
mail.unsubscribe           GET     /mail/unsubscribe/no-such      -     44444444444444
mail.unsubscribed          POST    /mail/unsubscribe/no-such      -     44444444444444
invitations.choose         GET     /invitation/no-such-key        -     44444444444444
invitations.accept         POST    /invitation/no-such-key        -     44444444444444
invitations.people         GET     /people/invitations            -     s3333333+33333
invitations.invite         POST    /people/invitations            -     s3333333+33333
mail.given_up              GET     /people/mails                  -     s3333333+33333
mail.try_again             POST    /people/mails/again            -     s3333333+33333
mail.settle                POST    /people/mails/settled          -     s3333333+33333
verify.code                GET     /verify                        -     ++++++++++++++
verify.code                POST    /verify                        -     ++++++++++++++
verify.report              GET     /verify/no-such-code           -     44444444444444
health.health              GET     /health                        -     ++++++++++++++
static                     GET     /static/theme.css               -     ++++++++++++++
static                     OPTIONS /static/theme.css               -     ++++++++++++++
bootstrap.static           GET     /bootstrap/static/css/bootstrap.min.css - ++++++++++++++
""")

# What differs by the state of the employee's review (~ is its address, ^ its brief): a column each for STATES.
REVIEW = lines_of(
    """
self_review.review         GET  ~                  -       s+4>4444>44444 s+4>4444>44444 s+4>44>>>44444 s+4>44>>>4>444 s+4>4>>>>4>444
self_review.save           POST ~                  -       s+434444344444 s+434444344444 s+434433344444 s+434433343444 s+434333343444
self_review.check          GET  ~/check            -       s+434444344444 s>434444344444 s>434433344444 s>434433343444 s>434333343444
self_review.submit         POST ~/submit           stale   s!434444344444 s!4!4444!44444 s!4!44!!!44444 s!4!44!!!4!444 s!4!4!!!!4!444
self_review.withdraw       POST ~/withdraw         stale   s!4!4444!44444 s!4!4444!44444 s!4!44!!!44444 s!4!44!!!4!444 s!4!4!!!!4!444
cycle_whole.appoint GET ~/appoint/arbiter - s3333333+33333 s3333333+33333 s3333333+33333 s3333333+33333 s3333333+33333
cycle_whole.appoint POST ~/appoint/arbiter - s3333333+33333 s3333333+33333 s3333333+33333 s3333333+33333 s3333333+33333
cycle_whole.appoint GET ~/appoint/reviewer - s3333333+33333 s3333333+33333 s3333333+33333 s3333333+33333 s3333333+33333
cycle_whole.appoint POST ~/appoint/reviewer - s3333333+33333 s3333333+33333 s3333333+33333 s3333333+33333 s3333333+33333
autosave.save_rating  PUT  ~/ratings          self    s!444444444444 s!444444444444 s!444444444444 s!444444444444 s!444444444444
autosave.save_rating  POST ~/ratings          manager s44!4444444444 s44!4444444444 s44!4444444444 s44!4444444444 s44!4444444444
autosave.add_evidence POST ~/evidence         piece   s+434444344444 s!434444344444 s!434433344444 s!434433343444 s!434333343444
assessment.assess        GET  ~/assess           -       s34+4444344444 s34+4444344444 s34>4433344444 s34>4433343444 s34>4333343444
assessment.save POST ~/assess         -       s34+4444344444 s34+4444344444 s34+4433344444 s34+4433343444 s34+4333343444
sign_off.sign          GET  ~/sign             -       s34>4444344444 s34+4444344444 s34+4433344444 s34+4433343444 s34+4333343444
sign_off.sign          POST ~/sign             stale   s34!4444344444 s34+4444344444 s34!4433344444 s34!4433343444 s34!4333343444
actions.overview      GET  ~/actions          -       s+4+4444+44444 s+4+4444+44444 s+4+44+++44444 s+4+44+++4+444 s+4+4++++4+444
actions.confirm       GET  ~/actions/return   -       s!4!4444!44444 s34+4444344444 s!4!44!!!44444 s!4!44!!!4!444 s!4!4!!!!4!444
actions.confirm       POST ~/actions/return   stale   s!4!4444!44444 s34!4444344444 s!4!44!!!44444 s!4!44!!!4!444 s!4!4!!!!4!444
actions.confirm       GET  ~/actions/share    -       s!4!4444!44444 s!4!4444!44444 s34+4433+44444 s!4!44!!!4!444 s!4!4!!!!4!444
actions.confirm       POST ~/actions/share    stale   s!4!4444!44444 s!4!4444!44444 s34!4433!44444 s!4!44!!!4!444 s!4!4!!!!4!444
actions.confirm       GET  ~/actions/cancel   -       s3434444+44444 s3434444+44444 s3434433+44444 s!4!44!!!4!444 s!4!4!!!!4!444
actions.confirm       POST ~/actions/cancel   stale   s3434444!44444 s3434444!44444 s3434433!44444 s!4!44!!!4!444 s!4!4!!!!4!444
actions.confirm       GET  ~/actions/send_back -      s!4!4444!44444 s!4!4444!44444 s343443+344444 s!4!44!!!4!444 s!4!4!!!!4!444
actions.confirm       POST ~/actions/send_back stale  s!4!4444!44444 s!4!4444!44444 s343443!344444 s!4!44!!!4!444 s!4!4!!!!4!444
actions.confirm       GET  ~/actions/no-such  -       s4444444444444 s4444444444444 s4444444444444 s4444444444444 s4444444444444
result.result         GET  ~/result           -       s+444444444444 s+444444444444 s+4+4444+44444 s+4+4444+4+444 s+4+4+44+4+444
result.acknowledge    POST ~/acknowledge      stale   s!4!4444!44444 s!4!4444!44444 s!4!44!!!44444 s!434433343444 s!4!4!!!!4!444
result.decline        POST ~/decline          stale   s!4!4444!44444 s!4!4444!44444 s!4!44!!!44444 s!434433343444 s!4!4!!!!4!444
result.challenge      POST ~/challenge        stale   s!4!4444!44444 s!4!4444!44444 s!4!44!!!44444 s!434433343444 s!4!4!!!!4!444
result.talk           POST ~/talk             -       s!434444344444 s!434444344444 s!434433344444 s+434433343444 s+434333343444
result.statement      POST ~/statement        -       s!434444344444 s!434444344444 s!434433344444 s+434433343444 s+434333343444
history.history        GET  ~/history          -       s+4+4444++4444 s+4+4444++4444 s+4+4444++4444 s+4+4444++4444 s+4+4+44++4444
challenge.decide        GET  ~/challenge        -       s>4>4444>44444 s>4>4444>44444 s>4>44>>>44444 s>4>44>>>4>444 s>4>4+>>>4>444
challenge.end           POST ~/challenge/uphold stale   s!4!4444!44444 s!4!4444!44444 s!4!44!!!44444 s!4!44!!!4!444 s3434!33343444
challenge.end           POST ~/challenge/revise stale   s!4!4444!44444 s!4!4444!44444 s!4!44!!!44444 s!4!44!!!4!444 s3434!33343444
challenge.end           POST ~/challenge/no-such stale  s4444444444444 s4444444444444 s4444444444444 s4444444444444 s4444444444444
report.files           GET  ~/report           -       s+4+4444+44444 s+4+4444+44444 s+4+44+++44444 s+4+44+++4+444 s+4+4++++4+444
report.pdf            GET  ~/report.pdf?variant=blank     - s+4+4444444444 s+4+4444444444 s+4+4444444444 s+4+4444444444 s+4+4444444444
report.pdf            GET  ~/report.pdf?variant=employee  - s4444444444444 s4444444444444 s44+4444+44444 s+4+4444+4+444 s+4+4444+4+444
report.pdf            GET  ~/report.pdf?variant=committee - s4444444444444 s4444444444444 s44+44+++44444 s44+44+++44444 s44+4++++44444
report.pdf            POST ~/report.pdf?variant=employee  - s4444444444444 s4444444444444 s44+4444+44444 s+4+4444+4+444 s+4+4444+4+444
report.pdf            POST ~/report.pdf?variant=committee - s4444444444444 s4444444444444 s44+44+++44444 s44+44+++44444 s44+4++++44444
report.pdf            GET  ~/report.pdf?variant=no-such   - s4444444444444 s4444444444444 s4444444444444 s4444444444444 s4444444444444
calibration.person    GET  ^                     -       s4444444444444 s4444444444444 s44444++444444 s44444++444444 s44444++444444
calibration_voting.vote       GET  %             -     s4444444444444 s4444444444444 s44444>>444444 s44444>>444444 s44444>>444444
calibration_voting.give       POST %             -     s4444444444444 s4444444444444 s44444!!444444 s44444!!444444 s44444!!444444
calibration_voting.save       PUT  %             vote  s4444444444444 s44444!!444444 s44444!!444444 s44444!!444444 s44444!!444444
calibration_noting.discussed  POST ^/discussed   -     s4444444444444 s44444!!444444 s44444++444444 s44444!!444444 s44444!!444444
calibration_noting.note       POST ^/note        -     s4444444444444 s44444!!444444 s44444++444444 s44444!!444444 s44444!!444444
calibration_noting.save_note  PUT  ^/note        note  s4444444444444 s44444!!444444 s44444!!444444 s44444!!444444 s44444!!444444
calibration_person.decide   POST ^/decide        -       s4444444444444 s4444444444444 s44444++444444 s44444!!444444 s44444!!444444
calibration_person.adjust   POST ^/adjust        -       s4444444444444 s4444444444444 s4444443444444 s44444!!444444 s44444!!444444
calibration_person.withdraw POST ^/withdraw      -       s4444444444444 s4444444444444 s4444443444444 s44444!!444444 s44444!!444444
verify.report         GET  /verify/{code}      -       44444444444444 44444444444444 ++++++++++++++ ++++++++++++++ ++++++++++++++
verify.file           POST /verify/{code}      -       s4444444444444 s4444444444444 s+4+44++++4444 s+4+44+++++444 s+4+4++++++444
""".replace("~", "/reviews/{review}")
    .replace("^", "/calibration/{session}/people/{review}")
    .replace("%", "/calibration/{session}/vote/{review}")
)

# Things of others behind an address that would be open to the persona with a thing of their own. `{review}` is the
# employee's signed-off one, `{other}` a colleague's signed-off one in the session `of-others`, whose code is `{code}`.
OF_OTHERS = lines_of("""
self_review.review         GET  /reviews/{other}                            - s4+>4444>444>4
result.result         GET  /reviews/{other}/result                     - s4++4444+44444
history.history        GET  /reviews/{other}/history                    - s4++4444++4444
assessment.assess        GET  /reviews/{other}/assess                     - s43>4444344434
report.files           GET  /reviews/{other}/report                     - s4++4444+444+4
report.pdf            GET  /reviews/{other}/report.pdf?variant=no-such - s4444444444444
actions.overview      GET  /reviews/{other}/actions                    - s4++4444+444+4
calibration.person    GET  /calibration/theirs/people/{other}          - s4444444444444
calibration.person    GET  /calibration/of-others/people/{review}      - s4444444444444
calibration.person    GET  /calibration/of-others/people/{other}       - s44444444444+4
calibration.person    GET  /calibration/theirs/people/no-such-review   - s4444444444444
calibration_voting.vote   GET  /calibration/theirs/vote/{other}        - s4444444444444
calibration_voting.vote   GET  /calibration/of-others/vote/{review}    - s4444444444444
calibration_voting.vote   GET  /calibration/of-others/vote/{other}     - s44444444444>4
calibration_voting.save   PUT  /calibration/of-others/vote/{other}  vote s44444444444!4
calibration_noting.discussed  POST /calibration/theirs/people/{other}/discussed   - s4444444444444
calibration_noting.save_note  PUT  /calibration/of-others/people/{other}/note  note s44444444444!4
calibration_person.decide   POST /calibration/theirs/people/{other}/decide      - s4444444444444
calibration_person.decide   POST /calibration/of-others/people/{other}/decide   - s44444444444+4
calibration_person.adjust   POST /calibration/of-others/people/{other}/adjust   - s4444444444444
calibration_person.withdraw POST /calibration/of-others/people/{other}/withdraw - s4444444444444
verify.report         GET  /verify/{code}                              - ++++++++++++++
verify.file           POST /verify/{code}                              - s4++4444++44+4
autosave.save_rating  PUT  /reviews/{other}/ratings                    self s4!44444444444
autosave.save_rating  PUT  /reviews/{review}/ratings                   not-asked s4444444444444
self_review.review         GET  /reviews/no-such-review                     - s4444444444444
""")
