"""What a process that reads somebody's file does first. By itself, so that such a process imports little."""

import resource


def limit_this_process(seconds: int, memory: int) -> None:
    """Ends this process once it takes more seconds of a processor, or bytes of memory; it leaves no core file."""
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
