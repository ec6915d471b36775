"""The pages of framework editors: frameworks and their versions, import, draft, publishing, export."""
