package manyhands.simulation;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.function.Function;
import manyhands.desktop.Action;
import manyhands.desktop.Capture;
import manyhands.desktop.Comparison;
import manyhands.desktop.Desktop;
import manyhands.desktop.DesktopException;
import manyhands.desktop.DesktopException.Code;
import manyhands.desktop.DesktopId;
import manyhands.desktop.Frame;
import manyhands.desktop.Look;
import manyhands.desktop.Machine;
import manyhands.desktop.Patience;
import manyhands.desktop.Point;
import manyhands.desktop.Rectangle;
import manyhands.desktop.Screenshot;
import manyhands.desktop.Settled;
import manyhands.desktop.Size;
import manyhands.simulation.Step.Kind;
import manyhands.simulation.Step.Verdict;

/// A desktop as one life of the server has it.
final class SimDesktop implements Desktop {

  static final Size SIZE = new Size(1280, 800);

  /// A person's own, which may be done as often as they like.
  static final Action PERSONS = new Action.Press("F5");

  private final SimMachine machine;
  private volatile boolean closed;
  private volatile boolean cut;

  SimDesktop(SimMachine machine) {
    this.machine = machine;
  }

  @Override
  public DesktopId id() {
    return machine.id();
  }

  @Override
  public Size size() {
    return SIZE;
  }

  @Override
  public Look look(Capture capture) {
    return act(
        Kind.LOOK,
        "look",
        _ -> {
          long frame = machine.unit().frame;
          byte[] bytes = ("frame " + frame + " of " + id()).getBytes(StandardCharsets.UTF_8);
          return new Look(
              new Screenshot(bytes, capture.format(), SIZE, SIZE),
              new Frame(frame, SIZE, new int[0]));
        });
  }

  @Override
  public Screenshot zoom(Rectangle region, Capture capture) {
    return look(capture).screenshot();
  }

  @Override
  public Point pointer() {
    return new Point(0, 0);
  }

  @Override
  public void perform(Action action) {
    cut = false;
    act(
        Kind.TOUCH,
        action.toString(),
        verdict -> {
          if (!action.equals(PERSONS)) {
            if (machine.unit().held) {
              machine.rack().wrong(action + " although a person has " + id());
            }
            machine.rack().does(action.toString());
          }
          machine.unit().frame += new Random(verdict.dice()).nextInt(3);
          if (cut) {
            throw new DesktopException(Code.INTERRUPTED, "cut short");
          }
          return true;
        });
  }

  @Override
  public String scene(Frame seen) {
    return "frame " + seen.number();
  }

  @Override
  public void cutShort() {
    machine.life().check();
    cut = true;
  }

  @Override
  public Settled settle(Patience patience) {
    return act(
        Kind.LOOK,
        "settle",
        _ -> new Settled(new Rectangle(10, 10, 100, 50), true, Duration.ofMillis(120)));
  }

  @Override
  public Comparison compare(Frame seen, Action next) {
    return act(
        Kind.LOOK,
        "compare",
        verdict ->
            new Random(verdict.dice()).nextInt(12) == 0
                ? new Comparison.Changed(new Rectangle(1, 1, 5, 5))
                : new Comparison.Same());
  }

  @Override
  public void release() {
    machine.life().check();
  }

  @Override
  public Machine machine() {
    return machine;
  }

  @Override
  public void close() {
    closed = true;
  }

  private <T> T act(Kind kind, String words, Function<Verdict, T> what) {
    return machine
        .steps()
        .take(
            machine.life(),
            kind,
            words + " at " + id(),
            verdict -> {
              if (closed) {
                throw new DesktopException(Code.CLOSED, "the desktop was closed");
              }
              SimMachine.check(machine.unit(), machine.rack(), verdict);
              return what.apply(verdict);
            });
  }
}
