"""A database in which every text that fixture, form or import lets in is a payload, for `xss`.

    python -m tests.torture._poisoned FILE.json [HOW_MANY_PAYLOADS]

writes what was let in and refused, and the keys of the records, into the file.
"""

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

import django
from django.test.utils import setup_test_environment

# What the site works out from the others.
from tests.torture._let_in import told
from tests.torture._payloads import some
from tests.torture._poisoned_annotations import by_annotating
from tests.torture._poisoned_fixture import DERIVED, Fixture
from tests.torture._poisoned_forms import by_forms
from tests.torture._poisoned_imports import by_import


def main(file: str, number: int) -> None:
    django.setup()
    setup_test_environment()
    from django.apps import apps

    from tests.dispute import make_dispute

    payloads = some(number)
    make_dispute()
    with tempfile.TemporaryDirectory() as folder:
        by_import(["nothing"], Path(folder))
        told.clear()
    fixture = Fixture()
    for at, payload in enumerate(payloads, 1):
        fixture.load(at, payload)
    by_forms(payloads, fixture)
    by_annotating(payloads)
    with tempfile.TemporaryDirectory() as folder:
        by_import(payloads, Path(folder))
    keys: dict[str, list[Any]] = {}
    for model in apps.get_app_config("claims").get_models():
        name = str(model._meta.model_name)
        if name not in DERIVED:
            keys[name] = list(model._default_manager.order_by("pk").values_list("pk", flat=True))
    for name in ("actor", "article", "claim"):
        model = apps.get_model("claims", name)
        keys[f"{name} slug"] = list(model.objects.order_by("pk").values_list("slug", flat=True))
    Path(file).write_text(json.dumps({"told": told, "keys": keys}))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
