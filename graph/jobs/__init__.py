"""Jobs: what takes longer than a request: asked for by somebody, made by a worker, looked at later."""
