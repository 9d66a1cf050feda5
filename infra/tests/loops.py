"""Which functions of a template may be called by what they send."""

import permissions


def in_loops(resources):
    """The functions whose messages may come back to them, by whatever queues, dead letters and functions.

    Lambda stops such a function once it has been called some 16 times in a chain, where it does not say that it may:
    https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html
    """
    following = _following(resources)
    return {name for name, one in resources.items()
            if one["Type"] == "AWS::Lambda::Function" and name in _reached(name, following)}


def _following(resources):
    """Where a message or a call goes on from each function and queue."""
    following = {name: set() for name in resources}
    for name, one in resources.items():
        if one["Type"] == "AWS::Lambda::Function":
            following[name] |= {queue for action, queue in permissions.granted(resources, name)
                                if action == "sqs:SendMessage"}
        elif one["Type"] == "AWS::SQS::Queue" and "RedrivePolicy" in one:
            following[name].add(one["RedrivePolicy"]["deadLetterTargetArn"]["Fn::GetAtt"][0])
        elif one["Type"] == "AWS::Lambda::EventSourceMapping":
            following[one["EventSourceArn"]["Fn::GetAtt"][0]].add(one["FunctionName"]["Ref"])
    return following


def _reached(start, following):
    reached = set()
    ahead = list(following[start])
    while ahead:
        name = ahead.pop()
        if name not in reached:
            reached.add(name)
            ahead += following[name]
    return reached
