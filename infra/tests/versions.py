"""What a published version of a function depends on: its settings, and the text that has it published anew."""

import re

# The longest description that Lambda takes:
# https://docs.aws.amazon.com/lambda/latest/api/API_PublishVersion.html
LONGEST_DESCRIPTION = 256

# What SAM makes other resources of, or CloudFormation keeps for itself.
_NOT_OF_THE_FUNCTION = {"Events", "SnapStart", "AutoPublishAlias", "AutoPublishAliasAllProperties",
                        "VersionDescription", "Role"}


class Published:
    """A function of a parsed template, with values for its parameters."""

    def __init__(self, template, function, given):
        self._template = template
        self._parameters = {name: str(parameter["Default"])
                            for name, parameter in self._template["Parameters"].items()} | given
        self._properties = _merged(self._template["Globals"]["Function"],
                                   self._template["Resources"][function]["Properties"])

    def settings(self):
        """What Lambda is told of the function; names of resources stay as they are in the template."""
        return self._resolve({name: value for name, value in self._properties.items()
                              if name not in _NOT_OF_THE_FUNCTION} | {"SnapStart": self._properties["SnapStart"]})

    def description(self):
        return self._resolve(self._properties["VersionDescription"])

    def _holds(self, condition):
        return self._resolve(self._template["Conditions"][condition])

    def _resolve(self, value):
        if isinstance(value, list):
            return [self._resolve(part) for part in value]
        if not isinstance(value, dict):
            return value
        if len(value) == 1:
            (function, argument), = value.items()
            if function == "Ref":
                return self._parameters.get(argument, value)
            if function == "Fn::If":
                return self._resolve(argument[1 if self._holds(argument[0]) else 2])
            if function == "Fn::Equals":
                return str(self._resolve(argument[0])) == str(self._resolve(argument[1]))
            if function == "Fn::Not":
                return not self._resolve(argument[0])
            if function == "Fn::Sub":
                return self._substitute(argument)
            if function in ("Fn::And", "Fn::Or", "Condition"):
                raise ValueError(f"a condition by {function}")
        return {name: self._resolve(part) for name, part in value.items()}

    def _substitute(self, argument):
        text, own = argument if isinstance(argument, list) else (argument, {})
        values = self._parameters | self._resolve(own)
        return re.sub(r"\$\{([^}]+)}", lambda place: values.get(place[1], place[0]), text)


def _merged(general, own):
    if isinstance(general, dict) and isinstance(own, dict):
        return general | {name: _merged(general.get(name), value) for name, value in own.items()}
    return own
