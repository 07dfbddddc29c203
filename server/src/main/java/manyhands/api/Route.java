package manyhands.api;

import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One line of the route table. `path` names its parameters as `{id}`, and `<path>` where one may
/// contain slashes; `body` is what is sent, `answer` what comes back with status `status`.
record Route(
    HandlerType method,
    String path,
    String words,
    List<Query> query,
    @Nullable Class<?> body,
    int status,
    Answer answer,
    Handler handler) {

  /// A parameter in the address, with what it means.
  record Query(String name, String words) {}

  /// What comes back: a media type and, for JSON, the record; `list` wraps it in `items` and
  /// `next`.
  record Answer(String mediaType, @Nullable Class<?> type, boolean list) {
    static Answer json(Class<?> type) {
      return new Answer("application/json", type, false);
    }

    static Answer items(Class<?> type) {
      return new Answer("application/json", type, true);
    }

    static Answer of(String mediaType) {
      return new Answer(mediaType, null, false);
    }
  }

  static Route get(String path, String words, Answer answer, Handler handler, Query... query) {
    return new Route(HandlerType.GET, path, words, List.of(query), null, 200, answer, handler);
  }

  static Route delete(String path, String words, Handler handler) {
    return new Route(HandlerType.DELETE, path, words, List.of(), null, 204, Answer.of(""), handler);
  }

  static Route put(String path, String words, Class<?> body, Answer answer, Handler handler) {
    return new Route(HandlerType.PUT, path, words, List.of(), body, 200, answer, handler);
  }

  static Route post(
      String path,
      String words,
      @Nullable Class<?> body,
      int status,
      Answer answer,
      Handler handler) {
    return new Route(HandlerType.POST, path, words, List.of(), body, status, answer, handler);
  }
}
