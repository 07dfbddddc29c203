/// OpenAI's models and everything that speaks its protocol: Dedalus, Ollama, vLLM, LM Studio,
/// OpenRouter and others, through OpenAI's own SDK.
///
/// Front doors: [manyhands.model.openai.ResponsesModel] for OpenAI itself,
/// [manyhands.model.openai.ChatModel] for all others. Must not know what the tools do.
@NullMarked
package manyhands.model.openai;

import org.jspecify.annotations.NullMarked;
