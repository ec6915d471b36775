"""Packs and workers in the graph: statements in, records out; no rule."""

from graph.pack.rows import PackRow
from graph.queries import query

ASK = query("pack/ask")
PACK = query("pack/pack", PackRow)
LOG_DOWNLOAD = query("pack/log_download")
TAKE = query("pack/take")
PROGRESS = query("pack/progress")
PUT_BACK = query("pack/put_back")
MOVE = query("pack/move")
UNFINISHED = query("pack/unfinished")
EXPIRED = query("pack/expired")
STORED_KEYS = query("pack/stored_keys")
BEAT = query("pack/beat")
LEAVE = query("pack/leave")
WORKERS = query("pack/workers")
