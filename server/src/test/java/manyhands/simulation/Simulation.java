package manyhands.simulation;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Runs the worlds of many seeds, in a Java of its own with one carrier thread: then a seed fixes
/// the order of everything.
///
/// Arguments: the first seed, how many, and the most seconds. Ends with 1 after the first world in
/// which something was wrong, having told its story.
public final class Simulation {

  private Simulation() {}

  static void main(String[] arguments) throws InterruptedException {
    Logger.getLogger("").setLevel(Level.OFF);
    long first = Long.parseLong(arguments[0]);
    long many = Long.parseLong(arguments[1]);
    long until = System.nanoTime() + Long.parseLong(arguments[2]) * 1_000_000_000L;
    int[] status = {0};
    Thread runner =
        Thread.ofVirtual().start(() -> status[0] = run(arguments, first, many, until) ? 0 : 1);
    runner.join();
    System.out.flush();
    Runtime.getRuntime().halt(status[0]);
  }

  private static boolean run(String[] arguments, long first, long many, long until) {
    long steps = 0;
    int hash = 0;
    long seed = first;
    for (; seed < first + many && System.nanoTime() < until; seed++) {
      World world = new World(seed);
      List<String> wrong = world.run();
      steps += world.steps();
      hash = 31 * hash + world.hash();
      if (!wrong.isEmpty() && arguments.length > 3) {
        System.out.println("seed " + seed + ": " + wrong.getFirst());
      } else if (!wrong.isEmpty()) {
        System.out.println("seed " + seed + " after " + (seed - first + 1) + " runs:");
        wrong.forEach(it -> System.out.println("- " + it));
        System.out.println(world.story());
        return false;
      }
    }
    System.out.println((seed - first) + " runs, " + steps + " steps, hash " + hash);
    return true;
  }
}
