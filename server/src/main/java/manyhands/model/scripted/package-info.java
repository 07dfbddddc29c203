/// A model without a language model: it follows prompts written as explicit steps.
///
/// Front door: `ScriptedModel`. Its grammar is in docs/reference/scripted.md.
@NullMarked
package manyhands.model.scripted;

import org.jspecify.annotations.NullMarked;
