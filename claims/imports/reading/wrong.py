"""What is wrong with one record of a file."""


class Wrong(Exception):
    """Why a record becomes no item, and the file's own name of the `field`; "" of the whole."""

    def __init__(self, field: str, why: str) -> None:
        super().__init__(why)
        self.field = field
        self.why = why
