package dev.elementwise.model;

/** One schedule again, and what happens in it. */
final class Replay {

    private Replay() {
    }

    /** @throws Violation if the schedule breaks an invariant */
    static void print(long seed) {
        try (Carriers carriers = new Carriers()) {
            Schedule schedule = new Schedule(seed, Fault.NONE, carriers);
            schedule.tell(System.out::println);
            schedule.run();
            System.out.println("Seed " + seed + " has kept every invariant");
        }
    }
}
