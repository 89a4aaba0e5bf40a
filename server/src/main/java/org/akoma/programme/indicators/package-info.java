/** The twenty-five indicators of {@code requirements.md 6.1}: what each means, what it is on a day, and which files are behind it. */
@ApplicationModule(
        id = "indicators",
        allowedDependencies = {"access", "journal", "pages", "reference", "search", "web"})
@NullMarked
package org.akoma.programme.indicators;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
