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
 * lines with the samples of an element and a list's length, and prints the milliseconds that the list has taken. Started
 * by {@code Peers}, with the functions' classes on the class path.
 */
public final class Plain {

    private static final int CORES = Runtime.getRuntime().availableProcessors();

    private Plain() {
    }

    public static void main(String[] args) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CORES);
        Scanner lines = new Scanner(System.in);
        while (lines.hasNextLong()) {
            System.out.println(millis(threads, lines.nextLong(), lines.nextInt()));
        }
        threads.shutdown();
    }

    private static double millis(ExecutorService threads, long samples, int elements) throws Exception {
        Computation computation = new MonteCarloPi().open(new Params(Map.of("samples", samples)));
        AtomicInteger next = new AtomicInteger(1);
        long begin = System.nanoTime();
        Callable<Long> share = () -> {
            long inside = 0;
            for (long element = next.getAndIncrement(); element <= elements; element = next.getAndIncrement()) {
                inside += (Long) computation.apply(element);
            }
            return inside;
        };
        List<Future<Long>> all = threads.invokeAll(Collections.nCopies(CORES, share));
        for (Future<Long> one : all) {
            one.get();
        }
        return (System.nanoTime() - begin) / 1e6;
    }
}
