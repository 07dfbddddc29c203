package manyhands.desktop.rfb;

import java.util.Arrays;
import manyhands.desktop.Size;

/// Shrinks pictures from one size to another: every pixel of the result is the weighted mean of the
/// pixels around the one it stands for, nearer ones counting more. First and last columns and rows
/// of both pictures lie on each other, which is the rule of [manyhands.desktop.Scale].
final class Scaler {

  /// Weights add up to `1 << WEIGHT_BITS`; 12 bits times an 8 bit colour fill a lane of 20 bits, so
  /// that one multiplication of a `long` does all three colours.
  private static final int WEIGHT_BITS = 12;

  private static final int LANE = 20;
  private static final long LANES = (0xFFL << (2 * LANE)) | (0xFFL << LANE) | 0xFFL;
  private static final long HALF = 1L << (WEIGHT_BITS - 1);
  private static final long ROUND = (HALF << (2 * LANE)) | (HALF << LANE) | HALF;

  private final Size from;
  private final Size to;
  private final Taps columns;
  private final Taps rows;

  Scaler(Size from, Size to) {
    this.from = from;
    this.to = to;
    this.columns = Taps.between(from.width(), to.width());
    this.rows = Taps.between(from.height(), to.height());
  }

  boolean goes(Size source, Size target) {
    return from.equals(source) && to.equals(target);
  }

  int[] scale(int[] pixels) {
    int[] result = new int[to.width() * to.height()];
    long[] line = new long[from.width()];
    for (int y = 0; y < to.height(); y++) {
      blendRows(pixels, y, line);
      blendColumns(line, result, y * to.width());
    }
    return result;
  }

  /// Mixes the source rows that make up row `y` into one, still as wide as the source, each colour
  /// in a lane of its own with 8 bits.
  private void blendRows(int[] pixels, int y, long[] line) {
    int width = from.width();
    Arrays.fill(line, ROUND);
    for (int tap = 0; tap < rows.count; tap++) {
      int weight = rows.weights[y * rows.count + tap];
      if (weight == 0) {
        continue;
      }
      int start = (rows.first[y] + tap) * width;
      for (int x = 0; x < width; x++) {
        line[x] += spread(pixels[start + x]) * weight;
      }
    }
    for (int x = 0; x < width; x++) {
      line[x] = lanes(line[x]);
    }
  }

  private void blendColumns(long[] line, int[] result, int offset) {
    int count = columns.count;
    for (int x = 0; x < to.width(); x++) {
      int first = columns.first[x];
      long sum = ROUND;
      for (int tap = 0; tap < count; tap++) {
        int weight = columns.weights[x * count + tap];
        if (weight != 0) {
          sum += line[first + tap] * weight;
        }
      }
      result[offset + x] = pack(sum);
    }
  }

  private static long spread(int rgb) {
    return ((rgb & 0xFF0000L) << (2 * LANE - 16)) | ((rgb & 0xFF00L) << (LANE - 8)) | (rgb & 0xFFL);
  }

  private static int pack(long sum) {
    long mean = lanes(sum);
    int red = (int) (mean >>> (2 * LANE));
    int green = (int) (mean >>> LANE) & 0xFF;
    return (red << 16) | (green << 8) | ((int) mean & 0xFF);
  }

  private static long lanes(long sum) {
    return (sum >>> WEIGHT_BITS) & LANES;
  }

  /// For each of the target's columns (or rows) the first source column that counts, and the
  /// weights of the `count` columns from there on.
  private record Taps(int count, int[] first, int[] weights) {

    static Taps between(int from, int to) {
      double step = to == 1 ? from : (double) (from - 1) / (to - 1);
      double reach = Math.max(1, step);
      int count = Math.min(from, (int) Math.floor(2 * reach) + 1);
      int[] first = new int[to];
      int[] weights = new int[to * count];
      for (int i = 0; i < to; i++) {
        double centre = to == 1 ? (from - 1) / 2.0 : i * step;
        first[i] = Math.clamp((int) Math.ceil(centre - reach), 0, from - count);
        weigh(weights, i * count, count, centre - first[i], reach);
      }
      return new Taps(count, first, weights);
    }

    private static void weigh(int[] weights, int offset, int count, double centre, double reach) {
      double[] raw = new double[count];
      double sum = 0;
      for (int tap = 0; tap < count; tap++) {
        raw[tap] = Math.max(0, 1 - Math.abs(tap - centre) / reach);
        sum += raw[tap];
      }
      int left = 1 << WEIGHT_BITS;
      int heaviest = 0;
      for (int tap = 0; tap < count; tap++) {
        int weight = (int) (raw[tap] / sum * (1 << WEIGHT_BITS));
        weights[offset + tap] = weight;
        left -= weight;
        heaviest = raw[tap] > raw[heaviest] ? tap : heaviest;
      }
      // What rounding took away goes to the centre, so that white stays white.
      weights[offset + heaviest] += left;
    }
  }
}
