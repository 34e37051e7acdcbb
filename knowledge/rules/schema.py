"""The JSON Schema of the rule file, from its models: an editor completes and checks while the coordinator types."""

import json

from knowledge.rules.document import Document


def json_schema() -> str:
    """JSON Schema (draft 2020-12), always the same bytes."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **Document.model_json_schema()}
    return json.dumps(schema, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
