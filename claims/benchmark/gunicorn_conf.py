"""gunicorn's settings for the benchmark's child process, which ends when its parent does."""

import os
import signal
import sys
import threading

bind = f"unix:{os.environ['BENCHMARK_SOCKET']}"
workers = int(os.environ["BENCHMARK_WORKERS"])
# Threads: a worker without them closes each connection after one answer.
worker_class = "gthread"
threads = int(os.environ["BENCHMARK_THREADS"])
# Longer than the benchmark leaves a connection alone.
keepalive = 3600
timeout = 3600
graceful_timeout = 1
# Once for all workers: the static files are collected as it is loaded.
preload_app = True
control_socket_disable = True
loglevel = "warning"


def when_ready(server: object) -> None:
    threading.Thread(target=_end_with_the_parent, daemon=True).start()


def _end_with_the_parent() -> None:
    # The other end is the parent's: it closes when the parent is gone, however it went.
    sys.stdin.buffer.read()
    os.kill(os.getpid(), signal.SIGQUIT)
