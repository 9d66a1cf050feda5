package dev.elementwise.cli;

/** The integers that {@code --range} names, as Python's {@code range} takes them; the server judges the bounds. */
record Range(long start, long stop, long step) {

    /** Reads {@code STOP}, {@code START:STOP} or {@code START:STOP:STEP}. */
    static Range parse(String text) {
        String[] parts = text.split(":", -1);
        try {
            return switch (parts.length) {
                case 1 -> new Range(0, Long.parseLong(parts[0]), 1);
                case 2 -> new Range(Long.parseLong(parts[0]), Long.parseLong(parts[1]), 1);
                case 3 -> new Range(Long.parseLong(parts[0]), Long.parseLong(parts[1]), step(parts[2]));
                default -> throw malformed(text);
            };
        } catch (NumberFormatException noInteger) {
            throw malformed(text);
        }
    }

    private static long step(String text) {
        long step = Long.parseLong(text);
        if (step == 0) {
            throw CommandException.usage("A range's STEP is not 0.");
        }
        return step;
    }

    private static CommandException malformed(String text) {
        return CommandException.usage("--range takes START:STOP:STEP, START:STOP or STOP in whole numbers of 64 bits, "
                + "such as 0:1000:1, not '"
                + text + "'.");
    }

    String toJson() {
        return "{\"start\":" + start + ",\"stop\":" + stop + ",\"step\":" + step + "}";
    }
}
