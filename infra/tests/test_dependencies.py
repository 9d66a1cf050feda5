"""What the check of the bill of materials finds, and what it does not."""

import json
import re
import unittest

import dependencies

ADVISORIES = json.loads((dependencies.INFRA / "advisories.json").read_text())["advisories"]


class Findings(unittest.TestCase):
    def found(self, name, version, accepted=True):
        component = (name, version, "MIT")
        return list(dependencies.findings([component], [" | ".join(component)] if accepted else [], ADVISORIES))

    def test_a_version_with_an_advisory_is_found(self):
        self.assertEqual(
            ["com.fasterxml.jackson.core/jackson-databind 2.12.7 has CVE-2022-42003, fixed in 2.12.7.1 and 2.13.4.2",
             "com.fasterxml.jackson.core/jackson-databind 2.12.7 has CVE-2022-42004, fixed in 2.12.7.1 and 2.13.4"],
            self.found("com.fasterxml.jackson.core/jackson-databind", "2.12.7"))
        self.assertEqual(1, len(self.found("org.yaml/snakeyaml", "1.33")))

    def test_a_fix_is_good_for_its_own_line_and_the_last_for_all_that_follow(self):
        fixed = ["2.12.7.1", "2.13.4.2"]
        affected = {version: dependencies.is_affected(version, fixed)
                    for version in ("2.11.9", "2.12.7", "2.12.7.1", "2.13.0", "2.13.4.2", "2.14.0")}
        self.assertEqual({"2.11.9": True, "2.12.7": True, "2.12.7.1": False, "2.13.0": True, "2.13.4.2": False,
                          "2.14.0": False}, affected)

    def test_what_nobody_has_accepted_is_found(self):
        self.assertEqual(["not in infra/dependencies.txt: org.example/new | 1.0 | MIT"],
                         self.found("org.example/new", "1.0", accepted=False))

    def test_what_is_gone_is_found(self):
        self.assertEqual(["no longer used: org.example/old | 1.0 | MIT"],
                         list(dependencies.findings([], ["org.example/old | 1.0 | MIT"], ADVISORIES)))

    def test_an_advisory_that_is_harmless_here_says_why(self):
        self.assertEqual([], self.found("com.fasterxml.jackson.core/jackson-core", "2.20.1"))
        self.assertTrue(all(len(one["harmless"]) > 20 for one in ADVISORIES if "harmless" in one))

    def test_the_scanner_of_the_workflow_ignores_the_same(self):
        ignored = re.findall(r'^id = "(.+)"$', (dependencies.INFRA / "osv-scanner.toml").read_text(), re.MULTILINE)
        self.assertEqual([one["id"] for one in ADVISORIES if "harmless" in one], ignored)


if __name__ == "__main__":
    unittest.main()
