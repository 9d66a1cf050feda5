import dev.elementwise.task.Computation;
import dev.elementwise.task.MonteCarloPi;
import dev.elementwise.task.Params;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Computes lists on as many threads as there are cores and does nothing else: no list can be done sooner in Java. Reads
 * lines with the samples of an element and a list's length; answers each with the sum of the values and the
 * milliseconds that the list has taken. Started by {@code Peers}, with the functions' classes on the class path.
 */
public final class Plain {

    private static final int CORES = Runtime.getRuntime().availableProcessors();

    private Plain() {
    }

    public static void main(String[] args) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CORES);
        try {
            Scanner lines = new Scanner(System.in);
            while (lines.hasNextLong()) {
                System.out.println(compute(threads, lines.nextLong(), lines.nextInt()));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static String compute(ExecutorService threads, long samples, int elements) throws Exception {
        Computation computation = new MonteCarloPi().open(new Params(Map.of("samples", samples)));
        AtomicInteger next = new AtomicInteger(1);
        Callable<Long> share = () -> {
            long inside = 0;
            for (long element = next.getAndIncrement(); element <= elements; element = next.getAndIncrement()) {
                inside += (Long) computation.apply(element);
            }
            return inside;
        };
        long begin = System.nanoTime();
        List<Future<Long>> all = threads.invokeAll(Collections.nCopies(CORES, share));
        double millis = (System.nanoTime() - begin) / 1e6;
        long sum = 0;
        for (Future<Long> one : all) {
            sum += one.get();
        }
        return sum + " " + millis;
    }
}
