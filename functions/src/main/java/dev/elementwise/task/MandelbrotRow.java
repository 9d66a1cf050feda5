package dev.elementwise.task;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Computes rows of a picture of the Mandelbrot set. */
public final class MandelbrotRow implements Task {

    @Override
    public TaskDescription describe() {
        return TaskDescription.of("mandelbrot-row", "Row of the Mandelbrot set",
                "Counts the iterations for every pixel of one row of a picture of the Mandelbrot set.")
            .element("""
                {"type":"integer","minimum":0,"maximum":16383,
                 "description":"The row, from 0 at the top to height - 1; a row further down is an error"}""")
            .params("""
                {"type":"object","additionalProperties":false,"properties":{
                   "width":{"type":"integer","minimum":1,"maximum":16384,"default":1920,"description":"Pixels"},
                   "height":{"type":"integer","minimum":1,"maximum":16384,"default":1080,"description":"Pixels"},
                   "centerX":{"type":"number","minimum":-1000,"maximum":1000,"default":-0.5,
                              "description":"Real part of the picture's centre"},
                   "centerY":{"type":"number","minimum":-1000,"maximum":1000,"default":0,
                              "description":"Imaginary part of the picture's centre"},
                   "scale":{"type":"number","exclusiveMinimum":0,"maximum":1000,"default":4,
                            "description":"Width of the picture in the complex plane; pixels are square"},
                   "maxIterations":{"type":"integer","minimum":1,"maximum":1000000,"default":1000,
                                    "description":"Where counting stops"}}}""")
            .value("""
                {"type":"object","required":["encoding","runs"],"additionalProperties":false,
                 "description":"Pixel x of row y stands for c = (centerX + (x + 0.5 - width / 2) * step) + \
                (centerY - (y + 0.5 - height / 2) * step) * i with step = scale / width, all divisions exact, not \
                integer. Its count is how often z = z * z + c, starting from z = 0, is done before |z|^2 > 4, at most \
                maxIterations (so a point of the set has maxIterations). Computed in 64-bit floating point in just \
                this order, with |z|^2 = re * re + im * im, re' = re * re - im * im + cRe and \
                im' = 2 * re * im + cIm.",
                 "properties":{
                   "encoding":{"const":"run-length"},
                   "runs":{"type":"array","description":"From left to right: [count, how many pixels \
                side by side have it]; the lengths add up to width",
                     "items":{"type":"array","items":{"type":"integer","minimum":1},"minItems":2,"maxItems":2}}}}""")
            .example("""
                {"task":"mandelbrot-row","range":{"start":0,"stop":90},\
                "params":{"width":160,"height":90,"maxIterations":200}}""");
    }

    @Override
    public Computation open(Params params) {
        MandelbrotPicture picture = MandelbrotPicture.of(params);
        return element -> {
            long row = ((Number) Objects.requireNonNull(element)).longValue();
            Map<String, Object> value = new LinkedHashMap<>();
            value.put("encoding", "run-length");
            value.put("runs", runs(picture.row(row)));
            return value;
        };
    }

    private static List<List<Integer>> runs(int[] counts) {
        List<List<Integer>> runs = new ArrayList<>();
        int start = 0;
        for (int x = 1; x <= counts.length; x++) {
            if (x == counts.length || counts[x] != counts[start]) {
                runs.add(List.of(counts[start], x - start));
                start = x;
            }
        }
        return runs;
    }
}
