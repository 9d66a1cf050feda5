"""The template with other defaults, so that linters see the other side of each condition."""

import pathlib
import re
import sys

TEMPLATE = pathlib.Path(__file__).resolve().parents[2] / "template.yaml"

_ACCOUNT = "123456789012"
_EVERYTHING = {
    "FurtherBatches": "off",
    "ProvisionedPollers": "4",
    "CorsOrigin": "https://app.example.com",
    "Tracing": "on",
    "AlarmEmail": "operator@example.com",
    "PermissionsBoundaryArn": f"arn:aws:iam::{_ACCOUNT}:policy/bound",
    "EncryptionKeyArn": f"arn:aws:kms:us-east-1:{_ACCOUNT}:key/00000000-0000-0000-0000-000000000000",
    "DeletionProtection": "on",
    "ApiKeyValue": "0123456789-0123456789",
    "FaultTask": "on",
    "Architecture": "x86_64",
}
_POOL = {"Authorizer": "jwt", "UserPoolArn": f"arn:aws:cognito-idp:us-east-1:{_ACCOUNT}:userpool/us-east-1_example"}

VARIANTS = {
    "defaults": {},
    "open": {"ApiKeyRequired": "false"},
    "iam": {"Authorizer": "iam", "ApiKeyRequired": "false"},
    "jwt": {**_POOL, "ApiKeyRequired": "false"},
    "everything": {**_EVERYTHING, **_POOL},
}


def text(parameters):
    """The template's text with these values as defaults."""
    template = TEMPLATE.read_text()
    for name, value in parameters.items():
        section = re.compile(rf"(\n  {name}:\n(?:    .*\n)*?    Default: ).*\n")
        template, count = section.subn(lambda match: f'{match[1]}"{value}"\n', template)
        if count != 1:
            raise ValueError(f"the template has no parameter {name} with a default")
    return template


if __name__ == "__main__":
    folder = pathlib.Path(sys.argv[1])
    for variant, given in VARIANTS.items():
        (folder / f"{variant}.yaml").write_text(text(given))
