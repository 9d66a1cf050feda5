package dev.elementwise.compute;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How far a run of lanes in virtual time has come, where one thing happens at a time. */
abstract class Positions implements Lanes.Run {

    /** By their lanes. */
    final Map<Integer, Lanes.InFlight> inFlight = new TreeMap<>();
    int next;
    int limit;

    Positions(int size) {
        this.limit = size;
    }

    @Override
    public void stop() {
        limit = 0;
    }

    @Override
    public void stopAt(int position) {
        limit = Math.min(limit, position);
    }

    @Override
    public int taken() {
        return next;
    }

    @Override
    public List<Lanes.InFlight> inFlight() {
        return new ArrayList<>(inFlight.values());
    }
}
