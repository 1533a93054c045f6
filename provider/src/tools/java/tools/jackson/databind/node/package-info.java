/// What stands in the package for classes of the library that would bring much with them.
@NullMarked
package tools.jackson.databind.node;

import org.jspecify.annotations.NullMarked;
