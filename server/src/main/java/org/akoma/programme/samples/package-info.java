/** Samples of files that missions read: drawn by chance within groups, confirmed by a second person, shown by study codes and coarse facts alone. */
@ApplicationModule(
        id = "samples",
        allowedDependencies = {"access", "decisions", "evaluation", "forms", "pages", "search", "web"})
@NullMarked
package org.akoma.programme.samples;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
