"""How gunicorn serves the site, under systemd: docs/deploy.md.

The socket is systemd's, which hands it over. How many workers: WEB_CONCURRENCY, in the site's
environment file.
"""

import multiprocessing

wsgi_app = "claimsite.wsgi"

# gunicorn itself reads WEB_CONCURRENCY in the place of a number.
if "WEB_CONCURRENCY" not in __import__("os").environ:
    workers = multiprocessing.cpu_count() + 1
# A thread waits for the database, or for nginx to take a long export, while others work.
worker_class = "gthread"
threads = 4
# Loaded once: the workers share its memory, and a release that does not load does not start.
preload_app = True

# nginx is the only one at the socket, and says which scheme and address a request came by.
forwarded_allow_ips = "*"
# A request's first line holds the address, in which each filter may be given many times.
limit_request_line = 8190
limit_request_fields = 60
limit_request_field_size = 8190

# A worker that does not say for so long that it lives is replaced.
timeout = 60
# An export that has begun is sent to its end, by the old release too: it stops when it is done.
graceful_timeout = 600
# nginx opens a connection for each request.
keepalive = 0
# In memory: a disk that is slow would make a worker look dead.
worker_tmp_dir = "/dev/shm"  # noqa: S108  made by mkstemp, and unlinked
control_socket_disable = True
