"""What a published version of a function depends on: its settings, and the text that has it published anew."""

import re

import permissions

# The longest description that Lambda takes:
# https://docs.aws.amazon.com/lambda/latest/api/API_PublishVersion.html
LONGEST_DESCRIPTION = 256

# What SAM makes other resources of, or CloudFormation keeps for itself.
_NOT_OF_THE_FUNCTION = {"Events", "AutoPublishAlias", "AutoPublishAliasAllProperties", "VersionDescription", "Role"}


class Published:
    """A function of a parsed template, with values for its parameters."""

    def __init__(self, template, function, given):
        parameters = {name: str(parameter["Default"]) for name, parameter in template["Parameters"].items()} | given
        self._values = _Values(parameters, template["Conditions"])
        self._properties = _merged(template["Globals"]["Function"], template["Resources"][function]["Properties"])

    def settings(self):
        """What Lambda is told of the function; names of resources stay as they are in the template."""
        return self._values.resolve({name: value for name, value in self._properties.items()
                                     if name not in _NOT_OF_THE_FUNCTION})

    def description(self):
        return self._values.resolve(self._properties["VersionDescription"])


class _Values(permissions.Decisions):
    """With the parameters' values in their places, too."""

    def resolve(self, value):
        if isinstance(value, dict) and set(value) == {"Ref"}:
            return self._parameters.get(value["Ref"], value)
        if isinstance(value, dict) and set(value) == {"Fn::Sub"}:
            argument = value["Fn::Sub"]
            text, own = argument if isinstance(argument, list) else (argument, {})
            values = self._parameters | self.resolve(own)
            return re.sub(r"\$\{([^}]+)}", lambda place: values.get(place[1], place[0]), text)
        return super().resolve(value)


def _merged(general, own):
    if isinstance(general, dict) and isinstance(own, dict):
        return general | {name: _merged(general.get(name), value) for name, value in own.items()}
    return own
