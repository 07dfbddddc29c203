/// The same commands as REST, as tools of the Model Context Protocol: desktops to see and touch,
/// and whole sessions. The protocol is the official SDK's; what a tool does knows nothing of it.
///
/// Front door: `McpDoor`. Must not know how a desktop or a session works.
@NullMarked
package manyhands.mcp;

import org.jspecify.annotations.NullMarked;
