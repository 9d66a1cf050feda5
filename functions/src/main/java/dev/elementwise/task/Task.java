package dev.elementwise.task;

import java.util.Map;

/**
 * Something that is computed for every element of a list.
 *
 * <p>To add one, write a class with a public no-argument constructor and name it in
 * {@code META-INF/services/dev.elementwise.task.Task}: the catalogue, the validation and the command line know it from
 * there. Implementations are stateless and safe for use by several threads.
 */
public interface Task {

    /** What the task is called, takes and gives; the same at every call. */
    TaskDescription describe();

    /**
     * Opens whatever the elements of one batch share: a model, a table, nothing at all.
     *
     * <p>Called once for a batch of elements, or for several with the same params that a function works on at the same
     * time; what it returns is closed after the last of their elements, also when elements failed, unless its process
     * has to be ended before. An exception here is the outcome of every element; so is {@code ElementTimedOut}, if this
     * takes longer than 15 s. In a child process, which runs what has been delivered before, an element that waits for
     * it has up to 15 s more. Closing has 15 s too.
     *
     * @param params the job's params, valid by the description's schema; empty where the job has none
     */
    Computation open(Params params) throws Exception;

    /**
     * Whether values are not kept, whatever a job asks: they are counted and reduced, and what can be read are errors.
     * The same at every call.
     */
    default boolean discardsValues() {
        return false;
    }

    /**
     * What a job may name in {@code reduce}, beside the built-in reducers; the same at every call.
     *
     * @return reducers by name: lower-case words joined by hyphens, none of them a built-in one's
     */
    default Map<String, Reducer> reducers() {
        return Map.of();
    }
}
