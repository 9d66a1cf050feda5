"""A function that its own messages come back to says so, or Lambda stops it.

python -m unittest discover -s infra/tests, with aws-sam-translator installed.
"""

import unittest

import loops
import permissions
import variants


class Loops(unittest.TestCase):
    def test_functions_in_a_loop_and_no_others_may_be_called_by_it(self):
        for name, parameters in variants.VARIANTS.items():
            with self.subTest(name):
                deployed = permissions.transformed(variants.text(parameters))
                allowed = {name for name, one in deployed.items() if one.get("RecursiveLoop") == "Allow"}
                self.assertEqual(allowed, loops.in_loops(deployed))

    def test_forks_and_what_is_sent_for_dead_letters_come_back(self):
        self.assertEqual({"ComputeFunction", "DeadLetterFunction"}, in_loops(variants.text({})))

    def test_without_forks_nothing_comes_back(self):
        template = variants.text({})
        grants = "Action: sqs:SendMessage\n                Resource: !GetAtt ForksQueue.Arn"
        self.assertIn(grants, template)
        self.assertEqual(set(), in_loops(template.replace(
            grants, "Action: sqs:GetQueueUrl\n                Resource: !GetAtt ForksQueue.Arn")))


def in_loops(template):
    return loops.in_loops(permissions.transformed(template))


if __name__ == "__main__":
    unittest.main()
