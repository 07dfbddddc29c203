package manyhands.api;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/// Answers requests that are so broken that they never reach the door, without a word about the
/// server's insides.
final class PlainErrors extends ErrorHandler {
  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Problem problem =
        new Problem(
            "Bad request",
            response.getStatus(),
            "bad-request",
            "Not a request that is understood.");
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.MEDIA_TYPE);
    String body = Json.MAPPER.writeValueAsString(problem);
    Content.Sink.write(response, true, body, callback);
    return true;
  }
}
