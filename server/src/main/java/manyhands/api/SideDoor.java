package manyhands.api;

import jakarta.servlet.http.HttpServlet;

/// Another door on the same port, for programs: a servlet at exactly this path. Who may come in is
/// decided before it, by the same rules as for REST.
public record SideDoor(String path, HttpServlet servlet) {}
