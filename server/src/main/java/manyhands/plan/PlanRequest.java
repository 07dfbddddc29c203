package manyhands.plan;

import java.util.List;

/// What is to be planned, for so many agents. `earlier` are tasks of the same session that have
/// ended, each with what came of it; `files` are the names of what every desktop has been given.
public record PlanRequest(String prompt, int agents, List<String> earlier, List<String> files) {}
