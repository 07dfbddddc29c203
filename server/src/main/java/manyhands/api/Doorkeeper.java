package manyhands.api;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumSet;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;

/// Stands before side doors: the rules of the door, the headers of every answer, and nothing of a
/// fault but its problem.
final class Doorkeeper extends HttpFilter {
  private static final long serialVersionUID = 1;

  private final transient SideDoor side;
  private final transient Door door;
  private final transient PrometheusMeterRegistry metrics;

  Doorkeeper(SideDoor side, Door door, PrometheusMeterRegistry metrics) {
    this.side = side;
    this.door = door;
    this.metrics = metrics;
  }

  void guard(ServletContextHandler context) {
    FilterHolder filter = new FilterHolder(this);
    filter.setAsyncSupported(true);
    context.addFilter(filter, side.path(), EnumSet.of(DispatcherType.REQUEST));
    if (side.header() != null) {
      return;
    }
    ServletHolder servlet = new ServletHolder(side.servlet());
    servlet.setAsyncSupported(true);
    context.addServlet(servlet, side.path());
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (!side.isMeant(request)) {
      chain.doFilter(request, response);
      return;
    }
    ApiServer.PROTECTION.forEach(response::setHeader);
    try {
      switch (side.keys()) {
        case OURS -> door.checkProgram(request);
        case ITS_OWN -> door.checkSender(request, false);
      }
      if (side.header() == null) {
        chain.doFilter(request, response);
      } else {
        side.servlet().service(request, response);
      }
    } catch (RuntimeException | ServletException e) {
      refuse(e, request, response);
    } finally {
      metrics
          .counter("manyhands.requests", "status", response.getStatus() / 100 + "xx")
          .increment();
    }
  }

  private static void refuse(Exception e, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Problem problem =
        Problems.told(e, "answer " + request.getMethod() + " " + request.getRequestURI());
    if (response.isCommitted()) {
      return;
    }
    if (problem.status() == Problems.status(Refusal.Code.NO_TOKEN)) {
      response.setHeader("WWW-Authenticate", "Bearer");
    }
    response.setStatus(problem.status());
    response.setContentType(Problem.MEDIA_TYPE);
    response.getOutputStream().write(Json.MAPPER.writeValueAsBytes(problem));
  }
}
