package dev.elementwise.task;

/**
 * A picture of the Mandelbrot set: which point a pixel stands for, and its count.
 *
 * @param step distance of two pixels in the complex plane
 */
record MandelbrotPicture(int width, int height, double centerX, double centerY, double step, int maxIterations) {

    static MandelbrotPicture of(Params params) {
        int width = (int) params.integer("width", 1920);
        return new MandelbrotPicture(width, (int) params.integer("height", 1080), params.number("centerX", -0.5),
            params.number("centerY", 0), params.number("scale", 4) / width,
            (int) params.integer("maxIterations", 1000));
    }

    /**
     * The counts of a row's pixels from left to right.
     *
     * @throws IndexOutOfBoundsException if the picture has no such row
     */
    int[] row(long row) {
        if (row < 0 || row >= height) {
            throw new IndexOutOfBoundsException(
                "Row " + row + " is outside the picture, whose rows go from 0 to " + (height - 1));
        }
        double imaginary = centerY - (row + 0.5 - height / 2.0) * step;
        int[] counts = new int[width];
        for (int x = 0; x < width; x++) {
            counts[x] = count(centerX + (x + 0.5 - width / 2.0) * step, imaginary);
        }
        return counts;
    }

    /**
     * How often z * z + c is done before z is more than 2 away from 0, at most {@code maxIterations}.
     *
     * <p>A z that comes back exactly will never escape. So z is compared with one remembered at every power of two
     * (Brent, "An improved Monte Carlo factorization algorithm", 1980): points of the set end early, counts stay exact.
     */
    private int count(double cRe, double cIm) {
        double re = 0;
        double im = 0;
        double oldRe = 0;
        double oldIm = 0;
        int remembered = 1;
        for (int count = 0; count < maxIterations; count++) {
            double re2 = re * re;
            double im2 = im * im;
            if (re2 + im2 > 4) {
                return count;
            }
            im = 2 * re * im + cIm;
            re = re2 - im2 + cRe;
            if (re == oldRe && im == oldIm) {
                return maxIterations;
            }
            if (count == remembered) {
                remembered *= 2;
                oldRe = re;
                oldIm = im;
            }
        }
        return maxIterations;
    }
}
