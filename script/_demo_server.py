"""gunicorn's settings for script/demo: this machine only, and the address once it answers."""

import os

bind = f"127.0.0.1:{os.environ['PORT']}"
# Threads: a browser's idle connections would block a worker that serves one at a time.
workers = 1
threads = 8
# Loaded before it listens, so that a site that cannot start never says where it is.
preload_app = True
control_socket_disable = True
# As in deploy/gunicorn.conf.py: an address that is longer than the site reads gets its own page.
limit_request_line = 8190
loglevel = "warning"


def when_ready(server: object) -> None:
    print(
        f"\nThe site is at   http://localhost:{os.environ['PORT']}/\n"
        f"Its admin is at  http://localhost:{os.environ['PORT']}/admin/\n"
        f"     to log in:  {os.environ['DEMO_LOGIN']}\n\n"
        "Ctrl-C stops it.",
        flush=True,
    )
