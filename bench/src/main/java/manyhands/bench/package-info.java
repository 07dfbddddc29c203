/// Every published number names a command here: `bench/run NAME`.
///
/// Front door: [manyhands.bench.Main]. Measures the product's own classes on real desktops; nothing
/// in the product knows this package.
@NullMarked
package manyhands.bench;

import org.jspecify.annotations.NullMarked;
