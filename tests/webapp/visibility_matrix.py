"""Whose eyes each word of a review may meet, as data: one review's story with a word of its own in every free text.

A cell is one letter a persona: capital, they meet the word on their pages; small, they may. Who has no letter never
meets it. E employee, C colleague, M manager, O other manager, H head above (the arbiter of the challenge),
K committee member, F facilitator, R HR, A auditor, D dotted line, who reads the employee's copy of the report and so
its record.
"""

from tests.company import (
    AUDITOR,
    COLLEAGUE,
    DOTTED,
    EMPLOYEE,
    FACILITATOR,
    HEAD,
    HR,
    MANAGER,
    MEMBER,
    OTHER_MANAGER,
)

PERSONAS = {
    "E": EMPLOYEE, "C": COLLEAGUE, "M": MANAGER, "O": OTHER_MANAGER, "H": HEAD, "K": MEMBER, "F": FACILITATOR,
    "R": HR, "A": AUDITOR, "D": DOTTED,
}  # fmt: skip

STAGES = (
    "self_draft", "submitted", "manager_draft", "returned", "signed_off", "sent_back", "calibrated", "shared",
    "challenged",
)  # fmt: skip

_STORY = """
word           self_draft submitted manager_draft returned signed_off sent_back calibrated shared   challenged
selfcomment    E          EM        EM            E        EMRkf      EM        EMRkf      EMRDkf   EMRHDkf
selfreason     E          EM        EM            E        EMRkf      EM        EMRkf      EMRDkf   EMRHDkf
piecetitle     E          EM        EM            E        EMRkf      EM        EMRkf      EMRDkf   EMRHDkf
piecenote      e          EM        EM            e        EMRkf      EM        EMRkf      EMRDkf   EMRHDkf
pieceurl       e          EM        EM            e        EMRkf      EM        EMRkf      EMRDkf   EMRHDkf
newercomment   -          -         -             E        EMRkf      EM        EMRkf      EMRDkf   EMRHDkf
duecomment     -          -         M             M        MRkf       M         MRkf       EMRDkf   EMRHDkf
duereason      -          -         M             M        MRkf       M         MRkf       EMRDkf   EMRHDkf
returncomment  -          -         -             EMR      EMR        EMR       EMR        EMRd     EMRHd
sentences      -          -         -             -        MRKF       mr        MRKF       EMRDKF   EMRHDKF
adjustsentence -          -         -             -        MRkf       MR        MRkf       EMRDkf   EMRHDkf
votenote       -          -         -             -        K          k         k          k        k
meetingnote    -          -         -             -        KF         f         KF         KF       KF
decisionsentence -        -         -             -        -          -         MRkf       EMRDkf   EMRHDkf
sendbackreason -          -         -             -        -          MR        MRkf       MRkf     MRHkf
sharenote      -          -         -             -        -          -         -          EMRDkf   EMRHDkf
statement      -          -         -             -        -          -         -          EMRdkf   EMRHdkf
wishtotalk     -          -         -             -        -          -         -          EMRd     EMRHd
challengereason -         -         -             -        -          -         -          -        EMRHdkf
"""

_BLIND = """
word           submitted rated revealed
selfcomment    E         E     EM
selfreason     E         E     EM
piecetitle     E         E     EM
piecenote      E         E     EM
duecomment     -         M     M
"""


def cells(table: str) -> dict[tuple[str, str], str]:
    """(word, stage) -> letters, of a table whose first line names the stages."""
    first, *lines = (line.split() for line in table.strip().splitlines())
    found: dict[tuple[str, str], str] = {}
    for word, *letters in lines:
        if len(letters) != len(first) - 1:
            raise ValueError(f"{word}: {len(letters)} cells for {len(first) - 1} stages")
        found |= {(word, stage): cell.strip("-") for stage, cell in zip(first[1:], letters, strict=True)}
    return found


STORY, BLIND = cells(_STORY), cells(_BLIND)


def marker(word: str) -> str:
    """The word as it is written into the field: nothing else on any page contains it."""
    return f"zq{word}qz"
