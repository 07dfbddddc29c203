/// Tools of other MCP servers, given to every agent: connections that are kept up, lists that are
/// checked and cut down to what providers take, calls with a time limit.
///
/// Front door: `McpTools`, handed to the agents by `app`. Must not know sessions. Everything that a
/// server says is hostile.
@NullMarked
package manyhands.tool;

import org.jspecify.annotations.NullMarked;
