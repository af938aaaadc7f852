"""The rows of a list, as its page shows them."""

import re

ROW = re.compile(r'<h2 class="row__claim"[^>]*><a href="([^"]+)"')


def found(client, address: str, status: int = 200) -> list[str]:
    """The addresses of the rows at `address`, in order."""
    response = client.get(address)
    assert response.status_code == status, response.content.decode()[:400]
    return ROW.findall(response.content.decode())
