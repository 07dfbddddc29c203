package manyhands.api;

import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;
import manyhands.desktop.DesktopException;
import manyhands.event.LogException;
import manyhands.session.SessionException;

/// The one table from codes to HTTP statuses.
final class Problems {
  private static final Logger LOG = Logger.getLogger(Problems.class.getName());

  private Problems() {}

  static Problem of(Exception e) {
    return switch (e) {
      case Refusal refusal -> problem(status(refusal.code()), refusal.code(), refusal);
      case SessionException wrong -> problem(status(wrong.code()), wrong.code(), wrong);
      case DesktopException failed -> problem(status(failed.code()), failed.code(), failed);
      case LogException failed -> problem(status(failed.code()), failed.code(), failed);
      default ->
          problem(
              status(Refusal.Code.INTERNAL),
              Refusal.Code.INTERNAL,
              new Refusal(
                  Refusal.Code.INTERNAL, "Manyhands failed here; its log file has the details."));
    };
  }

  /// The problem to tell; one of our own making goes into the log file with its trace.
  static Problem told(Exception e, String what) {
    Problem problem = of(e);
    if (problem.status() == status(Refusal.Code.INTERNAL)) {
      LOG.log(Level.SEVERE, e, () -> "failed to " + what);
    }
    return problem;
  }

  static int status(Refusal.Code code) {
    return switch (code) {
      case BAD_REQUEST, BAD_FIELD -> 400;
      case NO_TOKEN, BAD_TICKET -> 401;
      case FOREIGN_HOST, FOREIGN_ORIGIN -> 403;
      case NO_SUCH_ROUTE -> 404;
      case WRONG_METHOD -> 405;
      case TOO_LARGE -> 413;
      case NOT_JSON -> 415;
      case TOO_MANY_VIEWERS -> 429;
      case INTERNAL -> 500;
    };
  }

  static int status(SessionException.Code code) {
    return switch (code) {
      case EMPTY_PROMPT,
          PROMPT_TOO_LONG,
          BAD_AGENTS,
          BAD_BUDGET,
          UNKNOWN_MODEL,
          UNKNOWN_DESKTOP,
          BAD_FILES,
          BAD_SECRETS,
          EMPTY_MESSAGE,
          MESSAGE_TOO_LONG ->
          400;
      case UNKNOWN_SESSION,
          UNKNOWN_AGENT,
          UNKNOWN_ARTIFACT,
          UNKNOWN_APPROVAL,
          UNKNOWN_QUESTION,
          NO_SUCH_DESKTOP,
          NO_PICTURE ->
          404;
      case NO_DESKTOP,
          SEAT_TAKEN,
          SCREEN_CHANGED,
          ENDED,
          NOT_ENDED,
          NOT_IN_REVIEW,
          ALREADY_ANSWERED ->
          409;
      case FILES_TOO_LARGE -> 413;
      case BAD_PLAN -> 422;
      case BUSY -> 429;
      case UNSUPPORTED -> 501;
      case UNAVAILABLE, SHUTTING_DOWN -> 503;
    };
  }

  static int status(DesktopException.Code code) {
    return switch (code) {
      case BAD_ACTION -> 400;
      case NO_SUCH_FILE -> 404;
      case CLOSED -> 410;
      case TOO_LARGE -> 413;
      case UNSUPPORTED -> 501;
      case LOST, PROTOCOL, AUTHENTICATION, START_FAILED -> 502;
      case UNAVAILABLE, INTERRUPTED -> 503;
      case TIMEOUT -> 504;
    };
  }

  static int status(LogException.Code code) {
    return switch (code) {
      case UNKNOWN -> 404;
      case CORRUPT -> 500;
      case LOCKED -> 503;
      case CANNOT_WRITE -> 507;
    };
  }

  private static Problem problem(int status, Enum<?> code, Exception why) {
    return new Problem(
        title(status),
        status,
        code.name().toLowerCase(Locale.ROOT).replace('_', '-'),
        String.valueOf(why.getMessage()));
  }

  private static String title(int status) {
    return switch (status) {
      case 400 -> "Bad request";
      case 401 -> "Token wanted";
      case 403 -> "Forbidden";
      case 404 -> "Not found";
      case 405 -> "Method not allowed";
      case 409 -> "Not now";
      case 410 -> "Gone";
      case 413 -> "Too large";
      case 415 -> "JSON wanted";
      case 422 -> "Cannot be worked on";
      case 429 -> "Busy";
      case 501 -> "Not supported";
      case 502 -> "Desktop failed";
      case 503 -> "Not available";
      case 504 -> "Desktop did not answer";
      case 507 -> "No space";
      default -> "Failed";
    };
  }
}
