package manyhands.tool;

import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpClientTransport;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;

/// Speaks streamable HTTP with a server at an address, with the SDK's transport. Redirects are not
/// followed: keys go to the address that they were given for.
final class HttpTransport {

  private static final Duration TO_CONNECT = Duration.ofSeconds(10);

  private HttpTransport() {}

  static McpClientTransport to(ServerSpec.Address address) {
    URI uri = address.uri();
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    return HttpClientStreamableHttpTransport.builder(
            uri.getScheme() + "://" + uri.getRawAuthority())
        .endpoint(path + query)
        .customizeClient(client -> client.followRedirects(HttpClient.Redirect.NEVER))
        .connectTimeout(TO_CONNECT)
        .resumableStreams(false)
        .maxResponseSize(StdioTransport.MAX_MESSAGE)
        .addHttpRequestCustomizer(
            (request, _, _, _, _) -> address.headers().forEach(request::setHeader))
        .build();
  }
}
