"""The manager's assessment, side by side with the self-assessment."""
