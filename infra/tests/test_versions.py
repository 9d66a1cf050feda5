"""A version of the functions behind the API is published where what they get has changed, and only there.

Their description is what has CloudFormation publish: so it has to change with the settings. Where it changes alone,
Lambda gives the version that is there already, and the deployment fails.
"""

import unittest

from samtranslator.yaml_helper import yaml_parse

import permissions
import variants
import versions

FUNCTIONS = ("SubmitFunction", "StatusFunction")

# A second value for each parameter; those with few values have all the others.
OTHERS = {
    "ApiKeyValue": "0123456789-0123456789",
    "UserPoolArn": "arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_example",
    "CorsOrigin": "https://app.example.com",
    "ComputeMemory": "1769",
    "ComputeConcurrency": "399",
    "ProvisionedPollers": "4",
    "MaxProvisionedPollers": "199",
    "MaxElements": "10",
    "MaxResultBytes": "1048576",
    "MaxRunDays": "2",
    "RetentionDays": "8",
    "SweepSchedule": "rate(1 minute)",
    "RequestsPerSecond": "999",
    "AlarmEmail": "operator@example.com",
    "PermissionsBoundaryArn": "arn:aws:iam::123456789012:policy/bound",
    "EncryptionKeyArn": "arn:aws:kms:us-east-1:123456789012:key/00000000-0000-0000-0000-000000000000",
    "EndpointUrl": "http://localhost:4566",
}
BASES = ({}, {"ProvisionedPollers": "2"})
LONGEST = {
    "ElementTimeLimit": "840",
    "MaxElements": "1000000000",
    "MaxResultBytes": "1099511627776",
    "RetentionDays": "3650",
    "ProvisionedPollers": "200",
    "MaxProvisionedPollers": "2000",
    "Architecture": "x86_64",
    "SnapStart": "off",
}


class Versions(unittest.TestCase):
    def setUp(self):
        self.template = yaml_parse(variants.text({}))
        self.parameters = self.template["Parameters"]

    def test_a_version_is_published_where_the_settings_change_and_only_there(self):
        changing = set()
        for function in FUNCTIONS:
            for base in BASES:
                for name, value in self.others():
                    before = versions.Published(self.template, function, base)
                    after = versions.Published(self.template, function, {**base, name: value})
                    changed = before.settings() != after.settings()
                    with self.subTest(function=function, parameter=name, base=base):
                        self.assertEqual(changed, before.description() != after.description())
                    changing |= {name} if changed else set()
        self.assertTrue({"SnapStart", "RetentionDays", "CorsOrigin", "Tracing", "MaxProvisionedPollers"} <= changing)
        self.assertTrue({"ApiKeyValue", "LogRetentionDays", "AlarmEmail"}.isdisjoint(changing))

    def test_the_longest_description_is_taken(self):
        longest = {name: "x" * int(self.parameters[name]["MaxLength"]) for name in ("CorsOrigin", "EndpointUrl")}
        for function in FUNCTIONS:
            description = versions.Published(self.template, function, {**LONGEST, **longest}).description()
            self.assertLessEqual(len(description), versions.LONGEST_DESCRIPTION)
            self.assertNotIn("${", description)

    def others(self):
        for name, parameter in self.parameters.items():
            if name in OTHERS:
                yield name, OTHERS[name]
            else:
                yield from ((name, str(value)) for value in parameter["AllowedValues"])


class Transformed(unittest.TestCase):
    """What SAM makes of it."""

    def test_the_alias_stands_for_the_version_that_has_the_description(self):
        deployed = permissions.transformed(variants.text({}))
        for function in FUNCTIONS:
            alias = deployed[f"{function}Aliaslive"]
            version = alias["FunctionVersion"]["Fn::GetAtt"][0]
            self.assertEqual({"Ref": function}, alias["FunctionName"])
            self.assertIn("${RetentionDays}", deployed[version]["Description"]["Fn::Sub"][0])

    def test_snapshots_are_kept_only_where_there_are_some(self):
        for snap_start, state in (("on", "ENABLED"), ("off", "DISABLED")):
            deployed = permissions.transformed(variants.text({"SnapStart": snap_start}))
            for function in FUNCTIONS:
                self.assertEqual(state, deployed[f"{function}KeepSnapshot"]["State"])

    def test_functions_have_no_tags_of_the_template(self):
        # with them SAM publishes a version where only a tag has changed, of which Lambda makes none
        for name, one in permissions.transformed(variants.text({})).items():
            if one["Type"] == "AWS::Lambda::Function":
                self.assertEqual([{"Key": "lambda:createdBy", "Value": "SAM"}], one["Tags"], name)


class Bites(unittest.TestCase):
    def test_a_setting_that_the_description_leaves_out(self):
        text = variants.text({}).replace("${FaultTask} ${ComputeMemory}", "${ComputeMemory}")
        before, after = (versions.Published(yaml_parse(text), "StatusFunction", {"FaultTask": value})
                         for value in ("on", "off"))
        self.assertNotEqual(before.settings(), after.settings())
        self.assertEqual(before.description(), after.description())


if __name__ == "__main__":
    unittest.main()
