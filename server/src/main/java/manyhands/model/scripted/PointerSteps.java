package manyhands.model.scripted;

/// Steps that are one call of one tool.
final class PointerSteps {

  private PointerSteps() {}

  static void perform(Step step, Keyboard keyboard) {
    switch (step) {
      case Step.Click it ->
          keyboard.act(
              it.tool(), call -> call.put("x", it.x()).put("y", it.y()).put("button", it.button()));
      case Step.Move it -> keyboard.act("move", call -> call.put("x", it.x()).put("y", it.y()));
      case Step.Scroll it ->
          keyboard.act(
              "scroll",
              call ->
                  call.put("x", it.x())
                      .put("y", it.y())
                      .put("direction", it.direction())
                      .put("ticks", it.ticks()));
      case Step.Drag it ->
          keyboard.act(
              "drag",
              call -> {
                var path = call.putArray("path");
                path.addObject().put("x", it.fromX()).put("y", it.fromY());
                path.addObject().put("x", it.toX()).put("y", it.toY());
                return call;
              });
      case Step.Screenshot _ -> keyboard.act("screenshot", call -> call);
      case Step.Open _,
          Step.Use _,
          Step.Run _,
          Step.Type _,
          Step.SaveAs _,
          Step.Browse _,
          Step.Press _,
          Step.Wait _,
          Step.Ask _,
          Step.Note _ ->
          throw new IllegalArgumentException("not a step of the pointer: " + step);
    }
  }
}
