package dev.elementwise.model;

/** What a process meets at its next step after it has died. An error that no code takes for an element's outcome. */
public final class Death extends VirtualMachineError {

    private static final long serialVersionUID = 1;

    @Override
    public Throwable fillInStackTrace() {
        return this;
    }
}
