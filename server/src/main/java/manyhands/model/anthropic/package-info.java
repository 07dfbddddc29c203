/// Claude, through Anthropic's own SDK.
///
/// Front door: [manyhands.model.anthropic.ClaudeModel]. Knows what the API wants: which computer
/// tool a model takes, where a conversation is cached, which failures are worth another try. Must
/// not know what the tools do.
@NullMarked
package manyhands.model.anthropic;

import org.jspecify.annotations.NullMarked;
