package manyhands.app;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadFactory;
import java.util.function.Predicate;
import manyhands.event.AgentId;
import manyhands.event.Entry;
import manyhands.event.Event;
import manyhands.event.TaskId;
import org.jspecify.annotations.Nullable;

/// What a session asks people while `run` follows it: whether an agent may make a call, what it
/// wants to know, and whether the work on a plan may begin. Who sits in front of a terminal answers
/// there; everybody else is told the command that answers, and until when.
///
/// Facts go on being shown while an answer is awaited, and Ctrl-C is heard: the answer is read by a
/// thread of its own.
final class Questions {
  /// More than anybody reads; what is cut off can be read in the session.
  private static final int WORDS = 4_000;

  /// When a question was answered elsewhere, what is typed so soon after was meant for it, and not
  /// for the one that stands there now.
  private static final long LATE_NANOS = 500_000_000L;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

  /// Where answers go.
  interface Answers {
    void approve(String approval, boolean allow);

    void tell(String question, String text);

    /// As much again as the budget was; of the session when no agent is named.
    void goOn(@Nullable AgentId agent);

    void start();

    void stop();
  }

  /// What kind of answer is wanted.
  private enum Kind {
    START,
    PERMISSION,
    WORDS,
    BUDGET
  }

  /// One that waits; the plan has no `id`.
  private record Question(Kind kind, String id, @Nullable AgentId agent) {
    static final Question PLAN = new Question(Kind.START, "", null);

    String words() {
      return switch (kind) {
        case START -> "Start the work?";
        case PERMISSION -> "Allow this?";
        case WORDS -> "What shall it be told?";
        case BUDGET -> "Go on with as much again?";
      };
    }
  }

  private final Terminal terminal;
  private final Answers answers;
  private final String session;
  private final ThreadFactory threads;
  private final List<Question> open = new ArrayList<>();
  private @Nullable Question asked;
  private long droppedNanos;
  private boolean reads;
  private boolean deaf;
  private int tasksToCome;
  private @Nullable Instant reviewUntil;

  /// Asks here only if it `mayAsk` and somebody is there; `session` names it to a command that
  /// answers from elsewhere.
  Questions(
      Terminal terminal, boolean mayAsk, Answers answers, String session, ThreadFactory threads) {
    this.terminal = terminal;
    this.answers = answers;
    this.session = session;
    this.threads = threads;
    this.droppedNanos = System.nanoTime() - LATE_NANOS;
    this.deaf = !(mayAsk && terminal.asks());
  }

  /// Takes in a fact, after it was shown.
  synchronized void hear(Entry entry) {
    switch (entry.event()) {
      case Event.ApprovalAsked it ->
          add(new Question(Kind.PERMISSION, it.approval(), it.agent()), it.until());
      case Event.ApprovalAnswered it -> drop(each -> it.approval().equals(each.id()));
      case Event.QuestionAsked it ->
          add(new Question(Kind.WORDS, it.question(), it.agent()), it.until());
      case Event.BudgetReached it ->
          add(new Question(Kind.BUDGET, budget(it.task()), it.agent()), it.until());
      case Event.BudgetRaised it -> drop(each -> each.id().equals(budget(it.task())));
      case Event.TaskFailed it -> drop(each -> each.id().equals(budget(it.task())));
      case Event.QuestionAnswered it -> drop(each -> it.question().equals(each.id()));
      case Event.AgentFinished it -> drop(each -> it.agent().equals(each.agent()));
      case Event.PlanMade it -> {
        reviewUntil = it.until();
        tasksToCome = it.tasks();
      }
      case Event.TaskAdded _ -> {
        tasksToCome--;
        if (tasksToCome == 0 && reviewUntil != null) {
          add(Question.PLAN, reviewUntil);
        }
      }
      case Event.PlanChanged it when it.until() != null -> {
        drop(Question.PLAN::equals);
        add(Question.PLAN, it.until());
      }
      case Event.SessionStarted _ -> drop(Question.PLAN::equals);
      case Event.SessionClosed _ -> drop(_ -> true);
      case Event _ -> {}
    }
  }

  private static String budget(@Nullable TaskId task) {
    return task == null ? "budget" : "budget of " + task;
  }

  /// All of what would be done.
  static String words(Event.ApprovalAsked asked) {
    return Clean.line(asked.words().strip(), WORDS);
  }

  static String words(Event.QuestionAsked asked) {
    return Clean.line(asked.text().strip(), WORDS);
  }

  private void add(Question question, @Nullable Instant until) {
    open.add(question);
    if (deaf) {
      tell(question, until);
    } else {
      ask();
    }
  }

  private void tell(Question question, @Nullable Instant until) {
    String by = until == null ? "" : " until " + TIME.format(until.atZone(ZoneId.systemDefault()));
    String approve = ("./manyhands approve " + session + " " + question.id()).strip();
    String how =
        switch (question.kind()) {
          case WORDS -> "./manyhands answer " + session + " " + question.id() + " TEXT";
          case BUDGET ->
              "./manyhands budget "
                  + session
                  + (question.agent() == null ? "" : " --task" + question.id().substring(9))
                  + " --dollars N (or --tokens, --steps, --minutes)";
          case START, PERMISSION -> approve + "   (or not: " + approve + " --no)";
        };
    terminal.say(question.words() + " Answer" + by + ": " + how);
  }

  private void drop(Predicate<Question> over) {
    open.removeIf(over);
    if (asked != null && over.test(asked)) {
      asked = null;
      terminal.endQuestion();
      droppedNanos = System.nanoTime();
    }
    ask();
  }

  private void ask() {
    if (asked != null || open.isEmpty() || deaf) {
      return;
    }
    asked = open.getFirst();
    if (!reads) {
      terminal.forgetTyped();
    }
    String which = asked.id().isEmpty() ? "" : asked.id() + ": ";
    String choice = asked.kind() == Kind.WORDS ? " " : " [y/N] ";
    terminal.question(which + asked.words() + choice);
    if (!reads) {
      reads = true;
      threads.newThread(this::read).start();
    }
  }

  private void read() {
    for (String line = terminal.read(); line != null; line = terminal.read()) {
      answered(line);
    }
    synchronized (this) {
      deaf = true;
      asked = null;
      terminal.endQuestion();
      open.forEach(question -> tell(question, null));
    }
  }

  private void answered(String line) {
    Question question;
    synchronized (this) {
      question = asked;
      if (question == null) {
        return;
      }
      boolean late = System.nanoTime() - droppedNanos < LATE_NANOS;
      if (late || (question.kind() == Kind.WORDS && line.isBlank())) {
        asked = null;
        terminal.questionAnswered();
        ask();
        return;
      }
      asked = null;
      open.remove(question);
      terminal.questionAnswered();
    }
    try {
      send(question, line.strip());
    } catch (Trouble e) {
      terminal.say("manyhands: " + e.getMessage());
    }
    synchronized (this) {
      ask();
    }
  }

  private void send(Question question, String line) {
    boolean yes = List.of("y", "yes").contains(line.toLowerCase(Locale.ROOT));
    switch (question.kind()) {
      case WORDS -> answers.tell(question.id(), line);
      case PERMISSION -> answers.approve(question.id(), yes);
      case BUDGET -> {
        if (yes) {
          answers.goOn(question.agent());
        } else {
          tell(question, null);
        }
      }
      case START -> {
        if (yes) {
          answers.start();
        } else {
          terminal.say("Not started: the session is stopped.");
          answers.stop();
        }
      }
    }
  }
}
