"""What the roles of a template may do, once SAM has transformed it; and what of that is too much."""

from samtranslator.translator.transform import transform
from samtranslator.yaml_helper import yaml_parse

# X-Ray has no resources that a policy could name:
# https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsx-ray.html
WITHOUT_RESOURCES = {"xray:PutTraceSegments", "xray:PutTelemetryRecords"}


class _NoManagedPolicies:
    @staticmethod
    def load():
        return {}


def transformed(text):
    """The resources as CloudFormation gets them, with conditions decided by the parameters' defaults."""
    template = yaml_parse(text)
    # what `sam package` would put there
    template["Globals"]["Function"]["CodeUri"] = "s3://bucket/functions.zip"
    parameters = {name: parameter["Default"] for name, parameter in template["Parameters"].items()}
    conditions = template["Conditions"]
    result = transform(template, dict(parameters), _NoManagedPolicies())
    decide = Decisions(parameters, conditions)
    return {
        name: decide.resolve(resource.get("Properties", {})) | {"Type": resource["Type"]}
        for name, resource in result["Resources"].items()
        if decide.holds(resource.get("Condition"))
    }


class Decisions:
    """What conditions come to for values of the parameters."""

    def __init__(self, parameters, conditions):
        self._parameters = parameters
        self._conditions = conditions

    def holds(self, name):
        return name is None or self._value(self._conditions[name])

    def _value(self, expression):
        if isinstance(expression, dict):
            (function, argument), = expression.items()
            if function == "Ref":
                return str(self._parameters[argument])
            if function == "Fn::Equals":
                return self._value(argument[0]) == self._value(argument[1])
            if function == "Fn::Not":
                return not self._value(argument[0])
            raise ValueError(f"a condition by {function}")
        return str(expression)

    def resolve(self, value):
        if isinstance(value, dict):
            if set(value) == {"Fn::If"}:
                condition, yes, no = value["Fn::If"]
                return self.resolve(yes if self.holds(condition) else no)
            resolved = {name: self.resolve(part) for name, part in value.items()}
            return {name: part for name, part in resolved.items() if part != {"Ref": "AWS::NoValue"}}
        if isinstance(value, list):
            return [part for part in map(self.resolve, value) if part != {"Ref": "AWS::NoValue"}]
        return value


def policies(resources):
    """Each role or policy with its statements."""
    for name, resource in resources.items():
        if resource["Type"] == "AWS::IAM::Role":
            for policy in resource.get("Policies", []):
                yield name, _list(policy["PolicyDocument"]["Statement"])
        elif resource["Type"] in ("AWS::IAM::Policy", "AWS::IAM::ManagedPolicy"):
            yield name, _list(resource["PolicyDocument"]["Statement"])


def excesses(resources):
    """A sentence for each permission that is wider than it has to be."""
    found = []
    for name, resource in resources.items():
        for policy in resource.get("ManagedPolicyArns", []) if resource["Type"] == "AWS::IAM::Role" else []:
            found.append(f"{name} has a policy of AWS's or another's: {policy}")
    for name, statements in policies(resources):
        for statement in statements:
            found += [f"{name}: {sentence}" for sentence in _wide(statement)]
    return found


def _wide(statement):
    for negation in ("NotAction", "NotResource", "NotPrincipal"):
        if negation in statement:
            yield f"{negation} allows whatever it does not name"
    actions = _list(statement.get("Action", []))
    yield from (f"a wildcard in the action {action}" for action in actions if "*" in action or "?" in action)
    for resource in _list(statement.get("Resource", [])):
        if _has_wildcard(resource) and not set(actions) <= WITHOUT_RESOURCES:
            yield f"a wildcard in the resource {resource} of {', '.join(actions)}"


def _has_wildcard(resource):
    if isinstance(resource, dict):
        return any(_has_wildcard(part) for part in resource.values())
    if isinstance(resource, list):
        return any(_has_wildcard(part) for part in resource)
    return "*" in str(resource) or "?" in str(resource)


def granted(resources, function):
    """What a function may do, as pairs of an action and the logical name of what it may do it to."""
    return granted_to_role(resources, resources[function]["Role"]["Fn::GetAtt"][0])


def granted_to_role(resources, role):
    """What a role may do, as the same pairs."""
    pairs = set()
    for name, statements in policies(resources):
        for statement in statements if name == role else []:
            pairs |= {(action, _named(resource)) for action in _list(statement["Action"])
                      for resource in _list(statement["Resource"])}
    return pairs


def _named(resource):
    if isinstance(resource, dict):
        (function, argument), = resource.items()
        return argument[0] if function == "Fn::GetAtt" else argument
    return resource


def _list(value):
    return value if isinstance(value, list) else [value]
