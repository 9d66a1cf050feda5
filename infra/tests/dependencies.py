"""Checks a CycloneDX bill of materials: is everything in it known here, and is nothing in it known to be bad?

    python infra/tests/dependencies.py target/sbom.json            # fails with a sentence for each finding
    python infra/tests/dependencies.py --accept target/sbom.json   # writes infra/dependencies.txt anew

Works without a network, and so knows only the advisories in infra/advisories.json; the workflow asks OSV as well.
"""

import json
import pathlib
import re
import sys

INFRA = pathlib.Path(__file__).resolve().parents[1]
OURS = "dev.elementwise/"


def components(bill):
    """Name, version and licences of each component that is not this project's, sorted."""
    found = set()
    for component in bill["components"]:
        name = f"{component['group']}/{component['name']}"
        if not name.startswith(OURS):
            found.add((name, component["version"], ", ".join(sorted(map(_licence, component.get("licenses", []))))))
    return sorted(found)


def _licence(entry):
    licence = entry.get("license", {})
    return licence.get("id") or licence.get("name") or entry.get("expression", "?")


def findings(found, accepted, advisories):
    """A sentence for each component that is new, gone or known to be bad."""
    lines = [" | ".join(one) for one in found]
    yield from (f"not in infra/dependencies.txt: {line}" for line in lines if line not in accepted)
    yield from (f"no longer used: {line}" for line in accepted if line not in lines)
    for name, version, _ in found:
        for advisory in advisories:
            if advisory["package"] == name and "harmless" not in advisory and is_affected(version, advisory["fixed"]):
                yield f"{name} {version} has {advisory['id']}, fixed in {' and '.join(advisory['fixed'])}"


def is_affected(version, fixed):
    """Each fix is good for its own line, such as 2.12; the last one for all that follow."""
    parts = _numbers(version)
    for fix in map(_numbers, fixed):
        if parts >= fix and (parts[:2] == fix[:2] or fix == _numbers(fixed[-1])):
            return False
    return True


def _numbers(version):
    return [int(number) for number in re.findall(r"\d+", version)]


def main(arguments):
    found = components(json.loads(pathlib.Path(arguments[-1]).read_text()))
    listed = INFRA / "dependencies.txt"
    if arguments[0] == "--accept":
        listed.write_text("".join(" | ".join(one) + "\n" for one in found))
        return 0
    advisories = json.loads((INFRA / "advisories.json").read_text())["advisories"]
    sentences = list(findings(found, listed.read_text().splitlines(), advisories))
    print(*sentences or [f"{len(found)} components, all accepted, none known to be bad"], sep="\n")
    return 1 if sentences else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
