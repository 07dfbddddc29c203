/// A Socket.IO 5 server over Engine.IO 4: polling, WebSocket and the way from one to the other.
///
/// Front door: [manyhands.api.socketio.SocketIo]. Speaks text alone, in the default namespace.
/// Nothing is queued for a client but a bounded number of answers: streams are
/// [manyhands.api.socketio.Source]s that are asked for more when the client has taken what it had.
/// Must not know what is said or who is let in.
@NullMarked
package manyhands.api.socketio;

import org.jspecify.annotations.NullMarked;
