/// Services of others, played over real HTTP for tests and benchmarks: they refuse what the real
/// ones refuse, so that a request that passes here is well-formed.
///
/// Front doors: [manyhands.fakes.FakeAnthropic], [manyhands.fakes.FakeOpenAi]. No part of the
/// product may use them.
@NullMarked
package manyhands.fakes;

import org.jspecify.annotations.NullMarked;
