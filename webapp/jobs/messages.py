"""The words of each kind of jobs that has a page here; a cycle that is opened has one of its own."""

from graph.jobs.models import JobKind
from webapp.cycle import job_words as review_words
from webapp.job_words import JobWords
from webapp.jobs import import_words

WORDS: dict[JobKind, JobWords] = {
    JobKind.PEOPLE_IMPORT: import_words,
    JobKind.FRAMEWORK_IMPORT: import_words,
    JobKind.REVIEWS: review_words,
}
