package dev.elementwise.compute;

/** Elements of a task that this deployment does not have, as happens where one is taken out while its jobs run. */
final class TaskNotDeployedException extends IllegalStateException {

    private static final long serialVersionUID = 1;

    TaskNotDeployedException(String message) {
        super(message);
    }
}
