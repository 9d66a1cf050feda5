"""Each function may do what it does, and nothing else.

python -m unittest discover -s infra/tests, with aws-sam-translator installed.
"""

import unittest

import permissions
import variants

TABLE = "JobsTable"
READ = {("dynamodb:GetItem", TABLE), ("dynamodb:BatchGetItem", TABLE)}
UPDATE = {("dynamodb:UpdateItem", TABLE)}
PUT = {("dynamodb:PutItem", TABLE)}


def queries(index):
    return {("dynamodb:Query", "${JobsTable.Arn}/index/" + index)}


def sends(queue):
    return {("sqs:SendMessage", queue)}


def polls(queue):
    return {(f"sqs:{action}", queue) for action in ("ReceiveMessage", "DeleteMessage", "GetQueueAttributes")}


def logs(group):
    return {("logs:CreateLogStream", group), ("logs:PutLogEvents", group)}


GRANTED = {
    # it looks at the queue when it is primed
    "SubmitFunction": READ | PUT | UPDATE | sends("JobsQueue") | {("sqs:GetQueueAttributes", "JobsQueue")}
    | logs("SubmitLogs"),
    "ComputeFunction": READ | PUT | UPDATE | sends("ForksQueue") | polls("JobsQueue") | polls("ForksQueue")
    | {("sqs:ChangeMessageVisibility", "JobsQueue"), ("sqs:ChangeMessageVisibility", "ForksQueue")}
    | logs("ComputeLogs"),
    "StatusFunction": READ | UPDATE | queries("byCaller") | {("sqs:GetQueueAttributes", "JobsQueue")}
    | logs("StatusLogs"),
    "DeadLetterFunction": {("dynamodb:GetItem", TABLE)} | sends("ForksQueue") | polls("DeadLetterQueue")
    | logs("DeadLetterLogs"),
    "SweeperFunction": READ | PUT | UPDATE | queries("byWatch") | sends("ForksQueue") | logs("SweeperLogs"),
}


class Permissions(unittest.TestCase):
    def test_no_wildcard_in_any_variant(self):
        for name, parameters in variants.VARIANTS.items():
            with self.subTest(name):
                self.assertEqual([], permissions.excesses(resources(parameters)))

    def test_functions_may_do_what_is_listed_here(self):
        deployed = resources({})
        functions = {name for name, one in deployed.items() if one["Type"] == "AWS::Lambda::Function"}
        self.assertEqual(GRANTED.keys(), functions)
        for function, expected in GRANTED.items():
            with self.subTest(function):
                self.assertEqual(expected, permissions.granted(deployed, function))

    def test_the_api_may_call_the_functions_by_their_alias(self):
        self.assertEqual(
            {("lambda:InvokeFunction", "${SubmitFunction.Arn}:live"),
             ("lambda:InvokeFunction", "${StatusFunction.Arn}:live")},
            permissions.granted_to_role(resources({}), "ApiRole"))

    def test_no_two_functions_share_a_role(self):
        deployed = resources({})
        roles = [deployed[function]["Role"]["Fn::GetAtt"][0] for function in GRANTED]
        self.assertEqual(len(roles), len(set(roles)))

    def test_tracing_and_a_key_add_only_theirs(self):
        deployed = resources(variants.VARIANTS["everything"])
        for function, expected in GRANTED.items():
            with self.subTest(function):
                self.assertEqual(
                    {("kms:Decrypt", "EncryptionKeyArn"), ("kms:GenerateDataKey", "EncryptionKeyArn"),
                     ("xray:PutTraceSegments", "*"), ("xray:PutTelemetryRecords", "*")},
                    permissions.granted(deployed, function) - expected)

    def test_every_role_is_bounded_where_an_account_asks_for_it(self):
        for name, one in resources(variants.VARIANTS["everything"]).items():
            if one["Type"] == "AWS::IAM::Role":
                self.assertEqual({"Ref": "PermissionsBoundaryArn"}, one.get("PermissionsBoundary"), name)


class Bites(unittest.TestCase):
    """A permission that is too wide is noticed, however it is written."""

    def assert_found(self, old, new, sentence):
        template = variants.text({})
        self.assertIn(old, template)
        found = permissions.excesses(permissions.transformed(template.replace(old, new, 1)))
        self.assertTrue(any(sentence in one for one in found), found)

    def test_wildcard_action(self):
        self.assert_found("Action: [dynamodb:GetItem, dynamodb:BatchGetItem, dynamodb:PutItem, dynamodb:UpdateItem]",
                          "Action: dynamodb:*", "action dynamodb:*")

    def test_wildcard_resource(self):
        self.assert_found("Action: sqs:SendMessage\n                Resource: !GetAtt ForksQueue.Arn",
                          "Action: sqs:SendMessage\n                Resource: '*'", "resource * of sqs:SendMessage")

    def test_wildcard_within_a_resource(self):
        self.assert_found("Resource: !Sub ${JobsTable.Arn}/index/byCaller",
                          "Resource: !Sub ${JobsTable.Arn}/index/*", "/index/*")

    def test_negation(self):
        self.assert_found("Action: sqs:SendMessage\n", "NotAction: sqs:SendMessage\n", "NotAction")

    def test_policy_of_another(self):
        self.assert_found("      Policies:\n        - PolicyName: submit\n",
                          "      ManagedPolicyArns: [arn:aws:iam::aws:policy/AmazonSQSFullAccess]\n"
                          "      Policies:\n        - PolicyName: submit\n", "AmazonSQSFullAccess")

    def test_policy_that_sam_makes(self):
        self.assert_found("      Role: !GetAtt SubmitRole.Arn\n", "", "AWSLambdaBasicExecutionRole")


def resources(parameters):
    return permissions.transformed(variants.text(parameters))


if __name__ == "__main__":
    unittest.main()
