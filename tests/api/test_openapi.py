"""The OpenAPI document is valid, and the API does what it says: asked by schemathesis, a few times
here, a thousand times an operation by `script/torture api`."""

import json
import os

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from hypothesis import HealthCheck, settings
from openapi_spec_validator import OpenAPIV31SpecValidator
from schemathesis.specs.openapi import checks

from claims.api.site import api

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
EXAMPLES = int(os.environ.get("API_EXAMPLES", "15"))

schema = schemathesis.openapi.from_dict(dict(api.get_openapi_schema()))
schema.app = get_wsgi_application()
schema.config.update(base_url="http://testserver")


def test_the_document_is_valid():
    document = json.loads(json.dumps(api.get_openapi_schema()))
    OpenAPIV31SpecValidator(document).validate()


@schema.parametrize()
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize=True,
)
def test_every_answer_is_as_the_document_says(demo_once, case):
    # That a text names no record, or no page of this list, no schema can say.
    case.call_and_validate(
        headers={"Host": "testserver", "Accept-Encoding": "identity"},
        excluded_checks=[checks.positive_data_acceptance],
    )
