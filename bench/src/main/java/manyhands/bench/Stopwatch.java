package manyhands.bench;

import java.util.ArrayList;
import java.util.List;
import manyhands.desktop.Action;
import manyhands.desktop.Capture;
import manyhands.desktop.Comparison;
import manyhands.desktop.Desktop;
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
import manyhands.model.Conversation;
import manyhands.model.ForwardingModel;
import manyhands.model.Model;
import manyhands.model.Reply;

/// Times one agent's steps from both of its ends: from a reply handed over to the next question,
/// less the wait for the screen between them. Belongs to the agent's thread.
final class Stopwatch {

  private final List<Long> steps = new ArrayList<>();
  private final List<Long> settled = new ArrayList<>();
  private long replied;
  private long settling;

  List<Long> steps() {
    return steps;
  }

  /// How long the screen was waited for before each question but the first.
  List<Long> settled() {
    return settled;
  }

  Model model(Model model) {
    return new TimedModel(model);
  }

  Desktop desktop(Desktop desktop) {
    return new Timed(desktop);
  }

  private final class TimedModel implements ForwardingModel {
    private final Model model;

    TimedModel(Model model) {
      this.model = model;
    }

    @Override
    public Model model() {
      return model;
    }

    @Override
    public Reply ask(Conversation conversation, ThinkingListener listener) {
      if (replied != 0) {
        steps.add(System.nanoTime() - replied - settling);
        settled.add(settling);
      }
      Reply reply = model.ask(conversation, listener);
      settling = 0;
      replied = System.nanoTime();
      return reply;
    }
  }

  private final class Timed implements Desktop {
    private final Desktop desktop;

    Timed(Desktop desktop) {
      this.desktop = desktop;
    }

    @Override
    public DesktopId id() {
      return desktop.id();
    }

    @Override
    public Size size() {
      return desktop.size();
    }

    @Override
    public Look look(Capture capture) {
      return desktop.look(capture);
    }

    @Override
    public Screenshot zoom(Rectangle region, Capture capture) {
      return desktop.zoom(region, capture);
    }

    @Override
    public Point pointer() {
      return desktop.pointer();
    }

    @Override
    public void perform(Action action) {
      desktop.perform(action);
    }

    @Override
    public Settled settle(Patience patience) {
      long began = System.nanoTime();
      Settled settled = desktop.settle(patience);
      settling += System.nanoTime() - began;
      return settled;
    }

    @Override
    public Comparison compare(Frame seen, Action next) {
      return desktop.compare(seen, next);
    }

    @Override
    public String scene(Frame seen) {
      return desktop.scene(seen);
    }

    @Override
    public void cutShort() {
      desktop.cutShort();
    }

    @Override
    public void release() {
      desktop.release();
    }

    @Override
    public Machine machine() {
      return desktop.machine();
    }

    @Override
    public void close() {
      desktop.close();
    }
  }
}
