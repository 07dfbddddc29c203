package manyhands.app;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import manyhands.event.AgentId;
import manyhands.event.Event;
import manyhands.event.Event.Outcome;
import manyhands.event.SessionId;
import manyhands.event.TaskId;
import manyhands.model.Usage;
import org.jspecify.annotations.Nullable;

/// Spans by the names of OpenTelemetry's conventions for generative AI: `invoke_agent` for a try at
/// a task, below it `chat` for each question to a model and `execute_tool` for each call. Names,
/// numbers and ids only.
final class SpanTree {

  /// More tries than can be going on; a log that never ends one must not fill the memory.
  private static final int MOST_TRIES = 1_000;

  private static final AttributeKey<String> OPERATION = text("gen_ai.operation.name");
  private static final AttributeKey<String> ERROR = text("error.type");

  /// Who asks is known by its thread: it has just written down that it does.
  private static final ThreadLocal<@Nullable Worker> ASKING = new ThreadLocal<>();

  /// What an agent is at.
  private record Work(Span span, TaskId task, Map<String, String> tools) {}

  private record Worker(SessionId session, AgentId agent) {}

  private final Tracer tracer;
  private final Map<Worker, Work> works = new ConcurrentHashMap<>();
  private final Map<Worker, String> names = new ConcurrentHashMap<>();

  SpanTree(Tracer tracer) {
    this.tracer = tracer;
  }

  private static AttributeKey<String> text(String name) {
    return AttributeKey.stringKey(name);
  }

  /// Takes in a fact; most say nothing here.
  void take(SessionId session, Event event) {
    if (event instanceof Event.AgentStarted it) {
      names.put(new Worker(session, it.agent()), it.name());
    } else if (event instanceof Event.TaskAssigned it) {
      begin(new Worker(session, it.agent()), it.task());
    } else if (event instanceof Event.ModelAsked it) {
      ASKING.set(new Worker(session, it.agent()));
    } else if (event instanceof Event.ModelAnswered it) {
      ASKING.remove();
      Work work = works.get(new Worker(session, it.agent()));
      if (work != null) {
        work.tools().clear();
        it.calls().forEach(call -> work.tools().put(call.id(), call.name()));
      }
    } else if (event instanceof Event.ActionPerformed it && it.agent() != null) {
      performed(new Worker(session, it.agent()), it);
    } else if (event instanceof Event.TaskCompleted it) {
      end(session, it.task(), "");
    } else if (event instanceof Event.TaskFailed it) {
      end(session, it.task(), "task_failed");
    } else if (event instanceof Event.TaskCancelled it) {
      end(session, it.task(), "task_cancelled");
    } else if (event instanceof Event.SessionClosed) {
      end(session, null, "session_closed");
      names.keySet().removeIf(worker -> worker.session().equals(session));
    }
  }

  private void begin(Worker worker, TaskId task) {
    if (works.size() >= MOST_TRIES) {
      return;
    }
    String name = names.getOrDefault(worker, worker.agent().value());
    Span span =
        tracer
            .spanBuilder("invoke_agent " + name)
            .setNoParent()
            .setAttribute(OPERATION, "invoke_agent")
            .setAttribute(text("gen_ai.agent.id"), worker.agent().value())
            .setAttribute(text("gen_ai.agent.name"), name)
            .setAttribute(text("gen_ai.conversation.id"), worker.session().value())
            .setAttribute(text("manyhands.task.id"), task.value())
            .startSpan();
    Work before = works.put(worker, new Work(span, task, new ConcurrentHashMap<>()));
    if (before != null) {
      end(before.span(), "tried_again");
    }
  }

  private void performed(Worker worker, Event.ActionPerformed fact) {
    Work work = works.get(worker);
    String tool = work == null || fact.call() == null ? null : work.tools().get(fact.call());
    if (work == null || tool == null) {
      return;
    }
    Instant now = Instant.ofEpochMilli(System.currentTimeMillis());
    Span span =
        tracer
            .spanBuilder("execute_tool " + tool)
            .setParent(Context.root().with(work.span()))
            .setStartTimestamp(now.minus(Duration.ofMillis(fact.millis())))
            .setAttribute(OPERATION, "execute_tool")
            .setAttribute(text("gen_ai.tool.name"), tool)
            .setAttribute(text("gen_ai.tool.call.id"), String.valueOf(fact.call()))
            .startSpan();
    end(
        span,
        fact.outcome() == Outcome.PERFORMED ? "" : fact.outcome().name().toLowerCase(Locale.ROOT));
  }

  private void end(SessionId session, @Nullable TaskId task, String trouble) {
    Iterator<Map.Entry<Worker, Work>> all = works.entrySet().iterator();
    while (all.hasNext()) {
      Map.Entry<Worker, Work> one = all.next();
      if (one.getKey().session().equals(session)
          && (task == null || one.getValue().task().equals(task))) {
        end(one.getValue().span(), trouble);
        all.remove();
      }
    }
  }

  /// A question to the model of that name, asked by whoever said so on this thread.
  Span chat(String name) {
    int colon = name.indexOf(':');
    String provider = colon < 0 ? name : name.substring(0, colon);
    String model = colon < 0 ? name : name.substring(colon + 1);
    Worker worker = ASKING.get();
    Work work = worker == null ? null : works.get(worker);
    SpanBuilder span =
        tracer
            .spanBuilder("chat " + model)
            .setSpanKind(SpanKind.CLIENT)
            .setParent(work == null ? Context.root() : Context.root().with(work.span()))
            .setAttribute(OPERATION, "chat")
            .setAttribute(text("gen_ai.provider.name"), provider(provider))
            .setAttribute(text("gen_ai.request.model"), model);
    if (worker != null) {
      span.setAttribute(text("gen_ai.conversation.id"), worker.session().value());
    }
    return span.startSpan();
  }

  /// The conventions' names of providers.
  private static String provider(String name) {
    return switch (name) {
      case "claude" -> "anthropic";
      case "bedrock" -> "aws.bedrock";
      case "vertex" -> "gcp.vertex_ai";
      default -> name;
    };
  }

  static void used(Span span, Usage usage) {
    span.setAttribute("gen_ai.usage.input_tokens", usage.inputTokens());
    span.setAttribute("gen_ai.usage.output_tokens", usage.outputTokens());
    span.setAttribute("gen_ai.usage.cache_read.input_tokens", usage.cacheReadTokens());
    span.setAttribute("gen_ai.usage.cache_creation.input_tokens", usage.cacheWriteTokens());
  }

  static void end(Span span, String trouble) {
    if (!trouble.isEmpty()) {
      span.setAttribute(ERROR, trouble);
      span.setStatus(StatusCode.ERROR);
    }
    span.end();
  }
}
