package manyhands.agent;

import java.time.Duration;
import java.util.List;
import manyhands.desktop.Action;
import manyhands.desktop.Patience;
import manyhands.desktop.Rectangle;
import manyhands.event.Standing;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// What a well-formed tool call asks for. [#words] says it to people, as if it had been done.
sealed interface Intent {

  String words();

  /// The same without leaving anything out, for a person who is to allow it.
  default String whole() {
    return words();
  }

  /// How the task ends by this; null when it goes on.
  default @Nullable TaskEnd end() {
    return null;
  }

  /// Mouse or keyboard, and how long to wait for the screen afterwards.
  record Act(Action action, Patience patience, String words) implements Intent {
    @Override
    public String whole() {
      return switch (action) {
        case Action.Type type -> "Type \"" + type.text() + "\"";
        case Action.TypeSecret secret ->
            secret.what() == Action.SecretPart.CODE
                ? "Type the code of " + secret.name()
                : "Type the secret " + secret.name();
        case Action _ -> Words.asOrder(words);
      };
    }
  }

  /// A picture of the screen as it is.
  record See() implements Intent {
    @Override
    public String words() {
      return "Looked at the screen";
    }
  }

  /// A part of the screen, in its own pixels.
  record Zoom(Rectangle region) implements Intent {
    @Override
    public String words() {
      return "Looked closer at "
          + (region.x() + ", " + region.y())
          + (" to " + (region.x() + region.width()) + ", " + (region.y() + region.height()));
    }
  }

  /// Where the pointer is.
  record Where() implements Intent {
    @Override
    public String words() {
      return "Asked where the pointer is";
    }
  }

  record Run(String command, Duration timeout) implements Intent {
    @Override
    public String words() {
      return "Ran `" + Words.shorten(command) + "`";
    }

    @Override
    public String whole() {
      return "Run `" + command + "`";
    }
  }

  record Read(String path) implements Intent {
    @Override
    public String words() {
      return "Read " + Words.shorten(path);
    }
  }

  record Write(String path, String content) implements Intent {
    @Override
    public String words() {
      return "Wrote " + Words.shorten(path);
    }

    @Override
    public String whole() {
      return "Write " + path + ":\n" + content;
    }
  }

  /// A call of another server's tool.
  record Extra(ExtraTool tool, ObjectNode arguments) implements Intent {
    @Override
    public String words() {
      return "Used %s of %s: %s"
          .formatted(tool.label(), tool.server(), Words.shorten(arguments.toString()));
    }

    @Override
    public String whole() {
      return "Use %s of %s with %s"
          .formatted(tool.label(), tool.server(), arguments.toPrettyString());
    }
  }

  /// A finding for the whiteboard.
  record Note(String text) implements Intent {
    @Override
    public String words() {
      return "Noted: " + Words.shorten(text);
    }

    @Override
    public String whole() {
      return "Note: " + text;
    }
  }

  /// A question to the person.
  record Ask(String question) implements Intent {
    @Override
    public String words() {
      return "Asked: " + Words.shorten(question);
    }

    @Override
    public String whole() {
      return "Ask: " + question;
    }
  }

  /// `evidence` is how the agent knows that it is done; empty in logs of before.
  record Finish(String result, List<String> artifacts, String evidence) implements Intent {
    @Override
    public String words() {
      return "Finished: " + Words.shorten(result);
    }

    @Override
    public TaskEnd end() {
      return new TaskEnd.Done(result, artifacts, evidence, Standing.CLAIMED);
    }
  }

  record GiveUp(String reason) implements Intent {
    @Override
    public String words() {
      return "Gave up: " + Words.shorten(reason);
    }

    @Override
    public TaskEnd end() {
      return new TaskEnd.Failed(reason);
    }
  }
}
