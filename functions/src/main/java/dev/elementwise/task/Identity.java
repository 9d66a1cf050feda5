package dev.elementwise.task;

/** Gives every element back: what a job costs without its work. */
public final class Identity implements Task {

    @Override
    public TaskDescription describe() {
        return TaskDescription.of("identity", "Identity", "Gives every element back as it is.")
            .example("{\"task\":\"identity\",\"elements\":[1,\"two\",{\"three\":3}]}");
    }

    @Override
    public Computation open(Params params) {
        return element -> element;
    }
}
