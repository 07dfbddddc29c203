package manyhands.model.scripted;

import java.util.ArrayList;
import java.util.List;

/// Performs the steps of one task, one after the other, and says what it did. What a step needs to
/// know about the ones before is kept in [Windows].
final class Script {

  private final Replay replay;
  private final Keyboard keyboard;
  private final Windows windows;
  private final Terminal terminal;
  private final Editor editor;
  private final List<String> results = new ArrayList<>();

  Script(Replay replay) {
    this.replay = replay;
    this.keyboard = new Keyboard(replay);
    this.windows = new Windows(keyboard);
    this.terminal = new Terminal(keyboard, windows);
    this.editor = new Editor(keyboard, windows);
  }

  /// What was done, in words, once all was.
  String perform(List<Step> steps) {
    for (Step step : steps) {
      replay.think("Next: " + StepWords.of(step));
      perform(step);
    }
    return String.join("; ", results);
  }

  List<String> savedFiles() {
    return editor.savedFiles();
  }

  private void perform(Step step) {
    switch (step) {
      case Step.Open open -> {
        open(open.program());
        results.add("opened the " + open.program().words());
      }
      case Step.Use use -> use(use.program());
      case Step.Run run -> {
        terminal.run(run.command());
        results.add("ran `" + run.command() + "` (exit 0)");
      }
      case Step.Type type -> {
        if (!keyboard.attemptType(type.text())) {
          editor.retype(type.text());
        }
        editor.typed(type.text());
        results.add("typed " + type.text().codePointCount(0, type.text().length()) + " characters");
      }
      case Step.SaveAs save -> results.add(editor.saveAs(save.name()));
      case Step.Browse browse -> {
        new Browser(keyboard, windows).open(browse.address());
        results.add("opened " + browse.address());
      }
      case Step.Press press -> {
        for (int times = 0; times < press.times(); times++) {
          keyboard.press(press.keys());
        }
        editor.touched();
        results.add(StepWords.of(step));
      }
      case Step.Ask ask -> results.add("was told: " + keyboard.ask(ask.question()));
      case Step.Note note -> {
        keyboard.act("note", it -> it.put("text", note.text()));
        results.add("noted \"" + note.text() + "\"");
      }
      case Step.Wait wait -> {
        pause(wait.millis());
        results.add(StepWords.of(step));
      }
      case Step.Click _, Step.Move _, Step.Drag _, Step.Scroll _, Step.Screenshot _ -> {
        PointerSteps.perform(step, keyboard);
        editor.touched();
        results.add(StepWords.of(step));
      }
    }
  }

  private void open(Program program) {
    switch (program) {
      case TERMINAL -> terminal.open();
      case EDITOR -> editor.open();
      case FILES, BROWSER -> windows.open(program);
    }
  }

  private void use(Program program) {
    switch (program) {
      case TERMINAL -> terminal.use();
      case EDITOR -> editor.use();
      case FILES, BROWSER -> windows.use(program);
    }
  }

  private void pause(int millis) {
    // As much as one call of the tool takes.
    int longest = 60_000;
    for (int left = millis; left > 0; left -= longest) {
      int part = Math.min(left, longest);
      keyboard.act("wait", it -> it.put("millis", part));
    }
  }
}
