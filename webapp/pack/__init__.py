"""The pack of a calibration session: asked for on its page, made by a worker, kept in a store, downloaded."""
