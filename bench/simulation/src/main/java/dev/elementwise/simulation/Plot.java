package dev.elementwise.simulation;

import java.util.List;
import java.util.Locale;

/** Results as bars: how far each makespan is over what no schedule can beat. */
final class Plot {

    private static final int WIDTH = 1_090;
    private static final int LEFT = 520;
    private static final int LINE = 24;
    private static final int TOP = 48;
    private static final double MOST = 2.5;

    private Plot() {
    }

    static String of(List<Result> results) {
        StringBuilder svg = new StringBuilder(String.format(Locale.ROOT, """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="13">
            <rect width="100%%" height="100%%" fill="#ffffff"/>
            <text x="10" y="22" font-size="15">Makespan over the bound: max(work / cores, longest element) = 1</text>
            """, WIDTH, TOP + LINE * results.size() + 30));
        for (double tick = 1; tick <= MOST; tick += 0.25) {
            svg.append(String.format(Locale.ROOT, """
                <line x1="%1$.0f" y1="%2$d" x2="%1$.0f" y2="%3$d" stroke="#dddddd"/>
                <text x="%1$.0f" y="%4$d" text-anchor="middle" fill="#555555">%5$.2f</text>
                """, x(tick), TOP - 8, TOP + LINE * results.size(), TOP + LINE * results.size() + 18, tick));
        }
        for (int i = 0; i < results.size(); i++) {
            svg.append(bar(results.get(i), TOP + LINE * i));
        }
        return svg.append("</svg>\n").toString();
    }

    private static String bar(Result result, int y) {
        Scenario scenario = result.scenario();
        String label = String.format(Locale.ROOT, "%,d x %d lanes, %s, %s, ramp: %s", scenario.functions(),
            scenario.lanes(), scenario.costs().name(), scenario.remembered() ? "known" : "unknown",
            scenario.ramp().name());
        return String.format(Locale.ROOT, """
            <text x="%d" y="%d" text-anchor="end">%s</text>
            <rect x="%d" y="%d" width="%.1f" height="%d" fill="%s"/>
            <text x="%.1f" y="%d">%.2f</text>
            """, LEFT - 10, y + 14, label, LEFT, y, Math.max(1, x(Math.min(MOST, result.ratio())) - LEFT), LINE - 8,
            result.ratio() <= 1.10 ? "#2a9d5c" : "#d98a29", x(Math.min(MOST, result.ratio())) + 6, y + 14,
            result.ratio());
    }

    private static double x(double ratio) {
        return LEFT + (ratio - 1) / (MOST - 1) * (WIDTH - LEFT - 60);
    }
}
