/// OpenAI's models and everything that speaks its protocol: Dedalus, Ollama, vLLM, LM Studio,
/// OpenRouter and others, through OpenAI's own SDK.
///
/// Front door: [manyhands.model.openai.ChatModel]. Must not know what the tools do.
@NullMarked
package manyhands.model.openai;

import org.jspecify.annotations.NullMarked;
