package manyhands.e2b;

import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.util.concurrent.ThreadFactory;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/// Listens for the names of sandboxes and their ports, over TLS, apart from everything else that is
/// served: what comes out of a sandbox is of no origin that anything of ours has.
public final class NameServer implements AutoCloseable {

  /// As much as a page inside may want to say, cookies and all.
  private static final int MAX_HEADER_BYTES = 32 * 1024;

  /// As the server beside it has.
  private static final int MAX_CONNECTIONS = 4_000;

  /// As for what is said to a program inside.
  private static final long IDLE_MILLIS = PortLines.IDLE.toMillis();

  /// Where it listens and for which names.
  ///
  /// @param domain without a port, in lower case
  /// @param advertisedPort what clients are told to connect to; zero for the one it listens on
  public record Place(
      String domain, int advertisedPort, String host, int port, CertificateFiles certificate) {}

  private final Place place;
  private final ThreadFactory threads;
  private @Nullable Server server;
  private @Nullable Renewal renewal;
  private int port;

  public NameServer(Place place, ThreadFactory threads) {
    this.place = place;
    this.threads = threads;
  }

  /// Fails when the address or the certificate cannot be had.
  void start(HttpServlet control, HttpServlet envd, HttpServlet ports) throws IOException {
    QueuedThreadPool pool = new QueuedThreadPool();
    pool.setVirtualThreadsExecutor(body -> threads.newThread(body).start());
    Server fresh = new Server(pool);
    Renewal certificates = new Renewal(place.certificate(), place.certificate().read());
    ServerConnector connector = connector(fresh, certificates.tls());
    fresh.addConnector(connector);
    fresh.addBean(new NetworkConnectionLimit(MAX_CONNECTIONS, fresh));
    ServletContextHandler context = new ServletContextHandler();
    context.getServletHandler().setDecodeAmbiguousURIs(true);
    context.addServlet(
        new ServletHolder(new NameServlet(place.domain(), control, envd, ports)), "/*");
    fresh.setHandler(context);
    fresh.setErrorHandler((request, response, callback) -> {
      callback.succeeded();
      return true;
    });
    fresh.setStopTimeout(0);
    server = fresh;
    renewal = certificates;
    certificates.start(threads);
    try {
      fresh.start();
    } catch (IOException e) {
      close();
      throw e;
    } catch (Exception e) {
      close();
      throw new IOException(e);
    }
    port = connector.getLocalPort();
  }

  private ServerConnector connector(Server of, SslContextFactory.Server tls) {
    HttpConfiguration http = new HttpConfiguration();
    http.setRequestHeaderSize(MAX_HEADER_BYTES);
    http.setSendServerVersion(false);
    http.setSendDateHeader(false);
    // It is the program inside that takes an address or refuses it.
    http.setUriCompliance(UriCompliance.UNSAFE);
    // Names are checked by ourselves; a certificate that does not fit is the client's to refuse.
    http.addCustomizer(new SecureRequestCustomizer(false));
    tls.setSniRequired(false);
    ServerConnector connector =
        new ServerConnector(
            of, new SslConnectionFactory(tls, "http/1.1"), new HttpConnectionFactory(http));
    connector.setHost(place.host());
    connector.setPort(place.port());
    connector.setIdleTimeout(IDLE_MILLIS);
    return connector;
  }

  /// The domain as clients are to use it, with its port unless that is the usual one.
  String advertised() {
    int told = place.advertisedPort() == 0 ? port : place.advertisedPort();
    return told == 443 ? place.domain() : place.domain() + ":" + told;
  }

  @Override
  public void close() {
    if (renewal != null) {
      renewal.close();
    }
    if (server != null) {
      LifeCycle.stop(server);
    }
  }
}
