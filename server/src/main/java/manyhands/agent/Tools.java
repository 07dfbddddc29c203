package manyhands.agent;

import manyhands.desktop.Action;
import manyhands.desktop.Point;
import manyhands.desktop.Screenshot;
import manyhands.model.Computer;
import manyhands.model.Part.ToolCall;
import org.jspecify.annotations.Nullable;

/// All tools of an agent, as its kind of model calls them. Coordinates are those of `picture`;
/// without any, a call is about `pointer`, a pixel of the screen.
record Tools(Computer computer, Screenshot picture, Point pointer, @Nullable ExtraCalls others) {

  /// Without those of other servers.
  Tools(Computer computer, Screenshot picture, Point pointer) {
    this(computer, picture, pointer, null);
  }

  /// The name by which people allow such a call or not, whatever the model calls it.
  static String name(Intent intent) {
    return switch (intent) {
      case Intent.Act act ->
          switch (act.action()) {
            case Action.Move _ -> "move";
            case Action.Click _, Action.MouseDown _, Action.MouseUp _ -> "click";
            case Action.DoubleClick _ -> "double_click";
            case Action.TripleClick _ -> "triple_click";
            case Action.Drag _ -> "drag";
            case Action.Scroll _ -> "scroll";
            case Action.Type _ -> "type_text";
            case Action.TypeSecret _ -> "type_secret";
            case Action.Press _ -> "press_key";
            case Action.Hold _ -> "hold_key";
            case Action.Wait _ -> "wait";
          };
      case Intent.See _, Intent.Zoom _, Intent.Where _ -> "screenshot";
      case Intent.Extra extra -> extra.tool().name();
      case Intent.Run _ -> "run_command";
      case Intent.Read _ -> "read_file";
      case Intent.Write _ -> "write_file";
      case Intent.Note _ -> "note";
      case Intent.Ask _ -> "ask_human";
      case Intent.Finish _ -> "finish";
      case Intent.GiveUp _ -> "fail";
    };
  }

  /// What the call means; null when there is no such tool.
  @Nullable Intent read(ToolCall call) throws ToolFault {
    Intent foreign = others == null ? null : others.read(call);
    if (foreign != null) {
      return foreign;
    }
    Intent intent =
        switch (computer) {
          case FUNCTIONS -> ComputerTool.read(call, picture);
          case CLAUDE_TOOLSET, CLAUDE_TOOL -> ClaudeComputer.read(call, picture, pointer);
          case OPENAI_COMPUTER -> OpenAiComputer.read(call, picture);
        };
    if (intent == null) {
      intent = MachineTool.read(call);
    }
    if (intent == null) {
      intent = SecretTool.read(call);
    }
    if (intent instanceof Intent.Finish finish && finish.evidence().isEmpty()) {
      throw new ToolFault("the argument `evidence` is missing: say what you saw that proves it");
    }
    return intent == null ? TeamTool.read(call) : intent;
  }

  /// What the provider wants a person to know before the call may be made; empty when it may be
  /// made without one.
  String warning(ToolCall call) {
    return computer == Computer.OPENAI_COMPUTER ? OpenAiComputer.warning(call) : "";
  }
}
