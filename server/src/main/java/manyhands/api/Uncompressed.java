package manyhands.api;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.websocket.core.server.WebSocketServerComponents;

/// Offers no compression on WebSockets: pictures are compressed already, facts are short, and a
/// compressor for each of a thousand followers costs 300 kB.
record Uncompressed(ServletContextHandler context) implements ServletContextListener {
  @Override
  public void contextInitialized(ServletContextEvent event) {
    WebSocketServerComponents.ensureWebSocketComponents(context.getServer(), context)
        .getExtensionRegistry()
        .unregister("permessage-deflate");
  }
}
