package manyhands.bench;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Runs the benchmarks named on the command line, or all, and prints a table for each.
public final class Main {

  private static final List<Bench> ALL =
      List.of(
          new ColdStart(),
          new Screenshots(),
          new InputRoundTrip(),
          new StepOverhead(),
          new ClaudeSteps(),
          new TokensSent(),
          new StepParts(),
          new ClickStep(),
          new Stale(),
          new RecordingCost(),
          new Viewer(),
          new FactToScreen(),
          new KeyToCanvas(),
          new PageLoad(),
          new Append(),
          new Followers("followers", 0),
          new Followers("never-reading", 200),
          new Restart(),
          new WarmPool(),
          new SandboxFiles(),
          new HundredDesktops());

  private Main() {}

  public static void main(String[] names) throws Exception {
    PrintStream out = System.out;
    Logger.getLogger("").setLevel(Level.WARNING);
    List<String> wanted = Arrays.asList(names);
    List<String> known = ALL.stream().map(Bench::name).toList();
    for (String name : wanted) {
      if (!known.contains(name)) {
        System.err.println(
            "bench: no benchmark " + name + "; there are " + String.join(" ", known));
        System.exit(2);
      }
    }
    out.println(Host.describe());
    try (Lab lab = new Lab()) {
      for (Bench bench : ALL) {
        if (wanted.isEmpty() || wanted.contains(bench.name())) {
          out.println("\n### " + bench.name() + ": " + bench.what() + "\n\n" + Row.HEADER);
          bench.run(lab).forEach(out::println);
        }
      }
    }
  }
}
