package dev.elementwise.task;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;

/**
 * The tasks there are, in the order of their names.
 *
 * <p>Immutable and safe for several threads. Cheap to load: no schema is read before somebody asks for it.
 */
public final class Catalogue {

    private final Map<String, CatalogueEntry> entries;

    private Catalogue(Map<String, CatalogueEntry> entries) {
        this.entries = entries;
    }

    /**
     * The tasks that are named in {@code META-INF/services/dev.elementwise.task.Task}, on any place of the class path.
     *
     * @param withFaultTask whether {@link Fault} is one of them, as the deployment parameter {@code FaultTask} says
     * @throws IllegalArgumentException if a class that is named there is missing or not a task, or two tasks have the
     *     same name
     */
    public static Catalogue load(boolean withFaultTask) {
        return load(withFaultTask, Task.class.getClassLoader());
    }

    static Catalogue load(boolean withFaultTask, ClassLoader classes) {
        return of(named(withFaultTask, classes));
    }

    private static List<Task> named(boolean withFaultTask, ClassLoader classes) {
        try {
            return ServiceLoader.load(Task.class, classes).stream()
                .filter(provider -> withFaultTask || provider.type() != Fault.class)
                .map(ServiceLoader.Provider::get)
                .toList();
        } catch (ServiceConfigurationError e) {
            throw new IllegalArgumentException("A task can't be loaded: " + e.getMessage()
                + "; correct the class, or its line in META-INF/services/" + Task.class.getName(), e);
        }
    }

    /**
     * A catalogue of these tasks.
     *
     * @throws IllegalArgumentException if two of them have the same name
     */
    public static Catalogue of(List<? extends Task> tasks) {
        Map<String, CatalogueEntry> entries = new TreeMap<>();
        for (Task task : tasks) {
            CatalogueEntry entry = entry(task);
            CatalogueEntry other = entries.put(entry.description().name(), entry);
            if (other != null) {
                throw new IllegalArgumentException("Two tasks are called '" + entry.description().name() + "': "
                    + other.task().getClass().getName() + " and " + task.getClass().getName()
                    + "; rename one of them, or take it out of META-INF/services/dev.elementwise.task.Task");
            }
        }
        return new Catalogue(entries);
    }

    private static CatalogueEntry entry(Task task) {
        try {
            return new CatalogueEntry(task, task.describe());
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("Task class " + task.getClass().getName()
                + " can't be used, for what it says of itself is wrong: " + e, e);
        }
    }

    /** The task called {@code name}. */
    public Optional<CatalogueEntry> find(String name) {
        return Optional.ofNullable(entries.get(name));
    }

    /** The tasks in the order of their names. */
    public List<CatalogueEntry> entries() {
        return List.copyOf(entries.values());
    }

    /** What the tasks say of themselves, in the order of their names. */
    public List<TaskDescription> descriptions() {
        return entries.values().stream().map(CatalogueEntry::description).toList();
    }
}
