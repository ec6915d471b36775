"""Packs as jobs: asked for, made by a worker, kept, downloaded. The graph is the truth; a queue only wakes workers."""
